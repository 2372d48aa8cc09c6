import type { Planned } from "../../app/provisioning/plan/plan-cycle.ts";
import type { PlanningTask } from "../../app/provisioning/plan/planning-task.ts";
import type { AccountId } from "../../core/ids.ts";
import type { MatchKey } from "../../core/mapping/match-key.ts";
import type { Abilities } from "../../core/provisioning/abilities.ts";
import type { Outcome } from "../../core/provisioning/fault.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { ChangeSet, Committed } from "../../ports/store.ts";
import type { Account, GroupRef, MemberList } from "../../ports/target.ts";
import type { StorePlace } from "../../store/open.ts";
import type { ThrownData } from "./thrown.ts";

/** The start data of the planning thread. */
export interface PlanningThreadData {
  readonly place: StorePlace;
}

/**
 * The calls of a plan that the main thread answers: the main thread holds the lease that commits require, and the
 * connection to the target with its secrets, limits and recorder.
 */
export interface PlanningCalls {
  commit: { readonly ask: { readonly changes: ChangeSet }; readonly answer: Committed };
  find: {
    readonly ask: { readonly type: ObjectType; readonly search: MatchKey };
    readonly answer: Outcome<readonly Account[]>;
  };
  read: {
    readonly ask: { readonly type: ObjectType; readonly id: AccountId };
    readonly answer: Outcome<Account>;
  };
  readMembers: { readonly ask: { readonly group: AccountId }; readonly answer: Outcome<MemberList> };
  checkMembers: {
    readonly ask: { readonly group: GroupRef; readonly accounts: readonly AccountId[] };
    readonly answer: Outcome<ReadonlyMap<AccountId, boolean>>;
  };
  /** The next page of a listing, which the first call begins; undefined at its end. */
  listNext: {
    readonly ask: { readonly listing: number; readonly type: ObjectType };
    readonly answer: Outcome<readonly Account[]> | undefined;
  };
  /** Ends a listing before its last page. */
  listEnd: { readonly ask: { readonly listing: number }; readonly answer: undefined };
}

export type PlanningCall = {
  [Kind in keyof PlanningCalls]: { readonly kind: Kind } & PlanningCalls[Kind]["ask"];
}[keyof PlanningCalls];

/** How far a run may still go; sent whenever one of these changes. */
export interface RunLimits {
  readonly isStopRequested: boolean;
  readonly isCancelled: boolean;
  readonly isAborted: boolean;
}

/** A message to the planning thread. `aheadMs` is the time by which a test has moved the clock of the process. */
export type ToThread =
  | {
      readonly kind: "plan";
      readonly run: number;
      readonly task: PlanningTask;
      readonly abilities: Abilities;
      readonly limits: RunLimits;
      readonly aheadMs: number;
    }
  | { readonly kind: "limits"; readonly run: number; readonly limits: RunLimits; readonly aheadMs: number }
  | {
      readonly kind: "answered";
      readonly run: number;
      readonly call: number;
      readonly answer: unknown;
      /** The abilities of the target, if the call has changed them. */
      readonly abilities: Abilities | undefined;
    }
  | { readonly kind: "thrown"; readonly run: number; readonly call: number; readonly thrown: ThrownData }
  | { readonly kind: "close" };

/** A message of the planning thread. */
export type FromThread =
  | { readonly kind: "ready" }
  | { readonly kind: "not-started"; readonly thrown: ThrownData }
  | { readonly kind: "call"; readonly run: number; readonly call: number; readonly ask: PlanningCall }
  | { readonly kind: "planned"; readonly run: number; readonly planned: Planned }
  | { readonly kind: "failed"; readonly run: number; readonly thrown: ThrownData };
