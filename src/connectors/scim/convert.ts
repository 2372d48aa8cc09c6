import { toAccountId } from "../../core/ids.ts";
import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import type { MatchPart } from "../../core/mapping/match-key.ts";
import { filterText, memberOf, parsePath, readPath, type ScimPath } from "../../core/mapping/path.ts";
import { foldValue } from "../../core/provisioning/account-rules.ts";
import { ENTERPRISE_USER_URN } from "../../core/scim/schema-urns.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { Account, AttributeChange } from "../../ports/target.ts";
import { SCIM_RULES } from "./defaults.ts";

/** Endpoint and schema of a type of object (RFC 7643 §4.1, §4.2). */
export const RESOURCES: Readonly<Record<ObjectType, { readonly endpoint: string; readonly schema: string }>> =
  {
    user: { endpoint: "/Users", schema: "urn:ietf:params:scim:schemas:core:2.0:User" },
    group: { endpoint: "/Groups", schema: "urn:ietf:params:scim:schemas:core:2.0:Group" },
  };

const PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** One operation of a PATCH (RFC 7644 §3.5.2). */
export type Operation =
  | { readonly op: "add" | "replace"; readonly path: string; readonly value: Json }
  | { readonly op: "remove"; readonly path: string };

/** The account that a resource is, or undefined when it has no id. */
export function toAccount(type: ObjectType, resource: Json | undefined): Account | undefined {
  if (!isObject(resource)) return undefined;
  const id = memberOf(resource, "id");
  // Targets with numeric keys send numbers; in URLs and references they are text again.
  if (typeof id === "number") return { id: toAccountId(String(id)), type, attributes: resource };
  return typeof id === "string" && id !== ""
    ? { id: toAccountId(id), type, attributes: resource }
    : undefined;
}

const CORE_SCHEMA = /^urn:ietf:params:scim:schemas:core:2\.0:/i;
const OTHER_TYPES: Readonly<Record<ObjectType, RegExp>> = {
  user: /^(?:groups?|schema|resourcetype|serviceproviderconfig)$/i,
  group: /^(?:users?|schema|resourcetype|serviceproviderconfig)$/i,
};

/** True for a resource that says of itself to be of another type: by its schemas, or by `meta.resourceType`. */
export function isOfOtherType(type: ObjectType, resource: Json): boolean {
  if (!isObject(resource)) return false;
  const meta = memberOf(resource, "meta");
  const named = isObject(meta) ? memberOf(meta, "resourceType") : undefined;
  if (typeof named === "string" && OTHER_TYPES[type].test(named)) return true;
  const schemas = memberOf(resource, "schemas");
  const core = (Array.isArray(schemas) ? schemas : []).flatMap((urn) =>
    typeof urn === "string" && CORE_SCHEMA.test(urn) ? [urn.toLowerCase()] : [],
  );
  return core.length > 0 && !core.includes(RESOURCES[type].schema.toLowerCase());
}

/** The attributes with the schemas that they come from (RFC 7643 §3): the type's own, and each extension. */
export function toResource(type: ObjectType, attributes: JsonObject): JsonObject {
  const extensions = Object.entries(attributes)
    .filter(([name, value]) => /^urn:/i.test(name) && isObject(value))
    .map(([name]) => name);
  return { ...attributes, schemas: [RESOURCES[type].schema, ...extensions] };
}

/** A PATCH body. */
export function toPatch(operations: readonly Operation[]): JsonObject {
  return { schemas: [PATCH_OP], Operations: operations.map((operation): JsonObject => ({ ...operation })) };
}

/** Changes sorted for writing: those of one selected element belong together. */
export interface ChangeGroups {
  readonly plain: readonly PathChange[];
  readonly elements: readonly (readonly PathChange[])[];
}

export interface PathChange {
  readonly path: ScimPath;
  readonly from: Json;
  readonly to: Json;
}

/** The changes by what they write to, or the first invalid path. */
export function groupChanges(changes: readonly AttributeChange[]): ChangeGroups | { readonly wrong: string } {
  const plain: PathChange[] = [];
  const elements = new Map<string, PathChange[]>();
  for (const { path: text, from, to } of changes) {
    const path = parsePath(text);
    if (path === undefined) return { wrong: text };
    if (path.filter.length === 0) plain.push({ path, from, to });
    else elements.set(elementPath(path), [...(elements.get(elementPath(path)) ?? []), { path, from, to }]);
  }
  return { plain, elements: [...elements.values()] };
}

