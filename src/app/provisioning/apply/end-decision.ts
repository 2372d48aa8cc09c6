import type { ObjectId } from "../../../core/ids.ts";
import type { Ending } from "../../../core/provisioning/cycle-balance.ts";
import { type Fault, stopsWrites } from "../../../core/provisioning/fault.ts";
import type { LaneName } from "../../../core/provisioning/lanes.ts";
import type { DecisionRow } from "../../../ports/cycle-tables.ts";
import type { ChangeSet, Write } from "../../../ports/store.ts";
import { commitOrThrow } from "../../commit.ts";
import { stateOf } from "../../objects.ts";
import type { CycleRun } from "../context.ts";
import { readBlockingReasons } from "../records/blocking-reasons.ts";
import { clearPending, keepHeldBack, keepPending, type PendingReason } from "../writes/pending.ts";
import { endDecisionWrite } from "../writes/plan.ts";
import { type ApplyRun, subjectOf } from "./apply-run.ts";
import { logLine } from "./journal.ts";

/**
 * Ends a decision in one commit with everything that it made true, and counts it after the commit. An object of which
 * only the access was taken away, because the rest is blocked, stays pending.
 */
export async function endDecision(
  run: ApplyRun,
  decision: DecisionRow,
  ending: Ending,
  writes: ChangeSet,
): Promise<void> {
  const isWritten = ending === "updated" || ending === "disabled" || ending === "adopted";
  const isBlocked = isWritten && readBlockingReasons(decision.reasons).length > 0;
  const kept = isBlocked ? [await keepPending(run.context, decision.object, { reason: "undecided" })] : [];
  const ended = endDecisionWrite(run.context, decision, ending);
  const isRemoved = decision.type === "user" && (ending === "disabled" || ending === "deleted");
  const waitedMs = isRemoved ? await measureDeprovisioning(run.context, decision.object) : undefined;
  const written = waitedMs === undefined ? writes : writes.map((write) => noteWaited(write, waitedMs));
  await commitOrThrow(run.context.deps, [...written, ...kept, ended]);
  run.context.control.done += 1;
  if (waitedMs !== undefined) run.context.control.deprovisioningMs.push(waitedMs);
}

/** How long it took to take the access away; undefined for a user whom the directory did not block or delete. */
async function measureDeprovisioning({ deps, org }: CycleRun, id: ObjectId): Promise<number | undefined> {
  const object = await deps.store.get("object", { org, id });
  if (object === undefined || stateOf(object) === "active") return undefined;
  return Math.max(0, deps.env.now() - object.modified);
}

/** The write with this time in it, if it is the line of the log about the loss of access. */
function noteWaited(write: Write, waitedMs: number): Write {
  if (write.op !== "insert" || write.table !== "provisioning_log") return write;
  const { row } = write;
  const isRemoval = row.type === "user" && (row.action === "disable" || row.action === "delete");
  return isRemoval && row.status === "success" ? { ...write, row: { ...row, waited_ms: waitedMs } } : write;
}

/** Ends a decision as pending: a later cycle looks at its object again. */
export async function keepDecisionPending(
  run: ApplyRun,
  decision: DecisionRow,
  why: PendingReason,
  writes: readonly Write[] = [],
): Promise<void> {
  await endDecision(run, decision, "pending", [
    ...writes,
    await keepPending(run.context, decision.object, why),
  ]);
}

/**
 * Ends a decision that the target refused, and counts the failure in its lane. A refusal of our credentials stops all
 * further writing.
 */
export async function failDecision(
  run: ApplyRun,
  decision: DecisionRow,
  fault: Fault,
  more: readonly Write[] = [],
): Promise<void> {
  const lane = run.lanes.noteFailure(decision, fault);
  await endFailed(run, decision, fault, { more, lane });
}

/** Ends a decision whose references or memberships the target refused: these failures make no lane rest. */
export async function failReferences(
  run: ApplyRun,
  decision: DecisionRow,
  fault: Fault,
  more: readonly Write[] = [],
): Promise<void> {
  await endFailed(run, decision, fault, { more, lane: undefined });
}

async function endFailed(
  run: ApplyRun,
  decision: DecisionRow,
  fault: Fault,
  { more, lane }: { readonly more: readonly Write[]; readonly lane: LaneName | undefined },
): Promise<void> {
  if (stopsWrites(fault.kind)) run.stopped ??= fault;
  const isUnknown = fault.kind === "unknown-outcome";
  const status = isUnknown ? ("pending" as const) : ("failure" as const);
  const reason = isUnknown ? "unknown-outcome" : "failed";
  await endDecision(run, decision, isUnknown ? "pending" : "failed", [
    ...more,
    await keepPending(run.context, decision.object, {
      ...{ reason, fault, isNeverParked: takesAccess(decision) },
      // A lane that rests says more about the target than about the few objects that it is probed with.
      ...(lane === undefined ? {} : run.lanes.describeFailure(lane)),
    }),
    logLine(run.context, run.cycle, subjectOf(decision), { action: decision.verb, status, fault }),
  ]);
}

/** Ends a decision of a lane that rests: its object is tried when the lane is open again. */
export async function holdBack(run: ApplyRun, decision: DecisionRow, lane: LaneName): Promise<void> {
  await endDecision(run, decision, "pending", [await keepHeldBack(run.context, decision.object, lane)]);
}

function takesAccess({ verb, desired }: DecisionRow): boolean {
  return verb === "disable" || verb === "delete" || desired.members.remove > 0;
}

/** Ends a decision whose facts changed after the plan was made: the next cycle decides again. */
export async function leaveToNextCycle(run: ApplyRun, row: DecisionRow): Promise<void> {
  await endDecision(run, row, "skipped", [
    await keepPending(run.context, row.object, { reason: "changed-since-plan" }),
  ]);
}

/**
 * The writes after which nothing remains to be tried for this object. An object that took over an account stays
 * pending: the next cycle compares the memberships of the account with its groups.
 */
export function settlePending(run: ApplyRun, object: ObjectId): readonly Write[] {
  const writes = clearPending(run.context, object);
  return run.tookOver.has(object) ? writes.filter(({ table }) => table !== "pending") : writes;
}

/** How a decision to create, adopt or update ends once everything is written. */
export function endingOf(decision: DecisionRow): "created" | "adopted" | "updated" {
  if (decision.verb === "create") return "created";
  return decision.verb === "adopt" ? "adopted" : "updated";
}
