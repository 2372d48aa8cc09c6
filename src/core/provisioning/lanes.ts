import { type Fault, stopsWrites } from "./fault.ts";
import { extendQuarantine, isProbeDue, type Quarantine } from "./quarantine.ts";

const OPERATIONS = ["create", "update", "disable", "delete"] as const;
const TYPES = ["user", "group"] as const;

/** A class of operations. An adoption is an update of the account that it finds. */
export type OperationClass = (typeof OPERATIONS)[number];

/** The operations of one class on one type of object: what rests, and goes on, together. */
export type LaneName = `${OperationClass}-${(typeof TYPES)[number]}`;

/** Every lane, in the order in which people read them. */
export const LANE_NAMES: readonly LaneName[] = TYPES.flatMap((type) =>
  OPERATIONS.map((operation): LaneName => `${operation}-${type}`),
);

/** Failures, and their share of all attempts, above which a lane rests. */
const FAILURES_MIN = 20;
const SHARE_MAX = 0.4;
/** The attempts that count: those of the last day. */
const WINDOW_MS = 24 * 3_600_000;
/** Attempts of one cycle that find out whether a resting lane works again. */
export const PROBES_MAX = 3;

/** The state of one lane between cycles. */
export interface LaneState {
  /** Successes since `began`, and in the window before it. */
  readonly began: number;
  readonly current: number;
  readonly previous: number;
  /** Objects that have failed since before this time do not count: a quarantine about them has ended. */
  readonly lifted: number;
  /** When the target last carried out an operation of the lane. */
  readonly worked: number;
  readonly quarantine: Quarantine | null;
}

/** The lanes of an application that anything is known of. */
export type Lanes = { readonly [Name in LaneName]?: LaneState };

export const NEW_LANE: LaneState = {
  began: 0,
  current: 0,
  previous: 0,
  lifted: 0,
  worked: 0,
  quarantine: null,
};

/** A decision, as far as its lane depends on it. */
export interface LaneDecision {
  readonly verb: string;
  readonly type: (typeof TYPES)[number];
  readonly account: string | null;
  readonly changes: readonly unknown[];
  readonly removedMembers: number;
}

/**
 * The lane of a decision. Undefined for one that writes references or memberships alone, whose failures say little
 * about the target, for one that takes members out beside other changes, because that is never held back, and for one
 * that sends nothing.
 */
export function laneOf(decision: LaneDecision): LaneName | undefined {
  const { verb, type, account, changes, removedMembers } = decision;
  switch (verb) {
    case "create":
      return `create-${type}`;
    case "adopt":
    case "update":
      return changes.length > 0 && removedMembers === 0 ? `update-${type}` : undefined;
    case "disable":
      return changes.length > 0 ? `disable-${type}` : undefined;
    case "delete":
      return account === null ? undefined : `delete-${type}`;
    default:
      return undefined;
  }
}

/** True for a lane that takes access away. The first attempt at an object is never held back in it. */
export function isDeprovisioningLane(lane: LaneName): boolean {
  return lane.startsWith("disable-") || lane.startsWith("delete-");
}

/** The operation and the type of a lane. */
export function splitLane(lane: LaneName): {
  readonly operation: OperationClass;
  readonly type: (typeof TYPES)[number];
} {
  const [operation, type] = lane.split("-");
  return {
    operation: OPERATIONS.find((each) => each === operation) ?? "update",
    type: TYPES.find((each) => each === type) ?? "user",
  };
}

/**
 * True for a failure that counts. The credentials have a quarantine of their own, and after a refusal by
 * Muster itself nothing was sent.
 */
export function isCountedFailure({ kind, refusedBy }: Pick<Fault, "kind" | "refusedBy">): boolean {
  return !stopsWrites(kind) && refusedBy !== "muster";
}

/** True if an object counts among the failures of its lane: it began to fail within the window, and after the last lift. */
export function isCountedSince(since: number, { lifted }: LaneState, now: number): boolean {
  return since >= lifted && since > now - WINDOW_MS;
}

/** The lane after this number of successes more. */
export function addSuccesses(state: LaneState, count: number, now: number): LaneState {
  const passed = now - state.began;
  if (passed >= 0 && passed < WINDOW_MS) return { ...state, current: state.current + count };
  const previous = passed >= WINDOW_MS && passed < 2 * WINDOW_MS ? state.current : 0;
  return { ...state, began: now, current: count, previous };
}

/** The successes within the window, as if those of the window before had come evenly. */
export function countSuccesses(state: LaneState, now: number): number {
  const { began, current, previous } = addSuccesses(state, 0, now);
  return current + previous * (1 - (now - began) / WINDOW_MS);
}

/** True if the number of failures, and their share of the attempts, make the lane rest. */
export function isLaneFailing(failures: number, successes: number): boolean {
  return failures >= FAILURES_MIN && failures > SHARE_MAX * (failures + successes);
}

/** The lane after its failures were too many, or after its probes failed again. */
export function extendLaneRest(state: LaneState, now: number, fault: Fault): LaneState {
  return { ...state, quarantine: extendQuarantine(state.quarantine, now, fault) };
}

/** The lane after a probe succeeded, or after a person lifted its quarantine. */
export function releaseLane(state: LaneState, now: number): LaneState {
  return { ...state, lifted: now, quarantine: null };
}

/** All lanes without a quarantine, as a person wants them. */
export function releaseLanes(lanes: Lanes, now: number): Lanes {
  const lifted = listLanes(lanes).map(([name, state]) => [
    name,
    state.quarantine === null ? state : releaseLane(state, now),
  ]);
  return Object.fromEntries(lifted);
}

/** The lanes that anything is known of, in their order. */
export function listLanes(lanes: Lanes): readonly (readonly [LaneName, LaneState])[] {
  return LANE_NAMES.flatMap((name) => {
    const state = lanes[name];
    return state === undefined ? [] : [[name, state] as const];
  });
}

/** The lanes that rest, in their order. */
export function listResting(lanes: Lanes): readonly (readonly [LaneName, Quarantine])[] {
  return listLanes(lanes).flatMap(([name, { quarantine }]) =>
    quarantine === null ? [] : [[name, quarantine] as const],
  );
}

/** True while a lane is in quarantine. */
export function isLaneResting(lanes: Lanes, name: LaneName): boolean {
  return (lanes[name]?.quarantine ?? null) !== null;
}

/** Whether the objects of a lane may be tried: all of them, a few to find out, or none. */
export function readLaneGate(
  { quarantine }: LaneState,
  now: number,
  { isForced }: { readonly isForced: boolean },
): "open" | "probe" | "closed" {
  if (quarantine === null) return "open";
  return isForced || isProbeDue(quarantine, now) ? "probe" : "closed";
}
