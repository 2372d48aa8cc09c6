import type { OrgId } from "../core/ids.ts";

/**
 * How long the records of a kind are kept in an organization; of `INSTANCE`, in every organization without a rule of its own.
 * Null stands for no limit.
 */
export interface RetentionRuleRow {
  readonly org: OrgId;
  /** A `RetentionKind` (core/retention/kinds.ts). */
  readonly kind: string;
  readonly days: number | null;
  readonly number: number | null;
}

/** The table of rules about retention. */
export interface RetentionTables {
  retention_rule: RetentionRuleRow;
}

/** The columns that make its rows unique. */
export const RETENTION_KEYS = { retention_rule: ["org", "kind"] } as const;
