import { sql } from "kysely";
import { type ObjectId, trustId } from "../../core/ids.ts";
import type { BoundFilter } from "../../core/scim/filter/bind.ts";
import type { Found, ObjectSearch, SearchPart, SearchResult } from "../../ports/search.ts";
import type { SqlValue } from "../columns.ts";
import { compile, type Dialect, type Statement } from "../dialect.ts";
import type { Query } from "../query.ts";
import type { Sql } from "../search-sql.ts";
import { compileFilter } from "./compile-filter.ts";
import { createMeasure, type Measured } from "./measure-objects.ts";
import { countWork, type FilterParts, splitFilter } from "./search-cost.ts";
import { compileSortKey } from "./sort-key.ts";
import { ALWAYS, type Site } from "./values.ts";

/** A statement whose last parameters are still to come. */
type Prepared = (last: readonly SqlValue[]) => Statement;
interface PreparedSearch {
  readonly scan: Prepared;
  readonly among: Prepared;
}

/** Bytes of documents, each once for every comparison of the filter, that one statement goes through: some milliseconds. */
const WORK_MAX = 3_000_000;

/** Searches the objects of an organization, a part at a time; see the port. */
export function createSearch(dialect: Dialect, query: Query) {
  const known = new WeakMap<ObjectSearch, PreparedSearch>();
  const prepared = (search: ObjectSearch): PreparedSearch => {
    const made = known.get(search) ?? prepare(dialect, search);
    known.set(search, made);
    return made;
  };
  const measure = createMeasure(dialect, query);

  const among = async (search: ObjectSearch, ids: readonly ObjectId[]): Promise<readonly Found[]> => {
    const rows = await query(prepared(search).among([dialect.listParameter(ids)]));
    return rows.map(toFound);
  };

  /** The search for a part of the filter, the same one each time: what is worked out for it is worked out once. */
  const parts = new WeakMap<BoundFilter, { readonly whole: ObjectSearch; readonly part: ObjectSearch }>();
  const partOf = (whole: ObjectSearch, filter: BoundFilter): ObjectSearch => {
    const made = parts.get(filter);
    if (made?.whole === whole) return made.part;
    const part: ObjectSearch = { ...whole, filter, sortBy: undefined };
    parts.set(filter, { whole, part });
    return part;
  };

  /** True when an object satisfies the filter, found out in as many statements as it takes for none to be long. */
  const holds = async (search: ObjectSearch, filter: BoundFilter, object: Measured): Promise<boolean> => {
    const split: FilterParts =
      countWork(filter) * object.size > WORK_MAX ? splitFilter(filter) : { kind: "whole" };
    if (split.kind === "whole") {
      return (await among(partOf(search, filter), [object.id])).length > 0;
    }
    if (split.kind === "not") return !(await holds(search, split.part, object));
    const isDecisive = split.kind === "or";
    for (const part of split.parts) if ((await holds(search, part, object)) === isDecisive) return isDecisive;
    return !isDecisive;
  };

  /** One object that is so large that the whole filter would take long on it. */
  const findLarge = async (search: ObjectSearch, object: Measured): Promise<readonly Found[]> => {
    const { filter } = search;
    if (filter !== undefined && !(await holds(search, filter, object))) return [];
    return among({ ...search, filter: undefined }, [object.id]);
  };

  return async (search: ObjectSearch, part: SearchPart): Promise<SearchResult> => {
    const most = WORK_MAX / Math.max(1, workOf(search));
    if (part.kind === "among") {
      if (part.ids.length === 0) return { found: [], looked: 0, next: undefined };
      const { ids, only } = await measure.among(search, part.ids, most);
      const found = only === undefined ? await among(search, ids) : await findLarge(search, only);
      return { found, looked: ids.length, next: undefined };
    }
    const after = part.after ?? "";
    const { looked, next, only } = await measure.after(search, after, { rows: part.rows, most });
    if (only !== undefined) return { found: await findLarge(search, only), looked, next };
    const rows = await query(prepared(search).scan([after, next ?? "~"]));
    return { found: rows.map(toFound), looked, next };
  };
}

function workOf({ filter, sortBy }: ObjectSearch): number {
  return countWork(filter) + (sortBy === undefined ? 0 : 1);
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
