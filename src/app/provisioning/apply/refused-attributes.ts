import type { FlatAttributes } from "../../../core/mapping/flat.ts";
import type { DecisionRow, JournalRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import type { RefusedAttribute } from "../../../ports/target.ts";
import { type ApplyRun, keepPending, subjectOf } from "./apply-run.ts";
import { logLine } from "./journal.ts";

/** The attributes that the target accepted: a link never holds a value that was refused. */
export function withoutRefused(
  attributes: FlatAttributes,
  refused: readonly RefusedAttribute[],
): FlatAttributes {
  const paths = new Set(refused.map(({ path }) => path));
  return Object.fromEntries(Object.entries(attributes).filter(([path]) => !paths.has(path)));
}

/** The writes that name refused attributes in the log, and keep the object for another attempt. */
export async function recordRefused(
  run: ApplyRun,
  decision: DecisionRow,
  step: JournalRow,
  refused: readonly RefusedAttribute[],
): Promise<readonly Write[]> {
  const [first] = refused;
  if (first === undefined) return [];
  const lines = refused.map(({ path, valueKind, fault }) =>
    logLine(run.context, run.cycle, subjectOf(decision, step.account), {
      action: step.operation,
      status: "failure",
      step: step.id,
      changes: [{ path, from: null, to: `(${valueKind})` }],
      fault,
    }),
  );
  return [await keepPending(run, decision.object, { reason: "failed", fault: first.fault }), ...lines];
}
