import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type CycleShape, cycleCounts, cycleRoutes } from "../../../../src/contract/cycles.ts";
import { keys } from "../../api/keys.ts";
import { useRefresh } from "../../api/live.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { CycleBadge } from "../../objects/cycle-badge.tsx";
import { ReasonList } from "../../objects/reason-list.tsx";
import { Time } from "../../objects/time.tsx";
import { useApplication } from "../../objects/use-application.ts";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { QueryView } from "../../states/query-view.tsx";
import { BundleCycle } from "./bundle-cycle.tsx";
import { CancelCycle } from "./cancel-cycle.tsx";
import "../../objects/provisioning.css";

/** How often the page asks again while the cycle is in progress and no stream reports it. */
const POLL_MS = 1_000;
const RESULTS = cycleCounts.omit({ evaluated: true }).keyof().options;

/** One cycle: how far it is, and what became of every object that it looked at. */
export function CyclePage() {
  const { t } = useTexts("cycles", "common");
  const { client } = useConsole();
  const may = useMay();
  const { org, app, cycle } = useParams({ from: "/organizations/$org/applications/$app/cycles/$cycle" });
  const application = useApplication(app);
  const refresh = useRefresh(POLL_MS);
  const query = useQuery({
    queryKey: keys.cycle(org, app, cycle),
    queryFn: ({ signal }) => client.call(cycleRoutes.getCycle, { params: { cycle }, signal }),
    enabled: may("provisioning:read"),
    refetchInterval: ({ state: { data } }) => (data === undefined || data.endedAt === null ? refresh : false),
  });
  const { data } = query;
  return (
    <Page
      title={t("title")}
      parent={{
        to: "/organizations/$org/applications/$app",
        app,
        text: application.data?.name ?? t("common:page.applications"),
      }}
      badge={data === undefined ? undefined : <CycleBadge state={data.state} />}
      actions={
        data === undefined ? undefined : (
          <>
            <BundleCycle cycle={data} />
            <CancelCycle cycle={data} />
          </>
        )
      }
      permission="provisioning:read"
    >
      <QueryView query={query}>{(found) => <Cycle cycle={found} />}</QueryView>
    </Page>
  );
}

function Cycle({ cycle }: { readonly cycle: CycleShape }) {
  const { t } = useTexts("cycles");
  const { endedAt, message, cancelRequestedAt } = cycle;
  return (
    <div className="provisioning-parts">
      <Facts cycle={cycle} />
      {message !== null && (
        <div className="note">
          <ReasonList reasons={[message]} />
        </div>
      )}
      {endedAt === null && cancelRequestedAt !== null && (
        <p className="note" role="status">
          {t("cancel.requested")}
        </p>
      )}
      {endedAt === null && <Progress progress={cycle.progress} />}
      <Balance cycle={cycle} />
    </div>
  );
}

function Facts({ cycle }: { readonly cycle: CycleShape }) {
  const { t } = useTexts("cycles");
  const org = useOrganization();
  const { appId: app, cycleId, planId, kind, startedAt, endedAt } = cycle;
  return (
    <dl className="summary">
      <div>
        <dt>{t("kind")}</dt>
        <dd>{t(`kind.${kind}`)}</dd>
      </div>
      <div>
        <dt>{t("started")}</dt>
        <dd>
          <Time at={startedAt} />
        </dd>
      </div>
      {endedAt !== null && (
        <div>
          <dt>{t("ended")}</dt>
          <dd>
            <Time at={endedAt} />
          </dd>
        </div>
      )}
      {planId !== null && (
        <div>
          <dt>{t("plan")}</dt>
          <dd>
            <Link to="/organizations/$org/applications/$app/plans/$plan" params={{ org, app, plan: planId }}>
              {t("plan.open")}
            </Link>
          </dd>
        </div>
      )}
      <div>
        <dt>{t("log")}</dt>
        <dd>
          <Link to="/organizations/$org/log" params={{ org }} search={{ app, cycle: cycleId }}>
            {t("log.open")}
          </Link>
        </dd>
      </div>
      <div>
        <dt>{t("exchanges")}</dt>
        <dd>
          <Link to="/organizations/$org/exchanges" params={{ org }} search={{ app, cycle: cycleId }}>
            {t("exchanges.open")}
          </Link>
        </dd>
      </div>
    </dl>
  );
}

function Progress({ progress: { done, total, secondsLeft } }: Pick<CycleShape, "progress">) {
  const { t } = useTexts("cycles");
  const { number, duration } = useFormat();
  return (
    <section className="panel">
      <h2>{t("progress")}</h2>
      <progress
        className="progress"
        aria-label={t("progress")}
        {...(total === 0 ? {} : { value: done, max: total })}
      />
      <p role="status">{t("progress.shown", { done: number(done), total: number(total) })}</p>
      {secondsLeft !== null && <p className="soft">{t("progress.left", { time: duration(secondsLeft) })}</p>}
    </section>
  );
}

function Balance({ cycle: { counts, closed } }: { readonly cycle: CycleShape }) {
  const { t } = useTexts("cycles");
  const { number } = useFormat();
  return (
    <section className="panel">
      <h2>{t("balance")}</h2>
      <p className="soft">{t(closed ? "balance.closed" : "balance.open")}</p>
      <table className="facts">
        <thead>
          <tr>
            <th scope="col">{t("result")}</th>
            <th scope="col">{t("objects")}</th>
          </tr>
        </thead>
        <tbody>
          {RESULTS.filter((result) => counts[result] > 0).map((result) => (
            <tr key={result}>
              <th scope="row">{t(`count.${result}`)}</th>
              <td>{number(counts[result])}</td>
            </tr>
          ))}
          <tr className="sum">
            <th scope="row">{t("count.evaluated")}</th>
            <td>{number(counts.evaluated)}</td>
          </tr>
        </tbody>
      </table>
    </section>
  );
}
