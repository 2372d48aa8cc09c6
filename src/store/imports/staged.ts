import { type RawBuilder, sql } from "kysely";
import type { ImportId, OrgId } from "../../core/ids.ts";
import type { Transaction } from "../dialect.ts";

/** True for the rows staged by this import, in any of the staging tables. */
export function staged(org: OrgId, id: ImportId, table?: string): RawBuilder<boolean> {
  if (table === undefined) return sql`org = ${org} and "import" = ${id}`;
  const prefix = sql.table(table);
  return sql`${prefix}.org = ${org} and ${prefix}."import" = ${id}`;
}

/** The name of the import's source, as a value in SQL. */
export function sourceOf(org: OrgId, id: ImportId): RawBuilder<string> {
  return sql`(select source from "import" where org = ${org} and id = ${id})`;
}

/** Lets the planner see how large tables have become since it last looked, where it does not by itself. */
export async function analyze(tx: Transaction, tables: readonly string[]): Promise<void> {
  if (tx.dialect.analyze !== undefined) await tx.run(tx.dialect.analyze(tables));
}
