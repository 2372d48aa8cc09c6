import type { ObjectId } from "../../../core/ids.ts";
import { commitOrThrow } from "../../commit.ts";
import { readEachPage, readRowsAmong } from "../../paging.ts";
import type { CycleRun } from "../context.ts";
import { clearPending } from "../writes/pending.ts";

/**
 * Ends the waiting of objects that are gone from the directory and have no link: no cycle evaluates them again. A step of
 * unknown outcome keeps its object, because the target may have an account of it.
 */
export async function clearVanished(context: CycleRun): Promise<void> {
  const { deps, org, app } = context;
  const vanished: ObjectId[] = [];
  for await (const rows of readEachPage(deps.store, "pending", { org, app })) {
    const ids = rows.map(({ object }) => object);
    const objects = await readRowsAmong(deps.store, "object", { org }, { column: "id", values: ids });
    const links = await readRowsAmong(deps.store, "link", { org, app }, { column: "object", values: ids });
    const known = new Set([...objects.map(({ id }) => id), ...links.map(({ object }) => object)]);
    vanished.push(...ids.filter((id) => !known.has(id)));
  }
  for (const object of vanished) {
    const among = { column: "state", values: ["intended", "unknown"] } as const;
    const [open] = await deps.store.page("journal", { where: { org, app, object }, among, limit: 1 });
    if (open === undefined) await commitOrThrow(deps, clearPending(context, object));
  }
}
