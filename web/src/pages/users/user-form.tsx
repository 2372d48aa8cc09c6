import { useQueryClient } from "@tanstack/react-query";
import type { UserDetails } from "../../../../src/contract/directory.ts";
import { directoryWriteRoutes } from "../../../../src/contract/directory-writes.ts";
import { keys } from "../../api/keys.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { toAttributes, toUserTexts, type UserTexts, userTexts } from "./user-texts.ts";

interface UserFormProps {
  /** The user to change; a new one when left out. */
  readonly details?: UserDetails;
  onDone(userId: string): void;
  onCancel(): void;
}

/** Fields by the paths that the server has for their attributes. */
const PLACES = { "name.givenName": "givenName", "name.familyName": "familyName", emails: "email" } as const;

/** Creates a user or changes one: the attributes that most people have. Others come over SCIM or from the command line. */
export function UserForm({ details, onDone, onCancel }: UserFormProps) {
  const { t } = useTexts("users");
  const { client } = useConsole();
  const org = useOrganization();
  const queries = useQueryClient();

  function save(texts: UserTexts): Promise<UserDetails> {
    if (details === undefined) {
      const attributes = toAttributes(texts);
      return client.call(directoryWriteRoutes.createUser, { params: { org }, body: { attributes } });
    }
    const { userId, version } = details;
    const attributes = toAttributes(texts, details.attributes);
    return client.call(directoryWriteRoutes.editUser, {
      params: { org, user: userId },
      body: { attributes, ifVersion: version },
    });
  }

  return (
    <FormDialog
      heading={t(details === undefined ? "create" : "edit.heading")}
      action={t(details === undefined ? "create" : "edit.save")}
      shape={userTexts}
      defaults={toUserTexts(details?.attributes ?? {})}
      places={PLACES}
      run={save}
      onDone={({ userId }) => {
        void queries.invalidateQueries({ queryKey: keys.directory(org) });
        onDone(userId);
      }}
      onCancel={onCancel}
    >
      {({ control }) => (
        <>
          <TextField
            control={control}
            name="userName"
            label={t("field.userName")}
            help={t("field.userName-help")}
          />
          <TextField control={control} name="displayName" label={t("field.displayName")} />
          <TextField control={control} name="givenName" label={t("field.givenName")} />
          <TextField control={control} name="familyName" label={t("field.familyName")} />
          <TextField control={control} name="email" type="email" label={t("field.email")} />
        </>
      )}
    </FormDialog>
  );
}
