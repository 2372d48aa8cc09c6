import { sql } from "kysely";
import type { JsonObject } from "../core/json.ts";
import { GROUP } from "../core/scim/definitions/group.ts";
import { USER } from "../core/scim/definitions/user.ts";
import { searchDocument } from "../core/scim/index/search-document.ts";
import type { Transaction } from "./dialect.ts";

const ROWS_AT_ONCE = 500;

/** A row of one of the tables that hold documents, by its key there. */
interface Held {
  readonly key: readonly (string | number)[];
  readonly type: string;
  readonly doc: JsonObject;
}

/**
 * Fills `search` of all rows from their documents. From before there were schemas of one's own: whatever is there
 * is a user or a group as everyone has them.
 */
export async function fillSearch(tx: Transaction): Promise<void> {
  await fillTable(tx, "object", ["org", "id"]);
  await fillTable(tx, "import_object", ["org", "import", "type", "line"]);
}

async function fillTable(tx: Transaction, table: string, keyColumns: readonly string[]): Promise<void> {
  let after: Held["key"] | undefined;
  for (;;) {
    const held = await readAfter(tx, table, keyColumns, after);
    if (held.length > 0) await fillRows(tx, table, keyColumns, held);
    if (held.length < ROWS_AT_ONCE) return;
    after = held.at(-1)?.key;
  }
}

async function readAfter(
  tx: Transaction,
  table: string,
  keyColumns: readonly string[],
  after: Held["key"] | undefined,
): Promise<readonly Held[]> {
  const key = sql.join(keyColumns.map((column) => sql.ref(column)));
  const beyond = after === undefined ? sql`` : sql`where (${key}) > (${sql.join(after)})`;
  const rows = await tx.rows(sql<Readonly<Record<string, unknown>>>`
    select ${key}, type, doc from ${sql.table(table)} ${beyond} order by ${key} limit ${ROWS_AT_ONCE}`);
  return rows.map((row) => {
    const { doc } = row;
    return {
      key: keyColumns.map((column) => row[column] as string | number),
      type: String(row["type"]),
      doc: (typeof doc === "string" ? JSON.parse(doc) : doc) as JsonObject,
    };
  });
}

async function fillRows(
  tx: Transaction,
  table: string,
  keyColumns: readonly string[],
  held: readonly Held[],
): Promise<void> {
  const filled = held.map(({ key, type, doc }) => [
    ...key.map(String),
    searchDocument(type === "group" ? GROUP : USER, doc),
  ]);
  const isIts = keyColumns.map((column, at) => {
    const value = sql`e.value ->> ${sql.lit(at)}`;
    const isNumber = typeof held[0]?.key[at] === "number";
    return sql`${sql.ref(`${table}.${column}`)} = ${isNumber ? sql`cast(${value} as bigint)` : value}`;
  });
  await tx.run(sql`
    update ${sql.table(table)} set search = e.value -> ${sql.lit(keyColumns.length)}
    from ${tx.dialect.elementsOf(sql`${JSON.stringify(filled)}`)} e where ${sql.join(isIts, sql` and `)}`);
}
