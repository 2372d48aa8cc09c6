import { isOnOneLine, trimInvisible, trimKey } from "../invisible.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import { findRepeatedName } from "../repeated-names.ts";
import { ELEMENTS_AT_ONCE, finishWork, type Work } from "../work.ts";
import { instantOf } from "./date-time.ts";
import { FoldedElements, isPrimary } from "./elements.ts";
import { ScimError } from "./error.ts";
import { foldNames, isUnassigned } from "./names.ts";
import type { Tolerances } from "./profile.ts";
import { type AttributeDefinition, findSub, hasKeys, isCaseExact } from "./schema.ts";
import { foldUnlessExact, parseNumeral, requireStorable } from "./text.ts";

/** The sub-attributes that a complex value mentions; undefined clears one. */
export type ComplexChanges = ReadonlyMap<AttributeDefinition, Json | undefined>;

/**
 * Reads the value of an attribute as a client sent it: checked against the definition, names in canonical
 * case, read-only parts left out. Undefined for an unassigned value (null, an empty list, only ignored
 * parts). Throws 400 invalidValue for a wrong type, more than one primary, or duplicates that the profile
 * does not merge.
 */
export function readValue(
  attribute: AttributeDefinition,
  raw: Json | undefined,
  tolerances: Tolerances,
  path: string = attribute.name,
): Json | undefined {
  if (isUnassigned(raw)) return undefined;
  if (!attribute.multiValued) return readElement(attribute, raw, tolerances, path);
  return finishWork(readElementsInTurns(attribute, raw, tolerances, path));
}

/** As `readValue`, for a multi-valued attribute that may have very many elements. */
export function* readElementsInTurns(
  attribute: AttributeDefinition,
  raw: Json | undefined,
  tolerances: Tolerances,
  path: string = attribute.name,
): Work<Json | undefined> {
  if (isUnassigned(raw)) return undefined;
  if (!Array.isArray(raw) && !tolerances.wrapElement) throw wrongType(path, "a list");
  const list: readonly Json[] = Array.isArray(raw) ? raw : [raw];
  const folded = new FoldedElements(attribute);
  for (let at = 0; at < list.length; at += 1) {
    const element = list[at];
    if (at % ELEMENTS_AT_ONCE === ELEMENTS_AT_ONCE - 1) yield;
    const read = readElement(attribute, element, tolerances, path);
    if (read === undefined || isNameless(attribute, read)) throw voidElement(`${path}[${at}]`);
    if (folded.add(read) === "contradicting") {
      throw new ScimError("invalidValue", `"${path}[${at}]" contradicts another element with its value.`);
    }
  }
  const elements = folded.list();
  if (elements.length < list.length && !tolerances.foldDuplicates) {
    throw new ScimError("invalidValue", `"${path}" has two elements with the same type and value.`);
  }
  refuseTwoPrimaries(elements, path);
  return elements.length === 0 ? undefined : elements;
}

/**
 * True for an element whose `value` is missing or blank although its attribute has one. A misspelt `value` beside a
 * `type` must not replace the addresses that are held.
 */
function isNameless(attribute: AttributeDefinition, element: Json): boolean {
  const value = attribute.type === "complex" ? findSub(attribute, "value") : undefined;
  if (value === undefined || value.mutability === "readOnly" || value.mutability === "writeOnly")
    return false;
  return !isObject(element) || element["value"] === undefined || isBlank(element["value"]);
}

/**
 * 400 invalidValue for an element without a value: null, an empty object, or an object whose parts are null
 * or unknown. A list of such elements must not be mistaken for an empty list, which removes everything.
 */
function voidElement(path: string): ScimError {
  return new ScimError("invalidValue", `"${path}" has no value.`);
}

/** 400 invalidValue for an element whose `value` is missing or blank although its attribute has one. */
export function refuseNameless(attribute: AttributeDefinition, element: Json, path: string): void {
  if (isNameless(attribute, element)) throw voidElement(path);
}

/** 400 invalidValue when more than one element is primary (RFC 7643 §2.4). */
export function refuseTwoPrimaries(elements: readonly Json[], path: string): void {
  if (elements.filter(isPrimary).length <= 1) return;
  throw new ScimError("invalidValue", `"${path}" has more than one primary element.`);
}

/**
 * 400 invalidValue for a single value where PATCH replace sets a list. RFC 7644 §3.5.2.3 replaces all elements by the
 * value, which is a list there; a client that sends one element may want to change that one only.
 */
export function refuseReplaceBySingle(value: Json | undefined, path: string): void {
  if (Array.isArray(value) || isUnassigned(value)) return;
  throw new ScimError(
    "invalidValue",
    `To replace all elements of "${path}", send a list; to add one, use "add".`,
  );
}

/** True for text in which nothing can be seen, and a list of such texts: they do not satisfy a required attribute. */
export function isBlank(value: Json | undefined): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).every(isBlank);
  return typeof value === "string" && trimInvisible(value) === "";
}

