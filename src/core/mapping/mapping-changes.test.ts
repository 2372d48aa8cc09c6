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
    {
      type: "user",
      target: "a",
      from: "x",
      to: "Join([x])",
      before: direct("a", "x"),
      after: after.attributes[1],
    },
    { type: "user", target: "d", from: null, to: "true", before: null, after: after.attributes[2] },
    { type: "user", target: "b", from: "y", to: null, before: direct("b", "y"), after: null },
  ]);
});

test("an attribute of which only an option changes is listed with its whole entries", () => {
  const before = { type: "user", attributes: [direct("a", "x")] };
  const changed = { ...direct("a", "x"), apply: "on-create", matching: 2, defaultIfNull: "none" };
  const after = { type: "user", attributes: [changed], actions: { create: false } };
  expect(listMappingChanges("user", before, after)).toEqual([
    { type: "user", target: "a", from: "x", to: "x", before: direct("a", "x"), after: changed },
    { type: "user", target: "actions.create", from: "on", to: "off", before: true, after: false },
  ]);
});

test("equal mappings, and values that are not mappings, have no differences", () => {
  const mapping = { type: "group", attributes: [direct("a", "x")] };
  expect(listMappingChanges("group", mapping, mapping)).toEqual([]);
  expect(listMappingChanges("group", null, "text")).toEqual([]);
});
