import { expect, test } from "vitest";
import { openClock } from "./clock.ts";
import { createEnv, createUuidV7 } from "./env.ts";
import { openScheduler } from "./scheduler.ts";

const DAY_MS = 86_400_000;

/** Lets promises that are settled already be seen. */
async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

test("time that is let pass shows in the date, in measured time and in new ids", () => {
  const clock = openClock();
  const before = { now: clock.now(), monotonic: clock.monotonic(), id: createUuidV7(clock.now)() };
  clock.advance(31 * DAY_MS);
  expect(clock.now() - before.now).toBeGreaterThanOrEqual(31 * DAY_MS);
  expect(clock.monotonic() - before.monotonic).toBeGreaterThanOrEqual(31 * DAY_MS);
  expect(createEnv(clock).newId() > before.id).toBe(true);
  expect(() => clock.advance(-1)).toThrow(RangeError);
});

test("sleeps end in the order of their ends; those that end later go on", async () => {
  const clock = openClock();
  const ended: string[] = [];
  const later = new AbortController();
  void clock.sleep(40 * DAY_MS, later.signal).then(() => ended.push("forty days"));
  void clock.sleep(30 * DAY_MS).then(() => ended.push("thirty days"));
  void clock.sleep(60_000).then(() => ended.push("a minute"));
  clock.advance(31 * DAY_MS);
  await turn();
  expect(ended).toEqual(["a minute", "thirty days"]);
  later.abort();
  await turn();
  expect(ended).toEqual(["a minute", "thirty days", "forty days"]);
});

test("a sleep longer than a timer of the machine does not end at once", async () => {
  const clock = openClock();
  const signal = AbortSignal.timeout(50);
  const start = performance.now();
  await clock.sleep(90 * DAY_MS, signal);
  expect(performance.now() - start).toBeGreaterThan(30);
});

test("scheduled work runs once after a leap, then keeps to its interval", async () => {
  const clock = openClock();
  const begun: number[] = [];
  const start = clock.now();
  const schedule = openScheduler(clock, () => {}).every(600, async () => {
    begun.push(clock.now());
  });
  expect(schedule.next()).toBeGreaterThanOrEqual(start + 600_000);
  clock.advance(31 * DAY_MS + 60_000);
  await turn();
  expect(begun).toHaveLength(1);
  const next = schedule.next() ?? 0;
  expect(next - clock.now()).toBeGreaterThan(0);
  expect(next - clock.now()).toBeLessThanOrEqual(600_000);
  clock.advance(600_000);
  await turn();
  expect(begun).toHaveLength(2);
  schedule.stop();
  expect(schedule.next()).toBeNull();
  clock.advance(600_000);
  await turn();
  expect(begun).toHaveLength(2);
});

test("scheduled work is never run beside itself, and its failure does not end the schedule", async () => {
  const clock = openClock();
  const failures: unknown[] = [];
  let running = 0;
  let begun = 0;
  let finish = () => {};
  const schedule = openScheduler(clock, (error) => failures.push(error)).every(10, async () => {
    running += 1;
    begun += 1;
    expect(running).toBe(1);
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    running -= 1;
    if (begun === 1) throw new Error("the first run fails");
  });
  for (let at = 0; at < 3; at += 1) {
    clock.advance(10_000);
    await turn();
  }
  expect(begun).toBe(1);
  finish();
  await turn();
  expect(failures).toHaveLength(1);
  clock.advance(10_000);
  await turn();
  expect(begun).toBe(2);
  finish();
  schedule.stop();
});
