import fc from "fast-check";
import { expect, test } from "vitest";
import { type ObjectId, trustId } from "../../src/core/ids.ts";
import { type NameMove, orderNames, toTemporaryName } from "../../src/core/provisioning/order-names.ts";

const NAMES = 14;
const toId = (n: number) => trustId<ObjectId>(`01900000-0000-7000-8000-${String(n).padStart(12, "0")}`);

/** A directory whose accounts have names 0, 1, 2 …, and what each is to be called: no name is wanted twice. */
const anyMoves: fc.Arbitrary<readonly NameMove[]> = fc
  .tuple(
    fc.shuffledSubarray(
      Array.from({ length: NAMES }, (_, n) => n),
      { minLength: NAMES, maxLength: NAMES },
    ),
    fc.nat({ max: NAMES }),
    fc.nat({ max: 3 }),
  )
  .map(([wanted, accounts, newcomers]) =>
    wanted.slice(0, accounts + newcomers).map((to, n) => ({
      object: toId(n),
      from: n < accounts ? `name ${n}` : undefined,
      to: `name ${to}`,
      canStepAside: n < accounts,
    })),
  );

/** Renames as the engine does, at a target that refuses a name that another account has. */
function carryOut(moves: readonly NameMove[]) {
  const held = new Map(moves.flatMap(({ object, from }) => (from === undefined ? [] : [[object, from]])));
  const asides: ObjectId[] = [];
  const give = (object: ObjectId, name: string) => {
    const holder = [...held].find(([other, taken]) => taken === name && other !== object);
    expect(holder, `${object} takes ${name}`).toBeUndefined();
    held.set(object, name);
  };
  const byId = new Map(moves.map((move) => [move.object, move]));
  const chains = orderNames(moves);
  const ordered = new Set(chains.flat().map(({ object }) => object));
  for (const { object, to } of moves) if (!ordered.has(object)) give(object, to);
  for (const chain of chains) {
    for (const { object, stepsAside } of chain) {
      if (!stepsAside) continue;
      asides.push(object);
      give(object, toTemporaryName(object, byId.get(object)?.from ?? ""));
    }
    for (const { object } of chain) give(object, byId.get(object)?.to ?? "");
  }
  return { held, asides, chains };
}

test("every account gets its name, and no name is taken before it is free", () => {
  fc.assert(
    fc.property(anyMoves, (moves) => {
      const { held } = carryOut(moves);
      expect([...held].sort()).toEqual(moves.map(({ object, to }) => [object, to]).sort());
    }),
    { numRuns: 1_000 },
  );
});

test("one account steps aside for each ring, and none without a ring", () => {
  fc.assert(
    fc.property(anyMoves, (moves) => {
      const { asides } = carryOut(moves);
      expect(asides).toHaveLength(countRings(moves));
      expect(new Set(asides).size).toBe(asides.length);
    }),
    { numRuns: 1_000 },
  );
});

test("each move is in one chain at most, after the account that gives up its name, whatever the order of the plan", () => {
  fc.assert(
    fc.property(anyMoves, fc.infiniteStream(fc.nat()), (moves, noise) => {
      const shuffled = moves
        .map((move) => ({ move, at: noise.next().value ?? 0 }))
        .sort((left, right) => left.at - right.at)
        .map(({ move }) => move);
      const ordered = orderNames(shuffled).flat();
      expect(new Set(ordered.map(({ object }) => object)).size).toBe(ordered.length);
      carryOut(shuffled);
      const asides = (all: readonly NameMove[]) =>
        orderNames(all)
          .flat()
          .filter(({ stepsAside }) => stepsAside)
          .map(({ object }) => object)
          .sort();
      expect(asides(shuffled)).toEqual(asides(moves));
    }),
    { numRuns: 500 },
  );
});

test("a ring of accounts that cannot step aside ends, with one move left to the target's answer", () => {
  const ring = ["b", "c", "a"].map((to, n) => ({
    object: toId(n),
    from: ["a", "b", "c"][n],
    to,
    canStepAside: false,
  }));
  const ordered = orderNames(ring).flat();
  expect(ordered.map(({ object }) => object)).toEqual([toId(2), toId(1)]);
  expect(ordered.some(({ stepsAside }) => stepsAside)).toBe(false);
});

test("moves of hostile data end: names held or wanted twice, and accounts that keep their name", () => {
  const anyName = fc.constantFrom("a", "b", "c", "d");
  const anyMess = fc
    .array(fc.tuple(fc.option(anyName, { nil: undefined }), anyName, fc.boolean()), { maxLength: 9 })
    .map((rows) => rows.map(([from, to, canStepAside], n) => ({ object: toId(n), from, to, canStepAside })));
  fc.assert(
    fc.property(anyMess, (moves) => {
      const ordered = orderNames(moves).flat();
      expect(new Set(ordered.map(({ object }) => object)).size).toBe(ordered.length);
      for (const { object, after } of ordered) expect(object).not.toBe(after);
    }),
    { numRuns: 1_000 },
  );
});

test("a temporary name is an address where the name is one, and one of its own for each object", () => {
  expect(toTemporaryName(toId(7), "ana@contoso.example")).toBe("muster-rename-000000000007@contoso.example");
  expect(toTemporaryName(toId(7), "Crew")).toBe("muster-rename-000000000007");
});

test("ten thousand accounts that move on by one name are one chain, in a moment", () => {
  const moves = Array.from({ length: 10_000 }, (_, n) => ({
    object: toId(n),
    from: `n${n}`,
    to: `n${n + 1}`,
    canStepAside: true,
  }));
  const [chain = []] = orderNames(moves);
  expect(chain).toHaveLength(9_999);
  expect(chain[0]).toEqual({ object: toId(9_998), after: toId(9_999), stepsAside: false });
});

function countRings(moves: readonly NameMove[]): number {
  const holders = new Map(
    moves.flatMap((move) => (move.from === undefined ? [] : [[move.from, move] as const])),
  );
  const seen = new Set<NameMove>();
  let rings = 0;
  for (const start of moves) {
    const path = new Set<NameMove>();
    let move: NameMove | undefined = start;
    while (move !== undefined && move.from !== move.to && !seen.has(move) && !path.has(move)) {
      path.add(move);
      move = holders.get(move.to);
    }
    if (move !== undefined && path.has(move)) rings += 1;
    for (const each of path) seen.add(each);
  }
  return rings;
}
