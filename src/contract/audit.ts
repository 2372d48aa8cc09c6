import { z } from "zod";
import { inOrg, instant, pageOf, paging } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** One activity: its actor, and the object that it changed. */
export const auditEntry = z.object({
  id: z.string(),
  at: instant,
  /** `token:` and the id of a token, or `system`. */
  actor: z.string(),
  category: z.string(),
  activity: z.string(),
  target: z.string(),
  detail: z.record(z.string(), z.json()),
});
export type AuditEntryShape = z.infer<typeof auditEntry>;

const filter = z.string().min(1).max(500).optional();

/** The audit trail. */
export const auditRoutes = {
  listAudit: {
    id: "listAudit",
    method: "GET",
    path: "/api/v1/organizations/{org}/audit",
    permission: "organization:read",
    summary: "The audit trail of an organization, newest first, by category, actor or object",
    params: inOrg,
    query: paging.extend({ category: filter, actor: filter, target: filter }),
    status: 200,
    response: pageOf(auditEntry),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
