import { z } from "zod";
import { inOrg, instant, pageOf, paging } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** One activity: its actor, and the object that it changed. */
export const auditEntry = z.object({
  id: z.string().describe("The id of the entry."),
  at: instant.describe("When the activity was recorded."),
  actor: z
    .string()
    .describe("`person:` and the id of a person, `token:` and the id of a token, or `system`."),
  service: z
    .string()
    .describe(
      "The part of Muster: `Core Directory`, `Account Provisioning`, or `admin` for everything else.",
    ),
  category: z.string().describe("The area of the activity, such as `import`."),
  activity: z.string().describe("The activity, such as `begin`."),
  target: z.string().describe("The id of the object that was changed."),
  detail: z
    .record(z.string(), z.json())
    .describe("Further facts about the activity, by name; never a secret."),
});
export type AuditEntryShape = z.infer<typeof auditEntry>;

/** An entry of a list, with the name of its actor. */
export const namedAuditEntry = auditEntry.extend({
  actorName: z
    .string()
    .nullable()
    .describe("The name of the person or token that is the actor; null if it is neither, or not kept."),
});
export type NamedAuditEntry = z.infer<typeof namedAuditEntry>;

/** An entry of a file, with its place in the chain; nulls if it was not sealed yet. */
export const exportedAuditEntry = namedAuditEntry.extend({
  record: z.number().int().nullable().describe("The number of the entry in the chain, from 1."),
  previousHash: z.string().nullable().describe("The hash of the chain before this entry."),
  hash: z.string().nullable().describe("The hash of the chain up to this entry."),
});
export type ExportedAuditEntry = z.infer<typeof exportedAuditEntry>;

/** The areas that activities belong to. */
export const AUDIT_CATEGORIES = [
  ...["organization", "person", "session", "token", "import", "schema", "application", "assignment", "link"],
  ...["provisioning", "webhook", "UserManagement", "GroupManagement", "ResourceManagement"],
] as const;

/** The parts of Muster that activities belong to. */
export const AUDIT_SERVICES = ["Core Directory", "Account Provisioning", "admin"] as const;

const filter = z.string().min(1).max(500).optional();

const auditFilter = z.object({
  id: filter.describe("Only the entry with this id, of 1 to 500 characters."),
  service: filter.describe(
    "Only activities of this service, such as `Core Directory`, of 1 to 500 characters.",
  ),
  category: filter.describe("Only activities of this category, of 1 to 500 characters."),
  activity: filter.describe("Only activities of this name, such as `create`, of 1 to 500 characters."),
  actor: filter.describe("Only activities of this actor, of 1 to 500 characters."),
  target: filter.describe("Only activities that changed the object with this id, of 1 to 500 characters."),
  since: instant.optional().describe("Only activities from this moment on."),
  until: instant.optional().describe("Only activities until this moment."),
});
const auditQuery = paging.extend(auditFilter.shape).extend({
  limit: paging.shape.limit.describe(
    "The largest number of entries in the page, from 1 to 500. With several filters a page may have fewer, and a `next`: one request looks at 20,000 entries at most.",
  ),
});
const exportQuery = auditFilter.extend({
  after: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe("Only entries after the one with this id, of 1 to 100 characters."),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000_000)
    .optional()
    .describe("The most entries of the file, from 1 to 10,000,000; all of them when left out."),
  format: z
    .enum(["csv", "jsonl"])
    .default("csv")
    .describe(
      "`csv` has a line for each entry; `jsonl` a JSON object on each line, as the list shows it, with the entry's number and hashes in the chain.",
    ),
});

/** The audit trail of an organization, and that of the instance. */
export const auditRoutes = {
  listAudit: {
    id: "listAudit",
    method: "GET",
    path: "/api/v1/organizations/{org}/audit",
    permission: "organization:read",
    summary: "The audit trail of an organization, newest first, by area, activity, actor, object or time",
    params: inOrg,
    query: auditQuery,
    status: 200,
    response: pageOf(namedAuditEntry),
  },
  listInstanceAudit: {
    id: "listInstanceAudit",
    method: "GET",
    path: "/api/v1/audit",
    permission: "instance",
    summary:
      "The audit trail of the instance, newest first: sign-ins, sessions, its persons, tokens and providers",
    query: auditQuery,
    status: 200,
    response: pageOf(namedAuditEntry),
  },
  exportAudit: {
    id: "exportAudit",
    method: "GET",
    path: "/api/v1/organizations/{org}/audit/export",
    permission: "organization:read",
    summary:
      "The audit trail of an organization as a file, newest first: all entries that the filters choose",
    params: inOrg,
    query: exportQuery,
    stream: ["text/csv", "application/jsonl"],
    status: 200,
    response: z.string().describe("The file."),
  },
  exportInstanceAudit: {
    id: "exportInstanceAudit",
    method: "GET",
    path: "/api/v1/audit/export",
    permission: "instance",
    summary: "The audit trail of the instance as a file, newest first: all entries that the filters choose",
    query: exportQuery,
    stream: ["text/csv", "application/jsonl"],
    status: 200,
    response: z.string().describe("The file."),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
