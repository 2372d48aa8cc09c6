import { type ObjectId, type OrgId, parseUuid } from "../../../core/ids.ts";
import type { Lookup } from "../../../core/scim/index/lookup.ts";
import { resolvePath } from "../../../core/scim/resolve.ts";
import type { Store } from "../../../ports/store.ts";
import { eachPage } from "../../paging.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import type { Caller, Directory, TooMany } from "../directory.ts";
import { externalPath } from "../write/index-entries.ts";
import { membershipsOf } from "./read-relationships.ts";

const KEY_PAGE = 5_000;
const MEMBERS_PATH = "members.value";

/** The ids, in order, of all that may match one of these keys. */
export async function candidateIds(
  { deps, limits: { scannedMax } }: Directory,
  caller: Caller,
  type: DirectoryType,
  lookups: readonly Lookup[],
): Promise<readonly ObjectId[] | TooMany> {
  const found = new Set<ObjectId>();
  for (const lookup of lookups) {
    for await (const ids of holdersOf(deps.store, caller, type, lookup)) {
      for (const id of ids) found.add(id);
      if (found.size > scannedMax) return { kind: "too-many", what: "objects", limit: scannedMax };
    }
  }
  return [...found].sort();
}

async function* holdersOf(
  store: Store,
  { actor }: Caller,
  type: DirectoryType,
  { path, value }: Lookup,
): AsyncGenerator<readonly ObjectId[]> {
  const { org, principal } = actor;
  const id = parseUuid<ObjectId>(value);
  if (path === "id") yield id === undefined ? [] : [id];
  else if (path === MEMBERS_PATH && type.kind === "group") yield await groupsOf(store, org, id);
  else if (path === "externalId") {
    if (principal !== null) yield* keyHolders(store, org, type, externalPath(principal), value);
  } else if (isUnique(type, path)) {
    const holder = await store.get("unique_value", { org, type: type.kind, path, value });
    yield holder === undefined ? [] : [holder.id];
  } else yield* keyHolders(store, org, type, path, value);
}

async function* keyHolders(
  store: Store,
  org: OrgId,
  type: DirectoryType,
  path: string,
  value: string,
): AsyncGenerator<readonly ObjectId[]> {
  const where = { org, type: type.kind, path, value };
  for await (const rows of eachPage(store, "index_entry", where, KEY_PAGE)) yield rows.map(({ id }) => id);
}

async function groupsOf(
  store: Store,
  org: OrgId,
  member: ObjectId | undefined,
): Promise<readonly ObjectId[]> {
  if (member === undefined) return [];
  return (await membershipsOf(store, org, [member])).map(({ group_id }) => group_id);
}

/** True for a path whose values are unique. */
export function isUnique(type: DirectoryType, path: string): boolean {
  const found = resolvePath(type.resource, path, { bareExtensionAttributes: false });
  return found?.kind === "attribute" && (found.sub ?? found.attribute).uniqueness !== "none";
}
