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

/** Reads of the overview. */
export interface OverviewReads {
  countStanding(org: OrgId, app: AppId): Promise<StandingCounts>;
  /**
   * The milliseconds from the moment at which a user was blocked or deleted to the moment at which the account was disabled
   * or deleted, for the newest accounts since `since`. Users who were changed again afterwards are left out.
   */
  deprovisionDelays(org: OrgId, app: AppId, since: number, limit: number): Promise<readonly number[]>;
}
