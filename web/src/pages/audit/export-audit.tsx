import Button from "@cloudscape-design/components/button";
import { useMutation } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ErrorState } from "../../states/error-state.tsx";
import { AUDIT, toAuditQuery } from "./audit-search.ts";
import { useReadAudit } from "./use-read-audit.ts";

/** The largest page that the API gives. */
const PAGE = 500;

/** Saves all entries that the filters choose, one JSON object in a line. */
export function ExportAudit() {
  const { t } = useTexts("audit");
  const { number } = useFormat();
  const address = useSearch({ from: AUDIT });
  const read = useReadAudit(address.trail);
  const [count, setCount] = useState(0);
  const { mutate, isPending, error } = useMutation({
    async mutationFn() {
      const lines: string[] = [];
      let after: string | undefined;
      do {
        const page = await read({ ...toAuditQuery(address), after, limit: PAGE });
        lines.push(...page.items.map((entry) => `${JSON.stringify(entry)}\n`));
        setCount(lines.length);
        after = page.next ?? undefined;
      } while (after !== undefined);
      save(new Blob(lines, { type: "application/x-ndjson" }), "audit.jsonl");
    },
    onMutate: () => setCount(0),
  });
  return (
    <>
      <Button
        iconName="download"
        loading={isPending}
        loadingText={t("export.busy", { count, shown: number(count) })}
        onClick={() => mutate()}
      >
        {isPending ? t("export.busy", { count, shown: number(count) }) : t("export")}
      </Button>
      {error !== null && <ErrorState of="action" error={error} />}
    </>
  );
}

/** Lets the browser save a file that was made here. */
function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
