import { expect, test } from "vitest";
import { listMappingChanges } from "./mapping-changes.ts";

const direct = (target: string, source: string) => ({ target, kind: "direct", source, apply: "always" });

test("added, removed and changed attributes are listed with their sources", () => {
  const before = {
    type: "user",
    attributes: [direct("a", "x"), direct("b", "y"), { ...direct("c", "z"), matching: 1 }],
  };
  const after = {
    type: "user",
    attributes: [
      { ...direct("c", "z"), matching: 1 },
      { target: "a", kind: "expression", expression: "Join([x])", apply: "always" },
      { target: "d", kind: "constant", value: true, apply: "always" },
    ],
  };
  expect(listMappingChanges("user", before, after)).toEqual([
    { type: "user", target: "a", from: "x", to: "Join([x])" },
    { type: "user", target: "d", from: null, to: "true" },
    { type: "user", target: "b", from: "y", to: null },
  ]);
});

test("equal mappings, and values that are not mappings, have no differences", () => {
  const mapping = { type: "group", attributes: [direct("a", "x")] };
  expect(listMappingChanges("group", mapping, mapping)).toEqual([]);
  expect(listMappingChanges("group", null, "text")).toEqual([]);
});
