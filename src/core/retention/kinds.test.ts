import { describe, expect, test } from "vitest";
import { findEnds } from "./find-ends.ts";
import { findKeepProblem, type Keep, RETENTION_DEFINITIONS, RETENTION_KINDS } from "./kinds.ts";
import { createFirstIdAt } from "./record-ids.ts";

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 10, 30);

describe("findKeepProblem", () => {
  test.each<[string, Keep, string | undefined]>([
    ["log", { days: 31, number: 1 }, undefined],
    ["log", { days: 30, number: null }, "days"],
    ["log", { days: 3_651, number: null }, "days"],
    ["log", { days: 90.5, number: null }, "days"],
    ["exchanges", { days: null, number: 0 }, undefined],
    ["plans", { days: null, number: 0 }, "number"],
    ["events", { days: 7, number: null }, undefined],
    ["events", { days: 7, number: 100 }, "number"],
  ])("%s with %j", (kind, keep, place) => {
    const found = RETENTION_KINDS.find((each) => each === kind);
    expect(findKeepProblem(found!, keep)?.place).toBe(place);
  });

  test("every default can be set", () => {
    const wrong = RETENTION_KINDS.filter((kind) =>
      findKeepProblem(kind, RETENTION_DEFINITIONS[kind].default),
    );
    expect(wrong).toEqual([]);
  });
});

test("the limit by number leaves what the guards count", () => {
  const ends = findEnds({ days: 365, number: 10 }, RETENTION_DEFINITIONS.log, NOW);
  expect(ends).toEqual({
    byAge: createFirstIdAt(NOW - 365 * DAY_MS),
    byNumber: createFirstIdAt(NOW - 31 * DAY_MS),
  });
  const open = findEnds({ days: null, number: null }, RETENTION_DEFINITIONS.log, NOW);
  expect(open).toEqual({ byAge: undefined, byNumber: undefined });
});
