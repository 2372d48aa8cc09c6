import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { overviewRoutes } from "../../../../src/contract/overview.ts";
import { keys } from "../../api/keys.ts";
import { useRefresh } from "../../api/live.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ReasonList } from "../../objects/reason-list.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole, useMay } from "../../shell/console-context.ts";
import { TemplateName } from "../gallery/template-name.tsx";
import { ConnectorName } from "./connector-name.tsx";
import { History } from "./history/history.tsx";
import { RecentCycles, RecentPlans } from "./recent-lists.tsx";
import { Reconciliation } from "./reconciliation/reconciliation.tsx";
import { RestingOperations } from "./resting-operations.tsx";
import { useShownApplication } from "./shown-application.ts";
import { Statistics } from "./statistics.tsx";
import { WaitingList } from "./waiting-list.tsx";

/** The state of an application: what needs a person, the objects that wait, its cycles and its plans. */
export function ApplicationPage() {
  const application = useShownApplication();
  const may = useMay();
  return (
    <div className="object">
      <Facts application={application} />
      {may("provisioning:read") && (
        <div className="object-columns">
          <div className="object-main">
            <Attention application={application} />
            <RestingOperations application={application} />
            <WaitingList application={application} />
            <Reconciliation application={application} />
            <History application={application} />
          </div>
          <div className="object-side">
            <RecentPlans application={application} />
            <RecentCycles application={application} />
            <Statistics application={application} />
          </div>
        </div>
      )}
    </div>
  );
}

function Facts({ application }: { readonly application: ApplicationShape }) {
  const { t } = useTexts("applications");
  const { number } = useFormat();
  const { orgId: org, appId: app, connector, template, links, assignments, schedule } = application;
  return (
    <dl className="summary">
      <div>
        <dt>{t("connector")}</dt>
        <dd>
          <ConnectorName connector={connector} />
        </dd>
      </div>
      <div>
        <dt>{t("template")}</dt>
        <dd>{template === null ? t("template.none") : <TemplateName template={template} />}</dd>
      </div>
      <div>
        <dt>{t("accounts")}</dt>
        <dd>{t("accounts.shown", { users: number(links.users), groups: number(links.groups) })}</dd>
      </div>
      <div>
        <dt>{t("assignments")}</dt>
        <dd>{number(assignments)}</dd>
      </div>
      <div>
        <dt>{t("next")}</dt>
        <dd>{schedule.nextRunAt === null ? t("next.none") : <Time at={schedule.nextRunAt} />}</dd>
      </div>
      <div>
        <dt>{t("log")}</dt>
        <dd>
          <Link to="/organizations/$org/log" params={{ org }} search={{ app }}>
            {t("log")}
          </Link>
        </dd>
      </div>
    </dl>
  );
}

/** Why a person should look, in the order of the server; the overview has the same reasons. */
function Attention({ application: { orgId: org, appId } }: { readonly application: ApplicationShape }) {
  const { t } = useTexts("applications");
  const { client } = useConsole();
  const { data } = useQuery({
    queryKey: keys.overview(org),
    queryFn: ({ signal }) => client.call(overviewRoutes.showOverview, { params: { org }, signal }),
    refetchInterval: useRefresh(),
  });
  const attention = data?.applications.find((each) => each.appId === appId)?.attention ?? [];
  if (attention.length === 0) return null;
  return (
    <section className="panel">
      <h2>{t("attention")}</h2>
      <ReasonList reasons={attention} />
    </section>
  );
}
