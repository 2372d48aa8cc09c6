import { sql } from "kysely";
import { expect, test } from "vitest";
import { type ObjectId, trustId } from "../core/ids.ts";
import type { BrowsePlace } from "../ports/browse.ts";
import { compile } from "./dialect.ts";
import { findInPart } from "./index-parts.ts";
import { openConnection } from "./sqlite/connection.ts";
import { sqliteDialect } from "./sqlite/dialect.ts";

const connection = await openConnection(":memory:", { readOnly: false });
connection.exec("create table c (value text, id text, primary key (value, id)) strict, without rowid");
/** Names are shared by three each, so that parts end between equal names. */
const PLACES = Array.from({ length: 23 }, (_, at): BrowsePlace => {
  return { name: `n${String(Math.floor(at / 3)).padStart(2, "0")}`, id: trustId<ObjectId>(`i${at + 100}`) };
});
for (const { name, id } of PLACES)
  connection.run({ sql: "insert into c values (?, ?)", parameters: [name, id] });

const whole = { from: sql`c`, where: sql`true`, id: sql.ref("c.id") };
const isOdd = sql`substr(c.id, -1) in ('1', '3', '5', '7', '9')`;

/** Goes through all parts; a part that is filled is left at the last place found. */
async function walk(
  name: typeof isOdd | undefined,
  descending: boolean,
  size: number | undefined,
  limit: number,
) {
  const found: BrowsePlace[] = [];
  let after: BrowsePlace | undefined;
  for (let part = 0; part < 30; part += 1) {
    const { places, end } = await findInPart(
      async (statement) => connection.rows(compile(sqliteDialect, statement)),
      { ...whole, name, after, descending, size },
      { from: whole.from, condition: isOdd, limit },
    );
    found.push(...places);
    after = places.length < limit ? end : places.at(-1);
    if (after === undefined) return found;
  }
  throw new Error("the walk does not end");
}

test.each([
  [1, 10],
  [5, 10],
  [5, 1],
  [23, 100],
  [24, 100],
  [100, 4],
  [undefined, 100],
  [undefined, 4],
])("parts of %s rows with at most %i found have every place once, in order", async (size, limit) => {
  const odd = PLACES.filter(({ id }) => Number(id.slice(1)) % 2 === 1);
  const ids = odd.map(({ id }) => ({ id, name: "" }));
  const name = sql.ref("c.value");
  expect(odd).toHaveLength(11);
  expect(await walk(name, false, size, limit)).toEqual(odd);
  expect(await walk(name, true, size, limit)).toEqual(odd.toReversed());
  expect(await walk(undefined, false, size, limit)).toEqual(ids);
  expect(await walk(undefined, true, size, limit)).toEqual(ids.toReversed());
});
