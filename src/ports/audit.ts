import type { OrgId } from "../core/ids.ts";
import type { AuditSealRow } from "./audit-tables.ts";
import type { AuditRow } from "./trust-tables.ts";

/** A record of the audit trail with its place. */
export interface PlacedAuditRow extends AuditRow {
  readonly place: number;
}

/** The end of the audit trail of all organizations together. */
export interface AuditMark {
  /** The newest place that is visible, and the last one that is sealed; 0 for none. */
  readonly newest: number;
  readonly sealed: number;
  /** Opaque: stands for the writes that were under way at that moment. */
  readonly barrier: string;
}

/** Places of records: those after one place up to another. `limit` is the largest number of records. */
export interface PlaceRange {
  readonly after: number;
  readonly upto: number;
  readonly limit: number;
  /** Records of this organization alone. */
  readonly org?: OrgId;
}

/** Reads of the audit trail in the order of its places. */
export interface AuditReads {
  /** The end of the trail now. A record before it may become visible later, until `isAuditSettled`. */
  markAudit(): Promise<AuditMark>;
  /** True if no record can become visible any more at a place up to the newest of the mark. */
  isAuditSettled(mark: AuditMark): Promise<boolean>;
  /** The newest place that is visible; 0 for none. */
  newestAuditPlace(): Promise<number>;
  /** The records at these places. */
  auditAt(range: PlaceRange): Promise<readonly PlacedAuditRow[]>;
  /** The places of these records, by id. */
  auditPlaces(org: OrgId, ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** The first seals whose last record lies at this place or after it, in order; `limit` is their largest number. */
  sealsFrom(org: OrgId, place: number, limit: number): Promise<readonly AuditSealRow[]>;
}
