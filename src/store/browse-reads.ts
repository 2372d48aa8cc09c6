import { sql } from "kysely";
import { type ObjectId, trustId } from "../core/ids.ts";
import type { BrowseFilter, BrowseReads } from "../ports/browse.ts";
import type { ObjectType } from "../ports/kinds.ts";
import type { SqlRow } from "./columns.ts";
import { compile, type Dialect } from "./dialect.ts";
import { createEntryWalk, entriesOf, NAME_PATH } from "./entry-walk.ts";
import { findInPart, type IndexPart, toPlace } from "./index-parts.ts";
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
      const { order, after, descending, rows: size } = walk;
      const condition = conditionOf(dialect, type, filter);
      const objects = sql`object o`;
      const where = sql`o.org = ${org} and o.type = ${type} and o.deleted is null`;
      const place = { after, descending, size };
      const part: IndexPart =
        order === "ids"
          ? { from: objects, where, id: sql.ref("o.id"), name: undefined, ...place }
          : { ...entriesOf(org, type, NAME_PATH[type]), ...place };
      const from =
        order === "ids" ? objects : sql`${part.from} join object o on o.org = c.org and o.id = c.id`;
      const { places, end } = await findInPart(ask, part, { from, condition, limit: walk.limit });
      return { found: places, next: end };
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

    walkEntries: createEntryWalk(dialect, ask),

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