/** Reads one value of an attribute: a single value, or an element of a multi-valued one. */
export function readElement(
  attribute: AttributeDefinition,
  raw: Json | undefined,
  tolerances: Tolerances,
  path: string,
): Json | undefined {
  if (raw === undefined || raw === null) return undefined;
  if (attribute.type !== "complex") {
    const value = readScalar(attribute, raw, tolerances, path);
    refuseUncanonical(attribute, value, path);
    return value;
  }
  const changes = readComplexChanges(attribute, raw, tolerances, path);
  const missing = attribute.subAttributes?.find((sub) => isKept(sub) && isMissing(changes.get(sub)));
  const value = assign({}, changes);
  // An element with any content, even read-only content, is intended as a value. It must not be dropped
  // silently.
  if (missing !== undefined && (Object.keys(value).length > 0 || saysSomething(raw))) {
    throw new ScimError("invalidValue", `"${path}.${missing.name}" is required.`);
  }
  return Object.keys(value).length === 0 ? undefined : value;
}

function saysSomething(raw: Json): boolean {
  return isObject(raw) && Object.values(raw).some((part) => !isUnassigned(part) && part !== "");
}

/**
 * True for a sub-attribute that a stored value must have. Write-only values are not stored, so they cannot be
 * missing.
 */
export function isKept({ required, mutability }: AttributeDefinition): boolean {
  return required && mutability !== "writeOnly";
}

/** True for what does not satisfy a required attribute: no value, or text in which nothing can be seen. */
export function isMissing(value: Json | undefined): boolean {
  return value === undefined || isBlank(value);
}

/** Write-only values have no use here, and a secret that is not stored cannot leak. */
export function refuseWriteOnly(path: string, tolerances: Tolerances): void {
  if (!tolerances.dropWriteOnly) throw new ScimError("invalidValue", `"${path}" is not accepted.`);
}

/** Canonical values are suggestions (RFC 7643 §2.3.1), unless the definition excludes all others. */
function refuseUncanonical(attribute: AttributeDefinition, value: Json | undefined, path: string): void {
  const { canonicalValues = [], restrictCanonicalValues } = attribute;
  if (!restrictCanonicalValues || typeof value !== "string") return;
  const fold = (text: string) => foldUnlessExact(text, { caseExact: isCaseExact(attribute) });
  if (canonicalValues.some((canonical) => fold(canonical) === fold(value))) return;
  const known = canonicalValues.slice(0, 20).join(", ");
  throw new ScimError("invalidValue", `The value of "${path}" is not one of: ${known}.`);
}

/** The complex value after the changes; sub-attributes that they do not mention stay. */
export function assign(before: JsonObject, changes: ComplexChanges): JsonObject {
  const cleared = new Set<string>();
  for (const [{ name }, value] of changes) if (value === undefined) cleared.add(name);
  const after: Record<string, Json> = {};
  for (const [name, value] of Object.entries(before)) if (!cleared.has(name)) after[name] = value;
  for (const [{ name }, value] of changes) if (value !== undefined) after[name] = value;
  return after;
}

/**
 * Reads which sub-attributes a complex value mentions. Read-only ones are ignored (RFC 7644 §3.5.1); unknown
 * ones are ignored or refused with 400 invalidSyntax, depending on the profile. Empty for a value that clears
 * the attribute.
 */
export function readComplexChanges(
  attribute: AttributeDefinition,
  raw: Json,
  tolerances: Tolerances,
  path: string,
): ComplexChanges {
  const written = unwrapComplex(attribute, raw, tolerances, path);
  const object = tolerances.unwrapJsonText ? unwrapJsonText(attribute, written, path) : written;
  const changes = new Map<AttributeDefinition, Json | undefined>();
  for (const { name, value } of foldNames(object).values()) {
    const sub = findSub(attribute, name);
    if (sub === undefined) refuseUnknown(`${path}.${name}`, tolerances);
    else if (sub.mutability !== "readOnly") {
      const read = readValue(sub, value, tolerances, `${path}.${sub.name}`);
      if (sub.mutability !== "writeOnly") changes.set(sub, read);
      else if (read !== undefined) refuseWriteOnly(`${path}.${sub.name}`, tolerances);
    }
  }
  return changes;
}

function unwrapComplex(
  attribute: AttributeDefinition,
  raw: Json,
  tolerances: Tolerances,
  path: string,
): JsonObject {
  if (isObject(raw)) return raw;
  if (tolerances.wrapReference && findSub(attribute, "value") !== undefined) {
    // Only one list is unwrapped: a list within a list is not a complex value at any depth.
    const only = Array.isArray(raw) && raw.length <= 1 ? (raw[0] as Json | undefined) : raw;
    if (isUnassigned(only) || only === "") return {};
    if (isObject(only)) return only;
    if (!Array.isArray(only)) return { value: only };
  }
  throw wrongType(path, "a complex value");
}

