import { sql } from "kysely";
import { type ObjectId, trustId } from "../core/ids.ts";
import type { BrowsePlace } from "../ports/browse.ts";
import type { SqlRow } from "./columns.ts";
import type { Sql } from "./search-sql.ts";

/** A part of an index in its order: rows after a place, or before it in descending order. */
export interface IndexPart {
  readonly from: Sql;
  readonly where: Sql;
  readonly id: Sql;
  /** The column of the order that stands before the id; undefined in an order of ids alone. */
  readonly name: Sql | undefined;
  readonly after: BrowsePlace | undefined;
  readonly descending: boolean;
  /** The number of its rows; undefined for all that follow. */
  readonly size: number | undefined;
}

/** The rows that are looked for in a part. */
export interface Sought {
  /** The part, with whatever the condition needs beside it. */
  readonly from: Sql;
  readonly condition: Sql;
  /** No further rows are read once this many are found. */
  readonly limit: number;
}

/** The places that satisfy the condition, and the last place of the part; none when the index ends within it. */
export interface PartPlaces {
  readonly places: readonly BrowsePlace[];
  readonly end: BrowsePlace | undefined;
}

/**
 * Finds rows of a part in order. A statement of its own finds the end of the part in the index alone: one statement that
 * counts the rows beside the condition needs window functions, and took eight times as long on SQLite.
 */
export async function findInPart(
  ask: (statement: Sql) => Promise<readonly SqlRow[]>,
  part: IndexPart,
  { from, condition, limit }: Sought,
): Promise<PartPlaces> {
  const { id, name, after, descending, size } = part;
  const [beyond, upTo, direction] = descending ? [sql`<`, sql`>=`, sql`desc`] : [sql`>`, sql`<=`, sql`asc`];
  const compare = (operator: Sql, place: BrowsePlace | undefined): Sql => {
    if (place === undefined) return sql``;
    if (name === undefined) return sql`and ${id} ${operator} ${place.id}`;
    return sql`and (${name}, ${id}) ${operator} (${place.name}, ${place.id})`;
  };
  const columns = sql`${id} as id, ${name ?? sql`''`} as name`;
  const order = name === undefined ? sql`${id} ${direction}` : sql`${name} ${direction}, ${id} ${direction}`;
  const findEnd = async (rowCount: number): Promise<BrowsePlace | undefined> => {
    const [last] = await ask(sql`
      select ${columns} from ${part.from} where ${part.where} ${compare(beyond, after)}
      order by ${order} limit 1 offset ${rowCount - 1}`);
    return last && toPlace(last);
  };
  const end = size === undefined ? undefined : await findEnd(size);
  const rows = await ask(sql`
    select ${columns} from ${from} where ${part.where} ${compare(beyond, after)} ${compare(upTo, end)}
      and ${condition}
    order by ${order} limit ${limit}`);
  return { places: rows.map(toPlace), end };
}

/** The place that a row of the columns `id` and `name` stands for. */
export function toPlace(row: SqlRow): BrowsePlace {
  return { id: trustId<ObjectId>(String(row["id"])), name: String(row["name"] ?? "") };
}
