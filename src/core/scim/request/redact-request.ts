import { isObject, type Json, type JsonObject } from "../../json.ts";
import { REDACTED, redactWords } from "../../redact.ts";
import { hasRepeatedNames } from "../../repeated-names.ts";
import { schemasOf } from "../resolve.ts";
import type { AttributeDefinition, ResourceType } from "../schema.ts";

/** The names of attributes in lower case: those with secret values, and all names that the schemas define. */
export type Sensitivity = {
  /** Attributes that schemas declare write-only or never returned. */
  readonly secret: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
};

/** A text without secrets, and the names whose values were removed from it. */
export type Redaction = { readonly text: string; readonly names: readonly string[] };

const PROTOCOL_NAMES = ["schemas", "operations", "op", "path", "value", "id", "externalid", "meta", "filter"];

/** The sensitivity of names according to the schemas of an organization. */
export function sensitivityOf(types: readonly ResourceType[]): Sensitivity {
  const secret = new Set<string>();
  const known = new Set(PROTOCOL_NAMES);
  const visit = (attribute: AttributeDefinition): void => {
    known.add(attribute.name.toLowerCase());
    if (attribute.mutability === "writeOnly" || attribute.returned === "never") {
      secret.add(attribute.name.toLowerCase());
    }
    attribute.subAttributes?.forEach(visit);
  };
  for (const schema of types.flatMap(schemasOf)) {
    known.add(schema.id.toLowerCase());
    schema.attributes.forEach(visit);
  }
  return { secret, known };
}

/** Deliberately broad, because a refused request may contain any name. */
const SECRET_LIKE =
  /passw|pwd|passphrase|secret|token|api[_-]?key|assertion|credential|private[_-]?key|authorization|signature/i;
const WORD = /[\p{L}\p{N}_$-]+/gu;
const NAME = /^[\p{L}\p{N}_.:$-]+$/u;
const QUOTED = /"(?:[^"\\]|\\.)*"?/g;
// The lengths are bounded, so that the time for a long word grows only linearly.
const COMPARISON =
  /([\p{L}\p{N}_.:$-]{1,200})(\]?\s{0,20}\b(?:eq|ne|co|sw|ew|gt|ge|lt|le)\b\s{0,20})("(?:[^"\\]|\\.)*"?|[^\s()[\]"]+)/giu;
/**
 * Limits for JSON in a text within JSON in a text, and for members within members. Deeper values are not
 * kept.
 */
const NESTING_MAX = 5;
const LEVELS_MAX = 100;

/** True when the text contains the name of a secret, as a word or as part of one. */
function mentionsSecret(text: string, { secret }: Sensitivity): boolean {
  if (SECRET_LIKE.test(text)) return true;
  return secret.size > 0 && (text.match(WORD) ?? []).some((word) => secret.has(word.toLowerCase()));
}

/**
 * The body of a refused request without values that must not be stored: values under the name of a secret, in
 * any place (members, PATCH operations, JSON in a text, filters). Of a text that was cut off, or that is not
 * JSON and mentions a secret, only its structure and known names are kept.
 */
export function redactRequestBody(text: string, sensitivity: Sensitivity, isCut = false): Redaction {
  // NUL would hide a name from every pattern, and no database stores it.
  return redactDocument(text.replaceAll("\0", ""), { sensitivity, names: new Set() }, isCut, 0);
}

type Work = { readonly sensitivity: Sensitivity; readonly names: Set<string> };

/** The depth of a value: in texts that are JSON, and in members and lists. */
type Depth = { readonly texts: number; readonly levels: number };

function redactDocument(text: string, work: Work, isCut: boolean, texts: number): Redaction {
  const parsed = isCut ? undefined : parse(text);
  if (parsed !== undefined) {
    return { text: JSON.stringify(redactValue(parsed, work, { texts, levels: 0 })), names: [...work.names] };
  }
  if (!isCut && !text.includes("\\u") && !mentionsSecret(text, work.sensitivity)) {
    return { text: redactWords(text), names: [...work.names] };
  }
  work.names.add("*");
  return { text: structureOf(text, work.sensitivity), names: [...work.names] };
}

function parse(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    // Serializing it would lose repeated names, which may be the reason for the refusal.
    return hasRepeatedNames(text, value) ? undefined : value;
  } catch {
    return undefined;
  }
}

function redactValue(value: Json, work: Work, { texts, levels }: Depth): Json {
  if (typeof value === "string") return redactLeaf(value, work, texts);
  if (levels >= LEVELS_MAX && typeof value === "object" && value !== null) return REDACTED;
  const below = { texts, levels: levels + 1 };
  if (Array.isArray(value)) return value.map((item: Json) => redactValue(item, work, below));
  return isObject(value) ? redactMembers(value, work, below) : value;
}

