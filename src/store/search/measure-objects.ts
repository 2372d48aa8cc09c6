import { sql } from "kysely";
import { type ObjectId, trustId } from "../../core/ids.ts";
import type { ObjectSearch } from "../../ports/search.ts";
import { compile, type Dialect } from "../dialect.ts";
import type { Query } from "../query.ts";

/** An object, and the bytes of its search form. */
export interface Measured {
  readonly id: ObjectId;
  readonly size: number;
}

/** The objects that one statement goes through. */
interface Portion {
  readonly looked: number;
  /** The last of them, when there may be more behind it. */
  readonly next: ObjectId | undefined;
  /** The only one of them, when it is larger than one statement should go through. */
  readonly only: Measured | undefined;
}

/** Finds out how many objects, the first of those asked for, a statement can go through without taking long. */
export function createMeasure(dialect: Dialect, query: Query) {
  const size = dialect.search.sizeOf(sql`search`);
  const boundary = compile(
    dialect,
    sql`select count(*) as looked, max(id) as last, sum(size) as size from (
      select id, ${size} as size from object where org = ${""} and type = ${""} and deleted is null and id > ${""}
      order by id limit ${0}) as part`,
  ).sql;
  const sizes = compile(
    dialect,
    sql`select id, ${size} as size from object o where org = ${""} and type = ${""} and deleted is null
      and ${dialect.isOneOf(sql`o.id`, dialect.listParameter([""]), "string")}`,
  ).sql;

  const count = async ({ org, kind }: ObjectSearch, after: string, rows: number) => {
    const [row] = await query({ sql: boundary, parameters: [org, kind, after, rows] });
    const looked = Number(row?.["looked"] ?? 0);
    const last = trustId<ObjectId>(String(row?.["last"]));
    return { looked, last, next: looked < rows ? undefined : last, size: Number(row?.["size"] ?? 0) };
  };

  return {
    /** Those after an id, `rows` at most, with `most` bytes together; at least one. */
    async after(
      search: ObjectSearch,
      after: string,
      { rows, most }: { readonly rows: number; readonly most: number },
    ): Promise<Portion> {
      let counted = await count(search, after, rows);
      while (counted.size > most && counted.looked > 1) {
        const fewer = Math.floor((counted.looked * most) / counted.size);
        counted = await count(search, after, Math.min(counted.looked - 1, Math.max(1, fewer)));
      }
      const { looked, last, next, size } = counted;
      return { looked, next, only: looked === 1 && size > most ? { id: last, size } : undefined };
    },
    /** The first of these objects, with `most` bytes together; at least one. */
    async among(
      { org, kind }: ObjectSearch,
      ids: readonly ObjectId[],
      most: number,
    ): Promise<{ readonly ids: readonly ObjectId[]; readonly only: Measured | undefined }> {
      const rows = await query({ sql: sizes, parameters: [org, kind, dialect.listParameter(ids)] });
      const sizeOf = new Map(rows.map((row) => [String(row["id"]), Number(row["size"])]));
      let left = most;
      const end = ids.findIndex((id, at) => {
        left -= sizeOf.get(id) ?? 0;
        return left < 0 && at > 0;
      });
      const [first] = ids;
      const firstSize = first === undefined ? 0 : (sizeOf.get(first) ?? 0);
      if (first === undefined || firstSize <= most)
        return { ids: end === -1 ? ids : ids.slice(0, end), only: undefined };
      return { ids: [first], only: { id: first, size: firstSize } };
    },
  };
}
