import { expect, test } from "vitest";
import { createFilter, toDrafts, toFilters } from "./scope-draft.ts";

const VALUELESS = new Set(["IS NULL", "IS TRUE"]);

test("a form that nobody touched saves the filters as they were", () => {
  const filters = [
    {
      name: "Sales",
      clauses: [
        { attribute: "department", operator: "EQUALS", value: " Sales " },
        { attribute: "manager", operator: "IS NULL" },
      ],
    },
    { clauses: [{ attribute: "memberOf", operator: "EQUALS", value: "" }] },
  ];
  expect(toFilters(toDrafts(filters), VALUELESS)).toEqual(filters);
});

test("a value that an operator does not take is left out, and every clause has a key of its own", () => {
  const filter = createFilter();
  const [clause] = filter.clauses;
  const changed = {
    ...filter,
    clauses: [{ ...clause!, attribute: " active ", operator: "IS TRUE", value: "x" }],
  };
  expect(toFilters([changed], VALUELESS)).toEqual([
    { clauses: [{ attribute: "active", operator: "IS TRUE" }] },
  ]);
  const keys = [filter, createFilter()].flatMap(({ key, clauses }) => [
    key,
    ...clauses.map((each) => each.key),
  ]);
  expect(new Set(keys).size).toBe(4);
});
