import { isObject, type Json, type JsonObject } from "../json.ts";
import { ScimError } from "./error.ts";

/** The members of an object by name in lower case, each with the name it came under. */
export type FoldedMembers = ReadonlyMap<string, { readonly name: string; readonly value: Json }>;

/**
 * Makes the members of an object findable in any letter case (RFC 7643 §2.1).
 * 400 invalidSyntax when one name comes twice in different case: neither could be preferred.
 */
export function foldNames(object: JsonObject): FoldedMembers {
  const folded = new Map<string, { name: string; value: Json }>();
  for (const [name, value] of Object.entries(object)) {
    const key = name.toLowerCase();
    const other = folded.get(key);
    if (other !== undefined) {
      throw new ScimError("invalidSyntax", `"${other.name}" and "${name}" are the same attribute.`);
    }
    folded.set(key, { name, value });
  }
  return folded;
}

/** A request body as a JSON object, or 400 invalidSyntax. */
export function readBody(body: unknown): JsonObject {
  const json = body as Json | undefined;
  if (!isObject(json)) throw new ScimError("invalidSyntax", "The request body is not a JSON object.");
  return json;
}

/** True when the `schemas` of a message, a list or a single text, name this URN in any letter case. */
export function namesSchema(schemas: Json | undefined, urn: string): boolean {
  const stated: readonly Json[] = Array.isArray(schemas) ? schemas : [schemas ?? null];
  return stated.some((each) => typeof each === "string" && each.toLowerCase() === urn.toLowerCase());
}

/** True for what RFC 7643 §2.5 calls unassigned: absent, null, or an empty list. */
export function isUnassigned(value: Json | undefined): value is undefined | null | readonly [] {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
