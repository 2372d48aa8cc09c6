import Button from "@cloudscape-design/components/button";
import { skipToken, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ApplicationShape } from "../../../../../src/contract/applications.ts";
import { keys } from "../../../api/keys.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { useMay } from "../../../shell/console-context.ts";
import { ErrorState } from "../../../states/error-state.tsx";
import { type ConnectionTest, isUsable, TestResult, useConnectionTest } from "../test-result.tsx";
import { Step, type StepState } from "./step.tsx";

/** The first step: the target is tested, and accepts the credentials or says why not. */
export function ConnectionStep({ application }: { readonly application: ApplicationShape }) {
  const { t } = useTexts("setup", "common");
  const may = useMay();
  const { orgId: org, appId: app, hasSecret } = application;
  const { mutate, isPending, error } = useConnectionTest(application);
  const { data } = useQuery<ConnectionTest>({ queryKey: keys.connectionTest(org, app), queryFn: skipToken });
  return (
    <Step
      title={t("connection")}
      state={stateOf(application, data)}
      text={t(hasSecret ? "connection.text" : "connection.no-secret")}
    >
      <div role="status" className="setup-result">
        {data !== undefined && <TestResult result={data} />}
      </div>
      {error !== null && <ErrorState error={error} />}
      <div className="panel-actions">
        {may("provisioning:retry") && (
          <Button loading={isPending} loadingText={t("common:confirm.busy")} onClick={() => mutate()}>
            {t("connection.test")}
          </Button>
        )}
      </div>
      <p>
        <Link to="/organizations/$org/applications/$app/connection" params={{ org, app }}>
          {t("connection.go")}
        </Link>
      </p>
    </Step>
  );
}

/** A cycle that ended without a quarantine has shown that the target accepts the credentials. */
function stateOf({ lastCycle, schedule }: ApplicationShape, test: ConnectionTest | undefined): StepState {
  if (schedule.state === "quarantine") return "wrong";
  if (test !== undefined) return isUsable(test) ? "done" : "wrong";
  return lastCycle !== null && lastCycle.endedAt !== null ? "done" : "open";
}
