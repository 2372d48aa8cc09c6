import { type ObjectId, trustId } from "../../../core/ids.ts";
import { isObject, type Json, type JsonObject } from "../../../core/json.ts";
import type { FlatAttributes, FlatChange } from "../../../core/mapping/flat.ts";
import { isParked, retryDelayMs } from "../../../core/provisioning/backoff.ts";
import type { Ending } from "../../../core/provisioning/cycle-balance.ts";
import { type Fault, faultJson, stopsWrites } from "../../../core/provisioning/fault.ts";
import type { CycleRow, DecisionRow, PlanRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import type { CycleContext } from "../context.ts";
import { readAwaited } from "../plan/gather-facts.ts";
import { logLine, type Subject } from "./journal.ts";

/** One application of a plan, while it runs. */
export interface ApplyRun {
  readonly context: CycleContext;
  readonly plan: PlanRow;
  readonly cycle: CycleRow;
  /** Why no further write may be sent; undefined while writing goes on. */
  stopped: Fault | undefined;
  /** Called for each decision that ended. */
  readonly onEnded: () => void;
  /** Users whose reference waits for an account: object, then path, then directory object. */
  readonly awaiting: Map<ObjectId, Readonly<Record<string, ObjectId>>>;
  /** Objects that took over an account with its memberships: they stay pending for the next cycle. */
  readonly tookOver: Set<ObjectId>;
  /** Group decisions whose memberships are still to be written. */
  readonly withMembers: DecisionRow[];
}

/** True while steps may begin. */
export function mayGoOn(run: ApplyRun): boolean {
  return run.stopped === undefined && !run.context.stop.requested;
}

export function subjectOf(decision: DecisionRow, account = decision.account): Subject {
  const { object, type, name, reasons } = decision;
  return { object, type, name, account, reasons };
}

/** What a decision row keeps beside its changes, read back. */
export function desiredOf(decision: DecisionRow): {
  readonly attributes: FlatAttributes;
  readonly awaited: Readonly<Record<string, ObjectId>>;
  readonly members: number;
  readonly match: JsonObject | undefined;
  /** Whether the decision was made for an object in scope. */
  readonly inScope: boolean;
  /** The object that an account to adopt is taken over from, with the approval of a person. */
  readonly formerOwner: ObjectId | undefined;
} {
  const desired = decision.desired ?? {};
  const members = isObject(desired["members"]) ? desired["members"] : {};
  const attributes = isObject(desired["attributes"]) ? desired["attributes"] : {};
  const number = (value: Json | undefined) => (typeof value === "number" ? value : 0);
  return {
    attributes,
    awaited: readAwaited(desired["awaited"]),
    members: number(members["add"]) + number(members["remove"]),
    match: isObject(desired["match"]) ? desired["match"] : undefined,
    inScope: desired["inScope"] === true,
    formerOwner:
      typeof desired["formerOwner"] === "string" ? trustId<ObjectId>(desired["formerOwner"]) : undefined,
  };
}

export function changesOf(decision: DecisionRow): readonly FlatChange[] {
  if (!Array.isArray(decision.changes)) return [];
  const rows: readonly Json[] = decision.changes;
  return rows.flatMap((row) =>
    isObject(row) && typeof row["path"] === "string"
      ? [{ path: row["path"], from: row["from"] ?? null, to: row["to"] ?? null }]
      : [],
  );
}

/** What the target holds after these changes. */
export function applyChanges(before: JsonObject, changes: readonly FlatChange[]): JsonObject {
  const after: Record<string, Json> = { ...before };
  for (const { path, to } of changes) {
    if (to === null) delete after[path];
    else after[path] = to;
  }
  return after;
}

/** The write that records how a decision ended. */
export function endDecisionWrite(run: ApplyRun, decision: DecisionRow, outcome: Ending): Write {
  const { org } = run.context;
  run.onEnded();
  return {
    op: "update",
    table: "decision",
    key: { org, plan: decision.plan, n: decision.n },
    set: { outcome },
  };
}

/** The link's row with a new projection. */
export function linkWrite(
  run: ApplyRun,
  link: LinkRow,
  projected: JsonObject,
  more: Partial<Pick<LinkRow, "scope" | "status">> = {},
): Write {
  const { deps, org, app } = run.context;
  const set = {
    ...more,
    projected,
    hash: deps.env.hash(JSON.stringify(projected)),
    version: link.version + 1,
    modified: deps.env.now(),
  };
  return { op: "update", table: "link", key: { org, app, object: link.object }, set };
}

/** Nothing remains to be tried for this object. */
export function clearPending(run: ApplyRun, object: ObjectId): readonly Write[] {
  const { org, app } = run.context;
  const answered: Write = { op: "delete", table: "approval", key: { org, app, object } };
  if (run.tookOver.has(object)) return [answered];
  return [{ op: "delete", table: "pending", key: { org, app, object } }, answered];
}

/** Keeps an object for a later cycle. */
export async function keepPending(
  run: Pick<ApplyRun, "context">,
  object: ObjectId,
  why: { readonly reason: string; readonly fault?: Fault; readonly waitingFor?: ObjectId },
): Promise<Write> {
  const { deps, org, app, settings } = run.context;
  const before = await deps.store.get("pending", { org, app, object });
  const now = deps.env.now();
  const { fault } = why;
  const attempts = fault === undefined ? 0 : (before?.attempts ?? 0) + 1;
  const parked =
    fault !== undefined && isParked(attempts, fault, before?.fault ?? undefined, settings.parkAfter);
  const row = {
    org,
    app,
    object,
    reason: why.reason,
    waiting_for: why.waitingFor ?? null,
    attempts,
    next_attempt:
      fault === undefined || fault.kind === "unknown-outcome" ? now : now + retryDelayMs(attempts, fault),
    parked: parked ? (1 as const) : (0 as const),
    fault: fault === undefined ? null : faultJson(fault),
    since: before?.since ?? now,
  };
  return { op: "upsert", table: "pending", row };
}

/** Ends a decision that the target refused; a refusal of our credentials stops all further writing. */
export async function failDecision(
  run: ApplyRun,
  decision: DecisionRow,
  fault: Fault,
  more: readonly Write[] = [],
): Promise<void> {
  if (stopsWrites(fault.kind)) run.stopped ??= fault;
  const unknown = fault.kind === "unknown-outcome";
  const line = {
    action: decision.verb,
    status: unknown ? ("pending" as const) : ("failure" as const),
    fault,
  };
  await run.context.deps.store.commit([
    ...more,
    await keepPending(run, decision.object, { reason: unknown ? "unknown-outcome" : "failed", fault }),
    logLine(run.context, run.cycle, subjectOf(decision), line),
    endDecisionWrite(run, decision, unknown ? "pending" : "failed"),
  ]);
}
