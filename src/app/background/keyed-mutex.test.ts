import { expect, test } from "vitest";
import { KeyedMutex } from "./keyed-mutex.ts";

const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

test("work on one key is done one after the other, in the order it came", async () => {
  const turns = new KeyedMutex();
  const told: string[] = [];
  const work = (name: string, ms: number) => async () => {
    told.push(`${name} begins`);
    await later(ms);
    told.push(`${name} ends`);
  };
  await Promise.all([
    turns.run(["a"], work("first", 5)),
    turns.run(["a", "b"], work("second", 1)),
    turns.run(["b"], work("third", 0)),
  ]);
  expect(told.filter((each) => !each.startsWith("third"))).toEqual([
    "first begins",
    "first ends",
    "second begins",
    "second ends",
  ]);
});

test("those who need the same keys in another order do not wait for each other forever", async () => {
  const turns = new KeyedMutex();
  const done = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      turns.run(n % 2 ? ["a", "b", "a"] : ["b", "a"], async () => {
        await later(0);
        return n;
      }),
    ),
  );
  expect(done).toHaveLength(20);
});

test("who fails makes way for the next", async () => {
  const turns = new KeyedMutex();
  const failed = turns.run(["a"], () => Promise.reject(new Error("no")));
  const next = turns.run(["a"], async () => "yes");
  await expect(failed).rejects.toThrow("no");
  expect(await next).toBe("yes");
});
