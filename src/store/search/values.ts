import { sql } from "kysely";
import { type FilterTarget, leafOf } from "../../core/scim/filter/bind.ts";
import { AS_WRITTEN } from "../../core/scim/index/search-document.ts";
import type { AttributeDefinition } from "../../core/scim/schema.ts";
import { foldText } from "../../core/scim/text.ts";
import type { ObjectSearch } from "../../ports/search.ts";
import type { SearchSql, Sql } from "../search-sql.ts";

/** A filter's attribute in SQL: how its values are found, and in which form they come. */
export type Values =
  | { readonly kind: "none" }
  | { readonly kind: "one"; readonly value: SearchValue }
  /** A row for each value. */
  | { readonly kind: "rows"; readonly rows: SearchRows; readonly value: SearchValue }
  /** Texts that are known, each there where its condition holds; the first always. */
  | { readonly kind: "known"; readonly texts: readonly KnownText[] };

export interface SearchValue {
  readonly sql: Sql;
  readonly form: "json" | "text" | "number";
}
export interface SearchRows {
  readonly from: Sql;
  readonly where: Sql;
}
export interface KnownText {
  readonly text: string;
  readonly isThere: Sql;
}

/** The place where parts of a value are searched. */
export type Scope =
  | { readonly kind: "object" }
  | { readonly kind: "json"; readonly json: Sql; readonly path: readonly string[] }
  /** One value of a simple multi-valued attribute, and its text where it is a date. */
  | { readonly kind: "scalar"; readonly value: SearchValue; readonly asWritten: SearchValue }
  /** A row that is an element: its parts by name. */
  | { readonly kind: "row"; readonly parts: ReadonlyMap<string, SearchValue> }
  /** One of the texts that are known. */
  | { readonly kind: "known"; readonly text: string }
  | { readonly kind: "meta" };

/** The place at hand: a database, the search, and names for what is joined. */
export interface Site {
  readonly in: SearchSql;
  readonly search: ObjectSearch;
  newAlias(): string;
}

export const ALWAYS = sql`true`;

/** The values of an attribute, or of its part; `isText` asks for the text of a date. */
export function valuesOf(site: Site, target: FilterTarget, scope: Scope, isText: boolean): Values {
  switch (scope.kind) {
    case "object":
      return ofObject(site, target, isText);
    case "scalar":
      return { kind: "one", value: isText && isDate(leafOf(target)) ? scope.asWritten : scope.value };
    case "json":
      return ofPart(site, { json: scope.json, holder: scope.path }, leafOf(target), isText);
    case "row":
      return ofRowPart(scope.parts, target.sub);
    case "known":
      return { kind: "known", texts: [{ text: scope.text, isThere: ALWAYS }] };
    case "meta":
      return metaValues(site, target, isText);
  }
}

function isDate({ type }: AttributeDefinition): boolean {
  return type === "dateTime";
}

function ofObject(site: Site, target: FilterTarget, isText: boolean): Values {
  if (target.place === "common") return commonValues(site, target, isText);
  if (target.place === "relationship") {
    const elements = selectRelationshipElements(site, target);
    if (elements === undefined) return { kind: "none" };
    const part = target.sub && elements.parts.get(target.sub.name);
    return part === undefined ? { kind: "none" } : { kind: "rows", rows: elements.rows, value: part };
  }
  const { attribute, sub } = target;
  if (sub === undefined) return ofPart(site, { json: SEARCH, holder: holderOf(target) }, attribute, isText);
  if (!attribute.multiValued) return ofPart(site, { json: SEARCH, holder: placeOf(target) }, sub, isText);
  const alias = site.newAlias();
  const parts = ofPart(site, { json: sql.ref(`${alias}.value`), holder: [] }, sub, isText);
  const from = site.in.elements(SEARCH, placeOf(target), alias);
  if (parts.kind !== "rows") {
    return parts.kind === "one" ? { ...parts, kind: "rows", rows: { from, where: ALWAYS } } : parts;
  }
  return { ...parts, rows: { from: sql`${from} cross join ${parts.rows.from}`, where: ALWAYS } };
}

/** The column that searches look in. */
export const SEARCH = sql.ref("o.search");

function holderOf({ extension }: FilterTarget): readonly string[] {
  return extension === undefined ? [] : [extension];
}

/** Where the search form of a document has the attribute. */
export function placeOf(target: FilterTarget): readonly string[] {
  return [...holderOf(target), target.attribute.name];
}

/** The values of an attribute in the JSON at a place. */
function ofPart(
  site: Site,
  { json, holder }: { readonly json: Sql; readonly holder: readonly string[] },
  attribute: AttributeDefinition,
  isText: boolean,
): Values {
  const name = isText && isDate(attribute) ? `${attribute.name}${AS_WRITTEN}` : attribute.name;
  const path = [...holder, name];
  if (!attribute.multiValued) {
    return { kind: "one", value: { sql: site.in.at(json, path), form: "json" } };
  }
  const alias = site.newAlias();
  return {
    kind: "rows",
    rows: { from: site.in.elements(json, path, alias), where: ALWAYS },
    value: { sql: sql.ref(`${alias}.value`), form: "json" },
  };
}

