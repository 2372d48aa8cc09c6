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
