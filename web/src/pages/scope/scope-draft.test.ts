import { expect, test } from "vitest";
import { dropEmpty } from "../../forms/drop-empty.ts";
import { NEW_FILTER, scopeShape, toFilters, toValues } from "./scope-draft.ts";

const VALUELESS = new Set(["IS NULL", "IS TRUE"]);

test("a form without a change saves the filters as they were", () => {
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
  const values = scopeShape.parse(dropEmpty(toValues({ filters })));
  expect(toFilters(values, VALUELESS)).toEqual(filters);
});

test("a value that an operator does not take is left out, and a new filter has to be filled in", () => {
  const clause = { attribute: " active ", operator: "IS TRUE", value: "x" };
  expect(toFilters({ filters: [{ name: " ", clauses: [clause] }] }, VALUELESS)).toEqual([
    { clauses: [{ attribute: "active", operator: "IS TRUE" }] },
  ]);
  const checked = scopeShape.safeParse(dropEmpty({ filters: [NEW_FILTER] }));
  expect(checked.error?.issues.map(({ path }) => path.join("."))).toEqual(["filters.0.clauses.0.attribute"]);
});
