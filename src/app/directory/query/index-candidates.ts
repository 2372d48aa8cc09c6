import { type ObjectId, type OrgId, parseUuid } from "../../../core/ids.ts";
import type { Lookup } from "../../../core/scim/index/lookup.ts";
import type { ResourceKind } from "../../../ports/kinds.ts";
import type { Store } from "../../../ports/store.ts";
import { readEachPage } from "../../paging.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import type { Caller, Directory, TooMany } from "../directory.ts";
import { externalPathOf } from "../write/index-entries.ts";
import { membershipsOf } from "./read-relationships.ts";

const KEY_PAGE = 5_000;
const MEMBERS_PATH = "members.value";

/** The ids, in order, of all objects that have one of these keys. */
export async function findCandidateIds(
  { deps, limits: { scannedMax } }: Directory,
  caller: Caller,
  type: DirectoryType,
  keys: readonly Lookup[],
): Promise<readonly ObjectId[] | TooMany> {
  const found = new Set<ObjectId>();
  for (const key of keys) {
    for await (const ids of holdersOf(deps.store, caller, type.kind, key)) {
      for (const id of ids) found.add(id);
      if (found.size > scannedMax) return { kind: "too-many", what: "objects", limit: scannedMax };
    }
  }
  return [...found].sort();
}

async function* holdersOf(
  store: Store,
  { actor: { org, principal } }: Caller,
  kind: ResourceKind,
  { path, value, isUnique }: Lookup,
): AsyncGenerator<readonly ObjectId[]> {
  const id = parseUuid<ObjectId>(value);
  if (path === "id") yield id === undefined ? [] : [id];
  else if (path === MEMBERS_PATH && kind === "group") yield await groupsOf(store, org, id);
  else if (path === "externalId") {
    if (principal === null) return;
    yield* indexedIds(store, { org, type: kind, path: externalPathOf(principal), value });
  } else if (isUnique) {
    const entry = await store.get("unique_value", { org, type: kind, path, value });
    yield entry === undefined ? [] : [entry.id];
  } else yield* indexedIds(store, { org, type: kind, path, value });
}

async function* indexedIds(
  store: Store,
  where: {
    readonly org: OrgId;
    readonly type: ResourceKind;
    readonly path: string;
    readonly value: string;
  },
): AsyncGenerator<readonly ObjectId[]> {
  for await (const rows of readEachPage(store, "index_entry", where, KEY_PAGE))
    yield rows.map(({ id }) => id);
}

async function groupsOf(
  store: Store,
  org: OrgId,
  member: ObjectId | undefined,
): Promise<readonly ObjectId[]> {
  if (member === undefined) return [];
  return (await membershipsOf(store, org, [member])).map(({ group_id }) => group_id);
}
