import { type ObjectId, type OrgId, parseUuid } from "../core/ids.ts";
import type { Json } from "../core/json.ts";
import { foldText, isStorable } from "../core/scim/text.ts";
import type { ObjectType } from "../ports/kinds.ts";
import type { ObjectRow } from "../ports/tables.ts";
import { type Deps, type Refusal, refuse } from "./deps.ts";

/** The number of objects with one name that a refusal lists. */
const SAME_NAME_MAX = 20;

/**
 * Finds users by id or userName, groups by id or displayName (which several may share), in any letter case. A deleted
 * user is found by its former name, unless another user has that name.
 */
export async function findObjects(
  deps: Deps,
  org: OrgId,
  type: ObjectType,
  text: string,
): Promise<readonly ObjectRow[]> {
  const id = parseUuid<ObjectId>(text);
  const byId = id === undefined ? undefined : await deps.store.get("object", { org, id });
  if (byId?.type === type) return [byId];
  if (!isStorable(text)) return [];
  const value = foldText(text);
  const ids = type === "user" ? await userIds(deps, org, value) : await groupIds(deps, org, value);
  const where = { org, type } as const;
  const rows = await deps.store.page("object", {
    where: { ...where, deleted: null },
    among: { column: "id", values: ids },
    limit: SAME_NAME_MAX,
  });
  if (rows.length > 0 || type === "group") return rows;
  const former = await deps.store.page("index_entry", {
    where: { ...where, path: "former:userName", value },
    limit: SAME_NAME_MAX,
  });
  const formerIds = former.map(({ id }) => id);
  return deps.store.page("object", {
    where,
    among: { column: "id", values: formerIds },
    limit: SAME_NAME_MAX,
  });
}

/** Finds the one object with this id or name, as `findObjects` does. Refuses none, and several. */
export async function findOneObject(
  deps: Deps,
  org: OrgId,
  type: ObjectType,
  find: string,
): Promise<ObjectRow | Refusal> {
  const [object, ...others] = await findObjects(deps, org, type, find);
  if (object === undefined) return refuse("not-found", "object.not-found", { type, find });
  if (others.length === 0) return object;
  const ids = [object, ...others].map(({ id }) => id).join(", ");
  return refuse("conflict", "object.ambiguous", { type, find, count: others.length + 1, ids });
}

async function userIds(deps: Deps, org: OrgId, value: string): Promise<readonly ObjectId[]> {
  const holder = await deps.store.get("unique_value", { org, type: "user", path: "userName", value });
  return holder === undefined ? [] : [holder.id];
}

async function groupIds(deps: Deps, org: OrgId, value: string): Promise<readonly ObjectId[]> {
  const keys = await deps.store.page("index_entry", {
    where: { org, type: "group", path: "displayName", value },
    limit: SAME_NAME_MAX,
  });
  return keys.map(({ id }) => id);
}

/** The state of an object. A group that is not deleted is active. */
export function stateOf(row: ObjectRow): "active" | "inactive" | "deleted" {
  if (row.deleted !== null) return "deleted";
  return row.type === "user" && row.doc["active"] === false ? "inactive" : "active";
}

/** The name that people know an object by: userName of a user, displayName of a group, displayName or `name` of others. */
export function nameOf({ id, type, doc }: ObjectRow): string {
  if (type === "user") return textOr(doc["userName"], id);
  const name = textOr(doc["displayName"], id);
  if (type === "group" || name !== id) return name;
  return textOr(doc["name"], id);
}

function textOr(value: Json | undefined, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}
