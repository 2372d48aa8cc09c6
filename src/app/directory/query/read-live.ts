import type { ObjectId, OrgId } from "../../../core/ids.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import type { Deps } from "../../deps.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";

/** The object, unless it is deleted or of another type. */
export async function readLive(
  deps: Deps,
  org: OrgId,
  type: DirectoryType,
  id: ObjectId,
): Promise<ObjectRow | undefined> {
  const row = await deps.store.get("object", { org, id });
  return row?.type === type.kind && row.deleted === null ? row : undefined;
}
