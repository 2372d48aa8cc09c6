import { expect, test } from "vitest";
import { findGroupRings, type Nesting } from "./group-rings.ts";

const nestings = (text: string): readonly Nesting[] =>
  text
    .split(" ")
    .filter((each) => each !== "")
    .map((each) => {
      const [group = "", member = ""] = each.split(">");
      return { group, member, name: member.toUpperCase() };
    });

test.each([
  ["no groups in groups", "", []],
  ["a chain", "a>b b>c c>d", []],
  ["a group that is reached in two ways", "a>b a>c b>d c>d", []],
  ["a group in itself", "a>b b>b", [["B"]]],
  ["two groups in each other", "a>b b>a", [["A", "B"]]],
  ["a ring below a chain", "x>y y>a a>b b>c c>a", [["A", "B", "C"]]],
  [
    "two rings",
    "a>b b>a c>d d>e e>c",
    [
      ["A", "B"],
      ["C", "D", "E"],
    ],
  ],
  [
    "a ring above another",
    "x>y y>a a>b b>a y>x",
    [
      ["A", "B"],
      ["X", "Y"],
    ],
  ],
  ["a ring behind a dead end", "a>b a>c c>a", [["A", "C"]]],
] as const)("%s", (_, text, rings) => {
  expect(findGroupRings(nestings(text))).toEqual(rings);
});

test("a long chain of groups with a ring at its end needs no deep stack and no long time", () => {
  const chain = Array.from({ length: 50_000 }, (_, n) => ({
    group: `g${n}`,
    member: `g${n + 1}`,
    name: `G${n + 1}`,
  }));
  const closing = { group: "g50000", member: "g49999", name: "G49999" };
  expect(findGroupRings([...chain, closing])).toEqual([["G49999", "G50000"]]);
  const selves = chain.map(({ member, name }) => ({ group: member, member, name }));
  expect(findGroupRings([...chain, ...selves]).length).toBe(50_000);
});

test("the order of the file does not hide a ring", () => {
  for (const text of ["a>b b>c c>a", "c>a b>c a>b", "b>c a>b c>a"]) {
    const [ring = []] = findGroupRings(nestings(text));
    expect([...ring].sort()).toEqual(["A", "B", "C"]);
  }
});
