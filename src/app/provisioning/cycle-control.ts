import type { Stop } from "../background/shutdown-signal.ts";

/** How far a cycle has come, and whether a person wants it to end early. The run and its watch share it. */
export interface CycleControl {
  /** Finished steps of the plan, and all of them. */
  done: number;
  total: number;
  /** When the first step began, in milliseconds since 1970; null before that. */
  since: number | null;
  isCancelled: boolean;
  /** For each user who lost access: the time from the change of the directory to the answer of the target. */
  readonly deprovisioningMs: number[];
}

/** The control of a cycle that has done nothing yet. */
export function createControl(): CycleControl {
  return { done: 0, total: 0, since: null, isCancelled: false, deprovisioningMs: [] };
}

/** A stop that is also requested once the cycle is cancelled. Calls in progress then end by themselves. */
export function stopWhenCancelled(stop: Stop, control: CycleControl): Stop {
  return {
    get requested() {
      return stop.requested || control.isCancelled;
    },
    signal: stop.signal,
  };
}
