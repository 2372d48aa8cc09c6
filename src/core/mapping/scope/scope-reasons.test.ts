import { expect, test } from "vitest";
import { formatVerdict } from "./scope-reasons.ts";

test("a chain names the filter that holds, or the first clauses that fail, and counts the rest", () => {
  expect(formatVerdict({ kind: "unfiltered" })).toEqual([]);
  const failed = Array.from({ length: 7 }, (_, index) => ({
    label: String(index + 1),
    clause: "title IS NULL",
  }));
  const reasons = formatVerdict({ kind: "out", failed });
  expect(reasons.map(({ code }) => code)).toEqual([
    ...Array.from({ length: 5 }, () => "scope.clause-fails"),
    "scope.filters-fail",
  ]);
  expect(reasons.at(-1)?.params).toEqual({ count: 2 });
  const long = { kind: "out", failed: [{ label: "1", clause: "x".repeat(2_000) }] } as const;
  expect(String(formatVerdict(long)[0]?.params["clause"]).length).toBeLessThan(600);
});
