import type { AccountId, AppId, CycleId, ObjectId, OrgId, PlanId, StepId } from "../core/ids.ts";
import type { Json, JsonObject } from "../core/json.ts";
import type { Flag, ObjectType } from "./kinds.ts";

export type CycleKind = "initial" | "incremental" | "reconcile" | "on-demand";

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
  readonly counts: JsonObject;
  /** Warnings and what planning waits on: `[{ code, params }]`. */
  readonly notes: Json;
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
  /** Reason chain: `[{ code, params }]`. */
  readonly reasons: Json;
  /** `[{ path, from, to }]`. */
  readonly changes: Json;
  /** What the step needs beside the changes: desired flat attributes and references. */
  readonly desired: JsonObject | null;
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
  readonly sign: -1 | 0 | 1;
}

export interface CycleRow {
  readonly org: OrgId;
  readonly id: CycleId;
  readonly app: AppId;
  readonly plan: PlanId | null;
  readonly kind: CycleKind;
  readonly state: "planning" | "running" | "closed" | "interrupted" | "failed";
  readonly started: number;
  readonly ended: number | null;
  readonly counts: JsonObject;
  /** 1 if the counts are balanced. */
  readonly closed: Flag;
  readonly message: JsonObject | null;
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
  /** What is needed to find out afterwards what became of it, and to show it. Holds no secret. */
  readonly request: JsonObject;
  readonly outcome: JsonObject | null;
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
  /** `{ headers, body }`. */
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
  readonly reasons: Json;
  readonly changes: Json;
  readonly fault: JsonObject | null;
  readonly at: number;
}
