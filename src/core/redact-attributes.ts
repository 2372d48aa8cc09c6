import { isObject, type Json, parseJson } from "./json.ts";
import type { FlatChange } from "./mapping/flat.ts";
import { parsePath } from "./mapping/path.ts";
import { REDACTED } from "./redact.ts";

/** An attribute whose values are blanked, in lower case; `sub` is null where the attribute has no parts. */
interface HiddenAttribute {
  readonly attribute: string;
  readonly sub: string | null;
}

/**
 * The body of a SCIM message with the values of these attributes blanked, wherever they stand: in a resource, in a list of
 * resources, and in the operations of a PATCH. Elements of an attribute are not distinguished by their filter, so that a
 * value is blanked too often rather than too seldom. A body that is not JSON stays as it is.
 */
export function redactAttributes(body: string, paths: readonly string[]): string {
  if (paths.length === 0) return body;
  const hidden = paths.flatMap((text): HiddenAttribute[] => {
    const path = parsePath(text);
    return path === undefined
      ? []
      : [{ attribute: path.attribute.toLowerCase(), sub: path.sub?.toLowerCase() ?? null }];
  });
  const lower = body.toLowerCase();
  if (!hidden.some(({ attribute }) => lower.includes(attribute))) return body;
  const json = parseJson(body);
  return json === undefined ? body : JSON.stringify(mask(json, hidden));
}

/** The changes with the values at these paths blanked; an absent value is shown as absent. */
export function redactChanges(
  changes: readonly FlatChange[],
  paths: readonly string[],
): readonly FlatChange[] {
  if (paths.length === 0) return changes;
  return changes.map((change) => {
    const { path, from, to } = change;
    return paths.includes(path) ? { path, from: blank(from), to: blank(to) } : change;
  });
}

function mask(json: Json, hidden: readonly HiddenAttribute[]): Json {
  if (Array.isArray(json)) return json.map((each: Json) => mask(each, hidden));
  if (!isObject(json)) return json;
  const { path } = json;
  const isOperation =
    typeof path === "string" && hidden.some(({ attribute }) => wordsOf(path).has(attribute));
  return Object.fromEntries(
    Object.entries(json).map(([name, value]): [string, Json] => {
      if (isOperation && name === "value") return [name, blank(value)];
      if (isOperation && name === "path") return [name, blankTexts(path)];
      return [name, maskMember(name, value, hidden)];
    }),
  );
}

/** A member: the attribute, its name in full (`urn:…:User:nickName`), or a part after a dot (`name.familyName`). */
function maskMember(name: string, value: Json, hidden: readonly HiddenAttribute[]): Json {
  const key = name.toLowerCase();
  let masked = mask(value, hidden);
  for (const { attribute, sub } of hidden) {
    const isNamed = (text: string) => key === text || key.endsWith(`:${text}`);
    if (isNamed(attribute)) masked = sub === null ? blank(masked) : blankPart(masked, sub);
    else if (sub !== null && isNamed(`${attribute}.${sub}`)) masked = blank(masked);
  }
  return masked;
}

/** The names in the path of an operation, in lower case. */
function wordsOf(path: string): ReadonlySet<string> {
  return new Set(path.toLowerCase().split(/[^a-z0-9_$-]+/));
}

/** A path without the texts that its filter compares with. */
function blankTexts(path: string): string {
  return path.replace(/"(?:[^"\\]|\\.)*"/g, `"${REDACTED}"`);
}

/** The part of this name, in one value or in each element; a value without parts as a whole. */
function blankPart(value: Json, sub: string): Json {
  if (Array.isArray(value)) return value.map((each: Json) => blankPart(each, sub));
  if (!isObject(value)) return blank(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [name, name.toLowerCase() === sub ? blank(held) : held]),
  );
}

function blank(value: Json): Json {
  if (Array.isArray(value)) return value.map((each: Json) => blank(each));
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, blank(held)]));
  }
  return value === null ? null : REDACTED;
}
