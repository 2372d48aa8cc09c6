import { expect, test } from "vitest";
import { findNearestOf } from "./nearest-name.ts";

const KNOWN = ["name", "mappings", "assignments", "settings"];

test.each([
  ["asignments", "assignments"],
  ["Mapping", "mappings"],
  ["seting", "settings"],
  ["colour", undefined],
  ["sttngs", "settings"],
  ["mode", undefined],
  ["n", undefined],
  ["", undefined],
])("the name nearest to %j is %j", (name, nearest) => {
  expect(findNearestOf(name, KNOWN)).toBe(nearest);
});
