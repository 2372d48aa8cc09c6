import { isObject, isSameJson, type Json, type JsonObject } from "../json.ts";
import { createMappingError, type MappingError } from "./mapping-error.ts";
import { parsePath } from "./path.ts";

/**
 * The options of an attribute that `writeOnly` does not allow. The value exists at the moment of sending and is kept nowhere:
 * it cannot be compared later, searched by, or stand in the mapping.
 */
export function checkWriteOnly(attribute: JsonObject, pointer: string): readonly MappingError[] {
  const { writeOnly, kind, apply, matching, reference, defaultIfNull } = attribute;
  if (writeOnly === undefined || writeOnly === false) return [];
  if (writeOnly !== true) return [createMappingError(`${pointer}/writeOnly`, "write-only-invalid")];
  const given = (value: Json | undefined) => value !== undefined;
  const checks: readonly (readonly [isWrong: boolean, member: string, code: string])[] = [
    [kind !== "expression", "kind", "write-only-kind"],
    [apply === "always", "apply", "write-only-always"],
    [given(matching), "matching", "write-only-matching"],
    [given(reference), "reference", "write-only-reference"],
    [given(defaultIfNull), "defaultIfNull", "write-only-default"],
  ];
  return checks
    .filter(([isWrong]) => isWrong)
    .map(([, member, code]) => createMappingError(`${pointer}/${member}`, code));
}

/**
 * The new entries of a mapping that write a password in clear: it would be compared, shown in plans and kept in links. The
 * schema of users lets `password` be written and never read (RFC 7643 §4.1.1). Entries that the mapping had before stay.
 */
export function checkPasswords(mapping: Json, before: Json): readonly MappingError[] {
  const known = attributesOf(before);
  return attributesOf(mapping).flatMap((attribute, index) => {
    const isClear = isPassword(attribute) && !attribute["writeOnly"] && !isLeftAlone(attribute);
    if (!isClear || known.some((each) => isSameJson(each, attribute))) return [];
    return [createMappingError(`/attributes/${index}/writeOnly`, "write-only-required")];
  });
}

function attributesOf(mapping: Json): readonly JsonObject[] {
  const attributes = isObject(mapping) ? mapping["attributes"] : undefined;
  return Array.isArray(attributes) ? attributes.map((each) => (isObject(each) ? each : {})) : [];
}

function isPassword({ target }: JsonObject): boolean {
  const path = typeof target === "string" ? parsePath(target) : undefined;
  return path?.attribute.toLowerCase() === "password" && (path.schema === null || isCoreUser(path.schema));
}

function isCoreUser(schema: string): boolean {
  return schema.toLowerCase() === "urn:ietf:params:scim:schemas:core:2.0:user";
}

function isLeftAlone({ kind, defaultIfNull }: JsonObject): boolean {
  return kind === "none" && defaultIfNull === undefined;
}
