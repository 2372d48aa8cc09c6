import { inspect } from "node:util";
import { expect, test } from "vitest";
import { type OrgId, trustId } from "../core/ids.ts";
import { openSecrets } from "./secrets.ts";

const masterKey = new Uint8Array(32).fill(1);
const secrets = openSecrets({ masterKey, keyId: "k1" });
const org = trustId<OrgId>("0190aaaa-0000-7000-8000-000000000001");
const otherOrg = trustId<OrgId>("0190aaaa-0000-7000-8000-000000000002");
const TEXT = "pässword-1234";

test("what was sealed opens again, under another text each time", () => {
  const sealed = secrets.seal(org, "app", TEXT);
  expect(sealed.keyId).toBe("k1");
  expect(sealed.sealed).not.toContain(TEXT);
  expect(secrets.seal(org, "app", TEXT).sealed).not.toBe(sealed.sealed);
  expect(secrets.open(org, "app", sealed).reveal()).toBe(TEXT);
  expect(secrets.open(org, "empty", secrets.seal(org, "empty", "")).reveal()).toBe("");
});

test("a sealed text opens nowhere else", () => {
  const sealed = secrets.seal(org, "app", TEXT);
  expect(() => secrets.open(otherOrg, "app", sealed)).toThrow();
  expect(() => secrets.open(org, "other", sealed)).toThrow();
  expect(() => secrets.open(org, "app", { ...sealed, keyId: "k2" })).toThrow(/k2/);
  expect(() => secrets.open(org, "app", { ...sealed, sealed: "AAAA" })).toThrow(/short/);
  expect(() => secrets.open(org, "app", { ...sealed, sealed: `${sealed.sealed}=` })).toThrow(/changed/);
  const otherKey = openSecrets({ masterKey: new Uint8Array(32).fill(2), keyId: "k1" });
  expect(() => otherKey.open(org, "app", sealed)).toThrow();
  const bytes = Buffer.from(sealed.sealed, "base64url");
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  expect(() => secrets.open(org, "app", { ...sealed, sealed: bytes.toString("base64url") })).toThrow();
});

test("a secret prints nowhere", () => {
  const secret = secrets.wrap(TEXT);
  const printed = [
    String(secret),
    `${secret}`,
    JSON.stringify({ secret }),
    inspect(secret),
    inspect({ deep: { secret } }, { showHidden: true }),
    JSON.stringify(Object.entries(secret)),
  ];
  for (const text of printed) expect(text).not.toContain(TEXT);
  expect(JSON.stringify({ secret })).toBe('{"secret":"[redacted]"}');
});

test("fingerprints tell secrets apart, and depend on the key", () => {
  expect(secrets.wrap("a").fingerprint).toBe(secrets.wrap("a").fingerprint);
  expect(secrets.wrap("a").fingerprint).not.toBe(secrets.wrap("b").fingerprint);
  const otherKey = openSecrets({ masterKey: new Uint8Array(32).fill(2), keyId: "k2" });
  expect(otherKey.wrap("a").fingerprint).not.toBe(secrets.wrap("a").fingerprint);
});

test("certifies a text, and says of another key's signature that it cannot check it", () => {
  const signed = secrets.certify("a");
  expect(secrets.isCertified("a", signed)).toBe(true);
  expect(secrets.isCertified("b", signed)).toBe(false);
  for (const signature of ["", "ab", "zz", `${signed.signature}00`])
    expect(secrets.isCertified("a", { ...signed, signature })).toBe(false);
  const sameName = openSecrets({ masterKey: new Uint8Array(32).fill(2), keyId: "k1" });
  expect(sameName.isCertified("a", signed)).toBe(false);
  const otherKey = openSecrets({ masterKey: new Uint8Array(32).fill(2), keyId: "k2" });
  expect(otherKey.isCertified("a", signed)).toBeUndefined();
});

test("a key of another length is refused", () => {
  expect(() => openSecrets({ masterKey: new Uint8Array(16), keyId: "k" })).toThrow(TypeError);
});

test("signs as Standard Webhooks does", () => {
  // The example of its own test suite.
  const key = secrets.wrap("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  const text = 'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}';
  expect(secrets.sign(key, text)).toBe("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
});

test("keys to sign with are random, long enough, and written as Standard Webhooks writes them", () => {
  const keys = [secrets.newSigningSecret(), secrets.newSigningSecret()];
  for (const key of keys) expect(Buffer.from(key.replace(/^whsec_/, ""), "base64")).toHaveLength(32);
  expect(keys[0]).toMatch(/^whsec_/);
  expect(keys[0]).not.toBe(keys[1]);
});
