import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import type { ApplicationShape } from "../../../../../src/contract/applications.ts";
import { type HistoryDayShape, historyRoutes } from "../../../../../src/contract/history.ts";
import { keys } from "../../../api/keys.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { useConsole } from "../../../shell/console-context.ts";
import { LoadingState } from "../../../states/loading-state.tsx";
import { QueryView } from "../../../states/query-view.tsx";

// Charts are large, and the rest of the page does not wait for them.
const CycleChart = lazy(async () => ({ default: (await import("./history-charts.tsx")).CycleChart }));
const DeprovisioningChart = lazy(async () => ({
  default: (await import("./history-charts.tsx")).DeprovisioningChart,
}));

/** As many days as a chart shows on a telephone. */
const DAYS = 30;

/** The work of the cycles of an application, day by day. Before the first cycle there is nothing to show. */
export function History({ application }: { readonly application: ApplicationShape }) {
  const { t } = useTexts("applications");
  const { client } = useConsole();
  const { orgId: org, appId: app, lastCycle } = application;
  const query = useQuery({
    // Another cycle changes the history.
    queryKey: keys.history(org, app, { days: DAYS, last: lastCycle?.cycleId }),
    queryFn: ({ signal }) =>
      client.call(historyRoutes.showHistory, { params: { org, app }, query: { days: DAYS }, signal }),
    enabled: lastCycle !== null,
    placeholderData: (before) => before,
  });
  if (lastCycle === null) return null;
  return (
    <section className="panel">
      <h2>{t("history")}</h2>
      <QueryView query={query}>{({ days }) => <Charts days={days} />}</QueryView>
    </section>
  );
}

function Charts({ days }: { readonly days: readonly HistoryDayShape[] }) {
  const { t } = useTexts("applications");
  const isQuiet = days.every(
    (day) => day.created + day.updated + day.disabled + day.deleted + day.failed === 0,
  );
  const isMeasured = days.some(({ deprovisioning }) => deprovisioning !== null);
  return (
    <Suspense fallback={<LoadingState />}>
      <h3 className="chart-title">{t("history.cycles")}</h3>
      {isQuiet ? <p className="soft">{t("history.quiet")}</p> : <CycleChart days={days} />}
      <h3 className="chart-title">{t("history.deprovisioning")}</h3>
      {isMeasured ? <DeprovisioningChart days={days} /> : <p className="soft">{t("history.not-measured")}</p>}
    </Suspense>
  );
}
