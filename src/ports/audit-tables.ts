import type { Seal } from "../core/audit/chain.ts";
import type { OrgId } from "../core/ids.ts";

/** A sealed batch of records of the audit trail. */
export interface AuditSealRow extends Seal {
  readonly org: OrgId;
  readonly key_id: string;
  readonly signature: string;
}

/** The chain of an organization: its last seal, and the last one whose records were removed. */
export interface AuditChainRow {
  readonly org: OrgId;
  /** The number of the last seal, and of the last record in it. */
  readonly seal: number;
  readonly record: number;
  /** The place of that record in the trail. */
  readonly place: number;
  readonly hash: string;
  /** When the last seal was made. */
  readonly at: number;
  /** The last seal whose records were removed, when, and its signature; all null while every record is there. */
  readonly base_seal: number | null;
  readonly base_record: number | null;
  readonly base_place: number | null;
  readonly base_hash: string | null;
  readonly base_at: number | null;
  readonly base_key: string | null;
  readonly base_signature: string | null;
}

/** The tables of the chain of the audit trail. */
export interface AuditTables {
  audit_seal: AuditSealRow;
  audit_chain: AuditChainRow;
}

/** The columns that make their rows unique. */
export const AUDIT_KEYS = { audit_seal: ["org", "number"], audit_chain: ["org"] } as const;
