import type { ObjectId } from "../../../core/ids.ts";
import { createReason } from "../../../core/provisioning/reason.ts";
import type { DecisionRow } from "../../../ports/cycle-tables.ts";
import { type ApplyRun, subjectOf } from "./apply-run.ts";
import { endDecision, endingOf, keepDecisionPending, settlePending } from "./end-decision.ts";
import { resolveReferences } from "./follow-ups.ts";
import { logLine } from "./journal.ts";
import { changeAccount } from "./update-account.ts";

/**
 * The second pass: writes the references of users that pointed to objects without an account in the first. A
 * reference whose other end still has none is tried again when it has.
 */
export async function writeReferences(run: ApplyRun, decision: DecisionRow): Promise<void> {
  const { references: awaited = {}, isWritten = false } = run.awaiting.get(decision.object) ?? {};
  run.awaiting.delete(decision.object);
  const resolved = await resolveReferences(run, awaited);
  const [first] = Object.entries(awaited).filter(([path]) => resolved[path] === undefined);
  if (first !== undefined) return waitForReference(run, decision, first);
  const changes = Object.entries(resolved).map(([path, to]) => ({ path, from: null, to }));
  const ending = endingOf(decision);
  if (changes.length > 0) {
    return changeAccount(run, decision, { operation: "reference", changes, ending, isWritten });
  }
  await endDecision(run, decision, ending, settlePending(run, decision.object));
}

async function waitForReference(
  run: ApplyRun,
  decision: DecisionRow,
  [path, object]: [string, ObjectId],
): Promise<void> {
  const subject = { ...subjectOf(decision), reasons: [createReason("pending.reference", { path, object })] };
  await keepDecisionPending(run, decision, { reason: "reference", waitingFor: object }, [
    logLine(run.context, run.cycle, subject, { action: "reference", status: "pending" }),
  ]);
}
