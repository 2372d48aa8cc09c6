import type { AppId, OrgId, PlanId } from "../core/ids.ts";
import type { JsonObject } from "../core/json.ts";

/** The result of the last comparison of a target with the links of its application. */
export interface ReconciliationRow {
  readonly org: OrgId;
  readonly app: AppId;
  /** The plan of the cycle that made the comparison. */
  readonly plan: PlanId;
  readonly at: number;
  /** The differences in numbers and in lists of limited length: see app/provisioning/reconcile. */
  readonly found: JsonObject;
}

/** The tables of comparisons. */
export interface ReconciliationTables {
  reconciliation: ReconciliationRow;
}

/** Their primary keys. */
export const RECONCILIATION_KEYS = {
  reconciliation: ["org", "app"],
} as const;
