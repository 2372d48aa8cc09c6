import fc from "fast-check";
import { expect, test } from "vitest";
import { type ObjectId, trustId } from "../../src/core/ids.ts";
import {
  findGroupLosses,
  LOSS_WINDOW_MS,
  listLossSpans,
  type MemberMove,
} from "../../src/core/provisioning/group-loss.ts";

/** Laws of the guard over groups that lose many members: steps, time and returns. */

const member = (n: number) => trustId<ObjectId>(`m${n}`);

/** Some of the first members leave, at these times in minutes, and every `addedEvery`-th change a new one joins. */
const anyLoss = fc
  .record({
    base: fc.integer({ min: 80, max: 160 }),
    minutes: fc.array(fc.integer({ min: 0, max: 150 }), { maxLength: 60 }),
    addedEvery: fc.integer({ min: 2, max: 90 }),
  })
  .map(({ base, minutes, addedEvery }) => {
    const changes: MemberMove[] = [];
    for (const [n, minute] of minutes.sort((left, right) => left - right).entries()) {
      const at = minute * 60_000;
      if (n % addedEvery === addedEvery - 1) changes.push({ member: member(1_000 + n), change: "added", at });
      changes.push({ member: member(n), change: "removed", at });
    }
    return { base, changes };
  });

/** What the guard says once these changes have happened. */
function look(base: number, changes: readonly MemberMove[]) {
  const members = changes.reduce((size, { change }) => size + (change === "added" ? 1 : -1), base);
  const last = new Map(changes.map(({ member, change }) => [member, change]));
  const present = new Set([...last].filter(([, change]) => change === "added").map(([id]) => id));
  return findGroupLosses({ changes, members, present });
}

/** The size of the group before each departure, and who left within the hour from it on. */
function* listHours(base: number, changes: readonly MemberMove[]) {
  let size = base;
  for (const [from, { change, at }] of changes.entries()) {
    if (change === "removed") {
      const hour = changes.slice(from).filter((each) => each.at <= at + LOSS_WINDOW_MS);
      yield { size, gone: hour.filter((each) => each.change === "removed").map((each) => each.member) };
    }
    size += change === "added" ? 1 : -1;
  }
}

test("a member is protected exactly when an hour took more than a fifth of at least 100 members", () => {
  fc.assert(
    fc.property(anyLoss, ({ base, changes }) => {
      const hours = [...listHours(base, changes)];
      const tooMany = hours.filter(({ size, gone }) => size >= 100 && gone.length > size / 5);
      const wanted = new Set(tooMany.flatMap(({ gone }) => gone));
      expect(new Set(look(base, changes).keys())).toEqual(wanted);
    }),
  );
});

test("splitting a loss gets no more past the guard than a fifth within any hour", () => {
  fc.assert(
    fc.property(anyLoss, fc.infiniteStream(fc.integer({ min: 1, max: 15 })), ({ base, changes }, sizes) => {
      const passed = new Set<ObjectId>();
      for (let seen = 0; seen < changes.length; ) {
        seen = Math.min(changes.length, seen + (sizes.next().value ?? 1));
        const losses = look(base, changes.slice(0, seen));
        for (const { member, change } of changes.slice(0, seen))
          if (change === "removed" && !losses.has(member)) passed.add(member);
      }
      for (const { size, gone } of listHours(base, changes)) {
        const carriedOut = gone.filter((id) => passed.has(id)).length;
        if (size >= 100) expect(carriedOut).toBeLessThanOrEqual(size / 5);
      }
    }),
  );
});

test("a loss is the same however long ago it was, and ends when all are back", () => {
  fc.assert(
    fc.property(anyLoss, fc.nat(), ({ base, changes }, later) => {
      const joined: MemberMove = { member: member(5_000), change: "added", at: 1e9 + later };
      expect(look(base, [...changes, joined])).toEqual(look(base, changes));
      const left = changes.filter(({ change }) => change === "removed");
      const back = left.map(({ member }): MemberMove => ({ member, change: "added", at: 1e9 }));
      expect(look(base, [...changes, ...back]).size).toBe(0);
    }),
  );
});

test("the times to look at hold an hour before and after each departure, and never overlap", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5e7 })), (times) => {
      const spans = listLossSpans(times);
      for (const at of times) {
        const holding = spans.filter(
          ({ from, to }) => from <= at - LOSS_WINDOW_MS && at + LOSS_WINDOW_MS <= to,
        );
        expect(holding.length).toBe(1);
      }
      for (const [n, { from }] of spans.slice(1).entries()) expect(from).toBeGreaterThan(spans[n]?.to ?? 0);
      expect(spans.length).toBeLessThanOrEqual(times.length);
    }),
  );
});
