import type { ObjectId, OrgId } from "../../../core/ids.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import { type Deps, type Refusal, refuse } from "../../deps.ts";
import { type ListPage, listPage } from "../../list-page.ts";
import { findObjects, nameOf } from "../../objects.ts";

/** The part of a list that is requested: at most `limit` entries after this id. */
export interface BrowsePage {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Finds the one user or group with this id or name. Refused if none has it, or several. */
export async function findOneObject(
  deps: Deps,
  { org, type, find }: { readonly org: OrgId; readonly type: ObjectType; readonly find: string },
): Promise<ObjectRow | Refusal> {
  const [only, ...others] = await findObjects(deps, org, type, find);
  if (only === undefined) return refuse("not-found", "object.not-found", { type, find });
  if (others.length === 0) return only;
  const ids = [only, ...others].map(({ id }) => id);
  return refuse("conflict", "object.ambiguous", { type, find, count: ids.length, ids: ids.join(", ") });
}

/** A direct member of a group. */
export interface NamedMember {
  readonly id: ObjectId;
  readonly type: string;
  readonly name: string;
}

/** Lists the direct members of a group in order of their ids. */
export async function listDirectMembers(
  { store }: Deps,
  { org, group, page }: { readonly org: OrgId; readonly group: ObjectId; readonly page: BrowsePage },
): Promise<ListPage<NamedMember> | Refusal> {
  const row = await store.get("object", { org, id: group });
  if (row?.type !== "group" || row.deleted !== null) {
    return refuse("not-found", "object.not-found", { type: "group", find: group });
  }
  const { after, limit } = page;
  const rows = await store.page("membership", {
    where: { org, group_id: group },
    limit: limit + 1,
    ...(after === undefined ? {} : { after }),
  });
  const { items, next } = listPage(rows, limit, ({ member_id }) => member_id);
  const members = await store.page("object", {
    where: { org },
    among: { column: "id", values: items.map(({ member_id }) => member_id) },
    limit: Math.max(1, items.length),
  });
  return {
    items: members.map((member) => ({ id: member.id, type: member.type, name: nameOf(member) })),
    next,
  };
}
