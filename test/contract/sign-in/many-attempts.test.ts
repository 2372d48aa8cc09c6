import { afterAll, beforeAll, expect, test } from "vitest";
import { BoundedTurns } from "../../../src/app/background/bounded-turns.ts";
import type { Deps } from "../../../src/app/deps.ts";
import { createChallenge } from "../../../src/app/people/passkeys/passkey-challenges.ts";
import {
  ALL_IN_HAND_MAX,
  ATTEMPTS_IN_HAND_MAX,
  beginAttempt,
  type CountedAttempt,
  clearAttempt,
} from "../../../src/app/people/sign-in-delays.ts";
import { INSTANCE } from "../../../src/core/ids.ts";
import { ADDRESS_RULE } from "../../../src/core/people/sign-in-delay.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { overEveryStore } from "../store/stores.ts";

/** Attempts that are counted before the delay of the address begins: the last of them begins it. */
const COUNTED = ADDRESS_RULE.free + 1;
const MANY = 4 * ATTEMPTS_IN_HAND_MAX;

await overEveryStore(({ newPlace }) => {
  let muster: AdminServer;
  /** The services of two servers over the same store, whose clock stands. */
  let servers: readonly [Deps, Deps];
  const calls = { reads: 0, commits: 0, conflicts: 0 };
  beforeAll(async () => {
    const place = await newPlace();
    muster = await startAdminServer(undefined, "url" in place ? { databaseUrl: place.url } : {});
    const { deps } = muster;
    const now = Date.now();
    const shared = { ...deps, env: { ...deps.env, now: () => now }, store: counting(deps.store) };
    servers = [shared, { ...shared, attemptTurns: new BoundedTurns(ATTEMPTS_IN_HAND_MAX) }];
  });
  afterAll(() => muster.close());

  const counting = (store: Deps["store"]): Deps["store"] => ({
    ...store,
    get: (table, key) => {
      calls.reads += 1;
      return store.get(table, key);
    },
    commit: async (writes) => {
      calls.commits += 1;
      const committed = await store.commit(writes);
      if (committed.kind === "conflict") calls.conflicts += 1;
      return committed;
    },
  });

  const attempt = (deps: Deps, address: string, name: number) =>
    beginAttempt(deps, { name: `${address} ${name}`, address });
  const attemptMany = (count: number, address: string) =>
    Promise.all(Array.from({ length: count }, (_, name) => attempt(servers[0], address, name)));
  const isCounted = (each: { readonly kind: string }): each is CountedAttempt => each.kind === "counted";
  const failuresOf = async (address: string) => {
    const subject = servers[0].env.hash(`address ${address}`);
    return (await muster.deps.store.get("sign_in_delay", { org: INSTANCE, subject }))?.failures;
  };

  test("attempts of one address at the same moment cost one commit each, and those beyond the bound nothing", async () => {
    Object.assign(calls, { reads: 0, commits: 0, conflicts: 0 });
    const answers = await attemptMany(MANY, "192.0.2.1");
    expect(answers.filter(isCounted)).toHaveLength(COUNTED);
    expect(calls).toEqual({ reads: 2 * ATTEMPTS_IN_HAND_MAX, commits: COUNTED, conflicts: 0 });
    expect(await failuresOf("192.0.2.1")).toBe(COUNTED);
  });

  test("attempts of very many addresses at the same moment are turned away beyond the bound for all of them", async () => {
    Object.assign(calls, { reads: 0, commits: 0, conflicts: 0 });
    const addresses = Array.from({ length: 2 * ALL_IN_HAND_MAX }, (_, at) => `2001:db8::${at.toString(16)}`);
    const answers = await Promise.all(addresses.map((address, at) => attempt(servers[0], address, at)));
    expect(answers.filter(isCounted)).toHaveLength(ALL_IN_HAND_MAX);
    expect(calls.reads).toBe(2 * ALL_IN_HAND_MAX);
    const crowded = { ...servers[0], passwords: { ...servers[0].passwords, waiting: ALL_IN_HAND_MAX } };
    expect(await attempt(crowded, "192.0.2.9", 1)).toEqual({ kind: "delayed", waitMs: 1_000 });
  });

  test("two servers count the attempts of one address together", async () => {
    const answers = await Promise.all(
      Array.from({ length: 2 * COUNTED }, (_, name) => attempt(servers[name % 2]!, "192.0.2.2", name)),
    );
    expect(answers.filter(isCounted)).toHaveLength(COUNTED);
    expect(await failuresOf("192.0.2.2")).toBe(COUNTED);
  });

  test("people who sign in at the same moment from one address leave no failure behind", async () => {
    const [wrong, ...right] = (await attemptMany(ADDRESS_RULE.free, "192.0.2.3")).filter(isCounted);
    await Promise.all(right.map((each, at) => clearAttempt(servers[at % 2]!, each)));
    expect([right.length, await failuresOf("192.0.2.3")]).toEqual([ADDRESS_RULE.free - 1, 1]);
    await clearAttempt(servers[0], wrong!);
    expect(await failuresOf("192.0.2.3")).toBeUndefined();
  });

  test("requests of one address at the same moment do not open more challenges than the address may have", async () => {
    const made: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const input = { person: null, address: "192.0.2.4" };
      const request = () => createChallenge(servers[0], input);
      made.push(...(await Promise.all(Array.from({ length: MANY / 4 }, request))).map(({ kind }) => kind));
    }
    expect(made.filter((kind) => kind === "challenge")).toHaveLength(100);
    expect(made.filter((kind) => kind === "delayed")).toHaveLength((3 * MANY) / 4 - 100);
  });
});
