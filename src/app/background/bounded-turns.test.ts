import { expect, test } from "vitest";
import { BoundedTurns } from "./bounded-turns.ts";

test("callers beyond the bound of a key are turned away at once, and their work does not run", async () => {
  const turns = new BoundedTurns(2);
  const ran: string[] = [];
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const work = (name: string) => async () => {
    ran.push(name);
    await gate;
    return name;
  };
  const first = turns.tryRun(["a", "shared"], work("first"));
  const second = turns.tryRun(["b", "shared"], work("second"));
  expect(await turns.tryRun(["c", "shared"], work("third"))).toBeUndefined();
  expect(ran).not.toContain("third");
  const other = turns.tryRun(["c"], work("other key"));
  const end = turns.run(["shared"], work("end"));
  open();
  expect(await Promise.all([first, second, other])).toEqual([
    { result: "first" },
    { result: "second" },
    { result: "other key" },
  ]);
  expect(await end).toBe("end");
  expect(await turns.tryRun(["c", "shared"], work("later"))).toEqual({ result: "later" });
});

test("work that fails gives its place back", async () => {
  const turns = new BoundedTurns(1);
  await expect(turns.tryRun(["a"], () => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
  expect(await turns.tryRun(["a"], async () => 1)).toEqual({ result: 1 });
});
