import { sql } from "kysely";
import { lengthOf, orderOperator, type SearchSql, SORTED_LENGTH, type Sql } from "../search-sql.ts";

/** https://www.sqlite.org/json1.html */
export const sqliteSearch: SearchSql = {
  at: (json, path) => sql`(${json} ->> ${placeOf(path)})`,
  jsonAt: (json, path) => sql`(${json} -> ${placeOf(path)})`,
  elements: (json, path, alias) => sql`json_each(${json}, ${placeOf(path)}) ${sql.table(alias)}`,
  placeIn: (alias) => sql.ref(`${alias}.key`),
  peer: (json, path, alias) =>
    sql`(${json} ->> (${placeOf(path)} || '[' || ${sql.ref(`${alias}.key`)} || ']'))`,
  compareJson(scalar, op, wanted) {
    if (typeof wanted === "string") {
      return sql`(typeof(${scalar}) = 'text' and ${sqliteSearch.compareText(scalar, op, wanted)})`;
    }
    if (typeof wanted === "boolean") return sql`(${scalar} = ${wanted ? 1 : 0})`;
    return sql`(typeof(${scalar}) <> 'text' and ${sqliteSearch.compareNumber(scalar, op, wanted)})`;
  },
  compareText(text, op, wanted) {
    switch (op) {
      case "co":
        return sql`(instr(${text}, ${wanted}) > 0)`;
      case "sw":
        return sql`(substr(${text}, 1, ${sql.lit(lengthOf(wanted))}) = ${wanted})`;
      case "ew":
        return wanted === ""
          ? sql`(${text} is not null)`
          : sql`(substr(${text}, ${sql.lit(-lengthOf(wanted))}) = ${wanted})`;
      default:
        return sql`(${text} ${orderOperator(op)} ${wanted})`;
    }
  },
  sizeOf: (json) => sql`octet_length(${json})`,
  // Read by the same reader as what is stored, so that both are rounded alike.
  compareNumber: (number, op, wanted) =>
    sql`(${number} ${orderOperator(op)} ${Number.isSafeInteger(wanted) ? wanted : sql`json_extract(${JSON.stringify(wanted)}, '$')`})`,
  isFilled: (scalar) => sql`(${scalar} <> '')`,
  textKey: (scalar) =>
    sql`case typeof(${scalar}) when 'text' then substr(${scalar}, 1, ${SORTED_LENGTH}) end`,
  numberKey: (scalar) => sql`case typeof(${scalar}) when 'text' then null else ${scalar} end`,
  booleanKey: (scalar) => sql`case typeof(${scalar}) when 'text' then null else ${scalar} end`,
  isoTime: (ms) =>
    sql`(strftime('%Y-%m-%dT%H:%M:%S', ${ms} / 1000, 'unixepoch') || printf('.%03dZ', ${ms} % 1000))`,
  text: (value) => sql`${value}`,
};

/** `$."urn:x:User"."manager"`; names hold no quotes, and JSON escapes what they could. */
function placeOf(path: readonly string[]): Sql {
  return sql.lit(`$${path.map((name) => `.${JSON.stringify(name)}`).join("")}`);
}
