import { sql } from "kysely";
import { type ObjectId, trustId } from "../../core/ids.ts";
import { countParts } from "../../core/scim/filter/size.ts";
import type { Found, ObjectSearch, SearchPart, SearchResult } from "../../ports/search.ts";
import type { SqlValue } from "../columns.ts";
import { compile, type Dialect, type Statement } from "../dialect.ts";
import type { Query } from "../query.ts";
import type { Sql } from "../search-sql.ts";
import { compileFilter } from "./compile-filter.ts";
import { compileSortKey } from "./sort-key.ts";
import { ALWAYS, type Site } from "./values.ts";

/** A statement whose last parameters are still to come. */
type Prepared = (last: readonly SqlValue[]) => Statement;
interface PreparedSearch {
  readonly scan: Prepared;
  readonly among: Prepared;
}

/** Bytes of documents, each once for every part of the filter, that one part of a search goes through at most. */
const WORK_MAX = 8_000_000;

/** Searches the objects of an organization, a part at a time; see the port. */
export function createSearch(dialect: Dialect, query: Query) {
  const known = new WeakMap<ObjectSearch, PreparedSearch>();
  const boundary = compile(
    dialect,
    sql`select count(*) as looked, max(id) as last, sum(size) as size from (
      select id, ${dialect.search.sizeOf(sql`search`)} as size from object where org = ${""} and type = ${""} and deleted is null and id > ${""}
      order by id limit ${0}) as part`,
  ).sql;

  /** How many objects a part looks at, and the last of them when the part is full. */
  const measure = async ({ org, kind }: ObjectSearch, after: string, rows: number) => {
    const [row] = await query({ sql: boundary, parameters: [org, kind, after, rows] });
    const looked = Number(row?.["looked"] ?? 0);
    const next = looked < rows ? undefined : trustId<ObjectId>(String(row?.["last"]));
    return { looked, next, size: Number(row?.["size"] ?? 0) };
  };

  /** The part of `rows` objects, or of fewer if they are so large that going through them would take long. */
  const bound = async (search: ObjectSearch, after: string, rows: number) => {
    const most = WORK_MAX / conditionsOf(search);
    let measured = await measure(search, after, rows);
    while (measured.size > most && measured.looked > 1) {
      const fewer = Math.floor((measured.looked * most) / measured.size);
      measured = await measure(search, after, Math.min(measured.looked - 1, Math.max(1, fewer)));
    }
    return measured;
  };

  const sizes = compile(
    dialect,
    sql`select id, ${dialect.search.sizeOf(sql`search`)} as size from object o
      where org = ${""} and type = ${""} and deleted is null
      and ${dialect.isOneOf(sql`o.id`, dialect.listParameter([""]), "string")}`,
  ).sql;

  /** The first of these objects that can be gone through without taking long; at least one. */
  const boundAmong = async (search: ObjectSearch, ids: readonly ObjectId[]) => {
    const parameters = [search.org, search.kind, dialect.listParameter(ids)];
    const rows = await query({ sql: sizes, parameters });
    const sizeOf = new Map(rows.map((row) => [String(row["id"]), Number(row["size"])]));
    let left = WORK_MAX / conditionsOf(search);
    const end = ids.findIndex((id, at) => {
      left -= sizeOf.get(id) ?? 0;
      return left < 0 && at > 0;
    });
    return end === -1 ? ids : ids.slice(0, end);
  };

  return async (search: ObjectSearch, part: SearchPart): Promise<SearchResult> => {
    const prepared = known.get(search) ?? prepare(dialect, search);
    known.set(search, prepared);
    if (part.kind === "among") {
      if (part.ids.length === 0) return { found: [], looked: 0, next: undefined };
      const ids = await boundAmong(search, part.ids);
      const rows = await query(prepared.among([dialect.listParameter(ids)]));
      return { found: rows.map(toFound), looked: ids.length, next: undefined };
    }
    const after = part.after ?? "";
    const { looked, next } = await bound(search, after, part.rows);
    const rows = await query(prepared.scan([after, next ?? "~"]));
    return { found: rows.map(toFound), looked, next };
  };
}

function conditionsOf({ filter, sortBy }: ObjectSearch): number {
  return (filter === undefined ? 0 : countParts(filter)) + (sortBy === undefined ? 0 : 1);
}

function toFound(row: Readonly<Record<string, unknown>>): Found {
  const key = row["key"];
  return {
    id: trustId<ObjectId>(String(row["id"])),
    key: typeof key === "string" || typeof key === "number" ? key : null,
  };
}

function prepare(dialect: Dialect, search: ObjectSearch): PreparedSearch {
  const { org, kind, filter, sortBy } = search;
  let aliases = 0;
  const site: Site = {
    in: dialect.search,
    search,
    newAlias: () => {
      aliases += 1;
      return `e${aliases}`;
    },
  };
  const key = sortBy === undefined ? sql`null` : compileSortKey(site, sortBy);
  const condition = filter === undefined ? ALWAYS : compileFilter(site, filter);
  // The window differs from part to part and comes last: all parts share one text.
  const over = (window: Sql): Sql => sql`
    select o.id as id, ${key} as key from object o
    where o.org = ${org} and o.type = ${kind} and o.deleted is null and ${condition} and ${window}
    order by o.id`;
  const list = dialect.listParameter([""]);
  return {
    scan: withLast(dialect, over(sql`o.id > ${""} and o.id <= ${""}`), 2),
    among: withLast(dialect, over(dialect.isOneOf(sql`o.id`, list, "string")), 1),
  };
}

function withLast(dialect: Dialect, query: Sql, count: number): Prepared {
  const { sql: text, parameters } = compile(dialect, query);
  const fixed = parameters.slice(0, parameters.length - count);
  return (last) => ({ sql: text, parameters: [...fixed, ...last], isRare: true });
}
