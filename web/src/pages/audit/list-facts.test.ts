import { expect, test } from "vitest";
import { listFacts } from "./list-facts.ts";

test("former and new values stand beside each other, however an entry holds them", () => {
  const detail = {
    name: "Example",
    before: { parkAfter: 3 },
    after: { parkAfter: 5, users: "all" },
    scope: { before: null, after: { filters: [] } },
    url: { from: "https://a.example", to: "https://b.example" },
    schedule: { state: "on" },
  };
  expect(listFacts(detail)).toEqual([
    { kind: "value", name: "name", value: "Example" },
    { kind: "change", name: "parkAfter", from: 3, to: 5 },
    { kind: "change", name: "users", from: null, to: "all" },
    { kind: "change", name: "scope", from: null, to: { filters: [] } },
    { kind: "change", name: "url", from: "https://a.example", to: "https://b.example" },
    { kind: "value", name: "schedule", value: { state: "on" } },
  ]);
});

test("a former value alone is a value, and nothing is lost", () => {
  const detail = { softDeleteDays: 30, before: 0 };
  expect(listFacts(detail)).toEqual([
    { kind: "value", name: "softDeleteDays", value: 30 },
    { kind: "value", name: "before", value: 0 },
  ]);
  expect(listFacts({ after: { a: 1 } })).toHaveLength(1);
});
