import { isObject, type Json, type JsonObject } from "../json.ts";
import { CORE_SCHEMAS, ENTERPRISE, findStandardName } from "./attributes.ts";

/**
 * One condition of a value filter. Only `eq` is accepted, because only `eq` says which value a new element
 * gets.
 */
export interface Condition {
  readonly attribute: string;
  readonly value: string | number | boolean;
}

/**
 * A path to one value of a resource: `title`, `name.givenName`, `emails[type eq "work"].value`,
 * `urn:…:User:department` (RFC 7644 §3.5.2, with `eq` and `and` only). `text` is the canonical spelling,
 * which serves as the key of flat attributes: standard names as RFC 7643 writes them, core schema left out,
 * conditions in order of their attribute, `.value` written out after a filter and for the manager.
 */
export interface ScimPath {
  readonly text: string;
  /** URN of the extension under which the attribute lies; null at the top of the resource. */
  readonly schema: string | null;
  readonly attribute: string;
  /** Empty when the path selects no elements. */
  readonly filter: readonly Condition[];
  readonly sub: string | null;
}

export const PATH_LENGTH_MAX = 1_000;

const NAME = /^[A-Za-z][\w$-]*$/;
const SUB = /^\$?[A-Za-z][\w$-]*$/;
const URN = /^urn:[a-z0-9][a-z0-9-]{0,31}:[^\s"[\]]*[^\s"[\]:]$/i;
const CONDITION =
  /\s*(\$?[A-Za-z][\w$-]*)\s+eq\s+(?:(true|false)|(-?\d{1,15}(?:\.\d{1,15})?)|"((?:[^"\\]|\\["\\])*)")\s*/iy;
const AND = /and(?=\s)/iy;

/** Paths that were parsed before. A mapping has a few, and each is asked for with every account. */
const PARSED = new Map<string, ScimPath | undefined>();
const PARSED_MAX = 1_000;

/**
 * The path that a text spells, or `undefined` for an invalid path. Parsing `path.text` gives the same path.
 */
export function parsePath(text: string): ScimPath | undefined {
  if (text.length > PATH_LENGTH_MAX) return undefined;
  if (PARSED.has(text)) return PARSED.get(text);
  if (PARSED.size >= PARSED_MAX) PARSED.clear();
  const path = parseText(text);
  PARSED.set(text, path);
  return path;
}

function parseText(text: string): ScimPath | undefined {
  const open = text.indexOf("[");
  const head = (open < 0 ? text : text.slice(0, open)).trim();
  const filtered = open < 0 ? undefined : parseFilter(text, open + 1);
  if (open >= 0 && filtered === undefined) return undefined;
  const owner = splitSchema(head);
  if (owner === undefined) return undefined;
  const [attribute = "", ...subs] = owner.rest.split(".");
  const tail = filtered === undefined ? subs : [...subs, ...afterFilter(text.slice(filtered.end).trimEnd())];
  if (!NAME.test(attribute) || tail.length > 1 || (filtered !== undefined && subs.length > 0))
    return undefined;
  const [sub = null] = tail;
  if (sub !== null && !SUB.test(sub)) return undefined;
  const path = canonicalPath(owner.schema, attribute, filtered?.conditions ?? [], sub);
  return path.text.length > PATH_LENGTH_MAX ? undefined : path;
}

/**
 * The sub-attribute after `]`, if any. Any other text yields an invalid name, which makes the path invalid.
 */
function afterFilter(text: string): readonly string[] {
  if (text === "") return [];
  return [text.startsWith(".") ? text.slice(1) : ""];
}

/** Attribute names contain no colon, so the last colon ends the URN. */
function splitSchema(head: string): { readonly schema: string | null; readonly rest: string } | undefined {
  const colon = head.lastIndexOf(":");
  if (colon < 0) return { schema: null, rest: head };
  const schema = head.slice(0, colon);
  // A path that ends with the schema itself would be read as the attribute `User` of the version number.
  if (!URN.test(schema) || /:\d+(?:\.\d+)*$/.test(schema)) return undefined;
  if (CORE_SCHEMAS.has(schema.toLowerCase())) return { schema: null, rest: head.slice(colon + 1) };
  const isEnterprise = schema.toLowerCase() === ENTERPRISE.toLowerCase();
  return { schema: isEnterprise ? ENTERPRISE : schema, rest: head.slice(colon + 1) };
}

function parseFilter(
  text: string,
  start: number,
): { readonly conditions: readonly Condition[]; readonly end: number } | undefined {
  const conditions: Condition[] = [];
  let position = start;
  for (;;) {
    CONDITION.lastIndex = position;
    const match = CONDITION.exec(text);
    const attribute = match?.[1];
    if (match === null || attribute === undefined) return undefined;
    conditions.push({ attribute, value: conditionValue(match) });
    position = CONDITION.lastIndex;
    if (text[position] === "]") return { conditions, end: position + 1 };
    AND.lastIndex = position;
    if (!AND.test(text)) return undefined;
    position = AND.lastIndex;
  }
}

