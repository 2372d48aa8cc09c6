import type { Fault, FaultKind } from "../fault.ts";

/**
 * The error codes of Entra ID's provisioning log, which the administrators of other services know and search for. Codes of
 * ours that have no counterpart have none here either; the list is dated September 2026.
 */
export type ReferenceCode =
  | "DuplicateSourceEntries"
  | "DuplicateTargetEntries"
  | "EntryConflict"
  | "EntrySynchronizationSkipped"
  | "InsufficientRights"
  | "InternalServerError"
  | "InvalidAnchor"
  | "MethodNotAllowed"
  | "MissingValues"
  | "SchemaAttributeNotFound"
  | "SystemForCrossDomainIdentityManagementServiceIncompatible"
  | "Timeout"
  | "TooManyRequests"
  | "Unauthorized"
  | "UnprocessableEntity"
  | "WebExceptionProtocolError";

/** The counterpart of a fault's kind, where its code has none of its own. */
const CODE_OF_KIND: { readonly [Kind in FaultKind]: ReferenceCode } = {
  unauthenticated: "Unauthorized",
  "session-lost": "Unauthorized",
  "session-limit": "Unauthorized",
  forbidden: "InsufficientRights",
  "not-found": "InvalidAnchor",
  "already-exists": "EntryConflict",
  invalid: "UnprocessableEntity",
  conflict: "EntryConflict",
  "rate-limited": "TooManyRequests",
  unavailable: "WebExceptionProtocolError",
  "unknown-outcome": "Timeout",
};

const INCOMPATIBLE = "SystemForCrossDomainIdentityManagementServiceIncompatible";

/** The counterparts of single codes, of faults and of reasons. docs/provisioning-log.md has the same table. */
export const REFERENCE_CODES: ReadonlyMap<string, ReferenceCode> = new Map([
  ["target.account-taken", "DuplicateTargetEntries"],
  ["target.attribute-refused", "UnprocessableEntity"],
  ["target.contradiction", INCOMPATIBLE],
  ["target.endpoint-not-found", INCOMPATIBLE],
  ["target.filter-ignored", INCOMPATIBLE],
  ["target.filter-refused", INCOMPATIBLE],
  ["target.html", INCOMPATIBLE],
  ["target.no-groups-endpoint", INCOMPATIBLE],
  ["target.bulk-answer", INCOMPATIBLE],
  ["target.no-id", INCOMPATIBLE],
  ["target.not-offered", "SchemaAttributeNotFound"],
  ["target.not-scim", INCOMPATIBLE],
  ["target.redirect", INCOMPATIBLE],
  ["target.search-not-found", INCOMPATIBLE],
  ["target.server-error", "InternalServerError"],
  ["target.timeout", "Timeout"],
  ["target.unsupported", "MethodNotAllowed"],
  ["target.wrong-url", INCOMPATIBLE],
  ["hold.duplicate-source", "DuplicateSourceEntries"],
  ["hold.several-matches", "DuplicateTargetEntries"],
  ["hold.account-of-leaver", "DuplicateTargetEntries"],
  ["hold.account-of-former", "DuplicateTargetEntries"],
  ["hold.former-name-taken", "DuplicateTargetEntries"],
  ["hold.former-name-of-other", "DuplicateTargetEntries"],
  ["hold.matching-missing", "MissingValues"],
  ["hold.mapping-problem", "MissingValues"],
  ["hold.no-unique-value", "EntryConflict"],
  ["pending.account-gone", "InvalidAnchor"],
  ["pending.unknown-outcome", "Timeout"],
]);

/** The counterpart of what a target answered. */
export function findFaultCode({ kind, code }: Pick<Fault, "kind" | "code">): ReferenceCode {
  return REFERENCE_CODES.get(code) ?? CODE_OF_KIND[kind];
}

/** The counterpart of a reason; undefined for one that the other service does not know. */
export function findReasonCode(code: string): ReferenceCode | undefined {
  return REFERENCE_CODES.get(code);
}
