import { expect, test } from "vitest";
import { dealOf } from "./deal.ts";

test("deals by weight, every kind first once, and finds each number again", () => {
  const deal = dealOf([
    ["a", 3],
    ["b", 1],
    ["c", 2],
  ]);
  const round = Array.from({ length: 12 }, (_, number) => deal.of(number));
  expect(round.map(({ kind }) => kind).join("")).toBe("abcacaabcaca");
  for (const [number, { kind, ordinal }] of round.entries())
    expect(deal.numberOf(kind, ordinal)).toBe(number);
  expect(round.filter(({ kind }) => kind === "a").map(({ ordinal }) => ordinal)).toEqual([0, 1, 2, 3, 4, 5]);
});
