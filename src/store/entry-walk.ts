import { sql } from "kysely";
import type { OrgId } from "../core/ids.ts";
import type { BrowseReads, EntryWalk } from "../ports/browse.ts";
import type { ObjectType } from "../ports/kinds.ts";
import type { SqlRow } from "./columns.ts";
import type { Dialect } from "./dialect.ts";
import { toPlace } from "./index-parts.ts";
import { PartEnds } from "./part-ends.ts";
import type { Sql } from "./search-sql.ts";

/** The path under which the name of an object is indexed. */
export const NAME_PATH = { user: "userName", group: "displayName" } as const;

/** The index entries of one path. User names are unique; the other values may be shared. */
export function entriesOf(org: OrgId, type: ObjectType, path: EntryWalk["path"] | "userName") {
  return {
    from: sql`${sql.table(path === "userName" ? "unique_value" : "index_entry")} c`,
    where: sql`c.org = ${org} and c.type = ${type} and c.path = ${path}`,
    id: sql.ref("c.id"),
    name: sql.ref("c.value"),
  };
}

/**
 * Searches index entries for a text, in parts where the database needs them. A part ends with a value and has all entries
 * of it: to compare values with ids beside them took SQLite half as long again.
 */
export function createEntryWalk(
  dialect: Dialect,
  ask: (statement: Sql) => Promise<readonly SqlRow[]>,
): BrowseReads["walkEntries"] {
  const ends = new PartEnds();
  const size = dialect.entriesAtOnce;
  return async (org, type, text, { path, after, limit }) => {
    const { from, where, id, name } = entriesOf(org, type, path);
    const begin = after === undefined ? sql`` : sql`and ${name} > ${after}`;
    const findEnd = async (rowCount: number): Promise<string | undefined> => {
      const [last] = await ask(sql`
        select ${name} as name from ${from} where ${where} ${begin} order by ${name} limit 1 offset ${rowCount - 1}`);
      return last === undefined ? undefined : String(last["name"]);
    };
    const end =
      size === undefined ? undefined : await ends.of(`${org} ${type} ${path}`, after, () => findEnd(size));
    const upTo = end === undefined ? sql`` : sql`and ${name} <= ${end}`;
    const rows = await ask(sql`
      select ${id} as id, ${name} as name from ${from} where ${where} ${begin} ${upTo}
        and ${dialect.search.compareText(name, "co", text)}
      order by ${name}, ${id} limit ${limit}`);
    return { found: rows.map(toPlace), next: end };
  };
}
