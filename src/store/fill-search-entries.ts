import { sql } from "kysely";
import type { JsonObject } from "../core/json.ts";
import { searchKeys } from "../core/scim/index/search-texts.ts";
import type { Transaction } from "./dialect.ts";

const ROWS_AT_ONCE = 500;

/** Gives each user the index entries that searches read, and staged users the entries that a merge puts in place. */
export async function fillSearchEntries(tx: Transaction): Promise<void> {
  await eachPage(readUsers(tx), async (rows) => {
    const entries = rows.flatMap(({ org, id, doc }) =>
      searchKeys(fromJson(doc)).map(({ path, value }) => [org, path, value, id]),
    );
    await tx.run(sql`
      insert into index_entry (org, type, path, value, id)
      select e.value ->> 0, 'user', e.value ->> 1, e.value ->> 2, e.value ->> 3
      from ${tx.dialect.elementsOf(sql`${JSON.stringify(entries)}`)} e`);
  });
  await eachPage(readStaged(tx), async (rows) => {
    for (const { org, import: id, line, doc, entries } of rows) {
      const own = searchKeys(fromJson(doc)).map(({ path, value }) => [path, value, 0]);
      const all = JSON.stringify([...fromJson<readonly unknown[]>(entries), ...own]);
      await tx.run(sql`
        update import_object set entries = ${all}
        where org = ${org} and "import" = ${id} and type = 'user' and line = ${line}`);
    }
  });
}

interface UserRow {
  readonly org: string;
  readonly id: string;
  readonly doc: unknown;
}

interface StagedRow {
  readonly org: string;
  readonly import: string;
  readonly line: number;
  readonly doc: unknown;
  readonly entries: unknown;
}

function readUsers(tx: Transaction) {
  return (last: UserRow | undefined) => {
    const beyond = last === undefined ? sql`` : sql`and (org, id) > (${last.org}, ${last.id})`;
    return tx.rows(sql<UserRow>`
      select org, id, doc from object where type = 'user' and deleted is null ${beyond}
      order by org, id limit ${ROWS_AT_ONCE}`);
  };
}

function readStaged(tx: Transaction) {
  return (last: StagedRow | undefined) => {
    const beyond =
      last === undefined
        ? sql``
        : sql`and (org, "import", line) > (${last.org}, ${last.import}, ${last.line})`;
    return tx.rows(sql<StagedRow>`
      select org, "import", line, doc, entries from import_object where type = 'user' ${beyond}
      order by org, "import", line limit ${ROWS_AT_ONCE}`);
  };
}

async function eachPage<Row>(
  read: (last: Row | undefined) => Promise<readonly Row[]>,
  fill: (rows: readonly Row[]) => Promise<void>,
): Promise<void> {
  for (let rows = await read(undefined); rows.length > 0; rows = await read(rows.at(-1))) await fill(rows);
}

/** JSON as the database has it: text, or parsed already. */
function fromJson<Value = JsonObject>(value: unknown): Value {
  return (typeof value === "string" ? JSON.parse(value) : value) as Value;
}
