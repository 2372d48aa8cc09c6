import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import { memberOf } from "../../core/mapping/path.ts";
import type { Outcome } from "../../core/provisioning/fault.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { Api } from "./api.ts";
import { RESOURCES } from "./convert.ts";

/** An attribute, by its names from the top of a resource: `["urn:…:User", "badge"]`, `["name", "middleName"]`. */
export type AttributeNames = readonly string[];

/** Properties of attributes that a PUT must know, as `/Schemas` tells them (RFC 7643 §7). */
export interface TypeFacts {
  /** Attributes that a client can write and a read shows on request only. */
  readonly onRequest: readonly AttributeNames[];
  /** Attributes that a client can write and no read shows. */
  readonly never: readonly AttributeNames[];
  /** Attributes that no client can write. */
  readonly readOnly: readonly AttributeNames[];
}

export type SchemaFacts = Readonly<Record<ObjectType, TypeFacts>>;

const NOTHING: TypeFacts = { onRequest: [], never: [], readOnly: [] };

/**
 * Reads the facts of users and groups. A target without `/Schemas` has none; a target that could not answer this time
 * yields its fault, because what it hides is not known.
 */
export async function readSchemaFacts(api: Api, signal: AbortSignal): Promise<Outcome<SchemaFacts>> {
  const answer = await api({
    method: "GET",
    path: "/Schemas",
    purpose: { verb: "read" },
    isList: true,
    signal,
  });
  if (!answer.ok) {
    const { kind } = answer.fault;
    const isPassing = kind === "unavailable" || kind === "rate-limited" || kind === "unauthenticated";
    return isPassing ? answer : { ok: true, value: { user: NOTHING, group: NOTHING } };
  }
  const { body } = answer.value;
  const schemas = listOf(body === undefined ? undefined : memberOf(body, "Resources"));
  return { ok: true, value: { user: factsOf("user", schemas), group: factsOf("group", schemas) } };
}

/** The facts of one type: of its own schema, and of all extensions, because a schema does not name its type. */
function factsOf(type: ObjectType, schemas: readonly JsonObject[]): TypeFacts {
  const others = new Set(
    Object.values(RESOURCES)
      .map(({ schema }) => schema.toLowerCase())
      .filter((schema) => schema !== RESOURCES[type].schema.toLowerCase()),
  );
  const facts = { onRequest: [], never: [], readOnly: [] } as Record<keyof TypeFacts, AttributeNames[]>;
  for (const schema of schemas) {
    const id = memberOf(schema, "id");
    if (typeof id !== "string" || others.has(id.toLowerCase())) continue;
    const above = id.toLowerCase() === RESOURCES[type].schema.toLowerCase() ? [] : [id];
    collect(listOf(memberOf(schema, "attributes")), above, facts);
  }
  return facts;
}

function collect(
  attributes: readonly JsonObject[],
  above: AttributeNames,
  facts: Readonly<Record<keyof TypeFacts, AttributeNames[]>>,
): void {
  for (const attribute of attributes) {
    const name = memberOf(attribute, "name");
    if (typeof name !== "string" || name === "") continue;
    const names = [...above, name];
    const mutability = memberOf(attribute, "mutability");
    const returned = memberOf(attribute, "returned");
    if (mutability === "readOnly") {
      facts.readOnly.push(names);
      continue;
    }
    // A write-only attribute that a PUT leaves out keeps its value (RFC 7644 §3.5.1): a password stays.
    const isKept = mutability !== "readWrite" || name === "password";
    if (!isKept && returned === "request") facts.onRequest.push(names);
    else if (!isKept && returned === "never") facts.never.push(names);
    else if (memberOf(attribute, "multiValued") !== true) {
      collect(listOf(memberOf(attribute, "subAttributes")), names, facts);
    }
  }
}

/** The names as RFC 7644 §3.10 writes them: `urn:…:User:badge`, `name.middleName`. */
export function toAttributePath(names: AttributeNames): string {
  const [first = "", ...rest] = names;
  return first.toLowerCase().startsWith("urn:") && rest.length > 0
    ? `${first}:${rest.join(".")}`
    : names.join(".");
}

/** The value of an attribute in a resource; undefined where it is not shown. Names are found without regard to case. */
export function readAttribute(resource: JsonObject, names: AttributeNames): Json | undefined {
  let held: Json | undefined = resource;
  for (const name of names) held = isObject(held) ? memberOf(held, name) : undefined;
  return held;
}

/** The resource with another value of an attribute, or without it. */
export function writeAttribute(
  resource: JsonObject,
  names: AttributeNames,
  value: Json | undefined,
): JsonObject {
  const [name, ...rest] = names;
  if (name === undefined) return resource;
  const spelt = Object.keys(resource).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
  const held = resource[spelt];
  const others = Object.fromEntries(Object.entries(resource).filter(([key]) => key !== spelt));
  if (rest.length === 0) return value === undefined ? others : { ...others, [spelt]: value };
  if (!isObject(held) && value === undefined) return resource;
  return { ...others, [spelt]: writeAttribute(isObject(held) ? held : {}, rest, value) };
}

function listOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
