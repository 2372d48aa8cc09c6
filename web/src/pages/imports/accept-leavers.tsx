import Button from "@cloudscape-design/components/button";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ImportResult, importRoutes } from "../../../../src/contract/imports.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { ErrorState } from "../../states/error-state.tsx";

interface AcceptLeaversProps {
  readonly result: ImportResult;
  /** All leavers of the snapshot, those that are held among them. */
  readonly leavers: number;
}

/** Counts again with leavers that a person confirms; the merge afterwards accepts exactly this number. */
export function AcceptLeavers({ result, leavers }: AcceptLeaversProps) {
  const { t } = useTexts("imports", "common");
  const { number } = useFormat();
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const queries = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      client.call(importRoutes.previewImport, {
        params: { org, import: result.importId },
        body: { acceptLeavers: leavers },
      }),
    onSuccess: (checked) => queries.setQueryData(keys.import(org, result.importId), checked),
  });
  if (!may("directory:import")) return null;
  return (
    <div className="import-actions">
      <Button loading={isPending} loadingText={t("common:confirm.busy")} onClick={() => mutate()}>
        {t("accept", { count: leavers, shown: number(leavers) })}
      </Button>
      {error !== null && <ErrorState of="action" error={error} />}
    </div>
  );
}
