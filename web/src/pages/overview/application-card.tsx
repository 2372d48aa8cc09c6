import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Time } from "../../objects/time.tsx";
import { useReasonTexts } from "../../objects/use-reason-texts.ts";

/** True for an application that waits for a person. */
export function needsAttention({ schedule, held, parked }: ApplicationShape): boolean {
  return schedule.state === "quarantine" || held > 0 || parked > 0;
}

/** One application: its state, its last cycle, and how many objects are in which state. */
export function ApplicationCard({ application }: { readonly application: ApplicationShape }) {
  const { t } = useTexts("overview");
  const { number } = useFormat();
  const { name, schedule, links, held, pending, parked } = application;
  const counts = [
    ["linked", links.users + links.groups],
    ["pending", pending],
    ["held", held],
    ["parked", parked],
  ] as const;
  return (
    <li className={needsAttention(application) ? "card card-attention" : "card"}>
      <div className="card-head">
        <h3>{name}</h3>
        <span className={`badge badge-schedule-${schedule.state}`}>{t(`state.${schedule.state}`)}</span>
      </div>
      {needsAttention(application) && <p className="card-note">{t("attention")}</p>}
      <Quarantine application={application} />
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

function Quarantine({ application: { schedule } }: { readonly application: ApplicationShape }) {
  const { t } = useTexts("overview");
  const { dateTime, relative } = useFormat();
  const textFor = useReasonTexts();
  const { quarantine } = schedule;
  if (quarantine === null) return null;
  const { since, nextProbeAt, fault } = quarantine;
  return (
    <>
      <p>{t("quarantine.text", { at: dateTime(since), next: relative(nextProbeAt) })}</p>
      {fault !== null && <p className="soft">{textFor(fault)}</p>}
    </>
  );
}

function LastCycle({ application: { lastCycle, schedule } }: { readonly application: ApplicationShape }) {
  const { t } = useTexts("overview");
  const { relative } = useFormat();
  if (lastCycle === null) return <p className="soft">{t("cycle.none")}</p>;
  const { endedAt } = lastCycle;
  const parts = [
    endedAt === null ? t("cycle.running") : t("cycle.last", { at: relative(endedAt) }),
    ...(schedule.nextRunAt === null ? [] : [t("next", { at: relative(schedule.nextRunAt) })]),
  ];
  return (
    <p className="soft">
      {parts.join(" · ")}
      {endedAt !== null && (
        <span className="unseen">
          <Time at={endedAt} />
        </span>
      )}
    </p>
  );
}
