import type { ObjectId } from "../../../core/ids.ts";
import { reason } from "../../../core/provisioning/reason.ts";
import type { DecisionRow } from "../../../ports/cycle-tables.ts";
import { type ApplyRun, clearPending, endDecisionWrite, keepPending, subjectOf } from "./apply-run.ts";
import { resolveReferences } from "./create-account.ts";
import { logLine } from "./journal.ts";
import { changeAccount } from "./update-account.ts";

/**
 * The second pass: writes the references of users whose other end had no account when they were made. What
 * still has none is kept, and tried again when it has.
 */
export async function writeReferences(run: ApplyRun, decision: DecisionRow): Promise<void> {
  const awaited = run.awaiting.get(decision.object) ?? {};
  run.awaiting.delete(decision.object);
  const resolved = await resolveReferences(run, awaited);
  const missing = Object.entries(awaited).filter(([path]) => resolved[path] === undefined);
  const changes = Object.entries(resolved).map(([path, to]) => ({ path, from: null, to }));
  const ending = endingOf(decision);
  const [first] = missing;
  if (first !== undefined) return waitForReference(run, decision, first);
  if (changes.length > 0) await changeAccount(run, decision, "reference", changes, ending);
  else
    await run.context.deps.store.commit([
      ...clearPending(run, decision.object),
      endDecisionWrite(run, decision, ending),
    ]);
}

function endingOf(decision: DecisionRow): "created" | "adopted" | "updated" {
  if (decision.verb === "create") return "created";
  return decision.verb === "adopt" ? "adopted" : "updated";
}

async function waitForReference(
  run: ApplyRun,
  decision: DecisionRow,
  [path, object]: [string, ObjectId],
): Promise<void> {
  const { code, params } = reason("pending.reference", { path, object });
  const subject = { ...subjectOf(decision), reasons: [{ code, params }] };
  await run.context.deps.store.commit([
    await keepPending(run, decision.object, { reason: "reference", waitingFor: object }),
    logLine(run.context, run.cycle, subject, { action: "reference", status: "pending" }),
    endDecisionWrite(run, decision, "pending"),
  ]);
}
