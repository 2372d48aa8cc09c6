import { sql } from "kysely";
import type { CompareOp } from "../../core/scim/filter/ast.ts";
import { type BoundFilter, type FilterTarget, leafOf } from "../../core/scim/filter/bind.ts";
import { compareValue } from "../../core/scim/filter/evaluate.ts";
import { AS_WRITTEN } from "../../core/scim/index/search-document.ts";
import type { AttributeDefinition } from "../../core/scim/schema.ts";
import type { Sql } from "../search-sql.ts";
import {
  ALWAYS,
  type KnownText,
  placeOf,
  type Scope,
  SEARCH,
  type SearchRows,
  type SearchValue,
  type Site,
  selectRelationshipElements,
  type Values,
  valuesOf,
} from "./values.ts";

const NEVER = sql`false`;

/**
 * A filter as a condition on a row `o` of the objects; it agrees with `matches` (core/scim/filter/evaluate.ts) on
 * every object. Never null, so that `not` means what it says.
 */
export function compileFilter(site: Site, filter: BoundFilter): Sql {
  return compile(site, filter, { kind: "object" });
}

type Compare = BoundFilter & { readonly kind: "compare" };

function compile(site: Site, filter: BoundFilter, scope: Scope): Sql {
  switch (filter.kind) {
    case "and":
    case "or": {
      const parts = filter.filters.map((part) => compile(site, part, scope));
      return balanced(parts, filter.kind === "and" ? sql`and` : sql`or`);
    }
    case "not":
      return sql`(not ${compile(site, filter.filter, scope)})`;
    case "present":
      return compilePresent(site, filter.target, scope);
    case "element":
      return compileElement(site, filter.target, filter.filter);
    case "compare":
      return compileCompare(site, filter, scope);
    case "nothing":
      return NEVER;
  }
}

/** Joined as a tree as flat as can be: SQLite bounds how deep an expression is. */
function balanced(parts: readonly Sql[], operator: Sql): Sql {
  const [first = NEVER, second] = parts;
  if (second === undefined) return first;
  const half = parts.length >> 1;
  return sql`(${balanced(parts.slice(0, half), operator)} ${operator} ${balanced(parts.slice(half), operator)})`;
}

function compileCompare(site: Site, filter: Compare, scope: Scope): Sql {
  const { target, op, value } = filter;
  const isText = op === "co" || op === "sw" || op === "ew";
  const values = valuesOf(site, target, scope, isText);
  if (values.kind === "none") return op === "ne" ? ALWAYS : NEVER;
  if (values.kind === "known") {
    return anyOf(values.texts, ({ text }) => compareKnown(leafOf(target), text, op, value));
  }
  const equals = sql`coalesce(${compareWith(site, values.value, op, value)}, false)`;
  if (op !== "ne") return some(values, equals);
  // An absent attribute differs from every value.
  return values.kind === "one"
    ? sql`(not ${equals})`
    : sql`(${some(values, sql`not ${equals}`)} or not ${some(values, ALWAYS)})`;
}

function compareKnown(
  leaf: AttributeDefinition,
  text: string,
  op: CompareOp,
  wanted: Compare["value"],
): boolean {
  return compareValue(leaf, text, op, wanted);
}

function compareWith(
  site: Site,
  { sql: value, form }: SearchValue,
  op: CompareOp,
  wanted: Compare["value"],
): Sql {
  if (form === "json") return site.in.compareJson(value, op, wanted);
  if (form === "number") return site.in.compareNumber(value, op, Number(wanted));
  return site.in.compareText(value, op, String(wanted));
}

/** True where one of the values there are satisfies the condition. */
function some(values: Extract<Values, { kind: "one" | "rows" }>, condition: Sql): Sql {
  const isThere = sql`${values.value.sql} is not null`;
  return values.kind === "one"
    ? sql`(${isThere} and ${condition})`
    : exists(values.rows, sql`${isThere} and ${condition}`);
}

function exists({ from, where }: SearchRows, condition: Sql): Sql {
  return sql`exists (select 1 from ${from} where ${where} and ${condition})`;
}

function anyOf(texts: readonly KnownText[], holds: (text: KnownText) => boolean): Sql {
  const conditions = texts.filter(holds).map(({ isThere }) => isThere);
  return conditions.length === 0 ? NEVER : sql`(${sql.join(conditions, sql` or `)})`;
}

function compilePresent(site: Site, target: FilterTarget, scope: Scope): Sql {
  if (leafOf(target).type === "complex" && target.place !== "common") {
    return overElements(site, target, (element) => anyPartPresent(site, target, element));
  }
  const values = valuesOf(site, target, scope, false);
  switch (values.kind) {
    case "none":
      return NEVER;
    case "known":
      return anyOf(values.texts, ({ text }) => text !== "");
    case "one":
    case "rows":
      return some(values, isFilled(site, values.value));
  }
}

function isFilled(site: Site, { sql: value, form }: SearchValue): Sql {
  return form === "json" ? site.in.isFilled(value) : ALWAYS;
}

/** A complex value is present when a part of it is (RFC 7644, table 3). */
function anyPartPresent(site: Site, target: FilterTarget, element: Scope): Sql {
  const parts = (target.attribute.subAttributes ?? []).map((sub) =>
    compilePresent(site, { ...target, sub }, element),
  );
  return parts.length === 0 ? NEVER : sql`(${sql.join(parts, sql` or `)})`;
}

function compileElement(site: Site, target: FilterTarget, filter: BoundFilter): Sql {
  return overElements(site, target, (element) => compile(site, filter, element));
}

/** True where an element of the attribute satisfies the condition; a single complex value is its own element. */
function overElements(site: Site, target: FilterTarget, condition: (element: Scope) => Sql): Sql {
  if (target.place === "common") return overCommon(site, target, condition);
  if (target.place === "relationship") {
    const elements = selectRelationshipElements(site, target);
    return elements === undefined
      ? NEVER
      : exists(elements.rows, condition({ kind: "row", parts: elements.parts }));
  }
  const { attribute } = target;
  const path = placeOf(target);
  if (!attribute.multiValued) {
    const isThere = sql`${site.in.jsonAt(SEARCH, path)} is not null`;
    return sql`(${isThere} and ${condition({ kind: "json", json: SEARCH, path })})`;
  }
  const alias = site.newAlias();
  const element = sql.ref(`${alias}.value`);
  const rows: SearchRows = { from: site.in.elements(SEARCH, path, alias), where: ALWAYS };
  if (attribute.type === "complex") return exists(rows, condition({ kind: "json", json: element, path: [] }));
  const asWritten = site.in.peer(SEARCH, [...path.slice(0, -1), `${attribute.name}${AS_WRITTEN}`], alias);
  return exists(
    rows,
    condition({
      kind: "scalar",
      value: { sql: element, form: "json" },
      asWritten: { sql: asWritten, form: "json" },
    }),
  );
}

function overCommon(site: Site, target: FilterTarget, condition: (element: Scope) => Sql): Sql {
  if (target.attribute.type === "complex") return condition({ kind: "meta" });
  const values = valuesOf(site, target, { kind: "object" }, false);
  if (values.kind !== "known") return NEVER;
  const texts = values.texts.map(
    (text) => sql`(${text.isThere} and ${condition({ kind: "known", text: text.text })})`,
  );
  return sql`(${sql.join(texts, sql` or `)})`;
}
