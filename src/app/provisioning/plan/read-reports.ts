import type { ObjectId } from "../../../core/ids.ts";
import { MANAGER_PATH } from "../../../core/scim/schema-urns.ts";
import { readRowsAmong } from "../../paging.ts";
import type { CycleContext } from "../context.ts";

/** The linked users whose manager is one of these. */
export async function readReports(
  { deps, org, app }: CycleContext,
  managers: readonly ObjectId[],
): Promise<ReadonlySet<ObjectId>> {
  const where = { org, type: "user" as const, path: MANAGER_PATH };
  const entries = await readRowsAmong(deps.store, "index_entry", where, {
    column: "value",
    values: managers,
  });
  const values = entries.map(({ id }) => id);
  const links = await readRowsAmong(deps.store, "link", { org, app }, { column: "object", values });
  return new Set(links.map(({ object }) => object));
}