/**
 * True when the changes do not tell whether their element is there: they only fill sub-attributes that it
 * lacks, and not the one that makes an element what it is.
 */
export function isElementUnknown(element: readonly PathChange[]): boolean {
  return (
    element.every(({ from }) => from === null) &&
    element.some(({ to }) => to !== null) &&
    !element.some(({ path }) => path.sub === "value")
  );
}

/**
 * The operations that make the changes true: one for each attribute, as several targets refuse more, with
 * lower-case verbs and paths that name what they change. `held` is the account when it had to be read.
 */
export function toOperations(groups: ChangeGroups, held: JsonObject | undefined): readonly Operation[] {
  return [
    ...groups.plain.map((change) => plainOperation(change)),
    ...groups.elements.flatMap((element) => elementOperations(element, held)),
  ];
}

function plainOperation({ path, from, to }: PathChange): Operation {
  // The manager is written whole: paths into a complex extension attribute are where servers differ most.
  const isManager =
    path.schema === ENTERPRISE_USER_URN && path.attribute === "manager" && path.sub === "value";
  const text = isManager ? `${ENTERPRISE_USER_URN}:manager` : path.text;
  if (to === null) return { op: "remove", path: text };
  return { op: from === null ? "add" : "replace", path: text, value: isManager ? { value: to } : to };
}

function elementOperations(
  element: readonly PathChange[],
  held: JsonObject | undefined,
): readonly Operation[] {
  const [first] = element;
  if (first === undefined) return [];
  const kept = element.filter(({ to }) => to !== null);
  const isThere =
    element.some(({ from }) => from !== null) || (held !== undefined && hasElement(held, first.path));
  if (!isThere) {
    if (kept.length === 0) return [];
    const parts = [
      ...first.path.filter.map(({ attribute, value }): [string, Json] => [attribute, value]),
      ...kept.map(({ path, to }): [string, Json] => [path.sub ?? "value", to]),
    ];
    return [{ op: "add", path: attributePath(first.path), value: [Object.fromEntries(parts)] }];
  }
  // An element without its value says nothing: it goes as a whole.
  const losesValue = element.some(({ path, to }) => path.sub === "value" && to === null);
  if (losesValue && kept.length === 0) return [{ op: "remove", path: elementPath(first.path) }];
  return element.map(
    ({ path, to }): Operation =>
      to === null ? { op: "remove", path: path.text } : { op: "replace", path: path.text, value: to },
  );
}

/** `emails`, with the URN of its extension. */
function attributePath(path: ScimPath): string {
  return path.schema === null ? path.attribute : `${path.schema}:${path.attribute}`;
}

/** `emails[type eq "work"]`. */
function elementPath(path: ScimPath): string {
  return `${attributePath(path)}[${filterText(path)}]`;
}

function hasElement(resource: JsonObject, path: ScimPath): boolean {
  const [condition] = path.filter;
  // Conditions are part of the element, so that one of them can be read when the element is there.
  return condition !== undefined && readPath(resource, { ...path, sub: condition.attribute }) !== undefined;
}

/** The filter that finds accounts by exact values (RFC 7644 §3.4.2.2), or the first invalid path. */
export function toFilter(
  parts: readonly MatchPart[],
): { readonly filter: string } | { readonly wrong: string } {
  const conditions: string[] = [];
  for (const { path, value } of parts) {
    const condition = toCondition(path, value);
    if (condition === undefined) return { wrong: path };
    conditions.push(condition);
  }
  return { filter: conditions.join(" and ") };
}

function toCondition(pathText: string, value: string): string | undefined {
  const path = parsePath(pathText);
  if (path === undefined) return undefined;
  const literal = JSON.stringify(value);
  if (path.filter.length === 0) return `${path.text} eq ${literal}`;
  return `${attributePath(path)}[${filterText(path)} and ${path.sub ?? "value"} eq ${literal}]`;
}

/**
 * True when the account really holds the value: some targets ignore filters, or match by prefix. Compared as a listing of all
 * accounts is, so that a search and a listing find the same.
 */
export function holdsValue(account: Account, pathText: string, value: string): boolean {
  const path = parsePath(pathText);
  if (path === undefined) return false;
  const held = readPath(account.attributes, path);
  const values: readonly Json[] = Array.isArray(held) ? held : [held ?? null];
  return values.some((one) => {
    const text = isObject(one) ? memberOf(one, "value") : one;
    if (typeof text !== "string" && typeof text !== "number") return false;
    const fold = (each: string) => foldValue(SCIM_RULES, path.text, each);
    return fold(String(text)) === fold(value);
  });
}
