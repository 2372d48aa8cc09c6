import { isObject, type Json, type JsonObject } from "../../json.ts";
import type { ResourceType } from "../../scim/schema.ts";
import type { RegexPort } from "../expression/regex.ts";
import { type ClauseTest, compileTest } from "./clause-test.ts";
import { type Clause, formatClause, type LooseAttribute, parseClauses } from "./clause-text.ts";
import { findOperator, OPERATORS_EXPECTED, SCOPE_OPERATORS } from "./operators.ts";
import {
  findNearestName,
  isKnownAttribute,
  isRoles,
  parseScopeAttribute,
  type ScopeAttribute,
} from "./scope-attribute.ts";
import type { ScopeError } from "./scope-error.ts";

/** Clauses that must all hold, with a name for people. */
export interface ScopingFilter {
  readonly name?: string;
  readonly clauses: readonly Clause[];
}

/** The filters of an application as they are stored, by type of object. One of the filters must hold. */
export interface Scopes {
  readonly user?: { readonly filters: readonly ScopingFilter[] };
  readonly group?: { readonly filters: readonly ScopingFilter[] };
}

/** A checked clause. `text` is its text form, which names it to people. */
export interface CompiledClause {
  readonly text: string;
  readonly attribute: ScopeAttribute;
  readonly test: ClauseTest;
}

/** A checked filter. `label` is its name, or its number counted from 1. */
export interface CompiledFilter {
  readonly label: string;
  readonly clauses: readonly CompiledClause[];
}

/** The checked filters of an application. A type without filters has every assigned object in scope. */
export interface CompiledScopes {
  readonly user: readonly CompiledFilter[];
  readonly group: readonly CompiledFilter[];
}

/** The scopes of an application without filters. */
export const UNFILTERED: CompiledScopes = { user: [], group: [] };

/** Checked filters, or every error in them. */
export type ParsedScopes =
  | { readonly ok: true; readonly scopes: Scopes; readonly compiled: CompiledScopes }
  | { readonly ok: false; readonly errors: readonly ScopeError[] };

/** The outside knowledge for checking clauses. */
export interface ScopeKnowledge {
  readonly regex: RegexPort;
  /** The types of the directory, whose attributes clauses can name; without them every attribute is accepted. */
  readonly types?: { readonly user: ResourceType; readonly group: ResourceType };
}

/** The number of filters that a type of objects can have. */
export const FILTERS_MAX = 50;
/** The number of clauses that a filter can have. */
export const CLAUSES_MAX = 50;
const NAME_LENGTH_MAX = 200;

/**
 * Checks and compiles the filters of an application, and reports all errors at once. A filter is an object with
 * `clauses` and an optional `name`, or a text in the form of `parseClauses`.
 */
export function parseScopes(json: Json, knowledge: ScopeKnowledge): ParsedScopes {
  const errors: ScopeError[] = [];
  if (!isObject(json)) return { ok: false, errors: [errorAt("", "invalid")] };
  checkMembers(json, "", TYPES, errors);
  const read = (type: ObjectType): ReadFilters => {
    const given = json[type];
    return given === undefined ? NO_FILTERS : readFilters(given, { type, knowledge, errors });
  };
  const [user, group] = [read("user"), read("group")];
  if (errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    scopes: {
      ...(user.filters.length > 0 ? { user: { filters: user.filters } } : {}),
      ...(group.filters.length > 0 ? { group: { filters: group.filters } } : {}),
    },
    compiled: { user: user.compiled, group: group.compiled },
  };
}

type ObjectType = "user" | "group";

interface ReadFilters {
  readonly filters: readonly ScopingFilter[];
  readonly compiled: readonly CompiledFilter[];
}

const NO_FILTERS: ReadFilters = { filters: [], compiled: [] };
const TYPES: ReadonlySet<string> = new Set(["user", "group"]);
const TYPE_MEMBERS: ReadonlySet<string> = new Set(["filters"]);
const FILTER_MEMBERS: ReadonlySet<string> = new Set(["name", "clauses"]);
const CLAUSE_MEMBERS: ReadonlySet<string> = new Set(["attribute", "operator", "value"]);

