import { type OrgId, trustId } from "../../core/ids.ts";
import { foldText } from "../../core/scim/text.ts";
import type { OrganizationRow } from "../../ports/tables.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";

/** The input of a new organization. */
export interface NewOrganization {
  readonly name: string;
  readonly softDeleteDays?: number;
}

/**
 * Creates an organization. Its name is unique without regard to letter case. Users that SCIM deletes are kept for
 * `softDeleteDays`; without it they are gone at once.
 */
export async function createOrganization(
  deps: Deps,
  author: Author,
  input: NewOrganization,
): Promise<OrganizationRow | Refusal> {
  const row = buildOrganization(deps, input);
  return (await storeOrganization(deps, author, row)) ?? row;
}

/** The row of a new organization, which is not stored yet. */
export function buildOrganization(
  deps: Deps,
  { name, softDeleteDays = 0 }: NewOrganization,
): OrganizationRow {
  return {
    org: trustId<OrgId>(deps.env.newId()),
    name,
    name_key: foldText(name),
    created: deps.env.now(),
    soft_delete_days: softDeleteDays,
    types: 0,
  };
}

/** Stores a new organization; refused when its name is taken. */
export async function storeOrganization(
  deps: Deps,
  author: Author,
  row: OrganizationRow,
): Promise<Refusal | undefined> {
  const { org, name } = row;
  const committed = await deps.store.commit([
    { op: "insert", table: "organization", row },
    createAuditWrite(deps, author, {
      org,
      category: "organization",
      activity: "create",
      target: org,
      detail: { name },
    }),
  ]);
  return committed.kind === "conflict" ? refuse("conflict", "org.name-taken", { name }) : undefined;
}
