import { useQueryClient } from "@tanstack/react-query";
import type { UserDetails } from "../../../../src/contract/directory.ts";
import { directoryWriteRoutes } from "../../../../src/contract/directory-writes.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { FormDialog, type FormText } from "../../states/form-dialog.tsx";
import { toAttributes, toUserTexts, type UserTexts } from "./user-texts.ts";

interface UserFormProps {
  /** The user to change; a new one when left out. */
  readonly details?: UserDetails;
  onDone(userId: string): void;
  onCancel(): void;
}

/** Creates a user or changes one: the attributes that most people have. Others come over SCIM or from the command line. */
export function UserForm({ details, onDone, onCancel }: UserFormProps) {
  const { t } = useTexts("users");
  const { client } = useConsole();
  const org = useOrganization();
  const queries = useQueryClient();
  const before = details === undefined ? undefined : toUserTexts(details.attributes);
  let made = details?.userId ?? "";

  async function save(texts: UserTexts) {
    if (details === undefined) {
      const attributes = toAttributes(texts);
      const user = await client.call(directoryWriteRoutes.createUser, {
        params: { org },
        body: { attributes },
      });
      made = user.userId;
      return;
    }
    const { userId, version } = details;
    const attributes = toAttributes(texts, details.attributes);
    await client.call(directoryWriteRoutes.editUser, {
      params: { org, user: userId },
      body: { attributes, ifVersion: version },
    });
  }

  const field = (name: keyof UserTexts, path: string): FormText<keyof UserTexts> => ({
    name,
    path,
    label: t(`field.${name}`),
    value: before?.[name] ?? "",
  });
  return (
    <FormDialog
      heading={t(details === undefined ? "create" : "edit.heading")}
      action={t(details === undefined ? "create" : "edit.save")}
      fields={[
        { ...field("userName", "userName"), isRequired: true, help: t("field.userName-help") },
        field("displayName", "displayName"),
        field("givenName", "name.givenName"),
        field("familyName", "name.familyName"),
        { ...field("email", "emails"), type: "email" },
      ]}
      run={save}
      onDone={() => {
        void queries.invalidateQueries({ queryKey: keys.directory(org) });
        onDone(made);
      }}
      onCancel={onCancel}
    />
  );
}
