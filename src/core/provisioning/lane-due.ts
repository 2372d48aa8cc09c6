import { isAttemptDue, type RetriedObject } from "./backoff.ts";
import { type LaneName, type LaneState, type Lanes, PROBES_MAX, readLaneGate } from "./lanes.ts";

/** An object that an earlier cycle left something to do for, with the lane that held it back or that it failed in. */
export interface LaneRow extends RetriedObject {
  readonly reason: string;
  readonly lane: LaneName | null;
}

/** The reason of an object that was not tried, because its lane rests. */
export const HELD_BACK = "quarantined";

/** When a cycle takes place: by schedule it waits for the next attempts, which a person who wants it now does not. */
export interface CycleTime {
  readonly now: number;
  readonly isScheduled: boolean;
}

/**
 * The objects that a cycle looks at again. Those of a resting lane wait until it is probed, and a few are chosen then:
 * objects that were never tried first, because they tell the most, and then those that have waited longest.
 */
export function selectDue<Row extends LaneRow>(
  rows: readonly Row[],
  lanes: Lanes,
  time: CycleTime,
): readonly Row[] {
  const due = rows.filter((row) => restingLaneOf(row, lanes) === undefined && isDue(row, time));
  const probes = new Map<LaneName, Row[]>();
  for (const row of rows) {
    const state = restingLaneOf(row, lanes);
    if (row.lane === null || state === undefined || !mayProbe(state, time)) continue;
    // Few are kept at a time, because a lane may hold back many.
    const kept = [...(probes.get(row.lane) ?? []), row].sort(compareProbes).slice(0, PROBES_MAX);
    probes.set(row.lane, kept);
  }
  return [...due, ...[...probes.values()].flat()];
}

/** True if a scheduled cycle now would look at one of these objects. */
export function isAnyDue(rows: readonly LaneRow[], lanes: Lanes, now: number): boolean {
  return selectDue(rows, lanes, { now, isScheduled: true }).length > 0;
}

function restingLaneOf({ lane }: LaneRow, lanes: Lanes): LaneState | undefined {
  const state = lane === null ? undefined : lanes[lane];
  return state === undefined || state.quarantine === null ? undefined : state;
}

function mayProbe(state: LaneState, { now, isScheduled }: CycleTime): boolean {
  return readLaneGate(state, now, { isForced: !isScheduled }) === "probe";
}

function isDue(row: LaneRow, { now, isScheduled }: CycleTime): boolean {
  return !isScheduled || isAttemptDue(row, now);
}

function compareProbes(left: LaneRow, right: LaneRow): number {
  const rank = ({ reason }: LaneRow) => (reason === HELD_BACK ? 0 : 1);
  return rank(left) - rank(right) || left.next_attempt - right.next_attempt;
}
