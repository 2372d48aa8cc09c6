import type { AccountId, ObjectId } from "../../../core/ids.ts";
import type { FlatAttributes, FlatChange } from "../../../core/mapping/flat.ts";
import type { Fault } from "../../../core/provisioning/fault.ts";
import type { CycleRow, DecisionRow, PlanRow } from "../../../ports/cycle-tables.ts";
import type { CycleRun } from "../context.ts";
import type { Subject } from "./journal.ts";
import type { LaneWatch } from "./lane-watch.ts";
import type { LinkedAccounts } from "./linked-accounts.ts";
import type { RefusedAttributes } from "./refused-attributes.ts";
import type { RefusedCreates } from "./refused-creates.ts";

/** One application of a plan, while it runs. */
export interface ApplyRun {
  readonly context: CycleRun;
  readonly plan: PlanRow;
  readonly cycle: CycleRow;
  /** Why no further write may be sent; undefined while writing goes on. */
  stopped: Fault | undefined;
  /** Users whose references wait for accounts. */
  readonly awaiting: Map<ObjectId, AwaitingReferences>;
  /** Objects that took over an account with its memberships: they stay pending for the next cycle. */
  readonly tookOver: Set<ObjectId>;
  /** True if accounts were linked before this run. */
  readonly hasEarlierLinks: boolean;
  /** The object that each account which this run links belongs to, by type and account. */
  readonly newAccounts: Map<string, ObjectId>;
  /** The faults of objects for which an earlier create gave an account that another object has. */
  readonly takenBefore: Map<ObjectId, Fault>;
  readonly refusedAttributes: RefusedAttributes;
  readonly refusedCreates: RefusedCreates;
  readonly linkedAccounts: LinkedAccounts;
  /** The accounts that may still be read for the target's spelling of what was written. */
  readonly spellingReads: { left: number };
  readonly lanes: LaneWatch;
  /** The fault of a target that has refused every write so far for a reason of its own. */
  findTrouble(): Fault | undefined;
  /** Decisions that wait for a name which another account gives up. */
  readonly renames: DecisionRow[];
  /** Groups that lost members before their own turn. */
  readonly withLosses: Set<ObjectId>;
  /** Group decisions whose memberships are still to be written. */
  readonly withMembers: DecisionRow[];
}

/** References that are written in the second pass. */
export interface AwaitingReferences {
  /** The directory object that each path refers to. */
  readonly references: Readonly<Record<string, ObjectId>>;
  /** True if the first pass has written something: then a refused reference is not a failure of the decision. */
  readonly isWritten: boolean;
  /** The values that an adopted account has already, by path. */
  readonly found: FlatAttributes;
}

/** Notes that the account belongs to this object. Returns the object that had it before in this run, or this one. */
export function registerAccount(
  run: ApplyRun,
  { type, object }: Pick<DecisionRow, "type" | "object">,
  account: AccountId,
): ObjectId {
  const key = `${type} ${account}`;
  const owner = run.newAccounts.get(key) ?? object;
  run.newAccounts.set(key, owner);
  return owner;
}

/** True while steps may begin. */
export function mayGoOn(run: ApplyRun): boolean {
  return run.stopped === undefined && !run.context.stop.requested;
}

/** The object of a decision, as journal and log name it. */
export function subjectOf(decision: DecisionRow, account = decision.account): Subject {
  const { object, type, name, reasons } = decision;
  return { object, type, name, account, reasons };
}

/** The attributes of an account after these changes. */
export function applyChanges(before: FlatAttributes, changes: readonly FlatChange[]): FlatAttributes {
  const after = { ...before };
  for (const { path, to } of changes) {
    if (to === null) delete after[path];
    else after[path] = to;
  }
  return after;
}
