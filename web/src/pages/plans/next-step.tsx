import { Link } from "@tanstack/react-router";
import type { PlanShape } from "../../../../src/contract/plans.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";

/** The reason why a plan that is ready has no button to apply it, and the next step instead. */
export function NextStep({ plan: { nextStep, counts } }: { readonly plan: PlanShape }) {
  const { t } = useTexts("plans");
  const { number } = useFormat();
  if (nextStep === null || nextStep === "apply") return null;
  const count = counts.hold;
  return (
    <section className="panel">
      <h2>{t("next")}</h2>
      <p>{t(`next.${nextStep}`, { count, shown: number(count) })}</p>
      {nextStep === "answer-holds" && (
        <p>
          <Link
            from="/organizations/$org/applications/$app/plans/$plan"
            to="."
            search={({ size }) => ({ verb: "hold" as const, size })}
          >
            {t("next.show-holds")}
          </Link>
        </p>
      )}
    </section>
  );
}
