import { Link } from "@tanstack/react-router";
import type { ApplicationOverviewShape } from "../../../../src/contract/overview.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useReasonTexts } from "../../objects/use-reason-texts.ts";
import { useOrganization } from "../../shell/console-context.ts";

interface CardProps {
  readonly application: ApplicationOverviewShape;
}

/** One application: its state, why a person should look, how many objects are in which state, and its last cycle. */
export function ApplicationCard({ application }: CardProps) {
  const { t } = useTexts("overview");
  const { number } = useFormat();
  const textFor = useReasonTexts();
  const org = useOrganization();
  const { appId, name, state, attention, inStep, waiting, failed, held } = application;
  const counts = [
    ["inStep", inStep],
    ["waiting", waiting],
    ["failed", failed],
    ["held", held],
  ] as const;
  return (
    <li className={attention.length > 0 ? "card card-attention" : "card"}>
      <div className="card-head">
        <h3 translate="no">
          <Link to="/organizations/$org/applications/$app" params={{ org, app: appId }}>
            {name}
          </Link>
        </h3>
        <span className={`badge badge-schedule-${state}`}>{t(`state.${state}`)}</span>
      </div>
      {attention.length > 0 && (
        <ul className="card-note" aria-label={t("attention")}>
          {attention.map((reason) => (
            <li key={reason.code}>{textFor(reason)}</li>
          ))}
        </ul>
      )}
      <dl className="counts">
        {counts.map(([kind, count]) => (
          <div key={kind} className={count > 0 ? `count count-${kind}` : "count"}>
            <dt>{t(`count.${kind}`)}</dt>
            <dd>{number(count)}</dd>
          </div>
        ))}
      </dl>
      <LastCycle application={application} />
    </li>
  );
}

function LastCycle({ application: { lastCycle, running, deprovisioning } }: CardProps) {
  const { t } = useTexts("overview");
  const { relative, seconds } = useFormat();
  const ended = lastCycle?.endedAt;
  const parts = [
    ...(running === null ? [] : [t("cycle.running")]),
    ended === null || ended === undefined ? t("cycle.none") : t("cycle.last", { at: relative(ended) }),
    ...(deprovisioning === null
      ? []
      : [t("deprovisioning", { p50: seconds(deprovisioning.p50Ms), p99: seconds(deprovisioning.p99Ms) })]),
  ];
  return <p className="soft">{parts.join(" · ")}</p>;
}
