import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import { memberOf } from "../../core/mapping/path.ts";
import type { DescribedAttributes } from "../../core/provisioning/abilities.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import { RESOURCES } from "./convert.ts";

/** Common attributes (RFC 7643 §3.1), which many targets do not list in their schemas. */
const COMMON = ["externalid", "id", "meta", "schemas"] as const;
/** More attributes than any target describes; beyond that the description is not relied on. */
const ATTRIBUTES_MAX = 2_000;

/**
 * The attributes that the target's `/Schemas` lists for a type, without the extensions that its `/ResourceTypes` does not
 * give to the type. Undefined when the target does not describe this type at all.
 */
export function describeAttributes(
  type: ObjectType,
  schemas: JsonObject,
  types: JsonObject | undefined,
): DescribedAttributes | undefined {
  const core = RESOURCES[type].schema.toLowerCase();
  const extensions = readExtensions(type, types);
  const listed: string[] = [...COMMON];
  const hidden: string[] = [];
  let isDescribed = false;
  for (const schema of listOf(memberOf(schemas, "Resources"))) {
    const id = textOf(memberOf(schema, "id"));
    const isCore = id === core;
    if (id === "" || (!isCore && extensions !== undefined && !extensions.has(id))) continue;
    const attributes = listOf(memberOf(schema, "attributes")).flatMap((each) => {
      const name = textOf(memberOf(each, "name"));
      return name === "" ? [] : [{ name: isCore ? name : `${id}:${name}`, each }];
    });
    if (isCore) isDescribed = attributes.length > 0;
    // An extension without attributes stands for all of them.
    if (attributes.length === 0 && !isCore) listed.push(id);
    for (const { name, each } of attributes) {
      listed.push(name);
      if (["never", "request"].includes(textOf(memberOf(each, "returned")))) hidden.push(name);
    }
  }
  return isDescribed && listed.length <= ATTRIBUTES_MAX ? { listed, hidden } : undefined;
}

/** The extensions that `/ResourceTypes` gives to a type; undefined when it says nothing about them. */
function readExtensions(type: ObjectType, types: JsonObject | undefined): ReadonlySet<string> | undefined {
  const core = RESOURCES[type].schema.toLowerCase();
  const resources = types === undefined ? [] : listOf(memberOf(types, "Resources"));
  const own = resources.find((each) => textOf(memberOf(each, "schema")) === core);
  const extensions = own === undefined ? undefined : memberOf(own, "schemaExtensions");
  if (!Array.isArray(extensions)) return undefined;
  return new Set(extensions.filter(isObject).map((each) => textOf(memberOf(each, "schema"))));
}

function listOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A name or URN in lower case, as they are compared; empty for anything else. */
function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value.toLowerCase() : "";
}
