import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ApplicationShape } from "../../../../../src/contract/applications.ts";
import { scopeRoutes } from "../../../../../src/contract/scopes.ts";
import { keys } from "../../../api/keys.ts";
import { useFormat } from "../../../i18n/use-format.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { useConsole, useMay } from "../../../shell/console-context.ts";
import { useSettings } from "../settings/use-settings.ts";
import { useShownApplication } from "../shown-application.ts";
import { MakePlan } from "../start-cycle.tsx";
import { ConnectionStep } from "./connection-step.tsx";
import { NotificationStep } from "./notification-step.tsx";
import { Step } from "./step.tsx";
import "./setup.css";

/**
 * The steps from a new application to its first cycle. Each says whether it is done from what the server knows, so that
 * the page can be left and opened again at any time.
 */
export function SetupPage() {
  const application = useShownApplication();
  return (
    <ol className="setup">
      <ConnectionStep application={application} />
      <NotificationStep application={application} />
      <AssignmentStep application={application} />
      <MappingStep application={application} />
      <ScopeStep application={application} />
      <SettingStep application={application} />
      <PlanStep application={application} />
    </ol>
  );
}

interface StepProps {
  readonly application: ApplicationShape;
}

function AssignmentStep({ application: { orgId: org, appId: app, assignments } }: StepProps) {
  const { t } = useTexts("setup");
  const { number } = useFormat();
  const { data } = useSettings(app);
  const isForAll = data?.settings.find(({ name }) => name === "users")?.value === "all";
  const count = assignments;
  const text = isForAll
    ? t("assignments.all")
    : assignments === 0
      ? t("assignments.none")
      : t("assignments.some", { count, shown: number(count) });
  return (
    <Step title={t("assignments")} state={isForAll || assignments > 0 ? "done" : "open"} text={text}>
      <p>
        <Link to="/organizations/$org/applications/$app/assignments" params={{ org, app }}>
          {t("assignments.go")}
        </Link>
      </p>
    </Step>
  );
}

function MappingStep({ application: { orgId: org, appId: app, mapping } }: StepProps) {
  const { t } = useTexts("setup");
  return (
    <Step title={t("mappings")} state="done" text={t(`mappings.${mapping}`)}>
      <p>
        <Link to="/organizations/$org/applications/$app/mappings" params={{ org, app }}>
          {t("mappings.go")}
        </Link>
      </p>
    </Step>
  );
}

function ScopeStep({ application: { orgId: org, appId: app } }: StepProps) {
  const { t } = useTexts("setup");
  const { number } = useFormat();
  const { client } = useConsole();
  const { data } = useQuery({
    queryKey: keys.scope(org, app),
    queryFn: ({ signal }) => client.call(scopeRoutes.getScope, { params: { org, app }, signal }),
  });
  const count = data === undefined ? 0 : data.user.filters.length + data.group.filters.length;
  return (
    <Step
      title={t("scope")}
      state={count === 0 ? "optional" : "done"}
      text={count === 0 ? t("scope.none") : t("scope.some", { count, shown: number(count) })}
    >
      <p>
        <Link to="/organizations/$org/applications/$app/scope" params={{ org, app }}>
          {t("scope.go")}
        </Link>
      </p>
    </Step>
  );
}

function SettingStep({ application: { orgId: org, appId: app } }: StepProps) {
  const { t } = useTexts("setup");
  const { number } = useFormat();
  const { data } = useSettings(app);
  const count = data?.settings.filter(({ set }) => set).length ?? 0;
  return (
    <Step title={t("settings")} state="optional" text={t("settings.text", { count, shown: number(count) })}>
      <p>
        <Link to="/organizations/$org/applications/$app/settings" params={{ org, app }}>
          {t("settings.go")}
        </Link>
      </p>
    </Step>
  );
}

/** The last step: a plan is looked at and applied, and the schedule goes on from there. */
function PlanStep({ application }: StepProps) {
  const { t } = useTexts("setup");
  const may = useMay();
  const { orgId: org, appId: app, schedule } = application;
  const isDone = schedule.state !== "waiting";
  return (
    <Step
      title={t("plan")}
      state={isDone ? "done" : "open"}
      text={t(isDone ? `plan.${schedule.state === "on" ? "on" : "rests"}` : "plan.text")}
    >
      {isDone ? (
        <p>
          <Link to="/organizations/$org/applications/$app" params={{ org, app }}>
            {t("plan.overview")}
          </Link>
        </p>
      ) : (
        may("provisioning:run") && (
          <div className="panel-actions">
            <MakePlan application={application} variant="primary" />
          </div>
        )
      )}
    </Step>
  );
}
