/** Any JSON value; what a document, a journal entry or a plan holds. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** True for a JSON object: neither null nor an array. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The one text of a value: object keys in code unit order, no white space. Two values that are equal have
 * the same text, so that hashes of plans and documents agree between machines.
 */
export function toCanonicalJson(value: Json): string {
  const ordered = orderKeys(value);
  return ordered === undefined ? writeCanonical(value) : JSON.stringify(ordered);
}

/**
 * The value with the keys of its objects in order, for the engine to print at once, which takes half of the time of
 * printing it part by part. Undefined where a key has a place or a meaning of its own in objects: `10`, `__proto__`.
 */
function orderKeys(value: Json): Json | undefined {
  if (Array.isArray(value)) return orderElements(value);
  if (!isObject(value)) return value;
  const ordered: Record<string, Json> = {};
  for (const key of Object.keys(value).sort()) {
    if (isSpecialKey(key)) return undefined;
    const kept = orderKeys(value[key] ?? null);
    if (kept === undefined) return undefined;
    ordered[key] = kept;
  }
  return ordered;
}

/** True for a key that begins with a digit or with `_`. */
function isSpecialKey(key: string): boolean {
  const first = key.charCodeAt(0);
  return first === 0x5f || (first >= 0x30 && first <= 0x39);
}

function orderElements(elements: readonly Json[]): Json | undefined {
  const ordered: Json[] = [];
  for (const element of elements) {
    const kept = orderKeys(element);
    if (kept === undefined) return undefined;
    ordered.push(kept);
  }
  return ordered;
}

function writeCanonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(writeCanonical).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${writeCanonical(value[key] ?? null)}`);
  return `{${members.join(",")}}`;
}

/** Deeper values come from hostile bodies alone. Functions that call themselves go this deep on every engine. */
const DEPTH_MAX = 1_000;

/** The text of a value; undefined for one that is nested more than a thousand levels deep. */
export function toJsonText(value: Json): string | undefined {
  return isDeep(value) ? undefined : JSON.stringify(value);
}

/** The value that a text from outside spells; undefined for no JSON, and for more than a thousand levels. */
export function parseJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return countOpenBrackets(text) > DEPTH_MAX && isDeep(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** A mark of JSON for NUL or half of a character, which a text may hold. */
const UNKEPT_MARKS = /\\u(?:0000|d[89a-f])/i;

/**
 * The value that a text of another system spells, as `parseJson`, with U+FFFD in place of each NUL and each half of a
 * character: no store keeps these, and one such value must not stop the work with all others.
 */
export function parseForeignJson(text: string): Json | undefined {
  const value = parseJson(text);
  return value !== undefined && UNKEPT_MARKS.test(text) ? replaceUnkept(value) : value;
}

/** The text with U+FFFD in place of each NUL and each half of a character, which no store keeps. */
export function toStorableText(text: string): string {
  return text.replace(/\p{Surrogate}|\0/gu, "\ufffd");
}

/** The beginning of a text, at most this long, without half of a character at its end; storable as `toStorableText` is. */
export function cutText(text: string, length: number): string {
  return toStorableText(text.slice(0, length).replace(/[\ud800-\udbff]$/, ""));
}

function replaceUnkept(value: Json): Json {
  if (typeof value === "string") return toStorableText(value);
  if (Array.isArray(value)) return value.map(replaceUnkept);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [toStorableText(name), replaceUnkept(each)]),
  );
}

function isDeep(value: Json): boolean {
  let level: readonly Json[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEPTH_MAX) return true;
    level = level.flatMap((each) => (typeof each === "object" && each !== null ? Object.values(each) : []));
  }
  return false;
}

/** The most brackets that are open at one place. Texts may hold some as well, so the depth is at most this. */
function countOpenBrackets(text: string): number {
  let [open, most] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) {
      open += 1;
      if (open > most) most = open;
    } else if ((code === 0x5d || code === 0x7d) && open > 0) open -= 1;
  }
  return most;
}

/** True when both values have the same canonical text; parts that both share are not looked at. */
export function isSameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (left === undefined || right === undefined) return false;
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return false;
    return left.every((each, at) => isSameJson(each, right[at]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every(
    (name) => Object.hasOwn(right, name) && isSameJson(left[name] ?? null, right[name] ?? null),
  );
}
