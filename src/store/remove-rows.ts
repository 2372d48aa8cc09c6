import { type RawBuilder, sql } from "kysely";
import type { OrgId } from "../core/ids.ts";
import type { Store } from "../ports/store.ts";
import { compile, type Dialect, type OrganizationTable } from "./dialect.ts";
import type { Query } from "./query.ts";

/** The table that says which organizations are being removed; its row goes last, by a write of its own. */
const KEPT = "organization_removal";

/**
 * Makes `removeRows` of a store: it looks for a table with rows of the organization, and deletes some of them. The database
 * itself says which tables there are, because a list could lack one.
 */
export function createRowRemoval(
  dialect: Dialect,
  query: Query,
  run: (deletion: RawBuilder<unknown>) => Promise<unknown>,
): Store["removeRows"] {
  let known: Promise<readonly OrganizationTable[]> | undefined;
  const readTables = async () => {
    const rows = await query(compile(dialect, dialect.organizationTables));
    const tables = rows.map(({ name, key }) => ({ name: String(name), key: String(key) }));
    return tables.filter(({ name }) => name !== KEPT).sort((a, b) => rankOf(a) - rankOf(b));
  };
  return async (org, limit) => {
    known ??= readTables();
    const tables = await known;
    const [first] = await query(compile(dialect, selectFilled(org, tables)));
    const table = first && tables[Number(first["at"])];
    if (table !== undefined) await run(dialect.deleteSome(table, org, limit));
    return table !== undefined;
  };
}

/** Tables that come first: a token that was created at the moment of the deletion must not last. */
const FIRST: readonly string[] = ["token", "audit"];

/** Records of the audit trail go before their seals, or the sealer would find a chain that was changed. */
function rankOf({ name }: OrganizationTable): number {
  const rank = FIRST.indexOf(name);
  return rank === -1 ? FIRST.length : rank;
}

function selectFilled(org: OrgId, tables: readonly OrganizationTable[]): RawBuilder<unknown> {
  const parts = tables.map(
    ({ name }, at) =>
      sql`select ${sql.lit(at)} as at where exists (select 1 from ${sql.table(name)} where org = ${org})`,
  );
  return sql`${sql.join(parts, sql` union all `)} limit 1`;
}
