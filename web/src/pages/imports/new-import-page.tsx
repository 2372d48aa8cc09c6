import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { forgetRun } from "./import-run.ts";
import { RunProgress } from "./run-progress.tsx";
import { SnapshotForm } from "./snapshot-form.tsx";
import { useImportRun } from "./use-import-run.ts";
import "../../objects/provisioning.css";
import "./imports.css";

/** Sends the files of a snapshot and has them checked; nothing changes before the next page merges it. */
export function NewImportPage() {
  const { t } = useTexts("imports", "common");
  const org = useOrganization();
  const navigate = useNavigate();
  const queries = useQueryClient();
  // A run that starts is not known to the hook before the page is drawn again.
  const [, setStarted] = useState(0);
  const run = useImportRun();
  const state = run?.state;
  const checked = state?.kind === "checked" ? state.importId : undefined;
  useEffect(() => {
    if (checked === undefined) return;
    forgetRun(org);
    void queries.invalidateQueries({ queryKey: keys.imports(org) });
    void navigate({
      to: "/organizations/$org/imports/$import",
      params: { org, import: checked },
      replace: true,
    });
  }, [checked, org, queries, navigate]);
  const isAtWork = state !== undefined && state.kind !== "failed" && state.kind !== "cancelled";
  return (
    <Page
      title={t("begin.title")}
      intro={t("begin.intro")}
      parent={{ to: "/organizations/$org/imports", text: t("common:page.imports") }}
      permission="directory:import"
    >
      <div className="provisioning-parts">
        {run !== undefined && <RunProgress run={run} />}
        {/* The form stays while its files are sent: after a refusal, a person corrects what it has. */}
        <div hidden={isAtWork}>
          <SnapshotForm onStarted={() => setStarted((count) => count + 1)} />
        </div>
      </div>
    </Page>
  );
}
