import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../../core/json.ts";
import { SecretScrubber } from "./secret-scrubber.ts";

test("of the secrets that replaced each other only the last sixteen are looked for", () => {
  const scrubber = new SecretScrubber();
  const tokens = Array.from({ length: 20 }, (_, n) => `access-token-number-${String(n).padStart(4, "0")}`);
  for (const token of tokens) scrubber.remember(token, "[redacted]");
  const known = tokens.filter((token) => scrubber.standInOf(token) !== undefined);
  expect(known).toEqual(tokens.slice(4));
});

test.each<[string, (secret: string) => string]>([
  ["in capitals", (secret) => secret.toUpperCase()],
  ["in small letters", (secret) => secret.toLowerCase()],
  ["in base64 in capitals", (secret) => Buffer.from(secret).toString("base64").toUpperCase()],
  ["in a URL in small letters", (secret) => encodeURIComponent(secret).toLowerCase()],
  ["cut off and in capitals", (secret) => secret.slice(0, 20).toUpperCase()],
  ["with its beginning cut off, in small letters", (secret) => secret.slice(-20).toLowerCase()],
])("a secret is found %s", (_, change) => {
  const secret = "JBSWY3DPehpk3PXP=a1B2c3D4/e5F6";
  const scrubber = new SecretScrubber();
  scrubber.remember(secret, "[redacted]");
  for (const thoroughness of ["evidence", "data"] as const) {
    const scrubbed = scrubber.scrub(`Ünknown İstanbul key: ${change(secret)}, sorry`, thoroughness);
    expect(scrubbed).toBe("Ünknown İstanbul key: [redacted], sorry");
  }
});

const asPhp = (value: Json) => JSON.stringify(value).replaceAll("/", "\\/");

test.each<[string, (secret: string) => string]>([
  [
    "with slashes escaped, in JSON that was cut off",
    (secret) => asPhp({ detail: secret, more: 1 }).slice(0, -3),
  ],
  ["with slashes escaped, in a page", (secret) => `<pre>${asPhp({ detail: secret })}</pre>`],
  ["with slashes escaped, in JSON in JSON", (secret) => asPhp({ detail: asPhp({ detail: secret }) })],
  ["in base64 with slashes escaped", (secret) => asPhp([btoa(`???${secret}`)]).slice(0, -1)],
  ["with the escapes of a script", (secret) => secret.replaceAll("/", "\\x2f")],
  ["with long escapes of HTML", (secret) => secret.replaceAll("/", "&#x00002f;").replaceAll("=", "&#00061;")],
])("nothing of a secret stays %s", (_, write) => {
  const secret = "abc/def/ghi+klm/nopqrstu/vwxyz0123==";
  const scrubber = new SecretScrubber();
  scrubber.remember(secret, "[redacted]");
  for (const thoroughness of ["evidence", "data"] as const) {
    const clean = scrubber.scrubBody(write(secret), thoroughness);
    expect(clean).toContain("[redacted]");
    expect(clean).not.toMatch(/klm|Z2hpK2tsb|vwxyz/);
  }
});

/** Breaks lines as mail does, with as many signs before the first break as are given. */
const wrap = (text: string, first: number, between: string) =>
  [text.slice(0, first), ...(text.slice(first).match(/.{1,76}/g) ?? [])].join(between);
const quote = (text: string) =>
  [...Buffer.from(text)]
    .map((byte) =>
      byte > 126 || byte < 33 || byte === 61
        ? `=${byte.toString(16).toUpperCase().padStart(2, "0")}`
        : String.fromCharCode(byte),
    )
    .join("");

const ENCODINGS: readonly (readonly [string, (text: string) => string, breaks: readonly string[]])[] = [
  ["base64", (text) => Buffer.from(text).toString("base64"), ["\r\n", "\n", "\n  "]],
  ["base64url", (text) => Buffer.from(text).toString("base64url"), ["\r\n", "\n"]],
  ["hex", (text) => Buffer.from(text).toString("hex"), ["\n"]],
  ["hex with colons", (text) => Buffer.from(text).toString("hex").match(/../g)?.join(":") ?? "", ["\n"]],
  ["quoted-printable", quote, ["=\r\n", "=\n"]],
];

