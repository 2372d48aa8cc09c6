import { expect, test } from "vitest";
import { hashToken, newToken } from "./token.ts";

test("a new token has its form, and the hash by which it is found again", () => {
  const { token, hash } = newToken();
  expect(token).toMatch(/^muster_[0-9A-Za-z]{49}$/);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(hashToken(token)).toBe(hash);
  expect(hash).not.toContain(token.slice(7, 20));
});

test("tokens differ", () => {
  expect(new Set(Array.from({ length: 500 }, () => newToken().token)).size).toBe(500);
});

test("a mistyped character is noticed wherever it is", () => {
  const { token } = newToken();
  for (let place = "muster_".length; place < token.length; place += 1) {
    const other = token[place] === "a" ? "b" : "a";
    expect(hashToken(token.slice(0, place) + other + token.slice(place + 1))).toBeUndefined();
  }
});

test.each(["", "muster_", "Bearer x", `muster_${"0".repeat(50)}`, `Muster_${"0".repeat(49)}`])(
  "%j is no token",
  (text) => {
    expect(hashToken(text)).toBeUndefined();
  },
);
