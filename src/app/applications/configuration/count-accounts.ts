import { type ObjectId, trustId } from "../../../core/ids.ts";
import type { AssignmentRow } from "../../../ports/tables.ts";
import type { Deps } from "../../deps.ts";
import { readRowsAmong } from "../../paging.ts";

/** Users that are read at once. */
const PAGE = 1_000;

/**
 * The number of linked accounts of the users and groups that an assignment covers. Other assignments may keep some of
 * them in scope.
 */
export async function countAccounts(
  { store }: Pick<Deps, "store">,
  { org, app, subject, subject_type: type }: AssignmentRow,
): Promise<number> {
  if (type === "all") return store.count("link", { org, app });
  const id = trustId<ObjectId>(subject);
  const own = (await store.get("link", { org, app, object: id })) === undefined ? 0 : 1;
  if (type === "user") return own;
  let linked = own;
  let after: ObjectId | undefined;
  for (;;) {
    const users = await store.usersBelow(org, id, after, PAGE);
    const links = await readRowsAmong(store, "link", { org, app }, { column: "object", values: users });
    linked += links.length;
    if (users.length < PAGE) return linked;
    after = users.at(-1);
  }
}
