import { z } from "zod";
import { inOrg, instant } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** A hash of SHA-256, in lower-case hexadecimal digits. */
const hash = z.string().regex(/^[0-9a-f]{64}$/, "invalid.hash");

/** The differences from its chain that an audit trail can have. */
export const AUDIT_BREAKS = [
  "changed",
  "missing",
  "added",
  "seal-changed",
  "seal-missing",
  "hash-missing",
] as const;

const auditHead = z.object({
  seal: z.number().int().describe("The number of the last seal."),
  record: z.number().int().describe("The number of the last sealed entry; the first entry has 1."),
  at: instant.describe("When that seal was made."),
  hash: z
    .string()
    .describe("The hash of the chain up to that entry. Note it elsewhere, to compare with later."),
});

/** The end of the chain, as the server knows it without comparing anything. */
export const auditChain = z.object({
  head: auditHead.nullable().describe("The end of the chain; null until the first entry is sealed."),
  removed: z.number().int().describe("Entries that were removed because they were old enough."),
});
export type AuditChainShape = z.infer<typeof auditChain>;

/** The first place at which the audit trail differs from its chain. */
export const auditBreak = z.object({
  kind: z
    .enum(AUDIT_BREAKS)
    .describe(
      "The difference: an entry that was changed, is missing or was added after it was sealed; a seal that was changed or is missing; or a hash that was noted and is nowhere in the chain.",
    ),
  record: z
    .number()
    .int()
    .nullable()
    .describe("The number of the entry; of one that was added, of the entry that it precedes; or null."),
  id: z.string().nullable().describe("The id of the entry; null for one that is missing, and for seals."),
  at: instant.nullable().describe("When the entry says that it was recorded; or null."),
  seal: z.number().int().nullable().describe("The number of the seal; or null."),
  sealedAt: instant.nullable().describe("When the seal says that it was made; or null."),
});
export type AuditBreakShape = z.infer<typeof auditBreak>;

/** The result of comparing the audit trail with its chain. */
export const auditVerification = auditChain.extend({
  intact: z.boolean().describe("True if nothing differs."),
  records: z.number().int().describe("Entries that were compared and agree with their seals."),
  unsealed: z
    .number()
    .int()
    .describe("Newer entries, which are not sealed yet; 10,000 if there are more of them."),
  uncertified: z
    .number()
    .int()
    .describe("Seals whose signature could not be checked, because another master key made it."),
  break: auditBreak.nullable().describe("The first difference, or null."),
});
export type AuditVerificationShape = z.infer<typeof auditVerification>;

const verifyQuery = z.object({
  expect: hash
    .optional()
    .describe(
      "A hash of the chain that was noted earlier, of 64 hexadecimal digits: it has to be part of it.",
    ),
});

/** The chain of the audit trail: its end, and the comparison with the entries. */
export const auditChainRoutes = {
  showAuditChain: {
    id: "showAuditChain",
    method: "GET",
    path: "/api/v1/organizations/{org}/audit/chain",
    permission: "organization:read",
    summary: "The end of the chain that seals the audit trail of an organization",
    params: inOrg,
    status: 200,
    response: auditChain,
  },
  showInstanceAuditChain: {
    id: "showInstanceAuditChain",
    method: "GET",
    path: "/api/v1/audit/chain",
    permission: "instance",
    summary: "The end of the chain that seals the audit trail of the instance",
    status: 200,
    response: auditChain,
  },
  verifyAudit: {
    id: "verifyAudit",
    method: "GET",
    path: "/api/v1/organizations/{org}/audit/verification",
    permission: "organization:read",
    summary: "Compares the audit trail of an organization with its seals, up to the first difference",
    params: inOrg,
    query: verifyQuery,
    status: 200,
    response: auditVerification,
  },
  verifyInstanceAudit: {
    id: "verifyInstanceAudit",
    method: "GET",
    path: "/api/v1/audit/verification",
    permission: "instance",
    summary: "Compares the audit trail of the instance with its seals, up to the first difference",
    query: verifyQuery,
    status: 200,
    response: auditVerification,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
