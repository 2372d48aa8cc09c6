import type { z } from "zod";
import type { auditRoutes } from "../../../../src/contract/audit.ts";
import type { ListAddress } from "../../lists/use-list-address.ts";

/** The route of the page. */
export const AUDIT = "/organizations/$org/audit";

/** A page of the trail, as the API is asked for it. */
export type AuditQuery = z.input<typeof auditRoutes.listAudit.query>;

/** The conditions of the address for the API. Days are those of the reader: the last one is meant as a whole. */
export function toAuditQuery({
  entry,
  service,
  category,
  activity,
  actor,
  target,
  since,
  until,
}: ListAddress): AuditQuery {
  return {
    id: entry,
    service,
    category,
    activity,
    actor,
    target,
    since: since === undefined ? undefined : new Date(`${since}T00:00:00`).toISOString(),
    until: until === undefined ? undefined : new Date(`${until}T23:59:59.999`).toISOString(),
  };
}

/** True when the address has a condition, so that an empty list means that nothing matches. */
export function isAuditFiltered(address: ListAddress): boolean {
  return Object.values(toAuditQuery(address)).some((value) => value !== undefined);
}
