import type { AppId, OrgId, PrincipalId, SecretId } from "../core/ids.ts";
import type { JsonObject } from "../core/json.ts";
import { AUDIT_KEYS, type AuditTables } from "./audit-tables.ts";

/** The identity that an application, or an integration that calls in, has in its organization. */
export interface PrincipalRow {
  readonly org: OrgId;
  readonly id: PrincipalId;
  readonly app: AppId | null;
  readonly kind: "integration" | "admin";
  readonly name: string;
  readonly created: number;
  readonly removed: number | null;
}

/** One entry of the audit trail: the actor, the activity, its target and its time. */
export interface AuditRow {
  readonly org: OrgId;
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly service: string;
  readonly category: string;
  readonly activity: string;
  readonly target: string;
  readonly detail: JsonObject;
}

/** A sealed secret, with the id of the master key that opens it. */
export interface SecretRow {
  readonly org: OrgId;
  readonly id: SecretId;
  readonly key_id: string;
  readonly sealed: string;
  readonly created: number;
}

/** The tables of identities, secrets and the audit trail. */
export interface TrustTables extends AuditTables {
  principal: PrincipalRow;
  audit: AuditRow;
  secret: SecretRow;
}

/** The columns that make their rows unique. */
export const TRUST_KEYS = {
  principal: ["org", "id"],
  audit: ["org", "id"],
  secret: ["org", "id"],
  ...AUDIT_KEYS,
} as const;
