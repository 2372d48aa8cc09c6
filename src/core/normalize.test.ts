import { expect, test } from "vitest";
import { trimInvisible } from "./invisible.ts";
import { normalizeDiacritics } from "./mapping/expression/text.ts";
import { normalizeText } from "./normalize.ts";
import { foldText } from "./scim/text.ts";

const PAIRS = 65_000;

function millisecondsOf(work: () => unknown): number {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1_000;
}

test.each([
  ["combining marks", `a${"\u0301\u0323".repeat(PAIRS)}`],
  ["marks with invisible characters between them", `a${"\u0301\u200b\u0323".repeat(PAIRS)}`],
  ["halfwidth sound marks", `a${"\uff9e\u0301".repeat(PAIRS)}`],
  ["marks of several base letters", `a${"\u0301\u0323".repeat(14)}`.repeat(4_500)],
  ["marks and half of a surrogate pair", `a\ud800${"\u0301\u0323".repeat(PAIRS)}`],
])("a long run of %s is folded in time proportional to its length", (_name, text) => {
  expect(millisecondsOf(() => foldText(text))).toBeLessThan(1_500);
  expect(millisecondsOf(() => normalizeDiacritics(text))).toBeLessThan(1_500);
});

test.each([
  ["white space", `a${" ".repeat(PAIRS * 2)}b`],
  ["line breaks", `a${"\r\n".repeat(PAIRS)}b`],
  ["zero-width spaces", `a${"\u200b ".repeat(PAIRS)}b`],
])("a long run of %s within a text is trimmed in time proportional to its length", (_name, text) => {
  expect(millisecondsOf(() => expect(trimInvisible(text)).toBe(text))).toBeLessThan(1_500);
});

test("text without a long run of marks is normalized as a whole", () => {
  const text = `Zoe\u0308 ${"e\u0323\u0302".repeat(40)} \uff76\uff9e \u1100\u1161`;
  for (const form of ["NFC", "NFD", "NFKC"] as const) {
    expect(normalizeText(text, form)).toBe(text.normalize(form));
  }
});

test("two texts that begin with the same long run fold to the same beginning", () => {
  const run = `a${"\u0301".repeat(100)}`;
  expect(foldText(`${run}BC`).startsWith(foldText(run))).toBe(true);
  expect(foldText(`${run}B`)).not.toBe(foldText(`${run}C`));
});
