import { type ObjectId, type OrgId, parseUuid } from "../../../core/ids.ts";
import { foldText, isStorable } from "../../../core/scim/text.ts";
import type { DeletedPage } from "../../../ports/store.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import { type ListPage, listPage } from "../../list-page.ts";
import { readEachPage } from "../../paging.ts";
import { formerPathOf } from "../write/index-entries.ts";
import { type DeletedRow, graceMsOf, isDeleted } from "./deleted-users.ts";

/** A soft-deleted user. */
export interface DeletedUser {
  readonly row: DeletedRow;
  /** The time at which the user is purged unless restored, in milliseconds since 1970. */
  readonly purgeAt: number;
}

/** Lists the deleted users of an organization, the last deleted first, or those that had this userName. */
export async function listDeletedUsers(
  deps: Deps,
  input: {
    readonly org: OrgId;
    readonly userName?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<ListPage<DeletedUser> | Refusal> {
  const { org, userName, limit } = input;
  const after = parseAfter(input.after);
  if (isRefusal(after)) return after;
  const rows =
    userName === undefined
      ? await deps.store.deletedObjects(org, "user", { order: "newest", after, limit: limit + 1 })
      : await findByFormerName(deps, org, userName, after);
  const grace = graceMsOf(await deps.store.get("organization", { org }));
  const users = rows.filter(isDeleted).map((row) => ({ row, purgeAt: row.deleted + grace }));
  return listPage(users, limit, ({ row }) => `${row.deleted}.${row.id}`);
}

type DeletionPosition = NonNullable<DeletedPage["after"]>;

/** The position after which a page begins, as the page before gave it. */
function parseAfter(text: string | undefined): DeletionPosition | undefined | Refusal {
  if (text === undefined) return undefined;
  const [deleted = "", id = ""] = text.split(".");
  const objectId = parseUuid<ObjectId>(id);
  if (/^\d{1,15}$/.test(deleted) && objectId !== undefined) return { deleted: Number(deleted), id: objectId };
  return refuse("invalid", "request.invalid", { place: "query.after", problem: "bad-cursor" });
}

async function findByFormerName(
  { store }: Deps,
  org: OrgId,
  userName: string,
  after: DeletionPosition | undefined,
): Promise<readonly ObjectRow[]> {
  if (!isStorable(userName)) return [];
  const value = foldText(userName);
  const where = { org, type: "user", path: formerPathOf("userName"), value } as const;
  const rows: ObjectRow[] = [];
  for await (const keys of readEachPage(store, "index_entry", where)) {
    const among = { column: "id", values: keys.map(({ id }) => id) } as const;
    rows.push(...(await store.page("object", { where: { org, type: "user" }, among, limit: keys.length })));
  }
  const newestFirst = rows.filter(isDeleted).sort(byDeletion);
  return newestFirst.filter((row) => after === undefined || byDeletion(row, after) > 0);
}

/** Negative when the first was deleted after the second. */
function byDeletion(first: DeletionPosition, second: DeletionPosition): number {
  return second.deleted - first.deleted || (first.id < second.id ? 1 : -1);
}
