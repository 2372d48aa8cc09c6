import type { OrgId } from "../../core/ids.ts";
import type { OrganizationRow } from "../../ports/tables.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";

/**
 * Changes the number of days for which users that SCIM deletes are kept; with 0 they are gone at once from now on. Users
 * that are kept already stay restorable, for the number of days that the organization has when they are looked at.
 */
export async function updateOrganization(
  deps: Deps,
  author: Author,
  input: { readonly org: OrgId; readonly softDeleteDays: number },
): Promise<OrganizationRow | Refusal> {
  const { org, softDeleteDays } = input;
  const before = await deps.store.get("organization", { org });
  if (before === undefined) return refuse("not-found", "org.not-found", { org });
  const committed = await deps.store.commit([
    { op: "update", table: "organization", key: { org }, set: { soft_delete_days: softDeleteDays } },
    createAuditWrite(deps, author, {
      org,
      category: "organization",
      activity: "update",
      target: org,
      detail: { softDeleteDays, before: before.soft_delete_days },
    }),
  ]);
  if (committed.kind === "conflict") return refuse("not-found", "org.not-found", { org });
  return { ...before, soft_delete_days: softDeleteDays };
}
