import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isCopied, isPasskeyAddress } from "./passkey.ts";

describe("addresses with passkeys", () => {
  test.each([
    ["https://muster.example", true],
    ["https://muster", true],
    ["http://muster.example", false],
    ["http://localhost:8080", true],
    ["http://muster.localhost", true],
    ["http://127.0.0.1:8080", false],
    ["https://10.0.0.5", false],
    ["https://[::1]:8443", false],
  ])("%s: %s", (address, expected) => {
    expect(isPasskeyAddress(new URL(address))).toBe(expected);
  });
});

describe("counts of uses", () => {
  const count = fc.integer({ min: 0, max: 2 ** 32 - 1 });

  test("a count that grows is right, and one that does not shows a copy", () => {
    fc.assert(
      fc.property(count, count, (before, now) => {
        expect(isCopied(before, now)).toBe(now <= before && before > 0);
      }),
    );
  });

  test("an authenticator that does not count is never a copy", () => {
    expect(isCopied(0, 0)).toBe(false);
  });
});
