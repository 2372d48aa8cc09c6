import { expect, test } from "vitest";
import {
  type AdaptiveLimiter,
  type AdaptiveLimiterOptions,
  openAdaptiveLimiter,
  type Ticket,
} from "./adaptive-limiter.ts";

/** A clock that moves when told, and wakes sleepers whose time has come. */
function simulatedTime() {
  let now = 1_000;
  let sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  return {
    monotonic: () => now,
    sleep: (ms: number) =>
      new Promise<void>((wake) => {
        sleepers.push({ until: now + ms, wake });
      }),
    async pass(ms: number): Promise<void> {
      now += ms;
      const due = sleepers.filter(({ until }) => until <= now);
      sleepers = sleepers.filter(({ until }) => until > now);
      for (const { wake } of due) wake();
      await settle();
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

function setUp(options: AdaptiveLimiterOptions = { inFlightMax: 16 }) {
  const time = simulatedTime();
  const gate = openAdaptiveLimiter(time, options);
  const admitted: Ticket[] = [];
  const never = new AbortController().signal;
  function ask(count: number, signal: AbortSignal = never): void {
    for (let n = 0; n < count; n += 1) {
      void gate.enter(signal).then((ticket) => {
        if (ticket !== undefined) admitted.push(ticket);
      });
    }
  }
  return { time, gate, admitted, ask };
}

async function answerAll(gate: AdaptiveLimiter, tickets: Ticket[]): Promise<void> {
  for (const ticket of tickets.splice(0)) gate.leave(ticket, "good");
  await settle();
}

test("starts with eight in flight, and grows by one after a limit's worth of good answers", async () => {
  const { gate, admitted, ask } = setUp();
  ask(100);
  await settle();
  expect(admitted).toHaveLength(8);
  await answerAll(gate, admitted);
  expect(gate.limit).toBe(9);
  expect(admitted).toHaveLength(9);
});

test("grows no further than its maximum", async () => {
  const { gate, admitted, ask } = setUp({ inFlightMax: 3 });
  for (let round = 0; round < 10; round += 1) {
    ask(5);
    await settle();
    await answerAll(gate, admitted);
    await answerAll(gate, admitted);
  }
  expect(gate.limit).toBe(3);
});

test("a burst of refusals halves once; refusals under the new limit halve again, down to one", async () => {
  const { gate, admitted, ask } = setUp();
  ask(8);
  await settle();
  for (const ticket of admitted.splice(0)) gate.leave(ticket, "pushed-back");
  expect(gate.limit).toBe(4);
  for (const expected of [2, 1, 1]) {
    ask(1);
    await settle();
    gate.leave(admitted.splice(0)[0]!, "pushed-back");
    expect(gate.limit).toBe(expected);
  }
});

test("slowing down and the refusal it belongs to halve once", async () => {
  const { gate, admitted, ask } = setUp();
  ask(2);
  await settle();
  gate.slowDown(100);
  gate.slowDown(100);
  for (const ticket of admitted.splice(0)) gate.leave(ticket, "pushed-back");
  expect(gate.limit).toBe(4);
});

test("nothing begins before the rest that the target asked for is over", async () => {
  const { time, gate, admitted, ask } = setUp();
  gate.slowDown(2_000);
  ask(2);
  await time.pass(1_999);
  expect(admitted).toHaveLength(0);
  gate.slowDown(500);
  await time.pass(1);
  expect(admitted).toHaveLength(0);
  await time.pass(499);
  expect(admitted).toHaveLength(2);
});

test("calls begin no more often than the rate allows", async () => {
  const { time, admitted, ask } = setUp({
    inFlightMax: 16,
    rates: [{ calls: "all", requests: 10, perSeconds: 1 }],
  });
  ask(5);
  await settle();
  expect(admitted).toHaveLength(1);
  await time.pass(100);
  await time.pass(100);
  expect(admitted).toHaveLength(3);
});

test("a caller that gives up leaves the queue, and the others keep their order", async () => {
  const { gate, admitted, ask } = setUp({ inFlightMax: 1 });
  const controller = new AbortController();
  ask(1);
  const outcome = gate.enter(controller.signal);
  ask(1);
  controller.abort();
  expect(await outcome).toBeUndefined();
  expect(await gate.enter(controller.signal)).toBeUndefined();
  await answerAll(gate, admitted);
  expect(admitted).toHaveLength(1);
});

test("an urgent call goes before all others that wait, and urgent calls keep their order", async () => {
  const { time, gate } = setUp({
    inFlightMax: 16,
    rates: [{ calls: "writes", requests: 10, perSeconds: 1 }],
  });
  const never = new AbortController().signal;
  const begun: string[] = [];
  const enter = (name: string, isUrgent: boolean) =>
    void gate.enter(never, { isUrgent }).then(() => begun.push(name));
  for (const name of ["a", "b", "c"]) enter(name, false);
  for (const name of ["x", "y"]) enter(name, true);
  await settle();
  for (let turn = 0; turn < 6; turn += 1) await time.pass(110);
  expect(begun).toEqual(["a", "x", "y", "b", "c"]);
});