function conditionValue(match: RegExpExecArray): string | number | boolean {
  const [, , truth, number, quoted = ""] = match;
  if (truth !== undefined) return truth.toLowerCase() === "true";
  return number === undefined ? quoted.replace(/\\(["\\])/g, "$1") : Number(number) || 0;
}

function canonicalPath(
  schema: string | null,
  attribute: string,
  filter: readonly Condition[],
  sub: string | null,
): ScimPath {
  const isStandard = schema === null || schema === ENTERPRISE;
  const spell = (name: string): string => (isStandard ? (findStandardName(name) ?? name) : name);
  const owner = spell(attribute);
  const hasValue = filter.length > 0 || (schema === ENTERPRISE && owner === "manager");
  const member = sub === null ? (hasValue ? "value" : null) : spell(sub);
  const conditions = filter
    .map((condition) => ({ ...condition, attribute: spell(condition.attribute) }))
    .sort((left, right) => compareText(printCondition(left), printCondition(right)));
  const selector = conditions.length === 0 ? "" : `[${conditions.map(printCondition).join(" and ")}]`;
  const prefix = schema === null ? "" : `${schema}:`;
  const suffix = member === null ? "" : `.${member}`;
  return {
    text: `${prefix}${owner}${selector}${suffix}`,
    schema,
    attribute: owner,
    filter: conditions,
    sub: member,
  };
}

function printCondition({ attribute, value }: Condition): string {
  const shown = typeof value === "string" ? `"${value.replace(/["\\]/g, "\\$&")}"` : String(value);
  return `${attribute} eq ${shown}`;
}

/** Order by code units, the same on every machine and in every locale. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function isSameName(left: string | null, right: string | null): boolean {
  return left?.toLowerCase() === right?.toLowerCase();
}

/** True when a filter treats both values as equal: text is compared without regard to case, as for `type`. */
function isSameOperand(left: Json, right: Json): boolean {
  return String(left).toLowerCase() === String(right).toLowerCase();
}

/**
 * True when writing one path can change the value that the other reads, so that a mapping may not contain
 * both: the same path, a whole and its part, or two filters that one element could satisfy.
 */
export function isOverlapping(left: ScimPath, right: ScimPath): boolean {
  if (!isSameName(left.schema, right.schema) || !isSameName(left.attribute, right.attribute)) return false;
  if (left.sub === null || right.sub === null) return true;
  if (left.filter.length === 0 && right.filter.length === 0) return isSameName(left.sub, right.sub);
  if (left.filter.length === 0 || right.filter.length === 0) return true;
  if (filterText(left) === filterText(right)) return isSameName(left.sub, right.sub);
  return !left.filter.some((condition) =>
    right.filter.some(
      (other) =>
        isSameName(condition.attribute, other.attribute) && !isSameOperand(condition.value, other.value),
    ),
  );
}

/** The conditions of a path as text, empty without a filter. */
export function filterText(path: ScimPath): string {
  return path.filter.map(printCondition).join(" and ");
}

/**
 * A member by name without regard to case (RFC 7643 §2.1). The exact name has priority; inherited members are
 * ignored.
 */
export function memberOf(object: JsonObject, name: string): Json | undefined {
  if (Object.hasOwn(object, name)) return object[name];
  const folded = name.toLowerCase();
  const key = Object.keys(object).find((candidate) => candidate.toLowerCase() === folded);
  return key === undefined ? undefined : object[key];
}

/**
 * The value of a resource at a path. With a filter, the value of the first selected element; without one, the
 * values of all elements. A single object in place of a list counts as a list of one.
 */
export function readPath(resource: JsonObject, path: ScimPath): Json | undefined {
  const container = path.schema === null ? resource : memberOf(resource, path.schema);
  if (!isObject(container)) return undefined;
  const held = memberOf(container, path.attribute);
  if (held === undefined || path.sub === null) return held;
  const { sub } = path;
  const elements = (Array.isArray(held) ? held : [held]).filter(isObject);
  if (path.filter.length > 0) {
    const selected = elements.find((element) => isSelected(element, path.filter));
    return selected === undefined ? undefined : memberOf(selected, sub);
  }
  const found = elements.map((element) => memberOf(element, sub) ?? null);
  return Array.isArray(held) ? found : found[0];
}

/** True when the element satisfies every condition. */
export function isSelected(element: JsonObject, filter: readonly Condition[]): boolean {
  return filter.every(({ attribute, value }) => {
    const held = memberOf(element, attribute);
    return held !== undefined && held !== null && isSameOperand(held, value);
  });
}