interface Reading {
  readonly type: ObjectType;
  readonly knowledge: ScopeKnowledge;
  readonly errors: ScopeError[];
}

function readFilters(json: Json, reading: Reading): ReadFilters {
  const { type, errors } = reading;
  const listed = isObject(json) ? json["filters"] : undefined;
  if (!isObject(json) || !Array.isArray(listed)) {
    errors.push(errorAt(`/${type}`, "invalid"));
    return NO_FILTERS;
  }
  checkMembers(json, `/${type}`, TYPE_MEMBERS, errors);
  if (listed.length > FILTERS_MAX) {
    errors.push(errorAt(`/${type}/filters`, "filters-too-many", { max: FILTERS_MAX }));
    return NO_FILTERS;
  }
  const filters: ScopingFilter[] = [];
  const compiled: CompiledFilter[] = [];
  for (const [index, each] of listed.entries()) {
    const found = readFilter(each, `/${type}/filters/${index}`, reading);
    if (found === undefined) continue;
    filters.push(found.filter);
    compiled.push({ label: found.filter.name ?? String(index + 1), clauses: found.clauses });
  }
  return { filters, compiled };
}

/** A place in the document; in a text form also the positions of a clause's parts. */
interface Place {
  readonly pointer: string;
  readonly placed?: LooseAttribute & { readonly valueAt?: number };
}

function readFilter(
  json: Json,
  pointer: string,
  reading: Reading,
): { readonly filter: ScopingFilter; readonly clauses: readonly CompiledClause[] } | undefined {
  const { errors } = reading;
  const before = errors.length;
  const parts =
    typeof json === "string" ? readText(json, pointer, errors) : readObject(json, pointer, errors);
  if (parts === undefined) return undefined;
  const { loose = [] } = parts;
  if (parts.clauses.length > CLAUSES_MAX) {
    errors.push(errorAt(pointer, "clauses-too-many", { max: CLAUSES_MAX }));
    return undefined;
  }
  const read = parts.clauses.map(([clause, place]) => readClause(clause, place, reading));
  const clauses = read.filter((each) => each !== undefined);
  for (const placed of loose) readAttribute(placed.attribute.trim(), { pointer, placed }, reading);
  if (errors.length > before) {
    const found = errors.splice(before);
    errors.push(...found.sort((one, other) => (one.position ?? 0) - (other.position ?? 0)));
    return undefined;
  }
  const { name } = parts;
  return {
    filter: { ...(name === undefined ? {} : { name }), clauses: clauses.map(({ clause }) => clause) },
    clauses: clauses.map(({ compiled }) => compiled),
  };
}

interface FilterParts {
  /** The attributes of clauses that cannot be read otherwise. */
  readonly loose?: readonly LooseAttribute[];
  readonly name?: string;
  readonly clauses: readonly (readonly [Json, Place])[];
}

function readText(text: string, pointer: string, errors: ScopeError[]): FilterParts {
  const parsed = parseClauses(text);
  errors.push(...parsed.errors.map((error) => ({ ...error, pointer })));
  return {
    loose: parsed.loose,
    clauses: parsed.clauses.map((placed) => {
      const { attribute, operator, value } = placed;
      return [
        { attribute, operator, ...(value === undefined ? {} : { value }) },
        { pointer, placed },
      ];
    }),
  };
}

function readObject(json: Json, pointer: string, errors: ScopeError[]): FilterParts | undefined {
  if (!isObject(json)) {
    errors.push(errorAt(pointer, "invalid"));
    return undefined;
  }
  checkMembers(json, pointer, FILTER_MEMBERS, errors);
  const { name, clauses } = json;
  const isNamed = typeof name === "string" && name.trim() !== "" && name.length <= NAME_LENGTH_MAX;
  if (name !== undefined && !isNamed) {
    errors.push(errorAt(`${pointer}/name`, "name-invalid", { max: NAME_LENGTH_MAX }));
  }
  if (!Array.isArray(clauses) || clauses.length === 0) {
    errors.push(errorAt(`${pointer}/clauses`, "clauses-missing"));
    return undefined;
  }
  return {
    ...(isNamed ? { name } : {}),
    clauses: clauses.map((clause, index) => [clause, { pointer: `${pointer}/clauses/${index}` }]),
  };
}

