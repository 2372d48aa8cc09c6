import { sql } from "kysely";
import { orderOperator, type SearchSql, SORTED_LENGTH, type Sql } from "../search-sql.ts";

const JSON_TRUE = sql`'true'::jsonb`;
const JSON_FALSE = sql`'false'::jsonb`;

/** https://www.postgresql.org/docs/current/functions-json.html; text is compared bytewise, like everywhere. */
export const postgresSearch: SearchSql = {
  at: (json, path) => jsonAt(json, path),
  jsonAt: (json, path) => jsonAt(json, path),
  // A definition may have changed since the document was written; only a list has elements.
  elements: (json, path, alias) => {
    const list = jsonAt(json, path);
    return sql`jsonb_array_elements(case jsonb_typeof(${list}) when 'array' then ${list} end)
      with ordinality ${sql.table(alias)} (value, place)`;
  },
  placeIn: (alias) => sql.ref(`${alias}.place`),
  peer: (json, path, alias) => sql`(${jsonAt(json, path)} -> (${sql.ref(`${alias}.place`)}::int - 1))`,
  compareJson(scalar, op, wanted) {
    if (typeof wanted === "string") {
      return sql`(jsonb_typeof(${scalar}) = 'string' and ${postgresSearch.compareText(textIn(scalar), op, wanted)})`;
    }
    if (typeof wanted === "boolean") return sql`(${scalar} = ${wanted ? JSON_TRUE : JSON_FALSE})`;
    return sql`(jsonb_typeof(${scalar}) = 'number' and ${scalar} ${orderOperator(op)} ${JSON.stringify(wanted)}::jsonb)`;
  },
  compareText(text, op, wanted) {
    const other = sql`${wanted}::text`;
    switch (op) {
      case "co":
        return sql`(strpos(${text}, ${other}) > 0)`;
      case "sw":
        return sql`starts_with(${text}, ${other})`;
      case "ew":
        return sql`(right(${text}, length(${other})) = ${other})`;
      default:
        return sql`(${text} collate "C" ${orderOperator(op)} ${other})`;
    }
  },
  sizeOf: (json) => sql`pg_column_size(${json})`,
  compareNumber: (number, op, wanted) => sql`(${number} ${orderOperator(op)} ${String(wanted)}::numeric)`,
  isFilled: (scalar) => sql`(${scalar} <> '""'::jsonb)`,
  textKey: (scalar) =>
    sql`case jsonb_typeof(${scalar}) when 'string' then left(${textIn(scalar)}, ${SORTED_LENGTH}) end`,
  numberKey: (scalar) => sql`case jsonb_typeof(${scalar}) when 'number' then (${scalar})::float8 end`,
  booleanKey: (scalar) => sql`case jsonb_typeof(${scalar}) when 'boolean' then (${scalar})::bool::int end`,
  isoTime: (ms) =>
    sql`(to_char(to_timestamp(${ms} / 1000) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
      || '.' || lpad((${ms} % 1000)::text, 3, '0') || 'Z')`,
  text: (value) => sql`${value}::text`,
};

function jsonAt(json: Sql, path: readonly string[]): Sql {
  return sql`(${json} #> array[${sql.join(path.map((name) => sql.lit(name)))}]::text[])`;
}

function textIn(scalar: Sql): Sql {
  return sql`(${scalar} #>> '{}')`;
}
