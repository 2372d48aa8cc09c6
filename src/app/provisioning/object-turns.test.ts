import { expect, test } from "vitest";
import { type ObjectId, trustId } from "../../core/ids.ts";
import { ObjectTurns } from "./object-turns.ts";

const ada = trustId<ObjectId>("ada");
const ben = trustId<ObjectId>("ben");

test("one work on an object follows the other, also after one that failed, and other objects do not wait", async () => {
  const turns = new ObjectTurns();
  const order: string[] = [];
  let end = () => {};
  const first = turns.take(ada, async () => {
    order.push("first");
    await new Promise<void>((resolve) => {
      end = resolve;
    });
    throw new Error("refused");
  });
  const second = turns.take(ada, async () => order.push("second"));
  const third = turns.take(ada, async () => order.push("third"));
  await turns.take(ben, async () => order.push("ben"));
  expect([turns.isInHand(ada), turns.isInHand(ben)]).toEqual([true, false]);
  end();
  await expect(first).rejects.toThrow("refused");
  await Promise.all([second, third]);
  expect(order).toEqual(["first", "ben", "second", "third"]);
  expect(turns.isInHand(ada)).toBe(false);
});

test("objects that the directory changed are known to the cycle that runs", () => {
  const turns = new ObjectTurns();
  turns.noteChanged([ada]);
  expect([turns.isChanged(ada), turns.isChanged(ben)]).toEqual([true, false]);
});
