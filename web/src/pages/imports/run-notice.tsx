import { Link } from "@tanstack/react-router";
import { useTexts } from "../../i18n/use-texts.ts";
import { useOrganization } from "../../shell/console-context.ts";
import { useImportRun } from "./use-import-run.ts";

/** Leads back to an upload that a person left, on the page with the list of imports. */
export function RunNotice() {
  const { t } = useTexts("imports");
  const org = useOrganization();
  const run = useImportRun();
  if (run === undefined || run.state.kind === "cancelled" || run.state.kind === "checked") return null;
  return (
    <p className="note import-notice">
      {t(run.state.kind === "failed" ? "notice.failed" : "notice.running", { source: run.source })}{" "}
      <Link to="/organizations/$org/imports/new" params={{ org }}>
        {t("notice.show")}
      </Link>
    </p>
  );
}
