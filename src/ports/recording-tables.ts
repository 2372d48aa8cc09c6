import type { OrgId, PlanId } from "../core/ids.ts";

/**
 * The recording of what the planning of a cycle read; its parts were written before it. `too-large`: it was given up at the
 * bound. `hidden`: the mapping reads a value that no record may hold. Neither has parts.
 */
export interface RecordingRow {
  readonly org: OrgId;
  readonly plan: PlanId;
  readonly state: "whole" | "too-large" | "hidden";
  /** The attribute whose value no record may hold; else null. */
  readonly detail: string | null;
  /** The length of the lines in characters. */
  readonly size: number;
}

/** A part of a recording: packed lines of JSON. `n` is its place, from 0. */
export interface RecordingPartRow {
  readonly org: OrgId;
  readonly plan: PlanId;
  readonly n: number;
  readonly data: string;
}

/** The tables of recordings. */
export interface RecordingTables {
  recording: RecordingRow;
  recording_part: RecordingPartRow;
}

/** Their primary keys. */
export const RECORDING_KEYS = {
  recording: ["org", "plan"],
  recording_part: ["org", "plan", "n"],
} as const;
