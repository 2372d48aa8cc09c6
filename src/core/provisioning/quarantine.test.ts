import { expect, test } from "vitest";
import type { Fault } from "./fault.ts";
import { quarantineAfter, quarantineJson, readQuarantine } from "./quarantine.ts";

const MINUTE = 60_000;
const fault: Fault = { kind: "unauthenticated", code: "target.unauthenticated", params: {}, status: 401 };

test("probes come after 1, 5, 15 and 60 minutes, then every hour", () => {
  let now = 1_000;
  let quarantine = quarantineAfter(undefined, now);
  const waits: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    waits.push((quarantine.next - now) / MINUTE);
    now = quarantine.next;
    quarantine = quarantineAfter(quarantine, now);
  }
  expect(waits).toEqual([1, 5, 15, 60, 60, 60]);
  expect(quarantine).toMatchObject({ since: 1_000, attempts: 7 });
});

test("a stored quarantine reads back as it was, and tells the refusal", () => {
  const quarantine = quarantineAfter(undefined, 5);
  const stored = quarantineJson(quarantine, fault);
  expect(readQuarantine(stored)).toEqual(quarantine);
  expect(stored["fault"]).toMatchObject({ code: "target.unauthenticated", status: 401 });
  expect(readQuarantine(null)).toBeUndefined();
});
