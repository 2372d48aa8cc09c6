import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { type PersonShape, type PersonWithLink, peopleRoutes } from "../../../../src/contract/people.ts";
import { keys } from "../../api/keys.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { SelectField } from "../../forms/select-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { useLeave } from "../../shell/leaving.tsx";
import { Confirm } from "../../states/confirm.tsx";
import { PersonLink } from "./person-link.tsx";
import { ResetPerson } from "./reset-person.tsx";
import { useRoleOptions } from "./use-role-options.ts";

type Question = "disable" | "enable" | "leave";

/** What an owner may do with a person: the role, the state, a link for another password. */
export function PersonActions({ person }: { readonly person: PersonShape }) {
  const { t } = useTexts("people");
  const org = useOrganization();
  const [action, setAction] = useState<Question | "role" | "reset">();
  const [made, setMade] = useState<PersonWithLink>();
  const close = () => setAction(undefined);
  // Another password of one's own is set on the account page, with the present one.
  const isOwn = useConsole().session.personId === person.personId;
  const isHere = person.roles.some(({ orgId }) => orgId === org);
  return (
    <>
      {isHere && <Button onClick={() => setAction("role")}>{t("role.change")}</Button>}
      {person.state !== "disabled" && !isOwn && (
        <Button onClick={() => setAction("reset")}>{t("reset")}</Button>
      )}
      {person.state === "disabled" ? (
        <Button onClick={() => setAction("enable")}>{t("enable")}</Button>
      ) : (
        <Button onClick={() => setAction("disable")}>{t("disable")}</Button>
      )}
      {isHere && <Button onClick={() => setAction("leave")}>{t("leave")}</Button>}
      {action === "role" && <ChangeRole person={person} onEnd={close} />}
      {action === "reset" && <ResetPerson person={person} onLink={setMade} onEnd={close} />}
      {action !== undefined && action !== "role" && action !== "reset" && (
        <Ask question={action} person={person} onEnd={close} />
      )}
      {made !== undefined && <PersonLink person={made} onClose={() => setMade(undefined)} />}
    </>
  );
}

interface AskProps {
  readonly question: Question;
  readonly person: PersonShape;
  onEnd(): void;
}

function Ask({ question, person: { personId: person, displayName: name }, onEnd }: AskProps) {
  const { t } = useTexts("people");
  const { client } = useConsole();
  const org = useOrganization();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = useLeave();
  async function run() {
    if (question === "leave") {
      await leave(() => client.call(peopleRoutes.removePersonRole, { params: { org, person } }));
    } else if (question === "disable") await client.call(peopleRoutes.disablePerson, { params: { person } });
    else await client.call(peopleRoutes.enablePerson, { params: { person } });
  }
  return (
    <Confirm
      heading={t(`${question}.heading`, { name })}
      text={t(`${question}.text`)}
      action={t(question)}
      run={run}
      onDone={() => {
        if (question === "leave") {
          void queries.invalidateQueries({ queryKey: keys.peopleList(org) });
          void navigate({ to: "/organizations/$org/people", params: { org } }).then(() =>
            queries.removeQueries({ queryKey: keys.person(org, person) }),
          );
        } else void queries.invalidateQueries({ queryKey: keys.people(org) });
        onEnd();
      }}
      onCancel={onEnd}
    />
  );
}

function ChangeRole({ person, onEnd }: { readonly person: PersonShape; onEnd(): void }) {
  const { t } = useTexts("people");
  const { client } = useConsole();
  const org = useOrganization();
  const queries = useQueryClient();
  const options = useRoleOptions();
  const { personId, displayName: name } = person;
  const before = options.find(({ value }) =>
    person.roles.some(({ orgId, role }) => orgId === org && role === value),
  )?.value;
  return (
    <FormDialog
      heading={t("role.heading", { name })}
      intro={t("role.text")}
      action={t("role.change")}
      shape={peopleRoutes.setPersonRole.body}
      defaults={{ role: peopleRoutes.setPersonRole.body.shape.role.catch("reader").parse(before) }}
      places={{ "person.last-owner": "role" }}
      run={(body) => client.call(peopleRoutes.setPersonRole, { params: { org, person: personId }, body })}
      onDone={() => {
        void queries.invalidateQueries({ queryKey: keys.people(org) });
        onEnd();
      }}
      onCancel={onEnd}
    >
      {({ control }) => <SelectField control={control} name="role" label={t("role")} options={options} />}
    </FormDialog>
  );
}