function redactMembers(object: JsonObject, work: Work, depth: Depth): JsonObject {
  const subject = subjectOf(object, work.sensitivity);
  const entries = Object.entries(object).map(([name, held]): [string, Json] => {
    if (name.toLowerCase() === "path" && typeof held === "string") return [name, redactTarget(held, work)];
    const isHidden = subject !== undefined && name.toLowerCase() === "value";
    if (!isHidden && !mentionsSecret(name, work.sensitivity)) {
      return [redactLeaf(name, work, depth.texts), redactValue(held, work, depth)];
    }
    const shown = name.replace(QUOTED, `"${REDACTED}"`);
    if (isHarmless(held)) return [shown, held];
    work.names.add(isHidden ? (subject ?? shown) : shown);
    return [shown, REDACTED];
  });
  return Object.fromEntries(entries);
}

/** The path of an operation. A path that concerns a secret keeps its names and loses its filter. */
function redactTarget(path: string, { sensitivity, names }: Work): string {
  if (NAME.test(path) || !mentionsSecret(path, sensitivity)) return redactWords(path);
  const bracket = path.indexOf("[");
  const name = bracket < 0 ? "" : path.slice(0, bracket);
  names.add(NAME.test(name) ? name : "path");
  return NAME.test(name) ? `${name}[${REDACTED}]` : REDACTED;
}

/**
 * The text that identifies `value` in the same object as a secret: the path of an operation, a type, a name.
 */
function subjectOf(object: JsonObject, sensitivity: Sensitivity): string | undefined {
  for (const [name, held] of Object.entries(object)) {
    if (typeof held !== "string" || name.toLowerCase() === "value") continue;
    const isName = name.toLowerCase() === "path" || NAME.test(held);
    if (isName && mentionsSecret(held, sensitivity)) return held.replace(QUOTED, `"${REDACTED}"`);
  }
  return undefined;
}

/** True for a value that shows at most whether a secret exists. */
function isHarmless(value: Json): boolean {
  return value === null || value === "" || typeof value === "boolean" || value === REDACTED;
}

function redactLeaf(text: string, work: Work, texts: number): string {
  if (/^\s*[[{]/.test(text)) {
    return texts >= NESTING_MAX ? REDACTED : redactDocument(text, work, false, texts + 1).text;
  }
  return redactFilter(redactWords(text), work);
}

function redactFilter(text: string, work: Work): string {
  return text.replace(COMPARISON, (whole, name: string, operator: string) => {
    if (!mentionsSecret(name, work.sensitivity)) return whole;
    work.names.add(name);
    return `${name}${operator}"${REDACTED}"`;
  });
}

/** Brackets, colons, commas and the known names of members; each other word or text becomes one ellipsis. */
function structureOf(text: string, { known }: Sensitivity): string {
  return text.replace(/"(?:[^"\\]|\\.)*"?|[^\s{}[\],:"]+/g, (token: string, at: number) => {
    const isMember = /^\s*:/.test(text.slice(at + token.length, at + token.length + 20));
    const isKnown = token.endsWith('"') && known.has(token.slice(1, -1).toLowerCase());
    return isMember && isKnown ? token : "…";
  });
}

/**
 * The path and query of a refused request. Of a parameter that mentions a secret only the name is kept,
 * except for parameters that are lists of names.
 */
export function redactRequestPath(path: string, sensitivity: Sensitivity): Redaction {
  const mark = path.indexOf("?");
  if (mark < 0) return { text: redactWords(path), names: [] };
  const names: string[] = [];
  const parameters = path
    .slice(mark + 1)
    .split("&")
    .map((parameter) => {
      const [name = "", ...rest] = parameter.split("=");
      const isListOfNames =
        /^(excluded)?attributes$/i.test(name) && NAME.test(rest.join("=").replaceAll(",", "."));
      if (isListOfNames || !mentionsSecret(decoded(parameter), sensitivity)) return parameter;
      names.push(name);
      return `${name}=${REDACTED}`;
    });
  return { text: redactWords(`${path.slice(0, mark)}?${parameters.join("&")}`), names };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return "secret";
  }
}

/**
 * The detail of the answer, which may quote the request. If the request had a secret, only known names stay
 * quoted.
 */
export function redactDetail(detail: string, sensitivity: Sensitivity, hadSecret: boolean): string {
  const text = redactWords(detail);
  if (!hadSecret) return text;
  return text.replace(/"[^"]*"?/g, (quoted) =>
    sensitivity.known.has(quoted.slice(1, -1).toLowerCase()) ? quoted : `"${REDACTED}"`,
  );
}
