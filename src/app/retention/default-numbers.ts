/** How many records of each application are kept for people to look at; the oldest are removed first. */
export interface Retention {
  /** Recorded exchanges that failed. */
  readonly failedExchanges: number;
  /** Plans with their decisions. */
  readonly plans: number;
}

/** What is kept by default. */
export const RETENTION: Retention = { failedExchanges: 20_000, plans: 1_000 };
