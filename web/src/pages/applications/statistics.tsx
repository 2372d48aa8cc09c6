import type { ReactNode } from "react";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Time } from "../../objects/time.tsx";

/** How the cycles of an application went until now. Before the first cycle there is nothing to show. */
export function Statistics({ application }: { readonly application: ApplicationShape }) {
  const { t } = useTexts("applications");
  const { number } = useFormat();
  const { statistics, lastCycle } = application;
  if (lastCycle === null) return null;
  return (
    <section className="panel">
      <h2>{t("statistics")}</h2>
      <dl className="fact-list">
        <Fact name={t("statistics.success")}>
          <TimeOrNever at={statistics.lastSuccessfulExecution?.timeEnded} />
        </Fact>
        <Fact name={t("statistics.exports")}>
          <TimeOrNever at={statistics.lastSuccessfulExecutionWithExports?.timeEnded} />
        </Fact>
        <Fact name={t("statistics.steady")}>
          <TimeOrNever at={statistics.steadyStateLastAchievedTime} />
        </Fact>
        <Fact name={t("statistics.steady-first")}>
          <TimeOrNever at={statistics.steadyStateFirstAchievedTime} />
        </Fact>
        <Fact name={t("statistics.failures")}>{number(statistics.countSuccessiveCompleteFailures)}</Fact>
      </dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function TimeOrNever({ at }: { readonly at: string | null | undefined }) {
  const { t } = useTexts("applications");
  return at == null ? t("statistics.never") : <Time at={at} />;
}
