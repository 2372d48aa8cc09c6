import { expect, test } from "vitest";
import type { Step } from "../writes.ts";
import { createDecoder, createEncoder, type Ticketed } from "./change-sets.ts";

function step(sql: string, parameters: Step["parameters"], more: Partial<Step> = {}): Step {
  return { kind: "change", sql, parameters, rows: 1, reason: "exists", ...more };
}

test("what is written is read back, batch after batch", () => {
  const [encode, decode] = [createEncoder(), createDecoder()];
  const batches: readonly (readonly Ticketed[])[] = [
    [
      { ticket: 1, steps: [step("a", ["x", 1, null]), step("b", [])] },
      { ticket: 2, steps: [step("a", ['quotes " and \u0000, half a pair \ud800', 2 ** 53 - 1, -0.5])] },
    ],
    [{ ticket: 3, steps: [step("b", [1], { rows: "any" }), step("c", []), step("b", [2])] }],
    [],
    [{ ticket: 4, steps: [step("b", [3], { kind: "find", reason: "stale", rows: 0 }), step("b", [4])] }],
  ];
  for (const batch of batches) expect(decode(encode(batch))).toEqual(batch);
});

test("a text is sent once", () => {
  const encode = createEncoder();
  const steps = [step("insert into wherever", ["x"])];
  expect(encode([{ ticket: 1, steps }])).toContain("wherever");
  expect(encode([{ ticket: 2, steps }])).not.toContain("wherever");
});
