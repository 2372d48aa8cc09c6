import { useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import type { GroupDetails } from "../../../../src/contract/directory.ts";
import { directoryWriteRoutes } from "../../../../src/contract/directory-writes.ts";
import { keys } from "../../api/keys.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useOrganization } from "../../shell/console-context.ts";

interface GroupFormProps {
  /** The group to rename; a new one when left out. */
  readonly details?: GroupDetails;
  onDone(groupId: string): void;
  onCancel(): void;
}

/** The attribute that the form asks for; SCIM requires it of groups. */
const groupTexts = z.object({ displayName: z.string().trim().min(1) });

/** Creates a group or renames one. */
export function GroupForm({ details, onDone, onCancel }: GroupFormProps) {
  const { t } = useTexts("groups");
  const { client } = useConsole();
  const org = useOrganization();
  const queries = useQueryClient();

  function save(attributes: z.output<typeof groupTexts>): Promise<GroupDetails> {
    if (details === undefined) {
      return client.call(directoryWriteRoutes.createGroup, { params: { org }, body: { attributes } });
    }
    const { groupId, version: ifVersion } = details;
    return client.call(directoryWriteRoutes.editGroup, {
      params: { org, group: groupId },
      body: { attributes, ifVersion },
    });
  }

  return (
    <FormDialog
      heading={t(details === undefined ? "create" : "rename.heading")}
      action={t(details === undefined ? "create" : "rename")}
      shape={groupTexts}
      defaults={{ displayName: details?.displayName ?? "" }}
      run={save}
      onDone={({ groupId }) => {
        void queries.invalidateQueries({ queryKey: keys.directory(org) });
        onDone(groupId);
      }}
      onCancel={onCancel}
    >
      {({ control }) => <TextField control={control} name="displayName" label={t("column.name")} />}
    </FormDialog>
  );
}
