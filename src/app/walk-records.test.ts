import { expect, test } from "vitest";
import { readPages, walkRecords } from "./walk-records.ts";

interface Row {
  readonly id: string;
  readonly at: number;
}

/** A million records, newest first; the first one is of the moment 1 000 000. */
function createTrail() {
  const reads: number[] = [];
  const read = async (after: string | undefined, limit: number): Promise<readonly Row[]> => {
    reads.push(limit);
    const newest = after === undefined ? 1_000_000 : Number(after) - 1;
    const count = Math.max(0, Math.min(limit, newest));
    return Array.from({ length: count }, (_, at) => ({
      id: String(newest - at).padStart(7, "0"),
      at: newest - at,
    }));
  };
  return { reads, read };
}

test("a page without conditions reads one record more than it shows", async () => {
  const { reads, read } = createTrail();
  const { items, next } = await walkRecords({ period: {}, read }, { after: undefined, limit: 50 });
  expect([items.length, next, reads]).toEqual([50, "0999951", [51]]);
});

test("a page of which nothing matches ends after 20,000 records, and the next one goes on there", async () => {
  const { reads, read } = createTrail();
  const walk = { period: {}, read, isWanted: ({ at }: Row) => at % 70_000 === 0 };
  let after: string | undefined;
  const found: number[] = [];
  for (let page = 1; page <= 4; page += 1) {
    const { items, next } = await walkRecords(walk, { after, limit: 50 });
    found.push(...items.map(({ at }) => at));
    after = next ?? undefined;
    expect(reads.length).toBe(page * 50);
  }
  expect([found, after, Math.max(...reads)]).toEqual([[980_000], "0920001", 400]);
});

test("all pages together have every record once, and a page is read when the one before was taken", async () => {
  const { reads, read } = createTrail();
  const period = { since: 999_000 };
  const pages = readPages((after, limit) => walkRecords({ period, read }, { after, limit }));
  expect((await pages.next()).value).toHaveLength(400);
  expect(reads).toEqual([400, 400]);
  let count = 400;
  for await (const rows of pages) {
    expect(rows.length).toBeLessThanOrEqual(400);
    count += rows.length;
  }
  expect([count, Math.max(...reads)]).toEqual([1_001, 400]);
});
