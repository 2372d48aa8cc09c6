import fc from "fast-check";
import { expect, test } from "vitest";
import { NO_CYCLE_COUNTS } from "../../src/core/provisioning/cycle-balance.ts";
import { readStatistics } from "../../src/core/provisioning/records/statistics.ts";
import {
  type CycleEnd,
  hasExports,
  NO_STATISTICS,
  noteCycle,
} from "../../src/core/provisioning/statistics.ts";

/** The statistics of an application, against what the list of all its cycles shows. */

const ends = fc
  .array(
    fc.record({
      isSuccess: fc.boolean(),
      wasSteady: fc.boolean(),
      updated: fc.nat(2),
      unchanged: fc.nat(3),
      ms: fc.nat(1_000),
    }),
  )
  .map((cycles) => {
    let now = 0;
    return cycles.map(({ isSuccess, wasSteady, updated, unchanged, ms }, at): CycleEnd => {
      const began = now + 1;
      now = began + ms;
      const counts = { ...NO_CYCLE_COUNTS, evaluated: updated + unchanged, updated, unchanged };
      return { cycle: `cycle-${at}`, began, ended: now, isSuccess, counts, isSteady: isSuccess && wasSteady };
    });
  });

test("they say of any series of cycles what a look at all of them says, and survive the store", () => {
  fc.assert(
    fc.property(ends, (cycles) => {
      const statistics = cycles.reduce(noteCycle, NO_STATISTICS);
      const successes = cycles.filter(({ isSuccess }) => isSuccess);
      const steady = cycles.filter(({ isSteady }) => isSteady);
      const last = successes.at(-1);
      expect(statistics.completeFailures).toBe(
        cycles.length - 1 - cycles.findLastIndex(({ isSuccess }) => isSuccess),
      );
      expect(statistics.lastSuccessful?.cycle).toBe(last?.cycle);
      expect(statistics.lastWithExports?.cycle).toBe(
        successes.findLast(({ counts }) => hasExports(counts))?.cycle,
      );
      expect(statistics.steadyFirst).toBe(steady[0]?.ended ?? null);
      expect(statistics.steadyLast).toBe(steady.at(-1)?.ended ?? null);
      const stored = JSON.parse(JSON.stringify(statistics));
      expect(readStatistics(stored, "provisioning.statistics")).toEqual(statistics);
    }),
  );
});
