import type { Fault } from "./fault.ts";
import {
  addSuccesses,
  countSuccesses,
  extendLaneRest,
  isLaneFailing,
  type LaneState,
  PROBES_MAX,
  readLaneGate,
  releaseLane,
} from "./lanes.ts";

/** One lane while a cycle applies its plan. */
export interface LaneRun {
  readonly state: LaneState;
  /** Attempts that may still find out whether the resting lane works again. */
  readonly probesLeft: number;
  /** The last fault of a probe; undefined as long as none failed. */
  readonly probeFault: Fault | undefined;
}

/** An attempt that may be made: `isProbe` if its success lifts the quarantine. */
export interface Admission {
  readonly run: LaneRun;
  readonly isAdmitted: boolean;
  readonly isProbe: boolean;
}

/** The lane at the beginning of a cycle. A person who wants a cycle does not wait for the next probe. */
export function beginLane(state: LaneState, now: number, isForced: boolean): LaneRun {
  const gate = readLaneGate(state, now, { isForced });
  return { state, probesLeft: gate === "probe" ? PROBES_MAX : 0, probeFault: undefined };
}

/** Whether one more object may be tried. `isUrgent` is the first attempt to take access away: it never waits. */
export function takeAttempt(run: LaneRun, isUrgent: boolean): Admission {
  if (run.state.quarantine === null) return { run, isAdmitted: true, isProbe: false };
  if (isUrgent) return { run, isAdmitted: true, isProbe: true };
  if (run.probesLeft === 0) return { run, isAdmitted: false, isProbe: false };
  return { run: { ...run, probesLeft: run.probesLeft - 1 }, isAdmitted: true, isProbe: true };
}

/** The lane after an attempt that succeeded. One that began before the quarantine does not end it. */
export function noteLaneSuccess(run: LaneRun, now: number, isProbe: boolean): LaneRun {
  const state = { ...addSuccesses(run.state, 1, now), worked: now };
  if (state.quarantine === null || !isProbe) return { ...run, state };
  return { state: releaseLane(state, now), probesLeft: 0, probeFault: undefined };
}

/** The lane after an attempt that failed; `failing` is the number of objects that count among its failures now. */
export function noteLaneFailure(
  run: LaneRun,
  {
    now,
    fault,
    failing,
    isProbe,
  }: {
    readonly now: number;
    readonly fault: Fault;
    readonly failing: number;
    readonly isProbe: boolean;
  },
): LaneRun {
  const { state } = run;
  if (state.quarantine !== null) return isProbe ? { ...run, probeFault: fault } : run;
  if (!isLaneFailing(failing, countSuccesses(state, now))) return run;
  return { state: extendLaneRest(state, now, fault), probesLeft: 0, probeFault: undefined };
}

/** The lane as it is kept after the cycle: probes that failed, while none succeeded, delay the next ones. */
export function endLane({ state, probeFault }: LaneRun, now: number): LaneState {
  return state.quarantine !== null && probeFault !== undefined
    ? extendLaneRest(state, now, probeFault)
    : state;
}
