import fc from "fast-check";
import { expect, test } from "vitest";
import { findGroupPath } from "../../src/core/provisioning/group-path.ts";

const anyName = fc.constantFrom("a", "b", "c", "d", "e", "f");
const anyGraph: fc.Arbitrary<ReadonlyMap<string, readonly string[]>> = fc
  .array(fc.tuple(anyName, fc.array(anyName, { maxLength: 4 })), { maxLength: 6 })
  .map((entries) => new Map(entries));

test("a path leads from group to group, passes none twice, and ends at the wanted one", () => {
  fc.assert(
    fc.property(anyGraph, anyName, anyName, (groups, from, to) => {
      const path = findGroupPath(groups, from, to);
      if (path === undefined) return;
      expect(path.at(-1)).toBe(to);
      expect(new Set(path).size).toBe(path.length);
      expect([from, ...path].slice(0, -1).every((id, at) => groups.get(id)?.includes(path[at] ?? ""))).toBe(
        true,
      );
    }),
  );
});

test("a group that can be reached has a path, and rings of groups end", () => {
  const ring = new Map([
    ["user", ["a"]],
    ["a", ["b", "a"]],
    ["b", ["c", "a"]],
    ["c", ["a"]],
  ]);
  expect(findGroupPath(ring, "user", "c")).toEqual(["a", "b", "c"]);
  expect(findGroupPath(ring, "user", "elsewhere")).toBeUndefined();
  expect(findGroupPath(ring, "user", "user")).toBeUndefined();
});
