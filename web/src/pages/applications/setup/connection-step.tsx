import Button from "@cloudscape-design/components/button";
import { skipToken, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ApplicationShape } from "../../../../../src/contract/applications.ts";
import { keys } from "../../../api/keys.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { ReasonList } from "../../../objects/reason-list.tsx";
import { useMay } from "../../../shell/console-context.ts";
import { ErrorState } from "../../../states/error-state.tsx";
import { LastTest } from "../last-test.tsx";
import { type ConnectionTest, TestResult, useConnectionTest } from "../test-result.tsx";
import { Step, type StepState } from "./step.tsx";

/** The first step: the target is tested, and accepts the credentials or says why not. */
export function ConnectionStep({ application }: { readonly application: ApplicationShape }) {
  const { t } = useTexts("setup", "common");
  const may = useMay();
  const { orgId: org, appId: app, hasSecret, lastTest, schedule } = application;
  const { mutate, isPending, error } = useConnectionTest(application);
  const { data } = useQuery<ConnectionTest>({ queryKey: keys.connectionTest(org, app), queryFn: skipToken });
  return (
    <Step
      title={t("connection")}
      state={stateOf(application)}
      text={t(hasSecret ? "connection.text" : "connection.no-secret")}
    >
      <div role="status" className="setup-result">
        {lastTest !== null && data !== undefined && <TestResult result={data} />}
        {lastTest !== null && data === undefined && <LastTest lastTest={lastTest} />}
        {lastTest === null && schedule.quarantine?.error != null && (
          <ReasonList reasons={[schedule.quarantine.error]} />
        )}
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
function stateOf({ lastCycle, lastTest, schedule }: ApplicationShape): StepState {
  if (schedule.state === "quarantine") return "wrong";
  if (lastTest !== null) return lastTest.works ? "done" : "wrong";
  return lastCycle !== null && lastCycle.endedAt !== null ? "done" : "open";
}
