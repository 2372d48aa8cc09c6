import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type ChainHead,
  createOrigin,
  createSeal,
  type PlacedRecord,
  readEntries,
  type Seal,
  toHead,
  toSealText,
} from "../../src/core/audit/chain.ts";
import { LineComparison } from "../../src/core/audit/compare-lines.ts";
import { type ChainBreak, compareSeal, readNextSeal } from "../../src/core/audit/compare-seal.ts";
import type { JsonObject } from "../../src/core/json.ts";
import { finishWork } from "../../src/core/work.ts";

/** The chain of the audit trail: what is sealed verifies, and no change of it does. */

const ORG = "0190a1b2-0000-7000-8000-000000000001";
const hash = (text: string) => createHash("sha256").update(text).digest("hex");

const word = fc.string({ maxLength: 6 });
const detail = fc.dictionary(word, fc.oneof(word, fc.integer(), fc.constant(null), fc.array(word)));
const record = fc.record({
  ...{ at: fc.nat(), actor: word, service: word, category: word, activity: word, target: word },
  detail: detail.map((value): JsonObject => ({ ...value })),
  gap: fc.integer({ min: 1, max: 3 }),
});
const trails = fc.array(record, { minLength: 1, maxLength: 12 }).map((records) => {
  let place = 0;
  return records.map(({ gap, ...rest }, n): PlacedRecord => {
    place += gap;
    return { ...rest, id: `id-${n}`, place };
  });
});

/** Seals the records in batches of these sizes, and the rest in one. */
function sealAll(records: readonly PlacedRecord[], sizes: readonly number[]): readonly Seal[] {
  const seals: Seal[] = [];
  let head: ChainHead = createOrigin(ORG, hash);
  let left = records;
  for (const size of [...sizes, records.length]) {
    const batch = left.slice(0, size);
    if (batch.length === 0) break;
    const seal = finishWork(createSeal(head, batch, { at: 5, hash }));
    seals.push(seal);
    head = toHead(seal);
    left = left.slice(size);
  }
  return seals;
}

/** The first difference of the records from the seals; a seal that does not follow the one before it is one too. */
function verify(seals: readonly Seal[], records: readonly PlacedRecord[]): ChainBreak | "seal" | undefined {
  let head: ChainHead = createOrigin(ORG, hash);
  for (const seal of seals) {
    const entries = readNextSeal(head, seal);
    if (entries === undefined) return "seal";
    const own = records.filter(({ place }) => place > head.place && place <= seal.place);
    const found = finishWork(compareSeal({ seal, entries, records: own }, hash));
    if (found !== undefined) return found;
    head = toHead(seal);
  }
  return undefined;
}

const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 6 });

test("records verify however they were split into batches, and the split does not change their hashes", () => {
  fc.assert(
    fc.property(trails, sizes, (records, split) => {
      const seals = sealAll(records, split);
      expect(verify(seals, records)).toBeUndefined();
      const [whole] = sealAll(records, []);
      expect(seals.map(({ entries }) => entries).join("\n")).toBe(whole?.entries);
    }),
  );
});

const edits: readonly ((record: PlacedRecord) => PlacedRecord)[] = [
  (each) => ({ ...each, id: `${each.id}x` }),
  (each) => ({ ...each, at: each.at + 1 }),
  (each) => ({ ...each, actor: `${each.actor} ` }),
  (each) => ({ ...each, service: `${each.service}x` }),
  (each) => ({ ...each, category: `x${each.category}` }),
  (each) => ({ ...each, activity: `${each.activity}x`, target: each.target }),
  (each) => ({ ...each, target: `${each.target}x` }),
  (each) => ({ ...each, detail: { ...each.detail, "": [each.detail[""] ?? null] } }),
];

test("a change of one record is found at its place", () => {
  fc.assert(
    fc.property(trails, sizes, fc.nat(), fc.constantFrom(...edits), (records, split, which, edit) => {
      const at = which % records.length;
      const changed = records.map((each, n) => (n === at ? edit(each) : each));
      expect(verify(sealAll(records, split), changed)).toMatchObject({ kind: "changed", record: at + 1 });
      const without = records.filter((_, n) => n !== at);
      expect(verify(sealAll(records, split), without)).toMatchObject({ kind: "missing", record: at + 1 });
      const most = sealAll(without, split);
      const last = without.at(-1)?.place ?? 0;
      const [found, place] = [verify(most, records), records[at]?.place ?? 0];
      // A record after the last seal is newer than everything that is sealed.
      if (place > last) expect(found).toBeUndefined();
      else expect(found).toMatchObject({ kind: "added", record: at + 1, id: `id-${at}` });
    }),
  );
});

