import { useQueryClient } from "@tanstack/react-query";
import { type PersonShape, type PersonWithLink, peopleRoutes } from "../../../../src/contract/people.ts";
import { keys } from "../../api/keys.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useOrganization } from "../../shell/console-context.ts";

interface ResetPersonProps {
  readonly person: PersonShape;
  onLink(person: PersonWithLink): void;
  onEnd(): void;
}

/** Makes a link with which a person chooses another password, and sends it to an address where one is given. */
export function ResetPerson({ person, onLink, onEnd }: ResetPersonProps) {
  const { t } = useTexts("people");
  const { client } = useConsole();
  const org = useOrganization();
  const queries = useQueryClient();
  const { personId, displayName: name } = person;
  return (
    <FormDialog
      heading={t("reset.heading", { name })}
      intro={t("reset.text")}
      action={t("reset")}
      shape={peopleRoutes.resetPerson.body}
      defaults={{ mailTo: "" }}
      places={{ "mail.not-configured": "mailTo" }}
      run={(body) => client.call(peopleRoutes.resetPerson, { params: { person: personId }, body })}
      onDone={(made) => {
        void queries.invalidateQueries({ queryKey: keys.people(org) });
        onLink(made);
        onEnd();
      }}
      onCancel={onEnd}
    >
      {({ control }) => (
        <TextField
          control={control}
          name="mailTo"
          type="email"
          label={t("mail-to")}
          help={t("mail-to.help")}
        />
      )}
    </FormDialog>
  );
}
