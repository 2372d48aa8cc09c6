import { type ObjectId, type OrgId, parseUuid } from "../../../core/ids.ts";
import type { LinkClaim } from "../../../core/provisioning/link-claims.ts";
import { foldText, isStorable } from "../../../core/scim/text.ts";
import type { Store } from "../../../ports/store.ts";
import { externalPathOf } from "../../directory/write/index-entries.ts";
import { readRowsAmong } from "../../paging.ts";

/** The objects that a name of a claim stands for: none, one, or several. */
export type Resolved = ReadonlyMap<string, ReadonlySet<ObjectId>>;

/** The names under which integrations and sources know the objects of an organization. */
export interface KnownNames {
  readonly principals: readonly string[];
  readonly sources: readonly string[];
}

/** Reads which integrations and sources the organization has. */
export async function readKnownNames(store: Pick<Store, "page">, org: OrgId): Promise<KnownNames> {
  const tokens = await store.page("token", { where: { org, kind: "scim" }, limit: 10_000 });
  const sources = await store.page("source", { where: { org }, limit: 1_000 });
  const principals = tokens.flatMap(({ principal }) => (principal === null ? [] : [principal]));
  return { principals: [...new Set(principals)], sources: sources.map(({ name }) => name) };
}

/**
 * Finds the objects that claims of one type name: by the id here, by userName or displayName, by the key of an import, and
 * by the `externalId` of an integration. Deleted objects are not found. Set-wise, for a few hundred claims at a time.
 */
export async function resolveClaims(
  store: Pick<Store, "page">,
  { org, known }: { readonly org: OrgId; readonly known: KnownNames },
  type: LinkClaim["type"],
  claims: readonly LinkClaim[],
): Promise<Resolved> {
  const names = [...new Set(claims.flatMap((claim) => claim.names))].filter(isStorable);
  const found = new Map<string, Set<ObjectId>>();
  const add = (name: string, id: ObjectId) => {
    const ids = found.get(name) ?? new Set();
    found.set(name, ids.add(id));
  };
  const byId = new Map(
    names.flatMap((name) => (parseUuid(name) === undefined ? [] : [[name.toLowerCase(), name]])),
  );
  const rows = await readRowsAmong(
    store,
    "object",
    { org, type },
    { column: "id", values: [...byId.keys()] },
  );
  for (const { id } of rows) add(byId.get(id) ?? id, id);
  const byValue = groupFolded(names);
  const values = [...byValue.keys()];
  const addEntries = (entries: readonly { readonly value: string; readonly id: ObjectId }[]) => {
    for (const { value, id } of entries) for (const name of byValue.get(value) ?? []) add(name, id);
  };
  const among = { column: "value", values } as const;
  if (type === "user") {
    addEntries(await readRowsAmong(store, "unique_value", { org, type, path: "userName" }, among));
  } else {
    addEntries(await readRowsAmong(store, "index_entry", { org, type, path: "displayName" }, among));
  }
  for (const source of known.sources) {
    const keys = { column: "key", values } as const;
    const owned = await readRowsAmong(store, "source_object", { org, source, type }, keys);
    addEntries(owned.map(({ key, object }) => ({ value: key, id: object })));
  }
  for (const principal of known.principals) {
    const external = { column: "value", values: names } as const;
    const where = { org, type, path: externalPathOf(principal) };
    // The value is compared as it is: integrations may have ids that differ in letter case alone.
    for (const { value, id } of await readRowsAmong(store, "index_entry", where, external)) add(value, id);
  }
  return found;
}

function groupFolded(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const grouped = new Map<string, string[]>();
  for (const name of names) {
    const value = foldText(name);
    grouped.set(value, [...(grouped.get(value) ?? []), name]);
  }
  return grouped;
}

/** The objects of the first name of a claim that the directory has. */
export function objectsOf(claim: LinkClaim, resolved: Resolved): readonly ObjectId[] {
  const name = claim.names.find((each) => resolved.has(each));
  return name === undefined ? [] : [...(resolved.get(name) ?? [])];
}
