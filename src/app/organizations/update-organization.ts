import type { OrgId } from "../../core/ids.ts";
import { foldText } from "../../core/scim/text.ts";
import type { OrganizationRow } from "../../ports/tables.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";

/**
 * Changes the name, or the number of days for which users that SCIM deletes are kept; with 0 they are gone at once from
 * now on. Users that are kept already stay restorable, for the number of days that the organization has when they are
 * looked at. What is left out stays.
 */
export async function updateOrganization(
  deps: Deps,
  author: Author,
  input: {
    readonly org: OrgId;
    readonly name?: string | undefined;
    readonly softDeleteDays?: number | undefined;
  },
): Promise<OrganizationRow | Refusal> {
  const { org, name, softDeleteDays } = input;
  const before = await deps.store.get("organization", { org });
  if (before === undefined) return refuse("not-found", "org.not-found", { org });
  const set = {
    ...(name === undefined ? {} : { name, name_key: foldText(name) }),
    ...(softDeleteDays === undefined ? {} : { soft_delete_days: softDeleteDays }),
  };
  const committed = await deps.store.commit([
    { op: "update", table: "organization", key: { org }, set },
    createAuditWrite(deps, author, {
      org,
      category: "organization",
      activity: "update",
      target: org,
      detail: {
        ...(name === undefined ? {} : { name, formerName: before.name }),
        ...(softDeleteDays === undefined ? {} : { softDeleteDays, before: before.soft_delete_days }),
      },
    }),
  ]);
  if (committed.kind === "committed") return { ...before, ...set };
  return name !== undefined && committed.reason === "exists"
    ? refuse("conflict", "org.name-taken", { name })
    : refuse("not-found", "org.not-found", { org });
}
