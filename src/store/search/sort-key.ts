import { sql } from "kysely";
import { type FilterTarget, leafOf } from "../../core/scim/filter/bind.ts";
import { findSub } from "../../core/scim/schema.ts";
import type { Sql } from "../search-sql.ts";
import { placeOf, SEARCH, type SearchValue, type Site, valuesOf } from "./values.ts";

/**
 * The sort key of a row `o`: the value of the attribute, of several the primary one's or else the first one's
 * (RFC 7644 §3.4.2.3); null without a value. Folded text, instants and numbers as the search form has them.
 */
export function compileSortKey(site: Site, target: FilterTarget): Sql {
  const { attribute, sub } = target;
  if (target.place === "document" && attribute.multiValued) return firstKey(site, target);
  const values = valuesOf(site, { ...target, sub }, { kind: "object" }, false);
  if (values.kind === "one") return keyOf(site, target, values.value);
  if (values.kind === "known") return site.in.text(values.texts[0]?.text ?? "");
  return sql`null`;
}

function firstKey(site: Site, target: FilterTarget): Sql {
  const { attribute, sub } = target;
  const alias = site.newAlias();
  const element = sql.ref(`${alias}.value`);
  const value = sub === undefined ? element : site.in.at(element, [sub.name]);
  const primary = findSub(attribute, "primary");
  const isPrimary = primary && site.in.compareJson(site.in.at(element, [primary.name]), "eq", true);
  const preferred = isPrimary === undefined ? sql`` : sql`coalesce(${isPrimary}, false) desc,`;
  return sql`(select ${keyOf(site, target, { sql: value, form: "json" })}
    from ${site.in.elements(SEARCH, placeOf(target), alias)}
    order by ${preferred} ${site.in.placeIn(alias)} limit 1)`;
}

function keyOf(site: Site, target: FilterTarget, { sql: value, form }: SearchValue): Sql {
  if (form !== "json") return value;
  switch (leafOf(target).type) {
    case "boolean":
      return site.in.booleanKey(value);
    case "integer":
    case "decimal":
    case "dateTime":
      return site.in.numberKey(value);
    default:
      return site.in.textKey(value);
  }
}
