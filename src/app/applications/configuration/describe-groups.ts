import type { ApplicationRow } from "../../../ports/tables.ts";
import type { Deps } from "../../deps.ts";
import { collectRows, readEachPage, readRowsAmong } from "../../paging.ts";
import type { DocumentGroup } from "./application-document.ts";
import { DOCUMENT_ROWS_MAX, findNameOf } from "./describe-assignments.ts";

/**
 * The selected groups of an application by their names. Those of deleted groups are left out, because a document cannot
 * name them. Undefined where there are more than a document can hold.
 */
export async function describeGroups(
  deps: Deps,
  { org, id: app }: ApplicationRow,
): Promise<readonly DocumentGroup[] | undefined> {
  const { store } = deps;
  if ((await store.count("selected_group", { org, app })) > DOCUMENT_ROWS_MAX) return undefined;
  const rows = await collectRows(readEachPage(store, "selected_group", { org, app }));
  const values = rows.map(({ group_id }) => group_id);
  const objects = await readRowsAmong(store, "object", { org }, { column: "id", values });
  const live = new Map(objects.filter(({ deleted }) => deleted === null).map((row) => [row.id, row]));
  const described: DocumentGroup[] = [];
  for (const { group_id, memberships_only } of rows) {
    const object = live.get(group_id);
    if (object === undefined) continue;
    const group = await findNameOf(deps, object);
    described.push({ group, ...(memberships_only === 1 ? { membershipsOnly: true } : {}) });
  }
  return described.sort((one, other) => (one.group < other.group ? -1 : 1));
}
