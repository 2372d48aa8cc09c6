import type { AccountId, AppId, CycleId, ObjectId, OrgId, PlanId, StepId } from "../core/ids.ts";
import type { Json, JsonObject } from "../core/json.ts";
import type { FlatChange } from "../core/mapping/flat.ts";
import type { AttributeCount, CycleCounts, PlanCounts } from "../core/provisioning/cycle-balance.ts";
import type { Fault } from "../core/provisioning/fault.ts";
import type { Reason } from "../core/provisioning/reason.ts";
import type { CycleMessage } from "../core/provisioning/records/counts.ts";
import type { DecisionDesired } from "../core/provisioning/records/decision.ts";
import type { StepOutcome, StepRequest } from "../core/provisioning/records/step.ts";
import type { Flag, ObjectType } from "./kinds.ts";

/** `event`: takes access away beside a running cycle. */
export type CycleKind = "initial" | "incremental" | "reconcile" | "on-demand" | "event";

/** `building` until its last row is stored and its hash is known; then immutable but for `state`. */
export interface PlanRow {
  readonly org: OrgId;
  readonly id: PlanId;
  readonly app: AppId;
  readonly kind: CycleKind;
  readonly state: "building" | "planned" | "applying" | "applied" | "stale" | "failed";
  readonly created: number;
  readonly config_version: number;
  /** Feed cursors: evaluated after `watermark`, up to `upto`. */
  readonly watermark: string | null;
  readonly upto: string | null;
  readonly hash: string | null;
  readonly counts: PlanCounts;
  /** Warnings, and what planning waits for. */
  readonly notes: readonly Reason[];
  /** How many accounts change in each attribute, the greatest number first. */
  readonly attributes: readonly AttributeCount[];
  /** How many decisions change something in the target; null as long as the plan is being made, and for old plans. */
  readonly sending: number | null;
}

/** One decision of a plan that is not `unchanged`; `n` is its place, from 0. */
export interface DecisionRow {
  readonly org: OrgId;
  readonly plan: PlanId;
  readonly n: number;
  readonly object: ObjectId;
  readonly type: ObjectType;
  readonly verb: string;
  readonly name: string;
  readonly account: AccountId | null;
  /** Versions that must still hold when the step is taken; 0 for none. */
  readonly object_version: number;
  readonly link_version: number;
  readonly reasons: readonly Reason[];
  readonly changes: readonly FlatChange[];
  readonly desired: DecisionDesired;
  readonly outcome: string | null;
}

/**
 * A membership to add (1) or remove (-1) in the target by a plan, or one that an adopted group has already
 * (0); both ends are directory objects.
 */
export interface PlanMemberRow {
  readonly org: OrgId;
  readonly plan: PlanId;
  readonly group_id: ObjectId;
  readonly member_id: ObjectId;
  /**
   * 1: the member is added; -1: it leaves; 0: the group has it already. -2 does not belong to the plan: the account got
   * another owner while it was applied, and leaves the group as planned for the former one.
   */
  readonly sign: -2 | -1 | 0 | 1;
}

export interface CycleRow {
  readonly org: OrgId;
  readonly id: CycleId;
  readonly app: AppId;
  readonly plan: PlanId | null;
  readonly kind: CycleKind;
  readonly state: "planning" | "running" | "closed" | "cancelled" | "interrupted" | "failed";
  readonly started: number;
  readonly ended: number | null;
  readonly counts: CycleCounts;
  /** 1 if the counts are balanced. */
  readonly closed: Flag;
  readonly message: CycleMessage | null;
  /** When a person requested that the cycle end early. */
  readonly cancel_requested: number | null;
  /** Finished steps of the plan, and all of them, as the server that runs the cycle stored them last. */
  readonly steps_done: number;
  readonly steps_total: number;
}

export type JournalState = "intended" | "done" | "failed" | "unknown" | "resolved";

/** One call that changes a target, written before it is sent. */
export interface JournalRow {
  readonly org: OrgId;
  readonly id: StepId;
  readonly app: AppId;
  readonly cycle: CycleId;
  readonly object: ObjectId;
  readonly type: ObjectType;
  readonly operation: string;
  readonly state: JournalState;
  readonly account: AccountId | null;
  /** Lets recovery find out how the call ended. Holds no secret. */
  readonly request: StepRequest;
  readonly outcome: StepOutcome | null;
  readonly created: number;
  readonly modified: number;
}

/** One recorded HTTP request and answer, redacted before it gets here. */
export interface ExchangeRow {
  readonly org: OrgId;
  readonly id: string;
  readonly app: AppId;
  readonly step: StepId | null;
  readonly at: number;
  readonly ms: number;
  readonly method: string;
  readonly url: string;
  readonly status: number | null;
  readonly ok: Flag;
  /**
   * `{ headers, body }`. A request that travelled in another one has the id of that exchange as `carrier`; the one that
   * carried others has their number as `joined` in place of a body.
   */
  readonly request: JsonObject;
  /** `{ headers, body }`, or `{ failure }` when no answer came. */
  readonly response: JsonObject;
}

export interface ProvisioningLogRow {
  readonly org: OrgId;
  readonly id: string;
  readonly app: AppId;
  readonly cycle: CycleId;
  readonly step: StepId | null;
  readonly object: ObjectId;
  readonly type: ObjectType;
  readonly name: string;
  readonly account: AccountId | null;
  readonly action: string;
  readonly status: "success" | "failure" | "skipped" | "held" | "pending";
  readonly reasons: readonly Reason[];
  readonly changes: readonly FlatChange[];
  readonly fault: Fault | null;
  readonly at: number;
  /** How long a user kept access after the directory had taken it away; null for all other entries. */
  readonly waited_ms: number | null;
  /** 1 if a person approved what the entry shows: the guards do not count it against later plans. */
  readonly approved: Flag;
}

/**
 * A value that a target refused while it accepted the rest of the object. It is not sent again before the value,
 * or the application's version, changes. `part` is the path of an attribute, or `member:` and the id of a member.
 */
export interface TargetRefusalRow {
  readonly org: OrgId;
  readonly app: AppId;
  readonly object: ObjectId;
  readonly part: string;
  /** The value of the attribute, or the account of the member. */
  readonly value: Json;
  readonly fault: Fault;
  /**
   * The type of accounts for which the target may refuse the attribute as a whole, of which this refusal is evidence;
   * null if it concerns this value alone, or if the target has accepted the attribute since.
   */
  readonly evidence_for: ObjectType | null;
  readonly version: number;
  /** When the last answer came, or when the value was left out. */
  readonly at: number;
  /** Equal answers of the target to this value in a row; 0 for a value that was not sent. */
  readonly answers: number;
  /** When the value is sent again; null if something has to change first. */
  readonly retry_at: number | null;
  /** 1 if the same answer came so often that another attempt is noise. */
  readonly parked: Flag;
}

/** When the scope of an object can change although nothing changes in the directory; `*` stands for every object. */
export interface DueChangeRow {
  readonly org: OrgId;
  readonly app: AppId;
  readonly due: number;
  readonly object: string;
}

/** A person's answer to a hold: valid once, until `expires`, for the decision that `verb` names (see `answerSubjects`). */
export interface ApprovalRow {
  readonly org: OrgId;
  readonly app: AppId;
  readonly object: ObjectId;
  readonly verb: string;
  readonly answer: "approved" | "rejected";
  readonly actor: string;
  readonly comment: string | null;
  readonly created: number;
  readonly expires: number;
}