test.each(ENCODINGS)("nothing of a secret stays in %s with line breaks", (_name, encode, breaks) => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 20, maxLength: 60, unit: fc.constantFrom(..."abcXYZ0189+/=-_.~é%") }),
      fc.string({ maxLength: 90, unit: fc.constantFrom(..."abc 019") }),
      fc.nat({ max: 75 }),
      fc.constantFrom(...breaks),
      fc.constantFrom<"evidence" | "data">("evidence", "data"),
      (secret, before, first, between, thoroughness) => {
        const scrubber = new SecretScrubber();
        scrubber.remember(secret, "[redacted]");
        // Hex with colons is broken between two bytes.
        const at = between === "\n" && encode(secret).includes(":") ? first - (first % 3) : first;
        const echo = wrap(encode(`${before}${secret}`), Math.max(at, 1), between);
        for (const body of [
          echo,
          JSON.stringify({ detail: echo }),
          JSON.stringify({ detail: echo }).slice(0, -1),
        ]) {
          expect(scrubber.scrubBody(body, thoroughness)).toContain("[redacted]");
        }
      },
    ),
  );
});

test("a text of several lines without a secret keeps its lines", () => {
  const scrubber = new SecretScrubber();
  scrubber.remember("JBSWY3DPehpk3PXP=a1B2c3D4", "[redacted]");
  const text = "first line\nsecond=\nthird=3D line\n  fourth";
  for (const body of [text, JSON.stringify({ detail: text }), JSON.stringify({ detail: text }, null, 2)]) {
    expect(scrubber.scrubBody(body, "evidence")).toBe(body);
  }
});

test("a text without a secret stays as it is, capitals included", () => {
  const scrubber = new SecretScrubber();
  scrubber.remember("JBSWY3DPehpk3PXP=a1B2c3D4", "[redacted]");
  const body = '{"displayName":"ÀÉÎ İSTANBUL JBSWY3","note":"%4A%42"}';
  expect(scrubber.scrubBody(body, "evidence")).toBe(body);
});

test("a body that was clean is searched again for a secret that came into use since", () => {
  const scrubber = new SecretScrubber();
  scrubber.remember("JBSWY3DPehpk3PXP=a1B2c3D4", "[redacted]");
  const body = '{"note":"a\\tsecond-Secret-0123456789"}';
  for (const thoroughness of ["evidence", "data"] as const) {
    expect(scrubber.scrubBody(body, thoroughness)).toBe(body);
  }
  scrubber.remember("second-Secret-0123456789", "[redacted]");
  for (const thoroughness of ["data", "evidence"] as const) {
    expect(scrubber.scrubBody(body, thoroughness)).toBe('{"note":"a\\t[redacted]"}');
  }
});

test("data keeps an ordinary word that is a short secret, also after a body that was clean as evidence", () => {
  const scrubber = new SecretScrubber();
  scrubber.remember("summer", "[redacted]");
  const clean = '{"title":"winter"}';
  const word = '{"title":"summer"}';
  expect(scrubber.scrubBody(clean, "evidence")).toBe(clean);
  expect(scrubber.scrubBody(word, "data")).toBe(word);
  expect(scrubber.scrubBody(word, "evidence")).toBe('{"title":"[redacted]"}');
});

test("a text that is shorter than every secret in use is left alone, and a short secret is found in one", () => {
  const scrubber = new SecretScrubber();
  scrubber.remember("JBSWY3DPehpk3PXP=a1B2c3D4", "[redacted]");
  expect(scrubber.scrub("JBSWY3D", "evidence")).toBe("JBSWY3D");
  expect(scrubber.scrub("JBSWY3DP", "evidence")).toBe("[redacted]");
  scrubber.remember("pin", "[redacted]");
  expect(scrubber.scrub("PIN", "evidence")).toBe("[redacted]");
});

test("a long text in capitals is searched in linear time", () => {
  const scrubber = new SecretScrubber();
  for (let n = 0; n < 16; n += 1)
    scrubber.remember(`Secret-Number-${n}-aBcDeFgHiJkLmNoPqRsTuVw`, "[redacted]");
  const text = "ABCDEFGHIJ klmnopqrst ".repeat(200_000);
  const begun = performance.now();
  expect(scrubber.scrub(text, "evidence")).toBe(text);
  expect(performance.now() - begun).toBeLessThan(5_000);
});
