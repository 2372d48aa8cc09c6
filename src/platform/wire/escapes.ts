/** How often a text may have been escaped: in a URL inside of a URL inside of a page, say. */
const ESCAPES_MAX = 4;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** The end of a line that quoted-printable continues on the next one (RFC 2045 §6.7), also in a text of JSON. */
const SOFT_BREAK = /=(?:\r?\n|(?:\\r)?\\n)/g;
/** A line break between signs of base64 or hex, also in a text of JSON: mail has one after 76 signs, and PEM after 64. */
const BREAK_INSIDE =
  /(?:\r?\n(?<=[\w+/:.-]\r?\n)|(?:\\r)?\\n(?<=[\w+/:.-](?<!\\r)(?:\\r)?\\n))[ \t]*(?=[\w+/=.-])/g;

/**
 * Resolve the escapes of one kind: of JSON and of scripts for any character, of URLs, of HTML, and of mail. PHP escapes the slash in
 * JSON, and many credentials have one. A secret is looked for after each kind, because it may itself look like an escape
 * of the next: `%aa` in a credential whose letters JSON escapes.
 */
const DECODERS: readonly ((text: string) => string)[] = [
  (text) =>
    text.replaceAll(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|\/)/gi, (_, long?: string, short?: string) => {
      const code = long ?? short;
      return code === undefined ? "/" : String.fromCharCode(Number.parseInt(code, 16));
    }),
  (text) =>
    text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (codes) =>
      Buffer.from(codes.replaceAll("%", ""), "hex").toString("utf8"),
    ),
  (text) =>
    text.replaceAll(/&#x0{0,8}([0-9a-f]{1,4});/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    ),
  (text) => text.replaceAll(/&#0{0,8}(\d{1,5});/g, (_, code: string) => String.fromCharCode(Number(code))),
  (text) => text.replaceAll(/&(amp|lt|gt|quot|apos);/g, (entity, name: string) => ENTITIES[name] ?? entity),
  (text) => text.replaceAll(BREAK_INSIDE, ""),
];

/** Every kind of escape, as often as a text may have been escaped. */
export const LAYERS = Array.from({ length: ESCAPES_MAX }, () => DECODERS).flat();

/** An escape that one of them resolves. Most bodies have none: the quotes in an ETag are escaped for JSON alone. */
const ESCAPED = /\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|[/n])|%[0-9a-f]{2}|&(?:#|amp;|lt;|gt;|quot;|apos;)/i;
/** True if the text has an escape that one of the layers resolves. A look for one sign is faster than for an expression. */
export function mayBeEscaped(text: string): boolean {
  if (ESCAPED.test(text)) return true;
  return text.includes("\n") && text.search(BREAK_INSIDE) !== -1;
}

/** An escape of quoted-printable: in capitals, which the addresses of pages such as `?id=ab` rarely have. */
const QUOTED = /=(?:[0-9A-F]{2}|\r?\n|(?:\\r)?\\n)/;

/**
 * The text with the escapes of quoted-printable resolved (RFC 2045 §6.7); undefined for a text without any. They are not a layer:
 * the end of a base64 text, and many a credential, look like one.
 */
export function resolveQuoted(text: string): string | undefined {
  if (!text.includes("=") || !QUOTED.test(text)) return undefined;
  return text
    .replaceAll(SOFT_BREAK, "")
    .replaceAll(/(?:=[0-9A-F]{2})+/g, (codes) =>
      Buffer.from(codes.replaceAll("=", ""), "hex").toString("utf8"),
    );
}
