import { expect, test } from "vitest";
import { type SqlPiece, sql } from "./sql.ts";

const numbered = (query: SqlPiece<unknown>) => query.compile((n) => `$${n}`);

test.each<{
  readonly name: string;
  readonly query: SqlPiece<unknown>;
  readonly text: string;
  readonly parameters: unknown[];
}>([
  { name: "a text without values", query: sql`select 1`, text: "select 1", parameters: [] },
  {
    name: "values",
    query: sql`a = ${1} and b = ${"x'y"}`,
    text: "a = $1 and b = $2",
    parameters: [1, "x'y"],
  },
  { name: "null and lists", query: sql`${null}, ${["a"]}`, text: "$1, $2", parameters: [null, ["a"]] },
  {
    name: "pieces in pieces, in the order of the text",
    query: sql`${sql`a = ${1}`} or (${sql`b = ${2} and ${sql`c = ${3}`}`}) or d = ${4}`,
    text: "a = $1 or (b = $2 and c = $3) or d = $4",
    parameters: [1, 2, 3, 4],
  },
  { name: "no piece at all", query: sql`a ${sql``}${sql`b`}`, text: "a b", parameters: [] },
  {
    name: "names",
    query: sql`${sql.ref("o.id")}, ${sql.table("link")}`,
    text: '"o"."id", "link"',
    parameters: [],
  },
  { name: "names with quotes", query: sql.ref('a"b'), text: '"a""b"', parameters: [] },
  {
    name: "literals",
    query: sql`${sql.lit("it's")}, ${sql.lit(-5)}, ${sql.lit(null)}`,
    text: "'it''s', -5, null",
    parameters: [],
  },
  {
    name: "a list",
    query: sql`(${sql.join([1, sql.ref("a"), "x"])})`,
    text: '($1, "a", $2)',
    parameters: [1, "x"],
  },
  { name: "an empty list", query: sql`(${sql.join([])})`, text: "()", parameters: [] },
  {
    name: "another separator",
    query: sql.join([1, 2, 3], sql` or `),
    text: "$1 or $2 or $3",
    parameters: [1, 2, 3],
  },
  { name: "a value by itself", query: sql`values (${sql.val(7)})`, text: "values ($1)", parameters: [7] },
])("SQL of $name", ({ query, text, parameters }) => {
  expect(numbered(query)).toEqual({ sql: text, parameters });
});

test("a piece can be used twice, and by both databases", () => {
  const place = sql`(${1}, ${2})`;
  expect(numbered(sql`${place} < ${place}`)).toEqual({
    sql: "($1, $2) < ($3, $4)",
    parameters: [1, 2, 1, 2],
  });
  expect(place.compile(() => "?")).toEqual({ sql: "(?, ?)", parameters: [1, 2] });
});
