import type { ObjectId, OrgId } from "../../../core/ids.ts";
import type { ObjectRow, OrganizationRow } from "../../../ports/tables.ts";
import type { Deps } from "../../deps.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";

const DAY_MS = 86_400_000;
/** For users that an import left out, unless the organization sets a number of days. */
const GRACE_DAYS_DEFAULT = 30;

/** How long a soft-deleted object is kept, in milliseconds. */
export function graceMsOf(organization: Pick<OrganizationRow, "soft_delete_days"> | undefined): number {
  return (organization?.soft_delete_days || GRACE_DAYS_DEFAULT) * DAY_MS;
}

/** An object that is soft-deleted. */
export type DeletedRow = ObjectRow & { readonly deleted: number };

export function isDeleted(row: ObjectRow): row is DeletedRow {
  return row.deleted !== null;
}

/** The object, if it is of this type and soft-deleted. */
export async function readDeleted(
  { store }: Deps,
  org: OrgId,
  type: DirectoryType,
  id: ObjectId,
): Promise<DeletedRow | undefined> {
  const row = await store.get("object", { org, id });
  return row?.type === type.kind && isDeleted(row) ? row : undefined;
}
