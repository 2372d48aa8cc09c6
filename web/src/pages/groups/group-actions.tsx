import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { z } from "zod";
import { directoryRoutes, type GroupDetails } from "../../../../src/contract/directory.ts";
import { directoryWriteRoutes } from "../../../../src/contract/directory-writes.ts";
import { keys } from "../../api/keys.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { TextField } from "../../forms/text-field.tsx";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { DirectoryRemoval } from "../../objects/removal-effect.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { useLeave } from "../../shell/leaving.tsx";
import { Confirm } from "../../states/confirm.tsx";
import { GroupForm } from "./group-form.tsx";

type Action = "add" | "rename" | "delete";

/** True if this session may change the group, and no source would undo the change. */
export function useMayChange(): (details: GroupDetails) => boolean {
  const may = useMay();
  return ({ source }) => may("directory:write") && source === null;
}

/** What a person may do with a group that belongs to no source. */
export function GroupActions({ details }: { readonly details: GroupDetails }) {
  const { t } = useTexts("groups");
  const [action, setAction] = useState<Action>();
  if (!useMayChange()(details)) return null;
  const close = () => setAction(undefined);
  return (
    <>
      <Button variant="primary" onClick={() => setAction("add")}>
        {t("add")}
      </Button>
      <Button onClick={() => setAction("rename")}>{t("rename")}</Button>
      <Button onClick={() => setAction("delete")}>{t("delete")}</Button>
      {action === "add" && <AddMember details={details} onEnd={close} />}
      {action === "rename" && <GroupForm details={details} onDone={close} onCancel={close} />}
      {action === "delete" && <DeleteGroup details={details} onEnd={close} />}
    </>
  );
}

interface ActionProps {
  readonly details: GroupDetails;
  onEnd(): void;
}

const member = z.object({ userName: z.string().trim().min(1) });

/** Adds a user by its user name: the server finds it, so that no list of users has to be read. */
function AddMember({ details, onEnd }: ActionProps) {
  const { t } = useTexts("groups");
  const { client } = useConsole();
  const org = useOrganization();
  const queries = useQueryClient();
  async function add({ userName }: z.output<typeof member>) {
    const user = await client.call(directoryRoutes.showUser, { params: { org }, query: { find: userName } });
    await client.call(directoryWriteRoutes.editMembers, {
      params: { org, group: details.groupId },
      body: { add: [user.userId] },
    });
  }
  return (
    <FormDialog
      heading={t("add.heading")}
      action={t("add")}
      shape={member}
      defaults={{ userName: "" }}
      places={{ "object.not-found": "userName", "object.ambiguous": "userName" }}
      run={add}
      onDone={() => {
        void queries.invalidateQueries({ queryKey: keys.directory(org) });
        onEnd();
      }}
      onCancel={onEnd}
    >
      {({ control }) => <TextField control={control} name="userName" label={t("add.user-name")} />}
    </FormDialog>
  );
}

function DeleteGroup({ details, onEnd }: ActionProps) {
  const { t } = useTexts("groups");
  const { client } = useConsole();
  const { number } = useFormat();
  const org = useOrganization();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = useLeave();
  const { groupId, displayName: name, members: count, version: ifVersion } = details;
  return (
    <Confirm
      heading={t("delete.heading", { name })}
      text={t("delete.text", { count, shown: number(count) })}
      action={t("delete")}
      run={() =>
        leave(() =>
          client.call(directoryWriteRoutes.deleteGroup, {
            params: { org, group: groupId },
            query: { ifVersion },
          }),
        )
      }
      onDone={() => {
        void queries.invalidateQueries({ queryKey: keys.directory(org) });
        void navigate({ to: "/organizations/$org/groups", params: { org } }).then(() =>
          queries.removeQueries({ queryKey: keys.group(org, groupId) }),
        );
      }}
      onCancel={onEnd}
    >
      <DirectoryRemoval query={{ find: groupId }} />
    </Confirm>
  );
}
