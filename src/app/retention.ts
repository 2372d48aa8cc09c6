/** How much is kept of each application of what only people look at; the oldest goes first. */
export interface Retention {
  /** Recorded exchanges that failed. */
  readonly failedExchanges: number;
  /** Plans, with their decisions. */
  readonly plans: number;
}

export const RETENTION: Retention = { failedExchanges: 20_000, plans: 1_000 };
