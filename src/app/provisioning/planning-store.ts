import type { Store, StoreReads } from "../../ports/store.ts";

/** The reads that plans are computed from. A plan can be recorded and computed once more because these are all. */
export type PlanningReads = Pick<
  StoreReads,
  | "get"
  | "page"
  | "count"
  | "feed"
  | "feedHead"
  | "scopePaths"
  | "usersBelow"
  | "linkedObjects"
  | "groupsOf"
  | "deprovisionedSince"
  | "rewrittenSince"
  | "departuresOf"
  | "departuresWithin"
  | "memberChanges"
>;

/** The store as planning sees it. */
export type PlanningStore = PlanningReads & Pick<Store, "commit">;
