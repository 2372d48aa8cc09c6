import { useSearch } from "@tanstack/react-router";
import { recordRoutes } from "../../../../src/contract/records.ts";
import { addressOf } from "../../api/address-of.ts";
import { spokenLanguageOf } from "../../i18n/language.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useOrganization } from "../../shell/console-context.ts";
import { toLogFilter } from "./log-filter.ts";
import "./log.css";

/** Downloads all entries that the filters choose, not only those of the page. */
export function ExportLog({ app }: { readonly app: string }) {
  const { t, i18n } = useTexts("log");
  const org = useOrganization();
  const address = useSearch({ from: "/organizations/$org/log" });
  const language = spokenLanguageOf(i18n.language);
  const hrefOf = (format: "csv" | "json" | "jsonl") =>
    addressOf(recordRoutes.exportLog, {
      params: { org, app },
      query: { ...toLogFilter(address), format, language },
    });
  return (
    <span className="filter">
      {t("export")}
      <a href={hrefOf("csv")} download aria-label={t("export.as", { format: "CSV" })}>
        CSV
      </a>
      <a href={hrefOf("json")} download aria-label={t("export.as", { format: "JSON" })}>
        JSON
      </a>
      <a href={hrefOf("jsonl")} download aria-label={t("export.as", { format: "JSON Lines" })}>
        JSON Lines
      </a>
    </span>
  );
}
