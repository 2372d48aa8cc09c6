import type { AppId, OrgId } from "../core/ids.ts";

/** How many objects of an application wait, and for what. Each object is in one of the first three numbers. */
export interface StandingCounts {
  /** Waiting for a person or for data. */
  readonly held: number;
  /** The target refused them, and another attempt or a change is due. */
  readonly failed: number;
  readonly waiting: number;
  /** Those of all of them that have an account. */
  readonly linked: number;
}

/** A time from a moment on until before another one, in milliseconds since 1970. */
export interface MeasuredTime {
  readonly since: number;
  readonly before: number;
}

/** The number of cycles, and what became of their objects. */
export interface CycleSums {
  readonly cycles: number;
  readonly created: number;
  readonly updated: number;
  readonly disabled: number;
  readonly deleted: number;
  readonly failed: number;
}

/** Reads of the overview. */
export interface OverviewReads {
  countStanding(org: OrgId, app: AppId): Promise<StandingCounts>;
  /**
   * The milliseconds from the moment at which a user was blocked or deleted to the moment at which the account was disabled
   * or deleted, for the newest accounts of a time.
   */
  deprovisionDelays(org: OrgId, app: AppId, time: MeasuredTime, limit: number): Promise<readonly number[]>;
  /** The work of the cycles that began in this time, added up. */
  sumCycles(org: OrgId, app: AppId, time: MeasuredTime): Promise<CycleSums>;
}
