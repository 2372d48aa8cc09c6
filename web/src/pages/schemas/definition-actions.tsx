import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useMay, useOrganization } from "../../shell/console-context.ts";
import { useLeave } from "../../shell/leaving.tsx";
import { Confirm } from "../../states/confirm.tsx";
import { DefinitionDialog } from "./definition-dialog.tsx";

interface DefinitionActionsProps {
  readonly name: string;
  /** `extensions` for User and Group, of which only their extensions can be changed and removed. */
  readonly kind: "schema" | "resource-type" | "extensions";
  readonly document: unknown;
  remove(): Promise<unknown>;
}

/** Changes a definition of the organization, or deletes it. */
export function DefinitionActions({ name, kind, document, remove }: DefinitionActionsProps) {
  const { t } = useTexts("schemas");
  const org = useOrganization();
  const may = useMay();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = useLeave();
  const [action, setAction] = useState<"edit" | "delete">();
  if (!may("directory:write")) return null;
  const close = () => setAction(undefined);
  return (
    <>
      <Button onClick={() => setAction("edit")}>{t("edit")}</Button>
      <Button onClick={() => setAction("delete")}>{t(`delete.${kind}`)}</Button>
      {action === "edit" && (
        <DefinitionDialog
          heading={t("edit.heading", { name })}
          text={JSON.stringify(document, undefined, 2)}
          onEnd={close}
        />
      )}
      {action === "delete" && (
        <Confirm
          heading={t(`delete.${kind}.heading`, { name })}
          text={t(`delete.${kind}.text`)}
          action={t(`delete.${kind}`)}
          run={() => leave(remove)}
          onDone={() => {
            void queries.invalidateQueries({ queryKey: keys.definitions(org) });
            void navigate({ to: "/organizations/$org/schemas", params: { org } });
          }}
          onCancel={close}
        />
      )}
    </>
  );
}
