import type { AppId, ObjectId, OrgId, PlanId } from "../core/ids.ts";
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

/** An object whose account differs from what Muster wrote, and whose correction a person has to approve. */
export interface DriftHoldRow {
  readonly org: OrgId;
  readonly app: AppId;
  readonly object: ObjectId;
}

/** The tables of comparisons. */
export interface ReconciliationTables {
  reconciliation: ReconciliationRow;
  drift_hold: DriftHoldRow;
}

/** Their primary keys. */
export const RECONCILIATION_KEYS = {
  reconciliation: ["org", "app"],
  drift_hold: ["org", "app", "object"],
} as const;
