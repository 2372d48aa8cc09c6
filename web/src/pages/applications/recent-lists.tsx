import { Link } from "@tanstack/react-router";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { cycleRoutes } from "../../../../src/contract/cycles.ts";
import { planRoutes } from "../../../../src/contract/plans.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { MoreList } from "../../lists/more-list.tsx";
import { CycleBadge } from "../../objects/cycle-badge.tsx";
import { PlanBadge } from "../../objects/plan-badge.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole } from "../../shell/console-context.ts";

interface RecentProps {
  readonly application: ApplicationShape;
}

/** The number of entries that a list shows at first, and adds with each press of its button. */
const LIMIT = 5;

/** The cycles of an application, newest first. */
export function RecentCycles({ application: { orgId: org, appId: app } }: RecentProps) {
  const { t } = useTexts("applications", "cycles");
  const { client } = useConsole();
  return (
    <section className="panel">
      <h2>{t("cycles")}</h2>
      <MoreList
        queryKey={keys.cycles(org, app)}
        read={(after, signal) =>
          client.call(cycleRoutes.listCycles, {
            params: { org, app },
            query: { after, limit: LIMIT },
            signal,
          })
        }
        empty={t("cycles.none")}
        idOf={({ cycleId }) => cycleId}
      >
        {({ cycleId, kind, state, startedAt }) => (
          <div className="row-head">
            <Link
              to="/organizations/$org/applications/$app/cycles/$cycle"
              params={{ org, app, cycle: cycleId }}
            >
              {t(`cycles:kind.${kind}`)}
            </Link>
            <CycleBadge state={state} />
            <Time at={startedAt} />
          </div>
        )}
      </MoreList>
    </section>
  );
}

/** The plans of an application that are kept, newest first. */
export function RecentPlans({ application: { orgId: org, appId: app } }: RecentProps) {
  const { t } = useTexts("applications", "cycles");
  const { client } = useConsole();
  return (
    <section className="panel">
      <h2>{t("plans")}</h2>
      <MoreList
        queryKey={keys.plans(org, app)}
        read={(after, signal) =>
          client.call(planRoutes.listPlans, { params: { org, app }, query: { after, limit: LIMIT }, signal })
        }
        empty={t("plans.none")}
        idOf={({ planId }) => planId}
      >
        {({ planId, kind, state, createdAt }) => (
          <div className="row-head">
            <Link to="/organizations/$org/applications/$app/plans/$plan" params={{ org, app, plan: planId }}>
              {t(`cycles:kind.${kind}`)}
            </Link>
            <PlanBadge state={state} />
            <Time at={createdAt} />
          </div>
        )}
      </MoreList>
    </section>
  );
}
