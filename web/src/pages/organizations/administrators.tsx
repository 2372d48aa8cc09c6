import Button from "@cloudscape-design/components/button";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type PersonShape, type PersonWithLink, peopleRoutes } from "../../../../src/contract/people.ts";
import { keys } from "../../api/keys.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { EntryButtons } from "../../objects/entry-buttons.tsx";
import { Panel } from "../../objects/panel.tsx";
import { useConsole } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";
import { QueryView } from "../../states/query-view.tsx";
import { PersonLink } from "../people/person-link.tsx";
import { PersonState } from "../people/person-state.tsx";

/** The persons who administer the whole installation. */
export function Administrators() {
  const { t } = useTexts("organizations");
  const { client } = useConsole();
  const [isInviting, setInviting] = useState(false);
  const [invited, setInvited] = useState<PersonWithLink>();
  const query = useQuery({
    queryKey: keys.administrators(),
    queryFn: async ({ signal }) => {
      const { items } = await client.call(peopleRoutes.listPeople, { signal });
      return items.filter(({ roles }) => roles.some(({ orgId }) => orgId === null));
    },
  });
  return (
    <Panel
      isWide
      heading={t("administrators")}
      text={t("administrators.text")}
      actions={<Button onClick={() => setInviting(true)}>{t("administrators.invite")}</Button>}
    >
      <QueryView query={query}>
        {(administrators) => (
          <ul className="entries">
            {administrators.map((person) => (
              <Administrator key={person.personId} person={person} />
            ))}
          </ul>
        )}
      </QueryView>
      {isInviting && (
        <InviteAdministrator
          onDone={(person) => {
            setInviting(false);
            setInvited(person);
          }}
          onCancel={() => setInviting(false)}
        />
      )}
      {invited !== undefined && <PersonLink person={invited} onClose={() => setInvited(undefined)} />}
    </Panel>
  );
}

function Administrator({ person }: { readonly person: PersonShape }) {
  const { t } = useTexts("organizations");
  const { client } = useConsole();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const { personId, name, displayName, state } = person;
  return (
    <li className="entry">
      <div>
        <p className="entry-name">
          <span translate="no">{displayName}</span>
          <PersonState state={state} />
        </p>
        <p className="soft" translate="no">
          {name}
        </p>
      </div>
      <EntryButtons
        name={displayName}
        buttons={[{ id: "remove", text: t("administrators.remove") }]}
        onAction={() => setAsking(true)}
      />
      {isAsking && (
        <Confirm
          heading={t("administrators.remove-heading", { name: displayName })}
          text={t("administrators.remove-text")}
          action={t("administrators.remove")}
          run={() => client.call(peopleRoutes.removeAdministrator, { params: { person: personId } })}
          onDone={() => {
            void queries.invalidateQueries({ queryKey: keys.administrators() });
            setAsking(false);
          }}
          onCancel={() => setAsking(false)}
        />
      )}
    </li>
  );
}

interface InviteProps {
  onDone(person: PersonWithLink): void;
  onCancel(): void;
}

function InviteAdministrator({ onDone, onCancel }: InviteProps) {
  const { t } = useTexts("organizations", "people");
  const { client } = useConsole();
  const queries = useQueryClient();
  return (
    <FormDialog
      heading={t("administrators.invite")}
      intro={t("administrators.invite-text")}
      action={t("administrators.invite")}
      shape={peopleRoutes.inviteAdministrator.body}
      defaults={{ name: "", displayName: "", mailTo: "" }}
      places={{ "person.has-role": "name", "person.disabled": "name", "mail.not-configured": "mailTo" }}
      run={(body) => client.call(peopleRoutes.inviteAdministrator, { body })}
      onDone={(person) => {
        void queries.invalidateQueries({ queryKey: keys.administrators() });
        onDone(person);
      }}
      onCancel={onCancel}
    >
      {({ control }) => (
        <>
          <TextField
            control={control}
            name="name"
            label={t("people:signs-in-as")}
            help={t("people:invite.name-help")}
          />
          <TextField control={control} name="displayName" label={t("people:display-name")} />
          <TextField
            control={control}
            name="mailTo"
            type="email"
            label={t("people:mail-to")}
            help={t("people:mail-to.help")}
          />
        </>
      )}
    </FormDialog>
  );
}
