import fc from "fast-check";
import { expect, test } from "vitest";
import { hasCome } from "./has-come.ts";

const anyMoment = fc.integer({ min: 0, max: 2 ** 41 });
const anyWait = fc.integer({ min: 0, max: 86_400_000 });

test("a wait is never longer than its own length, whatever becomes of the clock", () => {
  fc.assert(
    fc.property(anyMoment, anyWait, fc.oneof(anyMoment, fc.nat(100_000)), (begun, waitMs, later) => {
      for (const now of [later, begun + later, begun - later]) {
        const isWaiting = !hasCome(begun + waitMs, now, waitMs);
        expect(isWaiting).toBe(now >= begun && now < begun + waitMs);
      }
    }),
  );
});
