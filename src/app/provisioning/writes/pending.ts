import { type AccountId, type ObjectId, trustId } from "../../../core/ids.ts";
import {
  countEqualFailures,
  isParked,
  lastFailureAt,
  nextAttemptAt,
} from "../../../core/provisioning/backoff.ts";
import type { Fault } from "../../../core/provisioning/fault.ts";
import { HELD_BACK } from "../../../core/provisioning/lane-due.ts";
import type { LaneName } from "../../../core/provisioning/lanes.ts";
import type { Write } from "../../../ports/store.ts";
import type { PendingRow } from "../../../ports/tables.ts";
import type { CycleContext } from "../context.ts";

/** Why an object is kept for a later cycle. */
export interface PendingReason {
  readonly reason: string;
  readonly fault?: Fault;
  readonly waitingFor?: ObjectId;
  /** An earlier fault that stays known while the object waits for an answer. */
  readonly remembered?: Fault;
  /** True if attempts are pointless until something changes. */
  readonly isParked?: boolean;
  /** True if the object is tried again for ever, with growing delays: its access is to be taken away. */
  readonly isNeverParked?: boolean;
  /** The lane among whose failures the fault counts. */
  readonly lane?: LaneName;
  /** When the target last carried out an operation of the lane for any object. */
  readonly workedAt?: number;
}

/** The writes after which nothing remains to be tried for this object. */
export function clearPending(
  { org, app }: Pick<CycleContext, "org" | "app">,
  object: ObjectId,
): readonly Write[] {
  return [
    { op: "delete", table: "pending", key: { org, app, object } },
    { op: "delete", table: "approval", key: { org, app, object } },
  ];
}

/** The write that keeps an object for the next cycle while it is worked on. The failures before still count. */
export async function keepDue(
  context: Pick<CycleContext, "deps" | "org" | "app" | "settings">,
  object: ObjectId,
  reason: string,
): Promise<Write> {
  const { deps, org, app } = context;
  const key = { org, app, object };
  const before = await deps.store.get("pending", key);
  if (before === undefined) return keepPending(context, object, { reason });
  const set = { reason, next_attempt: deps.env.now(), parked: 0 as const };
  return { op: "update", table: "pending", key, set };
}

/** The write that keeps an object for a later cycle. Failures in a row are counted, and delay the next attempt. */
export async function keepPending(
  { deps, org, app, settings }: Pick<CycleContext, "deps" | "org" | "app" | "settings">,
  object: ObjectId,
  why: PendingReason,
): Promise<Write> {
  const before = await deps.store.get("pending", { org, app, object });
  const now = deps.env.now();
  const { fault } = why;
  const attempts = fault === undefined ? 0 : (before?.attempts ?? 0) + 1;
  const isWorking =
    before !== undefined && why.workedAt !== undefined && why.workedAt > lastFailureAt(before);
  const equal = fault === undefined ? 0 : countEqualFailures(fault, before, isWorking);
  const parked = why.isParked === true || (why.isNeverParked !== true && isParked(equal, settings.parkAfter));
  const row = {
    org,
    app,
    object,
    reason: why.reason,
    waiting_for: why.waitingFor ?? null,
    attempts,
    equal_failures: equal,
    next_attempt: fault === undefined ? now : nextAttemptAt(attempts, fault, now),
    parked: parked ? (1 as const) : (0 as const),
    fault: fault ?? why.remembered ?? null,
    since: before?.since ?? now,
    ...failingIn(why, before, now),
  };
  return { op: "upsert", table: "pending", row };
}

/** The lane that an object fails in, and since when it does so without a success in between. */
function failingIn(
  { lane, fault }: PendingReason,
  before: PendingRow | undefined,
  now: number,
): Pick<PendingRow, "lane" | "failing_since"> {
  if (lane === undefined || fault === undefined) return { lane: null, failing_since: null };
  const since = before?.lane === lane ? before.failing_since : null;
  return { lane, failing_since: since ?? now };
}

/** The write that keeps an object for later which was not tried, because its lane rests. What is known of it stays. */
export async function keepHeldBack(
  { deps, org, app }: Pick<CycleContext, "deps" | "org" | "app">,
  object: ObjectId,
  lane: LaneName,
): Promise<Write> {
  const key = { org, app, object };
  const before = await deps.store.get("pending", key);
  const now = deps.env.now();
  if (before !== undefined && before.attempts > 0)
    return { op: "update", table: "pending", key, set: { lane, parked: 0 as const } };
  const row = {
    ...{ ...key, reason: HELD_BACK, waiting_for: null, attempts: 0, equal_failures: 0 },
    ...{ next_attempt: now, parked: 0 as const, fault: null, since: before?.since ?? now },
    ...{ lane, failing_since: null },
  };
  return { op: "upsert", table: "pending", row };
}

/** The account without an owner who is present that has the name which a new account was refused for. */
export function readTakenAccount(fault: Fault | null): AccountId | undefined {
  const isTaken = fault?.code === "target.value-of-leaver" || fault?.code === "target.value-of-unlinked";
  const id = isTaken ? fault.params["account"] : undefined;
  return typeof id === "string" ? trustId<AccountId>(id) : undefined;
}

/** The object whose account has the name that a change was refused for, if the fault is about that. */
export function readNameHolder(fault: Fault | null): ObjectId | undefined {
  const isAboutName = fault?.code === "target.value-of-other" || fault?.code === "target.name-in-use";
  const id = isAboutName ? fault.params["id"] : undefined;
  return typeof id === "string" ? trustId<ObjectId>(id) : undefined;
}
