import { sql } from "kysely";
import { type ObjectId, type OrgId, trustId } from "../core/ids.ts";
import type { BrowseFilter, BrowsePlace, BrowseReads, BrowseWalk, EntryWalk } from "../ports/browse.ts";
import type { ObjectType } from "../ports/kinds.ts";
import type { SqlRow } from "./columns.ts";
import { compile, type Dialect } from "./dialect.ts";
import type { Query } from "./query.ts";
import type { Sql } from "./search-sql.ts";

const SEARCH = sql.ref("o.search");
/** The condition of the index `object_inactive`, in the same words: the planners compare them. */
const IS_INACTIVE = sql`cast(o.search -> 'active' as text) = 'false'`;

/** Lists of users and groups for people, over whatever runs the statements. */
export function createBrowseReads(dialect: Dialect, query: Query): BrowseReads {
  const ask = (statement: Sql) => query(compile(dialect, statement));
  return {
    async walkObjects(org, type, filter, walk) {
      const rows = await ask(selectWalk(dialect, { org, type, filter, walk }));
      const places = rows.map((row) => ({ place: toPlace(row), isHit: Boolean(row["hit"]) }));
      const [first] = rows;
      const isMore = Number(first?.["total"] ?? 0) >= walk.rows;
      return {
        found: places.filter(({ isHit }) => isHit).map(({ place }) => place),
        next: isMore ? places.at(-1)?.place : undefined,
      };
    },

    async filterObjects(org, type, filter, ids) {
      const list = dialect.listParameter(ids);
      const rows = await ask(sql`
        select o.id as id, ${nameOf(dialect, type)} as name from object o
        where o.org = ${org} and o.type = ${type} and o.deleted is null
          and ${dialect.isOneOf(sql`o.id`, list, "string")} and ${conditionOf(dialect, type, filter)}
        order by o.id`);
      return rows.map(toPlace);
    },

    async walkEntries(org, type, text, walk) {
      const rows = await ask(selectEntries(dialect, { org, type, text, walk }));
      const last = rows.at(-1);
      const isMore = Number(last?.["total"] ?? 0) >= walk.rows;
      return {
        ids: rows.filter((row) => Boolean(row["hit"])).map(idOf),
        next: last === undefined || !isMore ? undefined : { value: String(last["value"]), id: idOf(last) },
      };
    },

    async inactiveUsers(org, limit) {
      const rows = await ask(sql`
        select o.id as id from object o
        where o.org = ${org} and o.type = 'user' and o.deleted is null and ${IS_INACTIVE}
        order by o.id limit ${limit}`);
      return rows.map(idOf);
    },

    async sourcesOf(org, ids) {
      if (ids.length === 0) return new Map();
      const list = dialect.listParameter(ids);
      const rows = await ask(sql`
        select object as id, source from source_object
        where org = ${org} and ${dialect.isOneOf(sql`object`, list, "string")}`);
      return new Map(rows.map((row) => [idOf(row), String(row["source"])]));
    },
  };
}

interface WalkQuery {
  readonly org: OrgId;
  readonly type: ObjectType;
  readonly filter: BrowseFilter;
  readonly walk: BrowseWalk;
}

/** The matches of a part, and its last row, which says where the next part begins. */
function selectWalk(dialect: Dialect, { org, type, filter, walk }: WalkQuery): Sql {
  const { order, descending, after, rows } = walk;
  const [beyond, direction] = descending ? (["<", "desc"] as const) : ([">", "asc"] as const);
  const hit = sql`case when ${conditionOf(dialect, type, filter)} then 1 else 0 end`;
  const part =
    order === "ids"
      ? sql`select o.id as id, '' as name, ${hit} as hit from object o
          where o.org = ${org} and o.type = ${type} and o.deleted is null
            ${after === undefined ? sql`` : sql`and o.id ${sql.raw(beyond)} ${after.id}`}
          order by o.id ${sql.raw(direction)} limit ${rows}`
      : sql`select c.id as id, c.value as name, ${hit} as hit
          from ${entriesOf(NAME_PATH[type])} c join object o on o.org = c.org and o.id = c.id
          where c.org = ${org} and c.type = ${type} and c.path = ${NAME_PATH[type]}
            ${after === undefined ? sql`` : sql`and (c.value, c.id) ${sql.raw(beyond)} (${after.name}, ${after.id})`}
          order by c.value ${sql.raw(direction)}, c.id ${sql.raw(direction)} limit ${rows}`;
  return sql`
    select id, name, hit, total from (
      select id, name, hit, count(*) over () as total,
        row_number() over (order by name ${sql.raw(direction)}, id ${sql.raw(direction)}) as n
      from (${part}) as part) as numbered
    where hit = 1 or n = total order by n`;
}

interface EntryQuery {
  readonly org: OrgId;
  readonly type: ObjectType;
  readonly text: string;
  readonly walk: EntryWalk;
}

function selectEntries(dialect: Dialect, { org, type, text, walk }: EntryQuery): Sql {
  const { path, after, rows } = walk;
  const holds = dialect.search.compareText(sql`value`, "co", text);
  return sql`
    select id, value, hit, total from (
      select id, value, case when ${holds} then 1 else 0 end as hit, count(*) over () as total,
        row_number() over (order by value, id) as n
      from (
        select value, id from ${entriesOf(path)} c
        where org = ${org} and type = ${type} and path = ${path}
          ${after === undefined ? sql`` : sql`and (value, id) > (${after.value}, ${after.id})`}
        order by value, id limit ${rows}) as part) as numbered
    where hit = 1 or n = total order by n`;
}

/** The path under which the name of an object is indexed. */
const NAME_PATH = { user: "userName", group: "displayName" } as const;

/** User names are unique; the other names may be shared. */
function entriesOf(path: EntryWalk["path"]): Sql {
  return sql.table(path === "userName" ? "unique_value" : "index_entry");
}

function nameOf({ search }: Dialect, type: ObjectType): Sql {
  return search.textKey(search.at(SEARCH, [NAME_PATH[type]]));
}

function conditionOf(dialect: Dialect, type: ObjectType, { text, active, source }: BrowseFilter): Sql {
  const conditions: Sql[] = [sql`o.deleted is null`];
  if (text !== undefined) conditions.push(holdsText(dialect, type, text));
  if (active !== undefined) {
    const isInactive = sql`coalesce(${IS_INACTIVE}, false)`;
    conditions.push(active ? sql`(not ${isInactive})` : isInactive);
  }
  if (source !== undefined) {
    conditions.push(sql`exists (
      select 1 from source_object s where s.org = o.org and s.object = o.id and s.source = ${source})`);
  }
  return sql`(${sql.join(conditions, sql` and `)})`;
}

function holdsText({ search }: Dialect, type: ObjectType, text: string): Sql {
  const holds = (json: Sql, name: string) =>
    sql`coalesce(${search.compareJson(search.at(json, [name]), "co", text)}, false)`;
  if (type === "group") return holds(SEARCH, "displayName");
  const emails = search.elements(SEARCH, ["emails"], "e");
  return sql`(${holds(SEARCH, "userName")} or ${holds(SEARCH, "displayName")}
    or exists (select 1 from ${emails} where ${holds(sql.ref("e.value"), "value")}))`;
}

function idOf(row: SqlRow): ObjectId {
  return trustId<ObjectId>(String(row["id"]));
}

function toPlace(row: SqlRow): BrowsePlace {
  return { id: idOf(row), name: String(row["name"] ?? "") };
}