function ofRowPart(parts: ReadonlyMap<string, SearchValue>, sub: AttributeDefinition | undefined): Values {
  const value = sub && parts.get(sub.name);
  return value === undefined ? { kind: "none" } : { kind: "one", value };
}

function commonValues(site: Site, target: FilterTarget, isText: boolean): Values {
  switch (target.attribute.name) {
    case "id":
      return { kind: "one", value: { sql: sql.ref("o.id"), form: "text" } };
    case "externalId": {
      const { principal } = site.search;
      if (principal === null) return { kind: "none" };
      return { kind: "one", value: { sql: site.in.at(sql.ref("o.external"), [principal]), form: "json" } };
    }
    case "schemas":
      return { kind: "known", texts: schemaTexts(site, target) };
    default:
      return metaValues(site, target, isText);
  }
}

function schemaTexts(site: Site, { type }: FilterTarget): readonly KnownText[] {
  const extensions = type.extensions.map(({ schema }) => ({
    text: schema.id,
    isThere: sql`(${site.in.jsonAt(SEARCH, [schema.id])} is not null)`,
  }));
  return [{ text: type.schema.id, isThere: ALWAYS }, ...extensions];
}

function metaValues(site: Site, { type, sub }: FilterTarget, isText: boolean): Values {
  switch (sub?.name) {
    case "resourceType":
      return { kind: "known", texts: [{ text: type.name, isThere: ALWAYS }] };
    case "created":
      return timeValue(site, sql.ref("o.created"), isText);
    case "lastModified":
      return timeValue(site, sql.ref("o.modified"), isText);
    case "version":
      return { kind: "one", value: { sql: sql`('W/"' || cast(o.version as text) || '"')`, form: "text" } };
    case "location": {
      const prefix = site.in.text(`${site.search.baseUrl}${type.endpoint}/`);
      return { kind: "one", value: { sql: sql`(${prefix} || o.id)`, form: "text" } };
    }
    default:
      return { kind: "known", texts: [{ text: "meta", isThere: ALWAYS }] };
  }
}

function timeValue(site: Site, ms: Sql, isText: boolean): Values {
  const value: SearchValue = isText
    ? { sql: site.in.isoTime(ms), form: "text" }
    : { sql: ms, form: "number" };
  return { kind: "one", value };
}

/** The elements of an attribute that is stored as rows or computed from them; undefined for others. */
export function selectRelationshipElements(
  site: Site,
  { attribute }: FilterTarget,
): { readonly rows: SearchRows; readonly parts: ReadonlyMap<string, SearchValue> } | undefined {
  const { kind } = site.search;
  if (kind === "group" && attribute.name === "members") return memberRows(site);
  if (kind === "user" && attribute.name === "groups") return groupRows(site);
  return undefined;
}

function memberRows(site: Site) {
  const member = site.newAlias();
  const { user, group } = site.search.memberTypes;
  const id = sql.ref(`${member}.member_id`);
  const byType = (one: string, other: string) =>
    sql`(case ${sql.ref(`${member}.member_type`)} when 'user' then ${site.in.text(one)} else ${site.in.text(other)} end)`;
  const locationOf = (endpoint: string) => `${site.search.baseUrl}${endpoint}/`;
  return {
    rows: {
      from: sql`membership ${sql.table(member)}`,
      where: sql`${sql.ref(`${member}.org`)} = o.org and ${sql.ref(`${member}.group_id`)} = o.id`,
    },
    parts: new Map<string, SearchValue>([
      ["value", { sql: id, form: "text" }],
      [
        "$ref",
        {
          sql: sql`(${byType(locationOf(user.endpoint), locationOf(group.endpoint))} || ${id})`,
          form: "text",
        },
      ],
      ["type", { sql: byType(foldText(user.name), foldText(group.name)), form: "text" }],
    ]),
  };
}

function groupRows(site: Site) {
  const [member, group] = [site.newAlias(), site.newAlias()];
  const id = sql.ref(`${group}.id`);
  const prefix = site.in.text(`${site.search.baseUrl}${site.search.memberTypes.group.endpoint}/`);
  return {
    rows: {
      from: sql`membership ${sql.table(member)} join object ${sql.table(group)}
        on ${sql.ref(`${group}.org`)} = ${sql.ref(`${member}.org`)} and ${id} = ${sql.ref(`${member}.group_id`)}
        and ${sql.ref(`${group}.type`)} = 'group' and ${sql.ref(`${group}.deleted`)} is null`,
      where: sql`${sql.ref(`${member}.org`)} = o.org and ${sql.ref(`${member}.member_id`)} = o.id`,
    },
    parts: new Map<string, SearchValue>([
      ["value", { sql: id, form: "text" }],
      ["$ref", { sql: sql`(${prefix} || ${id})`, form: "text" }],
      ["display", { sql: site.in.at(sql.ref(`${group}.search`), ["displayName"]), form: "json" }],
      ["type", { sql: site.in.text("direct"), form: "text" }],
    ]),
  };
}
