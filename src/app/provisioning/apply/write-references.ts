import type { ObjectId } from "../../../core/ids.ts";
import { isSameJson } from "../../../core/json.ts";
import type { FlatAttributes } from "../../../core/mapping/flat.ts";
import { createReason } from "../../../core/provisioning/reason.ts";
import type { DecisionRow } from "../../../ports/cycle-tables.ts";
import { updateLink } from "../writes/link.ts";
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
  const { references: awaited = {}, isWritten = false, found = {} } = run.awaiting.get(decision.object) ?? {};
  run.awaiting.delete(decision.object);
  const resolved = await resolveReferences(run, awaited);
  const [first] = Object.entries(awaited).filter(([path]) => resolved[path] === undefined);
  if (first !== undefined) return waitForReference(run, decision, first);
  if (await recordFound(run, decision, resolved, found)) return;
  const changes = Object.entries(resolved).map(([path, to]) => ({ path, from: null, to }));
  const ending = endingOf(decision);
  if (changes.length > 0) {
    return changeAccount(run, decision, { operation: "reference", changes, ending, isWritten });
  }
  await endDecision(run, decision, ending, settlePending(run, decision.object));
}

/** Records the references of an adopted account that are as they should be, and ends the decision; false if one differs. */
async function recordFound(
  run: ApplyRun,
  decision: DecisionRow,
  resolved: FlatAttributes,
  found: FlatAttributes,
): Promise<boolean> {
  const paths = Object.keys(resolved);
  if (paths.length === 0 || !paths.every((path) => isSameJson(found[path], resolved[path]))) return false;
  const { deps, org, app } = run.context;
  const link = await deps.store.get("link", { org, app, object: decision.object });
  if (link === undefined) return false;
  await endDecision(run, decision, endingOf(decision), [
    updateLink(run.context, link, { ...link.projected, ...resolved }),
    ...settlePending(run, decision.object),
  ]);
  return true;
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
