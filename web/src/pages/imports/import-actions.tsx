import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type ImportResult, importRoutes } from "../../../../src/contract/imports.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Confirm } from "../../states/confirm.tsx";

/** Merges an import that was checked, or gives it up. */
export function ImportActions({ result }: { readonly result: ImportResult }) {
  const { t } = useTexts("imports");
  const { number } = useFormat();
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const queries = useQueryClient();
  const [action, setAction] = useState<"merge" | "release">();
  const { importId, source, state, checkedAt, held, created, updated, restored, leavers } = result;
  if (!may("directory:import") || state !== "staging") return null;
  const params = { org, import: importId };
  const close = () => setAction(undefined);
  const changed = () => {
    close();
    void queries.invalidateQueries({ queryKey: keys.imports(org) });
    void queries.invalidateQueries({ queryKey: keys.directory(org) });
  };
  // The person has seen how many leave, so that no more may leave than these.
  const acceptLeavers = held === null ? leavers : 0;
  return (
    <>
      {checkedAt !== null && (
        <Button variant="primary" onClick={() => setAction("merge")}>
          {t("merge")}
        </Button>
      )}
      <Button onClick={() => setAction("release")}>{t("release")}</Button>
      {action === "merge" && (
        <Confirm
          heading={t("merge.heading", { source })}
          text={t("merge.text", {
            created: number(created),
            changed: number(updated + restored),
            leavers: number(leavers),
          })}
          action={t("merge")}
          run={() => client.call(importRoutes.finishImport, { params, body: { acceptLeavers } })}
          onDone={changed}
          onCancel={close}
        />
      )}
      {action === "release" && (
        <Confirm
          heading={t("release.heading", { source })}
          text={t("release.text")}
          action={t("release")}
          run={() => client.call(importRoutes.releaseImport, { params })}
          onDone={changed}
          onCancel={close}
        />
      )}
    </>
  );
}
