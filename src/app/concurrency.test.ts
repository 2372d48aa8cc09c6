import { expect, test } from "vitest";
import { runConcurrently } from "./concurrency.ts";

test("items that cannot be read on are a failure once everything that had started has ended", async () => {
  async function* breakOff() {
    yield 1;
    yield 2;
    throw new Error("no more items");
  }
  const ended: number[] = [];
  const run = runConcurrently(breakOff(), 4, async (item) => {
    await new Promise((resolve) => setTimeout(resolve, 10));
    ended.push(item);
  });
  await expect(run).rejects.toThrow("no more items");
  expect(ended).toEqual([1, 2]);
});
