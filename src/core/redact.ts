import { isObject, type Json, parseJson } from "./json.ts";

/** The text that replaces a secret. */
export const REDACTED = "[redacted]";

/** Names of members and query parameters whose values are never stored or logged. */
const SECRET_NAME =
  /(?:password|passwd|passphrase|secret|token|api[_-]?key|assertion|credentials?|private[_-]?key|authorization|signature)$/i;
/** A text that does not match this contains no secret and is not examined further. */
const SUSPECT =
  /passw|passphrase|secret|token|key|assertion|credential|authorization|signature|bearer|basic|digest|swt|muster_/i;

/** A text that does not match this has none of the names that `SECRET_NAME` matches. */
const SUSPECT_NAME = /passw|passphrase|secret|token|key|assertion|credential|authorization|signature/i;

/** True when values under this name are secrets: `password`, `client_secret`, `newPassword`, `access_token`… */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/**
 * False for the JSON text of a value that `redactJson` leaves as it is: one search is much quicker than a look at every name.
 */
export function mayNameSecret(text: string): boolean {
  return SUSPECT_NAME.test(text);
}

/**
 * A JSON value with the texts and numbers under secret names replaced, including a PATCH operation that names
 * its attribute by `path`. Objects and booleans are kept, as in `"changePassword": {"supported": false}`.
 */
export function redactJson(value: Json): Json {
  if (Array.isArray(value)) return value.map((item) => redactJson(item));
  if (!isObject(value)) return value;
  const path = value["path"];
  const hidesValue = typeof path === "string" && isSecretName(path);
  const entries = Object.entries(value).map(([name, held]): [string, Json] =>
    isSecretName(name) || (hidesValue && name === "value")
      ? [name, hideLeaves(held)]
      : [name, redactJson(held)],
  );
  return Object.fromEntries(entries);
}

function hideLeaves(value: Json): Json {
  if (typeof value === "string" || typeof value === "number") return REDACTED;
  if (Array.isArray(value)) return value.map((item) => hideLeaves(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, hideLeaves(held)]));
}

const LOOSE_MEMBER =
  /("(?:[^"\\]|\\.){0,60}(?:password|passwd|passphrase|secret|token|api[_-]?key|assertion|private[_-]?key)"\s*:\s*)("(?:[^"\\]|\\.)*"?|-?\d[\d.eE+-]*)/gi;
const FORM_FIELD =
  /((?:^|[?&;\s"'])[\w.-]*(?:password|passwd|passphrase|secret|token|api[_-]?key|assertion|signature)=)[^&\s"'#;]+/gi;
const BEARER = /\b(Bearer|Basic|Digest|SWT|Token)\s+(?=[^\s"']*\d)[A-Za-z0-9._~+/=-]{8,}/gi;
const OWN_TOKEN = /muster_[0-9A-Za-z]{20,}/g;

/**
 * A text of unknown form with probable secrets replaced: members, form fields, bearer tokens, our own tokens.
 */
export function redactText(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return redactWords(text.replace(LOOSE_MEMBER, `$1"${REDACTED}"`));
}

/** A text with form fields, bearer tokens and our own tokens replaced. */
export function redactWords(text: string): string {
  return text
    .replace(FORM_FIELD, `$1${REDACTED}`)
    .replace(BEARER, `$1 ${REDACTED}`)
    .replace(OWN_TOKEN, REDACTED);
}

/** The text of a message body, redacted as JSON when it is JSON, and as text of unknown form otherwise. */
export function redactBody(text: string): string {
  if (!SUSPECT.test(text)) return text;
  const start = text.trimStart().charAt(0);
  if (start !== "{" && start !== "[") return redactText(text);
  const parsed = parseJson(text);
  return parsed === undefined ? redactText(text) : redactWords(JSON.stringify(redactJson(parsed)));
}

/** True when an address has user-info, a query or a fragment, empty ones too, which a parsed address does not show. */
export function findAddressExtra(text: string): "credentials" | "query" | undefined {
  if (/^\s*[a-z][a-z0-9+.-]*:[/\\]*[^/\\?#]*@/i.test(text)) return "credentials";
  return /[?#]/.test(text) ? "query" : undefined;
}

/** A URL without user, password and the values of secret query parameters. */
export function redactUrl(url: string): string {
  const address = url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#@]*@/i, "$1");
  return address.includes("=") ? address.replace(FORM_FIELD, `$1${REDACTED}`) : address;
}

/**
 * An address without user-info, query and fragment, the parts in which a mistyped address may contain a
 * secret.
 */
export function stripAddress(text: string): string {
  // A password may hold any character, so everything up to the last "@" goes.
  const kept = text.replace(/^\s*((?:[a-z][a-z0-9+.-]*:(?=[/\\]))?[/\\]*).*@/is, "$1");
  return kept.replace(/[?#].*$/s, "");
}
