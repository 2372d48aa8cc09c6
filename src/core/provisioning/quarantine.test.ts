import { expect, test } from "vitest";
import type { Fault } from "./fault.ts";
import { extendQuarantine, isProbeDue, type Quarantine } from "./quarantine.ts";

const MINUTE = 60_000;
const fault: Fault = { kind: "unauthenticated", code: "target.unauthenticated", params: {}, status: 401 };

test("probes come after 1, 5, 15 and 60 minutes, then every hour", () => {
  let now = 1_000;
  let quarantine: Quarantine = extendQuarantine(null, now, fault);
  const waits: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    waits.push((quarantine.next - now) / MINUTE);
    now = quarantine.next;
    quarantine = extendQuarantine(quarantine, now, fault);
  }
  expect(waits).toEqual([1, 5, 15, 60, 60, 60]);
  expect(quarantine).toMatchObject({ since: 1_000, attempts: 7, fault });
});

test("a clock that was set back delays no probe beyond its own wait", () => {
  const quarantine = extendQuarantine(null, 1_000_000, fault);
  const isDueAt = (now: number) => isProbeDue(quarantine, now);
  expect([1_000_000, 1_059_999, 1_060_000].map(isDueAt)).toEqual([false, false, true]);
  expect([999_999, 0].map(isDueAt)).toEqual([true, true]);
});
