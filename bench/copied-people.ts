import { join } from "node:path";
import { type AppId, type ObjectId, trustId } from "../src/core/ids.ts";
import { type Connection, openConnection } from "../src/store/sqlite/connection.ts";
import { openDirectory } from "./directory-client.ts";
import { type Linked, linkEverything, noteAllDone } from "./linked-state.ts";
import { note } from "./report.ts";
import { userBody } from "./scim/people.ts";
import type { Server } from "./server.ts";

/** The number in the values of the model; copies count from `FIRST`, with as many digits, so that keys come in order. */
const MODEL = 9_999_999;
const FIRST = 1_000_000;
/**
 * The tables with rows of a person that a plan reads, and the column that names the person. Steps and lines of the log are not
 * copied: they would make the store half as large again.
 */
const TABLES = {
  object: "id",
  unique_value: "id",
  index_entry: "id",
  feed: "object",
  link: "object",
} as const;
/** The database numbers these rows. */
const NUMBERED = "seq";
/** Ids of version 7 begin with a time. Those of the copies differ in it, one millisecond apart. */
const TIME_LENGTH = "00000000-0000".length;
const FIRST_TIME = Date.UTC(2026, 0, 1);
/** People whose ids the caller gets. */
const NAMED = 1_000;
const OUTSIDERS = 10;

/** A person who is copied, and groups without members. */
interface Model {
  readonly person: ObjectId;
  readonly groups: readonly ObjectId[];
}

/**
 * Fills the server's first organization with linked people: copies of one person who was made over SCIM and has a manager.
 * Each is in one or two groups. The rows are written by statements for all people at once. Leaves the server stopped.
 */
export async function fillWithCopies(
  server: Server,
  app: AppId,
  extent: { readonly people: number; readonly groups: number },
): Promise<Linked> {
  const { people, groups } = extent;
  if (people <= groups + OUTSIDERS) throw new RangeError(`${people} people are too few for ${groups} groups`);
  const model = await makeModel(server, groups);
  await server.stop();
  await linkEverything(server.directory, server.org, app);
  note(`copying a linked person ${people} times`);
  const connection = await openConnection(join(server.directory, "muster.db"), { readOnly: false });
  try {
    connection.exec("pragma synchronous = off; pragma cache_size = -1000000");
    // The write-ahead log is emptied after each table, so that it does not grow as large as the database.
    const commitAlone = (write: () => void) => {
      connection.exec("begin");
      write();
      connection.exec("commit; pragma wal_checkpoint(truncate)");
    };
    for (const [table, column] of Object.entries(TABLES)) {
      commitAlone(() => copyRows(connection, model, { table, column, people }));
    }
    commitAlone(() => fillGroups(connection, model, { org: server.org, app, people }));
  } finally {
    connection.close();
  }
  await noteAllDone(server.directory, server.org, app);
  const copies = (from: number, count: number) =>
    Array.from({ length: Math.min(count, people - from) }, (_, at) => copyId(model.person, from + at));
  const [group] = model.groups;
  if (group === undefined) throw new Error("there are no groups");
  return { people: copies(0, NAMED), group, outsiders: copies(groups + 1, OUTSIDERS) };
}

async function makeModel(server: Server, groups: number): Promise<Model> {
  const directory = await openDirectory(server);
  const manager = await directory.create("/Users", userBody(MODEL - 1));
  const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  const body = userBody(MODEL);
  const { [enterprise]: extension } = body;
  const person = await directory.create("/Users", {
    ...body,
    [enterprise]: { ...Object(extension), manager: { value: manager } },
  });
  const ids: ObjectId[] = [];
  for (let at = 0; at < groups; at += 1) {
    ids.push(await directory.create("/Groups", { displayName: `Group ${at}` }));
  }
  return { person, groups: ids };
}

/** Copies every row that a table has of the person. */
function copyRows(
  connection: Connection,
  { person }: Model,
  { table, column, people }: { readonly table: string; readonly column: string; readonly people: number },
): void {
  const rows = connection.rows({
    sql: `select * from ${table} where ${column} = ?`,
    parameters: [person],
    isRare: true,
  });
  if (rows.length === 0) throw new Error(`${table} has no rows of the model`);
  for (const row of rows) {
    const columns = Object.entries(row).filter(([name]) => name !== NUMBERED);
    const values = columns.map(([, value]) => copiedValue(value, person));
    const names = columns.map(([name]) => name).join();
    connection.run({
      sql: `with recursive copy (n) as (select 0 union all select n + 1 from copy where n + 1 < ?)
        insert into ${table} (${names}) select ${values.map(({ sql }) => sql).join()} from copy`,
      parameters: [people, ...values.map(({ value }) => value)],
      isRare: true,
    });
  }
}

/** The expression of a copied value, with the id and the number of the copy in the place of the model's. */
function copiedValue(value: unknown, person: ObjectId) {
  let sql = "?";
  const isText = typeof value === "string";
  if (isText && value.includes(person)) sql = `replace(${sql}, '${person}', ${copyIdSql(person, "n")})`;
  if (isText && value.includes(String(MODEL))) sql = `replace(${sql}, '${MODEL}', ${FIRST} + n)`;
  return { sql, value: isText || typeof value === "number" ? value : null };
}

/** Each person is in the group of the last digits of her place, and in the one of the digits before; so are the accounts. */
function fillGroups(
  connection: Connection,
  { person, groups }: Model,
  { org, app, people }: { readonly org: string; readonly app: AppId; readonly people: number },
): void {
  const count = groups.length;
  connection.run({
    sql: `create temp table joined as
      with recursive copy (n) as (select 0 union all select n + 1 from copy where n + 1 < ?)
      select sought.value as group_id, place.member_id
      from (select n % ${count} as at, ${copyIdSql(person, "n")} as member_id from copy
        union select n / ${count} % ${count}, ${copyIdSql(person, "n")} from copy) as place
      join json_each(?) as sought on sought.key = place.at
      order by group_id, member_id`,
    parameters: [people, JSON.stringify(groups)],
  });
  const insert = (into: string, values: string, parameters: readonly string[]) =>
    connection.run({ sql: `insert into ${into} select ${values} from joined`, parameters });
  insert("membership (org, group_id, member_id, member_type)", "?, group_id, member_id, 'user'", [org]);
  insert("link_member (org, app, group_id, member_id)", "?, ?, group_id, member_id", [org, app]);
}

function copyIdSql(id: string, n: string): string {
  const time = `(${FIRST_TIME} + ${n})`;
  return `printf('%08x-%04x', ${time} >> 16, ${time} & 65535) || '${id.slice(TIME_LENGTH)}'`;
}

function copyId(id: ObjectId, n: number): ObjectId {
  const time = (FIRST_TIME + n).toString(16).padStart(12, "0");
  return trustId<ObjectId>(`${time.slice(0, 8)}-${time.slice(8)}${id.slice(TIME_LENGTH)}`);
}
