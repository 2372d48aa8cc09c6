/** Stands for a credential, which no record has. */
export const CREDENTIAL = "YOUR-CREDENTIAL";

/** Headers that curl makes itself, or that belong to one connection. */
const LEFT_OUT = new Set([
  "accept-encoding",
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** The text of a record in the place of a secret. */
const STAND_IN = /\bfp:[0-9a-f]{8}\b|\[redacted\]/g;

/** A request as its record has it: without secrets. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/**
 * Writes a recorded request as a command line for curl in bash. Credentials are placeholders, because the record does not
 * have them. Every value is quoted, so that no byte of it means anything to the shell.
 */
export function toCurlCommand({ method, url, headers, body }: RecordedRequest): string {
  // curl reads brackets and braces of an address as patterns otherwise.
  const parts = [`curl --globoff --request ${quoteForShell(method)} ${quoteForShell(url)}`];
  for (const [name, value] of Object.entries(headers)) {
    if (LEFT_OUT.has(name.toLowerCase())) continue;
    const shown = value.replace(STAND_IN, CREDENTIAL);
    // curl drops a header that ends with a colon, and sends one that ends with a semicolon without a value.
    parts.push(`--header ${quoteForShell(shown === "" ? `${name};` : `${name}: ${shown}`)}`);
  }
  if (body !== undefined && body !== "") parts.push(`--data-raw ${quoteForShell(body)}`);
  return parts.join(" \\\n  ");
}

/**
 * Quotes a value for bash. Control characters, which could act on a terminal when the line is pasted, are written as
 * escapes, and so are characters that change the order of a line.
 */
export function quoteForShell(text: string): string {
  if (!UNSAFE.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll("'", "\\'")
    .replace(EACH_UNSAFE, (character) => {
      const code = character.codePointAt(0) ?? 0;
      return code < 0x80 ? `\\x${hexOf(code, 2)}` : `\\u${hexOf(code, 4)}`;
    });
  return `$'${escaped}'`;
}

const hexOf = (code: number, digits: number) => code.toString(16).padStart(digits, "0");

const UNSAFE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const EACH_UNSAFE = new RegExp(UNSAFE, "gu");
