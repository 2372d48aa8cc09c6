import { expect, test } from "vitest";
import { toAccountId } from "../../../core/ids.ts";
import { AdoptionCounts } from "./adoption-counts.ts";

test("accounts that exist already are counted by what becomes of their values", () => {
  const counts = new AdoptionCounts();
  const account = toAccountId("a1");
  const title = { path: "title", from: "Clerk", to: "Chief" };
  const name = { path: "displayName", from: "A", to: "B" };
  const first = { path: "nickName", from: null, to: "Al" };
  for (const changes of [[], [], [first], [title], [title, name, first]])
    counts.add({ verb: "adopt", account, reasons: [], changes });
  counts.add({ verb: "update", account, reasons: [], changes: [title] });
  expect(counts.toNotes()).toEqual([
    { code: "plan.adopted-unchanged", params: { count: 2 } },
    { code: "plan.adopted-overwritten", params: { count: 2 } },
    { code: "plan.adopted-attribute", params: { path: "title", count: 2 } },
    { code: "plan.adopted-attribute", params: { path: "displayName", count: 1 } },
  ]);
  expect(new AdoptionCounts().toNotes()).toEqual([]);
});
