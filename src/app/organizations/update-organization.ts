import type { OrgId } from "../../core/ids.ts";
import { foldText } from "../../core/scim/text.ts";
import type { OrganizationRow } from "../../ports/tables.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";

/** The audit trail names the former values, so a change of another caller in between makes this one begin again. */
const ATTEMPTS_MAX = 20;

interface OrganizationChange {
  readonly org: OrgId;
  readonly name?: string | undefined;
  readonly softDeleteDays?: number | undefined;
}

/**
 * Changes the name, or the number of days for which users that SCIM deletes are kept; with 0 they are gone at once from
 * now on. Users that are kept already stay restorable, for the number of days that the organization has when they are
 * looked at. What is left out stays.
 */
export async function updateOrganization(
  deps: Deps,
  author: Author,
  input: OrganizationChange,
): Promise<OrganizationRow | Refusal> {
  const { org, name } = input;
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const before = await deps.store.get("organization", { org });
    if (before === undefined) return refuse("not-found", "org.not-found", { org });
    const changed = await tryUpdate(deps, author, before, input);
    if (changed === "exists") return refuse("conflict", "org.name-taken", { name: name ?? "" });
    if (changed !== "stale") return changed;
  }
  throw new Error(`the organization ${org} was changed by others ${ATTEMPTS_MAX} times in a row`);
}

async function tryUpdate(
  deps: Deps,
  author: Author,
  before: OrganizationRow,
  { org, name, softDeleteDays }: OrganizationChange,
): Promise<OrganizationRow | "exists" | "stale"> {
  const set = {
    ...(name === undefined ? {} : { name, name_key: foldText(name) }),
    ...(softDeleteDays === undefined ? {} : { soft_delete_days: softDeleteDays }),
  };
  const expect = { name: before.name, soft_delete_days: before.soft_delete_days };
  const committed = await deps.store.commit([
    { op: "update", table: "organization", key: { org }, set, expect },
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
  return committed.kind === "committed" ? { ...before, ...set } : committed.reason;
}
