import type { OrgId } from "../../../core/ids.ts";
import type { ChangeSet, Store } from "../../../ports/store.ts";
import type { Row, TableName } from "../../../ports/tables.ts";

/** How long a count may be reused. Objects that another process creates or deletes show in it after this time. */
const TRUSTED_MS = 1_000;
const KNOWN_MAX = 10_000;

/**
 * The same store with a cache of the number of live objects of each type: every page of a list states it, and counting
 * 100 000 objects takes longer than reading the page. A creation or deletion by this process clears the cache.
 */
export function withCachedCounts(store: Store, monotonic: () => number): Store {
  const known = new Map<string, { readonly total: number; readonly until: number }>();
  const generations = new Map<string, number>();
  const forget = (org: OrgId) => {
    generations.set(org, (generations.get(org) ?? 0) + 1);
    for (const key of known.keys()) if (key.startsWith(`${org} `)) known.delete(key);
  };
  return {
    ...store,
    async count<Table extends TableName>(table: Table, where: Partial<Row<Table>>) {
      const counted = table === "object" ? cacheKeyOf(where) : undefined;
      if (counted === undefined) return store.count(table, where);
      const { org, key } = counted;
      const remembered = known.get(key);
      if (remembered !== undefined && remembered.until > monotonic()) return remembered.total;
      const generation = generations.get(org);
      const total = await store.count(table, where);
      // A count that began before a change must not be remembered after it.
      if (generation === generations.get(org)) {
        if (known.size >= KNOWN_MAX) known.clear();
        known.set(key, { total, until: monotonic() + TRUSTED_MS });
      }
      return total;
    },
    async commit(changes) {
      const committed = await store.commit(changes);
      if (committed.kind === "committed") for (const org of orgsWithNewCounts(changes)) forget(org);
      return committed;
    },
    imports: {
      ...store.imports,
      async merge(org, id, options) {
        const merged = await store.imports.merge(org, id, options);
        forget(org);
        return merged;
      },
    },
  };
}

/** The cache key, if the condition selects all live objects of one type. */
function cacheKeyOf(
  where: Partial<Row<TableName>>,
): { readonly org: OrgId; readonly key: string } | undefined {
  const { org, type, deleted, ...others } = where as Partial<Row<"object">>;
  const isAll = deleted === null && Object.keys(others).length === 0;
  return isAll && org !== undefined && type !== undefined ? { org, key: `${org} ${type}` } : undefined;
}

/** The organizations in which objects were created, deleted, restored or purged. */
function orgsWithNewCounts(changes: ChangeSet): ReadonlySet<OrgId> {
  const orgs = new Set<OrgId>();
  for (const write of changes) {
    if (write.table !== "object") continue;
    if (write.op === "delete") orgs.add(write.key.org);
    else if (write.op === "update" && write.set.deleted !== undefined) orgs.add(write.key.org);
    else if ("row" in write) orgs.add(write.row.org);
  }
  return orgs;
}
