import { useQueryClient } from "@tanstack/react-query";
import type { GroupDetails } from "../../../../src/contract/directory.ts";
import { directoryWriteRoutes } from "../../../../src/contract/directory-writes.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { FormDialog } from "../../states/form-dialog.tsx";

interface GroupFormProps {
  /** The group to rename; a new one when left out. */
  readonly details?: GroupDetails;
  onDone(groupId: string): void;
  onCancel(): void;
}

/** Creates a group or renames one. */
export function GroupForm({ details, onDone, onCancel }: GroupFormProps) {
  const { t } = useTexts("groups");
  const { client } = useConsole();
  const org = useOrganization();
  const queries = useQueryClient();
  let made = details?.groupId ?? "";

  async function save(attributes: { readonly displayName: string }) {
    if (details === undefined) {
      const group = await client.call(directoryWriteRoutes.createGroup, {
        params: { org },
        body: { attributes },
      });
      made = group.groupId;
      return;
    }
    const { groupId, version: ifVersion } = details;
    await client.call(directoryWriteRoutes.editGroup, {
      params: { org, group: groupId },
      body: { attributes, ifVersion },
    });
  }

  return (
    <FormDialog
      heading={t(details === undefined ? "create" : "rename.heading")}
      action={t(details === undefined ? "create" : "rename")}
      fields={[
        {
          name: "displayName",
          path: "displayName",
          label: t("column.name"),
          value: details?.displayName ?? "",
          isRequired: true,
        },
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
