import type { Store, StoreReads } from "../../ports/store.ts";
import type { TableName } from "../../ports/tables.ts";

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

/** The tables that a plan is written to: their rows are its result, and not what it read. */
export type PlanTable = "decision" | "plan_member";

/** True for the tables that planning writes its result to. */
export function isPlanTable(table: TableName): table is PlanTable {
  return table === "decision" || table === "plan_member";
}
