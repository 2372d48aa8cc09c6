import { type ObjectId, type OrgId, parseUuid } from "../../../core/ids.ts";
import { foldText, isStorable } from "../../../core/scim/text.ts";
import type { DeletedPage } from "../../../ports/store.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import { type ListPage, listPage } from "../../list-page.ts";
import { formerPath } from "../write/index-entries.ts";
import { type DeletedRow, graceMs, isDeleted } from "./deleted-users.ts";

/** Deleted users of one former name that are looked at. */
const SAME_NAME_MAX = 1_000;

/** A user that was deleted and is kept. */
export interface DeletedUser {
  readonly row: DeletedRow;
  /** When it is purged, unless it is restored; milliseconds since 1970. */
  readonly purgeAt: number;
}

/** The deleted users of an organization, the last deleted first; or those who had this userName. */
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
  const after = parsePlace(input.after);
  if (isRefusal(after)) return after;
  const rows =
    userName === undefined
      ? await deps.store.deletedObjects(org, "user", { order: "newest", after, limit: limit + 1 })
      : await formerly(deps, org, userName, after);
  const grace = graceMs(await deps.store.get("organization", { org }));
  const users = rows.filter(isDeleted).map((row) => ({ row, purgeAt: row.deleted + grace }));
  return listPage(users, limit, ({ row }) => `${row.deleted}.${row.id}`);
}

type Place = NonNullable<DeletedPage["after"]>;

/** Where a page begins, as the page before told it. */
function parsePlace(text: string | undefined): Place | undefined | Refusal {
  if (text === undefined) return undefined;
  const [deleted = "", id = ""] = text.split(".");
  const place = { deleted: Number(deleted), id: parseUuid<ObjectId>(id) };
  if (/^\d{1,15}$/.test(deleted) && place.id !== undefined) return { deleted: place.deleted, id: place.id };
  return refuse("invalid", "request.invalid", { place: "query.after", problem: "what the page before gave" });
}

async function formerly(
  { store }: Deps,
  org: OrgId,
  userName: string,
  after: Place | undefined,
): Promise<readonly ObjectRow[]> {
  if (!isStorable(userName)) return [];
  const value = foldText(userName, false);
  const where = { org, type: "user", path: formerPath("userName"), value } as const;
  const keys = await store.page("index_entry", { where, limit: SAME_NAME_MAX });
  const rows = await store.page("object", {
    where: { org, type: "user" },
    among: { column: "id", values: keys.map(({ id }) => id) },
    limit: SAME_NAME_MAX,
  });
  const newestFirst = rows.filter(isDeleted).sort(byDeletion);
  return newestFirst.filter((row) => after === undefined || byDeletion(row, after) > 0);
}

/** Negative when the first was deleted after the second. */
function byDeletion(first: Place, second: Place): number {
  return second.deleted - first.deleted || (first.id < second.id ? 1 : -1);
}
