import { type OrgId, trustId } from "../../core/ids.ts";
import { foldText } from "../../core/scim/text.ts";
import type { OrganizationRow } from "../../ports/tables.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";

/**
 * Creates an organization. Its name is unique without regard to letter case. Users that SCIM deletes are kept for
 * `softDeleteDays`; without it they are gone at once.
 */
export async function createOrganization(
  deps: Deps,
  author: Author,
  input: { readonly name: string; readonly softDeleteDays?: number },
): Promise<OrganizationRow | Refusal> {
  const org = trustId<OrgId>(deps.env.newId());
  const row: OrganizationRow = {
    org,
    name: input.name,
    name_key: foldText(input.name),
    created: deps.env.now(),
    soft_delete_days: input.softDeleteDays ?? 0,
    types: 0,
  };
  const committed = await deps.store.commit([
    { op: "insert", table: "organization", row },
    createAuditWrite(deps, author, {
      org,
      category: "organization",
      activity: "create",
      target: org,
      detail: { name: input.name },
    }),
  ]);
  if (committed.kind === "conflict") return refuse("conflict", "org.name-taken", { name: input.name });
  return row;
}
