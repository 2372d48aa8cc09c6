import { expect, test } from "vitest";
import { sortCooperatively } from "./cooperative-sort.ts";

test.each([0, 1, 2, 3_999, 4_000, 4_001, 20_000])(
  "sorts %i items, the equal ones in their order",
  async (size) => {
    const items = Array.from({ length: size }, (_, at) => ({ key: (at * 7_919) % 1_013, at }));
    let pauses = 0;
    const sorted = await sortCooperatively(
      items,
      (left, right) => left.key - right.key,
      async () => {
        pauses += 1;
      },
    );
    expect(sorted).toEqual([...items].sort((left, right) => left.key - right.key || left.at - right.at));
    expect(pauses).toBeGreaterThanOrEqual(Math.floor(size / 4_001));
  },
);
