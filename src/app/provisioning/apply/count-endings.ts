import { type CycleCounts, ENDINGS, NO_CYCLE_COUNTS } from "../../../core/provisioning/cycle-balance.ts";
import type { PlanRow } from "../../../ports/cycle-tables.ts";
import type { Deps } from "../../deps.ts";

/** Counts in the store how the decisions of a plan ended. Those without an end are in none of the counts. */
export async function countEndings({ store }: Pick<Deps, "store">, plan: PlanRow): Promise<CycleCounts> {
  const { org, id, counts: planned } = plan;
  const stored = { org, plan: id };
  const counts: Record<string, number> = { ...NO_CYCLE_COUNTS };
  for (const ending of ENDINGS) {
    counts[ending] = await store.count("decision", { ...stored, outcome: ending });
  }
  // Skipped objects out of scope without an account are counted by the plan, not stored one by one.
  const storedSkips = await store.count("decision", { ...stored, verb: "skip" });
  const skipped = (counts["skipped"] ?? 0) + planned.skip - storedSkips;
  return {
    ...NO_CYCLE_COUNTS,
    ...counts,
    skipped,
    evaluated: planned.evaluated,
    unchanged: planned.unchanged,
  };
}
