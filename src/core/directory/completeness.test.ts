import { expect, test } from "vitest";
import { computeLeaverLimit, passLeavers, type SnapshotFacts } from "./completeness.ts";

const people = (rows: number, live: number, leavers: number): SnapshotFacts => ({
  type: "user",
  rows,
  live,
  leavers,
});
const groups = (rows: number, live: number, leavers: number): SnapshotFacts => ({
  type: "group",
  rows,
  live,
  leavers,
});

test.each([
  [0, 5],
  [10, 5],
  [29, 5],
  [30, 6],
  [100, 20],
  [249, 49],
  [250, 50],
  [100_000, 50],
])("of %i live objects, %i may leave", (live, limit) => {
  expect(computeLeaverLimit(live)).toBe(limit);
});

test.each([
  ["nobody left", [people(10, 10, 0)], 0, undefined],
  ["an empty directory and an empty file", [people(0, 0, 0)], 0, undefined],
  ["an empty file", [people(0, 1, 1)], 0, "import.source-empty"],
  ["an empty file, accepted", [people(0, 3, 3)], 3, undefined],
  ["an empty file, accepted for fewer", [people(0, 4, 4)], 3, "import.source-empty"],
  ["as many as may leave", [people(80, 100, 20)], 0, undefined],
  ["one more than may leave", [people(79, 100, 21)], 0, "import.too-many-leavers"],
  ["one more, accepted", [people(79, 100, 21)], 21, undefined],
  ["one more, accepted for fewer", [people(79, 100, 21)], 20, "import.too-many-leavers"],
  ["a small company", [people(1, 6, 5)], 0, undefined],
  ["people fine, groups gone", [people(10, 10, 0), groups(0, 2, 2)], 0, "import.source-empty"],
  ["accepted counts both types", [people(4, 10, 6), groups(0, 2, 2)], 7, "import.too-many-leavers"],
  ["accepted for both types", [people(4, 10, 6), groups(0, 2, 2)], 8, undefined],
] as const)("%s", (_, snapshot, accepted, code) => {
  expect(passLeavers(snapshot, accepted).held?.code).toBe(code);
});

test.each([
  ["both fine", [people(10, 10, 1), groups(2, 3, 1)], ["user", "group"], undefined],
  ["people held", [people(0, 9, 9), groups(2, 3, 1)], ["group"], 9],
  ["groups held", [people(10, 10, 1), groups(0, 3, 3)], ["user"], 3],
  ["both held", [people(0, 9, 9), groups(0, 3, 3)], [], 12],
  ["no file of groups", [people(9, 9, 0)], ["user"], undefined],
] as const)("each type is judged by itself: %s", (_, snapshot, passed, leavers) => {
  const judged = passLeavers(snapshot, 0);
  expect([judged.passed, judged.held?.leavers]).toEqual([passed, leavers]);
});

test("a hold says how many would have passed", () => {
  expect(passLeavers([people(70, 100, 30)], 0)).toEqual({
    passed: [],
    held: {
      code: "import.too-many-leavers",
      params: { type: "user", leavers: 30, live: 100, limit: 20 },
      leavers: 30,
    },
  });
});
