import { useQueryClient } from "@tanstack/react-query";
import { type PersonWithLink, peopleRoutes } from "../../../../src/contract/people.ts";
import { keys } from "../../api/keys.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { SelectField } from "../../forms/select-field.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { useRoleOptions } from "./use-role-options.ts";

interface InvitePersonProps {
  onDone(person: PersonWithLink): void;
  onCancel(): void;
}

/** Invites a person to the organization with a role. */
export function InvitePerson({ onDone, onCancel }: InvitePersonProps) {
  const { t } = useTexts("people");
  const { client } = useConsole();
  const org = useOrganization();
  const queries = useQueryClient();
  const options = useRoleOptions();
  return (
    <FormDialog
      heading={t("invite")}
      intro={t("invite.text")}
      action={t("invite")}
      shape={peopleRoutes.invitePerson.body}
      defaults={{ name: "", displayName: "", role: "reader", mailTo: "" }}
      places={{ "person.has-role": "name", "person.disabled": "name", "mail.not-configured": "mailTo" }}
      run={(body) => client.call(peopleRoutes.invitePerson, { params: { org }, body })}
      onDone={(person) => {
        void queries.invalidateQueries({ queryKey: keys.people(org) });
        onDone(person);
      }}
      onCancel={onCancel}
    >
      {({ control }) => (
        <>
          <TextField control={control} name="name" label={t("signs-in-as")} help={t("invite.name-help")} />
          <TextField control={control} name="displayName" label={t("display-name")} />
          <SelectField control={control} name="role" label={t("role")} options={options} />
          <TextField
            control={control}
            name="mailTo"
            type="email"
            label={t("mail-to")}
            help={t("mail-to.help")}
          />
        </>
      )}
    </FormDialog>
  );
}