function readClause(
  json: Json,
  place: Place,
  { type, knowledge, errors }: Reading,
): { readonly clause: Clause; readonly compiled: CompiledClause } | undefined {
  if (!isObject(json)) {
    errors.push(errorAt(place.pointer, "invalid"));
    return undefined;
  }
  checkMembers(json, place.pointer, CLAUSE_MEMBERS, errors);
  const name = typeof json["attribute"] === "string" ? json["attribute"].trim() : "";
  const attribute = readAttribute(name, place, { type, knowledge, errors });
  const given = json["operator"];
  const operator = typeof given === "string" ? findOperator(given) : undefined;
  if (operator === undefined) {
    const params = { operator: typeof given === "string" ? given.slice(0, 100) : "" };
    errors.push({
      ...placeOf(place, "operator"),
      code: "operator-unknown",
      expected: OPERATORS_EXPECTED,
      params,
    });
    return undefined;
  }
  const value = json["value"];
  const needed = SCOPE_OPERATORS[operator];
  if (needed === "none" && value !== undefined && value !== null) {
    errors.push({ ...placeOf(place, "value"), code: "value-unneeded", params: { operator } });
    return undefined;
  }
  const text = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
  if (needed !== "none" && (typeof text !== "string" || text === "")) {
    errors.push({ ...placeOf(place, "value"), code: "value-missing", params: { operator } });
    return undefined;
  }
  const clause: Clause = { attribute: name, operator, ...(typeof text === "string" ? { value: text } : {}) };
  const test = compileTest(clause, knowledge.regex);
  if (!test.ok) {
    const { expected } = test;
    errors.push({
      ...placeOf(place, "value"),
      code: "value-invalid",
      expected,
      params: { operator, value: clause.value ?? "" },
    });
  }
  if (attribute === undefined || !test.ok) return undefined;
  return { clause, compiled: { text: formatClause(clause), attribute, test: test.test } };
}

function readAttribute(
  name: string,
  place: Place,
  { type, knowledge, errors }: Reading,
): ScopeAttribute | undefined {
  const at = placeOf(place, "attribute");
  const params = { attribute: name.slice(0, 200) };
  const attribute = parseScopeAttribute(name);
  const { types } = knowledge;
  const nearest = types === undefined ? undefined : findNearestName(name, types[type], types.user);
  const near = nearest === undefined ? {} : { expected: nearest };
  if (attribute === undefined) {
    errors.push({ ...at, code: "attribute-invalid", ...near, params });
    return undefined;
  }
  if (types !== undefined && isRoles(attribute)) {
    errors.push({ ...at, code: "attribute-roles", params });
    return undefined;
  }
  if (types === undefined || isKnownAttribute(attribute, types[type], types.user)) return attribute;
  errors.push({
    ...at,
    code: "attribute-unknown",
    ...near,
    params: nearest === undefined ? params : { ...params, nearest },
  });
  return undefined;
}

function placeOf(
  { pointer, placed }: Place,
  part: "attribute" | "operator" | "value",
): { readonly pointer: string; readonly position?: number } {
  if (placed === undefined) return { pointer: `${pointer}/${part}` };
  const { attributeAt, valueAt = attributeAt } = placed;
  return { pointer, position: part === "value" ? valueAt : attributeAt };
}

function checkMembers(
  json: JsonObject,
  pointer: string,
  known: ReadonlySet<string>,
  errors: ScopeError[],
): void {
  for (const name of Object.keys(json)) {
    if (known.has(name)) continue;
    const expected = [...known].join(", ");
    errors.push({ pointer: `${pointer}/${name}`, code: "member-unknown", expected, params: { name } });
  }
}

function errorAt(pointer: string, code: ScopeError["code"], params: ScopeError["params"] = {}): ScopeError {
  return { pointer, code, params };
}
