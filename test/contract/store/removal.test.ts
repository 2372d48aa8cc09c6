import { mkdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { type OrgId, trustId } from "../../../src/core/ids.ts";
import { PRIMARY_KEY } from "../../../src/ports/tables.ts";
import { openStore } from "../../../src/store/open.ts";
import { openConnection } from "../../../src/store/sqlite/connection.ts";
import { overEveryStore, type Place } from "./stores.ts";

/** Every table with rows of an organization loses them, some at a time, and no row of another organization. */

type Run = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

async function inDatabase<Result>(place: Place, work: (run: Run) => Promise<Result>): Promise<Result> {
  if ("url" in place) {
    const client = new pg.Client({ connectionString: place.url });
    await client.connect();
    return work(async (sql) => (await client.query(sql)).rows).finally(() => client.end());
  }
  mkdirSync(place.directory, { recursive: true });
  const connection = await openConnection(join(place.directory, "muster.db"), { readOnly: false });
  return work(async (sql) => connection.rows({ sql, parameters: [] })).finally(() => connection.close());
}

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
}

/** The columns that have to be filled, of every table. */
async function readColumns(place: Place, run: Run): Promise<readonly Column[]> {
  const rows = await run(
    "url" in place
      ? `select table_name as "table", column_name as name, data_type as type from information_schema.columns
         where table_schema = current_schema() and is_nullable = 'NO' and is_identity = 'NO' and column_name <> 'xid'
           and column_default is null`
      : `select m.name as "table", p.name as name, p.type as type from sqlite_schema m, pragma_table_info(m.name) p
         where m.type = 'table' and m.name not like 'sqlite_%' and not (p.pk = 1 and p.type = 'INTEGER') and (p."notnull" or p.pk > 0)`,
  );
  return rows.map(({ table, name, type }) => ({
    table: String(table),
    name: String(name),
    type: String(type).toLowerCase(),
  }));
}

/** A row that nothing reads. A text is a JSON text as well: SQLite keeps JSON as text, and some indexes look into it. */
function insertRow(table: string, columns: readonly Column[], org: string, at: number): string {
  const names = columns.map(({ name }) => `"${name}"`);
  const values = columns.map(({ name, type }) => {
    if (name === "org") return `'${org}'`;
    return /int/.test(type) ? String(at) : type.startsWith("json") ? "'{}'" : `'"${org} ${at}"'`;
  });
  return `insert into "${table}" (${names.join()}) values (${values.join()})`;
}

const GONE = trustId<OrgId>("0190a1b2-0000-7000-8000-00000000000a");
const KEPT = trustId<OrgId>("0190a1b2-0000-7000-8000-00000000000b");
const ROWS = 5;

await overEveryStore(({ newPlace }) => {
  test("all rows of an organization go, of every table that the database has", async () => {
    const place = await newPlace();
    await (await openStore(place)).close();
    const tables = await inDatabase(place, async (run) => {
      const columns = await readColumns(place, run);
      const found = [...new Set(columns.filter(({ name }) => name === "org").map(({ table }) => table))];
      for (const table of found) {
        const own = columns.filter((column) => column.table === table);
        const isSingle = !own.some(({ name }) => name !== "org" && PRIMARY.has(`${table}.${name}`));
        for (const org of [GONE, KEPT])
          for (let at = 0; at < (isSingle && table !== "feed" ? 1 : ROWS); at += 1)
            await run(insertRow(table, own, org, at));
      }
      return found;
    });
    expect(tables.length).toBeGreaterThan(50);
    expect(tables).toEqual(expect.arrayContaining(Object.keys(PRIMARY_KEY)));

    const store = await openStore(place);
    const before = await store.count("feed", { org: GONE });
    expect([before, await store.removeRows(GONE, 2)]).toEqual([ROWS, true]);
    let steps = 1;
    while (await store.removeRows(GONE, 2)) steps += 1;
    expect(steps).toBeGreaterThan(tables.length);
    await store.close();

    await inDatabase(place, async (run) => {
      for (const table of tables) {
        const [row] = await run(
          `select sum(case org when '${GONE}' then 1 else 0 end) as gone,
             sum(case org when '${KEPT}' then 1 else 0 end) as kept from "${table}"`,
        );
        const left = [Number(row?.["gone"]) > 0, Number(row?.["kept"]) > 0];
        expect([table, ...left]).toEqual([table, table === "organization_removal", true]);
      }
    });
  });
});

const PRIMARY = new Set(
  Object.entries(PRIMARY_KEY).flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`)),
);
