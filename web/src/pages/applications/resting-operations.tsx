import { Link } from "@tanstack/react-router";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ReasonList } from "../../objects/reason-list.tsx";
import { Time } from "../../objects/time.tsx";
import { useOrganization } from "../../shell/console-context.ts";

type Schedule = ApplicationShape["schedule"];
type Series = Schedule["resting"][number] | NonNullable<Schedule["quarantine"]>;

/** The quarantine of an application and of some of its operations: since when, why, and what ends it. */
export function RestingOperations({ application }: { readonly application: ApplicationShape }) {
  const { t } = useTexts("applications");
  const { quarantine, resting } = application.schedule;
  if (quarantine === null && resting.length === 0) return null;
  return (
    <section className="panel">
      <h2>{t("resting")}</h2>
      {quarantine !== null && <Rest title={t("resting.all")} series={quarantine} />}
      {resting.map((each) => (
        <Rest
          key={`${each.operation} ${each.type}`}
          title={t(`resting.${each.operation}-${each.type}`)}
          series={each}
        />
      ))}
    </section>
  );
}

function Rest({ title, series }: { readonly title: string; readonly series: Series }) {
  const { t } = useTexts("applications");
  const org = useOrganization();
  const { seriesBegan, seriesCount, nextAttempt, error, exchangeId, remedy } = series;
  return (
    <div className="resting-part">
      <div className="row-head">
        <h3>{title}</h3>
        <span className="badge badge-warm">{t("resting.badge")}</span>
      </div>
      <ReasonList reasons={error === null ? [remedy] : [error, remedy]} />
      <p className="soft">
        {t("waiting.since")} <Time at={seriesBegan} /> · {t("waiting.attempts", { count: seriesCount })} ·{" "}
        {t("waiting.next")} <Time at={nextAttempt} />
        {exchangeId !== null && (
          <>
            {" "}
            ·{" "}
            <Link to="/organizations/$org/exchanges/$exchange" params={{ org, exchange: exchangeId }}>
              {t("waiting.exchange")}
            </Link>
          </>
        )}
      </p>
    </div>
  );
}
