import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { UserDetails } from "../../../../src/contract/directory.ts";
import { directoryWriteRoutes } from "../../../../src/contract/directory-writes.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { DirectoryRemoval } from "../../objects/removal-effect.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { useLeave } from "../../shell/leaving.tsx";
import { Confirm } from "../../states/confirm.tsx";
import { UserForm } from "./user-form.tsx";

type Action = "edit" | "block" | "unblock" | "delete";

/** What a person may do with a user. Users of a source follow the source: they are blocked here, and nothing else. */
export function UserActions({ details }: { readonly details: UserDetails }) {
  const { t } = useTexts("users");
  const may = useMay();
  const [action, setAction] = useState<Action>();
  if (!may("directory:write") || details.state === "deleted") return null;
  const isOwn = details.source === null;
  const close = () => setAction(undefined);
  return (
    <>
      {isOwn && <Button onClick={() => setAction("edit")}>{t("edit")}</Button>}
      {details.state === "active" && <Button onClick={() => setAction("block")}>{t("block")}</Button>}
      {details.state !== "active" && (isOwn || details.blocked) && (
        <Button onClick={() => setAction("unblock")}>{t("unblock")}</Button>
      )}
      {isOwn && <Button onClick={() => setAction("delete")}>{t("delete")}</Button>}
      {action === "edit" && <UserForm details={details} onDone={close} onCancel={close} />}
      {action !== undefined && action !== "edit" && (
        <ConfirmAction action={action} details={details} onEnd={close} />
      )}
    </>
  );
}

interface ConfirmActionProps {
  readonly action: "block" | "unblock" | "delete";
  readonly details: UserDetails;
  onEnd(): void;
}

function ConfirmAction({ action, details, onEnd }: ConfirmActionProps) {
  const { t } = useTexts("users");
  const { client } = useConsole();
  const org = useOrganization();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = useLeave();
  const { userId, version: ifVersion, displayName, userName, source } = details;
  const params = { org, user: userId };
  const run = () =>
    action === "delete"
      ? leave(() => client.call(directoryWriteRoutes.deleteUser, { params, query: { ifVersion } }))
      : client.call(directoryWriteRoutes.editUser, {
          params,
          body: { attributes: { active: action === "unblock" }, ifVersion },
        });
  return (
    <Confirm
      heading={t(`${action}.heading`, { name: displayName ?? userName })}
      text={action === "unblock" && source !== null ? t("unblock.source", { source }) : t(`${action}.text`)}
      action={t(action)}
      run={run}
      onDone={() => {
        void queries.invalidateQueries({ queryKey: keys.directory(org) });
        if (action === "delete") {
          void navigate({ to: "/organizations/$org/users", params: { org } }).then(() =>
            queries.removeQueries({ queryKey: keys.user(org, userId) }),
          );
        }
        onEnd();
      }}
      onCancel={onEnd}
    >
      {action === "block" && source !== null && <p>{t("block.lasts", { source })}</p>}
      {action !== "unblock" && (
        <DirectoryRemoval
          query={{ find: userId, removed: "user", block: action === "block" ? "true" : "false" }}
        />
      )}
    </Confirm>
  );
}