test("two records cannot exchange their places", () => {
  fc.assert(
    fc.property(trails, sizes, fc.nat(), fc.nat(), (records, split, one, other) => {
      const [a, b] = [one % records.length, other % records.length].sort((x, y) => x - y);
      fc.pre(a !== b);
      const swapped = records.map((each, n) => {
        const from = n === a ? records[b ?? 0] : n === b ? records[a ?? 0] : each;
        return { ...(from ?? each), place: each.place };
      });
      expect(verify(sealAll(records, split), swapped)).toMatchObject({
        kind: "changed",
        record: (a ?? 0) + 1,
      });
    }),
  );
});

test("a change of any part of a seal changes the text that its signature covers", () => {
  fc.assert(
    fc.property(trails, sizes, (records, split) => {
      const texts = sealAll(records, split).flatMap((seal) =>
        [
          seal,
          ...(["number", "at", "first", "count", "place"] as const).map((name) => ({
            ...seal,
            [name]: seal[name] + 1,
          })),
          ...(["previous", "hash", "entries"] as const).map((name) => ({
            ...seal,
            [name]: `${seal[name]}0`,
          })),
        ].map((each) => toSealText(ORG, each, hash)),
      );
      expect(new Set(texts).size).toBe(texts.length);
      expect(texts).not.toContain(toSealText("other", sealAll(records, split)[0] as Seal, hash));
    }),
  );
});

test("chains of two organizations differ from the first record on", () => {
  expect(createOrigin("a", hash).hash).not.toBe(createOrigin("b", hash).hash);
});

/** Compares the records as the lines of a file, in this order. */
function compareLines(
  records: readonly PlacedRecord[],
  order: readonly number[],
  edit = (each: PlacedRecord) => each,
) {
  const [seal] = sealAll(records, []);
  const entries = readEntries(seal?.entries ?? "") ?? [];
  const comparison = new LineComparison(hash);
  for (const [line, at] of order.entries()) {
    const [record, entry] = [records[at], entries[at]];
    if (record === undefined || entry === undefined) continue;
    const previous = entries[at - 1]?.hash ?? seal?.previous ?? "";
    comparison.add({ line: line + 1, record: at + 1, previous, hash: entry.hash, content: edit(record) });
  }
  return comparison;
}

test("a file verifies in any order of its lines, and a change, a gap or a repetition in it is found", () => {
  const shuffled = trails.chain((records) =>
    fc.tuple(
      fc.constant(records),
      fc.shuffledSubarray([...records.keys()], { minLength: records.length }),
      fc.nat(records.length - 1),
    ),
  );
  fc.assert(
    fc.property(shuffled, fc.constantFrom(...edits), ([records, order, at], edit) => {
      const whole = compareLines(records, order);
      expect(whole.findBreak(false, whole.range?.hash)).toBeUndefined();
      expect(whole.findBreak(false, "0".repeat(64))).toMatchObject({ kind: "hash-missing" });
      const changed = compareLines(records, order, (each) => (each.id === `id-${at}` ? edit(each) : each));
      expect(changed.findBreak(true, undefined)).toMatchObject({
        ...{ kind: "changed", record: at + 1, line: order.indexOf(at) + 1 },
      });
      const without = compareLines(
        records,
        order.filter((each) => each !== at),
      );
      const isInside = at > 0 && at < records.length - 1;
      const gap = isInside ? { kind: "missing", record: at + 1 } : undefined;
      expect(without.findBreak(false, undefined)).toEqual(gap && expect.objectContaining(gap));
      expect(without.findBreak(true, undefined)).toBeUndefined();
      const twice = compareLines(records, [...order, at]);
      expect(twice.findBreak(true, undefined)).toMatchObject({ kind: "twice", record: at + 1 });
    }),
  );
});
