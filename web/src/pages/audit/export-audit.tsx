import { useSearch } from "@tanstack/react-router";
import { auditRoutes } from "../../../../src/contract/audit.ts";
import { addressOf } from "../../api/address-of.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useOrganization } from "../../shell/console-context.ts";
import { AUDIT, toAuditQuery } from "./audit-search.ts";

/** Downloads all entries that the filters choose. The server sends the file while it reads the trail. */
export function ExportAudit() {
  const { t } = useTexts("audit");
  const org = useOrganization();
  const address = useSearch({ from: AUDIT });
  const hrefOf = (format: "csv" | "jsonl") => {
    const query = { ...toAuditQuery(address), format };
    return address.trail === "instance"
      ? addressOf(auditRoutes.exportInstanceAudit, { query })
      : addressOf(auditRoutes.exportAudit, { params: { org }, query });
  };
  return (
    <span className="filter">
      {t("export")}
      <a href={hrefOf("csv")} download aria-label={t("export.as", { format: "CSV" })}>
        CSV
      </a>
      <a href={hrefOf("jsonl")} download aria-label={t("export.as", { format: "JSON Lines" })}>
        JSON Lines
      </a>
    </span>
  );
}