/**
 * The parts of a `value` that contains JSON as text: Microsoft Entra writes an app role's assignment in this
 * form, with the role's name as `displayName`. Any other text is left as it is. 400 invalidValue for a name that the
 * text contains twice with different values.
 */
function unwrapJsonText(attribute: AttributeDefinition, object: JsonObject, path: string): JsonObject {
  const text = object["value"];
  if (typeof text !== "string" || !text.startsWith("{")) return object;
  const inner = parseObject(text);
  const repeated = inner && findRepeatedName(text, inner, "contradicting");
  if (repeated !== undefined) {
    throw new ScimError(
      "invalidValue",
      `"${repeated.slice(0, 200)}" is given twice in the text of "${path}".`,
    );
  }
  const { value, display = inner?.["displayName"] } = inner ?? {};
  if (typeof value !== "string" || value === "") return object;
  const isDisplayed = typeof display === "string" && findSub(attribute, "display") !== undefined;
  const { value: _, ...others } = object;
  return { ...(isDisplayed ? { display } : {}), ...others, value };
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const parsed: Json = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** 400 invalidSyntax for a name that no definition contains, unless the profile ignores such names. */
export function refuseUnknown(path: string, tolerances: Tolerances): void {
  if (tolerances.ignoreUnknownAttributes) return;
  throw new ScimError("invalidSyntax", `There is no attribute "${path}".`);
}

function readScalar(
  attribute: AttributeDefinition,
  raw: Json,
  tolerances: Tolerances,
  path: string,
): Json | undefined {
  switch (attribute.type) {
    case "boolean":
      return readBoolean(raw, tolerances, path);
    case "integer":
    case "decimal":
      return readNumber(attribute.type, raw, tolerances, path);
    case "dateTime": {
      const text = readText(raw, tolerances, path);
      if (instantOf(text) === undefined)
        throw wrongType(path, "a date and time such as 2026-01-31T08:00:00Z");
      return text;
    }
    case "binary": {
      const text = readText(raw, tolerances, path);
      if (!isBase64(text)) throw wrongType(path, "binary data in base64");
      return text;
    }
    case "reference":
      return readReference(raw, tolerances, path);
    default:
      return readKeyText(attribute, requireStorable(readText(raw, tolerances, path), path), path);
  }
}

/**
 * A text that objects are found by has no white space at its edges, because it would tell two of them apart that look
 * the same. 400 invalidValue for a unique text that is not on one line.
 */
function readKeyText(attribute: AttributeDefinition, text: string, path: string): string {
  if (!hasKeys(attribute)) return text;
  const trimmed = trimKey(text);
  if (attribute.uniqueness !== "none" && !isOnOneLine(trimmed)) {
    throw new ScimError(
      "invalidValue",
      `The value of "${path}" is not text on one line: it has a line break, a tab or another character that cannot be seen.`,
    );
  }
  return trimmed;
}

function readBoolean(raw: Json, tolerances: Tolerances, path: string): boolean {
  if (typeof raw === "boolean") return raw;
  const folded = typeof raw === "string" && tolerances.coerceBooleans ? raw.toLowerCase() : undefined;
  if (folded === "true") return true;
  if (folded === "false") return false;
  throw wrongType(path, "true or false");
}

function readNumber(type: "integer" | "decimal", raw: Json, tolerances: Tolerances, path: string): number {
  const value = typeof raw === "string" && tolerances.coerceNumbers ? parseNumeral(raw) : raw;
  const isValid = type === "integer" ? Number.isSafeInteger(value) : Number.isFinite(value);
  if (typeof value === "number" && isValid) return value;
  throw wrongType(path, type === "integer" ? "a whole number" : "a number");
}

function readText(raw: Json, tolerances: Tolerances, path: string): string {
  if (typeof raw === "string") return raw;
  // Other numbers may be written differently from how they were read: 1.10, or more digits than fit.
  if (Number.isSafeInteger(raw) && tolerances.coerceNumbers) return String(raw);
  throw wrongType(path, "text");
}

function readReference(raw: Json, tolerances: Tolerances, path: string): string | undefined {
  const text = requireStorable(readText(raw, tolerances, path), path);
  if (tolerances.looseReferences) return text === "" ? undefined : text;
  // RFC 3986: a URI never contains white space, quotes or angle brackets. Relative URIs are valid (RFC 7643
  // §2.3.7).
  if (!/^[^\s"<>\\^`{|}]+$/.test(text)) throw wrongType(path, "a URI");
  return text;
}

/** True for RFC 4648 §4 or §5; padding is optional. */
function isBase64(text: string): boolean {
  return /^(?:[A-Za-z0-9+/]*|[A-Za-z0-9_-]*)={0,2}$/.test(text) && text.replace(/=+$/, "").length % 4 !== 1;
}

function wrongType(path: string, expected: string): ScimError {
  return new ScimError("invalidValue", `The value of "${path}" is not ${expected}.`);
}
