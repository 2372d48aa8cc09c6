import { expect, test } from "vitest";
import { SecretScrubber } from "./secret-scrubber.ts";

test("of the secrets that replaced each other only the last sixteen are looked for", () => {
  const scrubber = new SecretScrubber();
  const tokens = Array.from({ length: 20 }, (_, n) => `access-token-number-${String(n).padStart(4, "0")}`);
  for (const token of tokens) scrubber.remember(token, "[redacted]");
  const known = tokens.filter((token) => scrubber.standInOf(token) !== undefined);
  expect(known).toEqual(tokens.slice(4));
});
