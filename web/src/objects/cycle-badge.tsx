import type { CycleShape } from "../../../src/contract/cycles.ts";
import { useTexts } from "../i18n/use-texts.ts";

const COLOURS = {
  planning: "warm",
  running: "warm",
  closed: "success",
  cancelled: "quiet",
  interrupted: "warm",
  failed: "failure",
} as const;

/** The state of a cycle, in words and in colour. */
export function CycleBadge({ state }: Pick<CycleShape, "state">) {
  const { t } = useTexts("cycles");
  return <span className={`badge badge-${COLOURS[state]}`}>{t(`state.${state}`)}</span>;
}
