import type { PlanShape } from "../../../src/contract/plans.ts";
import { useTexts } from "../i18n/use-texts.ts";

const COLOURS = {
  building: "warm",
  planned: "warm",
  applying: "warm",
  applied: "success",
  stale: "quiet",
  failed: "failure",
} as const;

/** The state of a plan, in words and in colour. */
export function PlanBadge({ state }: Pick<PlanShape, "state">) {
  const { t } = useTexts("plans");
  return <span className={`badge badge-${COLOURS[state]}`}>{t(`state.${state}`)}</span>;
}
