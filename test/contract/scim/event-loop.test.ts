import { afterAll, beforeAll, expect, test } from "vitest";
import type { Deps, TokenActor } from "../../../src/app/deps.ts";
import { openDirectory } from "../../../src/app/directory/directory.ts";
import {
  type RejectedRequest,
  RejectedRequestRecorder,
} from "../../../src/app/rejected-requests/rejected-request-recorder.ts";
import { TokenUsage } from "../../../src/app/tokens/token-usage.ts";
import { type ScimServer, startScimServer } from "./server.ts";

/** What is kept beside requests costs them nothing, whatever the store does. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

async function newActor(): Promise<TokenActor> {
  const org = await scim.newOrg();
  const tokenId = scim.deps.env.newId() as never;
  return {
    org,
    tokenId,
    kind: "scim",
    name: "t",
    principal: null,
    profile: "rfc",
    issuedTo: null,
    requestsPerSecond: null,
  };
}

/** The server's dependencies with a clock of the test's own, whose sleeps end at once, and commits counted. */
function observed(commit: Deps["store"]["commit"] = scim.deps.store.commit) {
  const state = { now: 1_000_000_000_000, commits: 0, rows: 0 };
  const { store, env } = scim.deps;
  const deps: Deps = {
    ...scim.deps,
    env: { ...env, now: () => state.now, sleep: async () => {} },
    store: {
      ...store,
      commit(changes) {
        state.commits += 1;
        state.rows += changes.length;
        return commit(changes);
      },
    },
  };
  return { state, deps };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

test("the use of a token is written at once, and then every five minutes at most", async () => {
  const actor = await newActor();
  const { state, deps } = observed();
  const uses = new TokenUsage(deps);
  const stored = async () =>
    (await deps.store.get("token_use", { org: actor.org, token: actor.tokenId }))?.at;
  const last = async () => (await uses.lastOf(actor.org, actor.tokenId))?.at;
  expect(await last()).toBeUndefined();
  uses.note(actor, "a");
  const first = state.now;
  // The commit waits for the disk.
  await expect.poll(stored, { timeout: 10_000 }).toBe(first);
  expect(state.commits).toBe(1);
  for (let minute = 1; minute <= 4; minute += 1) {
    state.now += 60_000;
    uses.note(actor, "a");
    await settle();
  }
  expect([state.commits, await stored(), await last()]).toEqual([1, first, state.now]);
  state.now += 60_000;
  uses.note(actor, undefined);
  await expect.poll(stored, { timeout: 10_000 }).toBe(state.now);
  expect(state.commits).toBe(2);
  state.now += 1_000;
  uses.note(actor, "b");
  await uses.flush();
  expect([state.commits, await stored()]).toEqual([3, state.now]);
  await uses.flush();
  expect(state.commits).toBe(3);
});

test("a store that does not answer is neither waited for nor filled", async () => {
  const actor = await newActor();
  const { state, deps } = observed(() => new Promise(() => {}));
  const recorder = new RejectedRequestRecorder(openDirectory(deps));
  let described = 0;
  const started = performance.now();
  for (let n = 0; n < 50_000; n += 1) {
    recorder.note(actor.org, 400, () => {
      described += 1;
      return refusedBy(actor);
    });
  }
  expect(performance.now() - started).toBeLessThan(2_000);
  await settle();
  for (let n = 0; n < 50_000; n += 1) recorder.note(actor.org, 400, () => refusedBy(actor));
  expect(described).toBe(50);
  expect([state.commits, state.rows]).toEqual([1, 50]);
});

test("a store that fails loses what it was given, and nothing after it", async () => {
  const actor = await newActor();
  let isBroken = true;
  const { deps } = observed((changes) =>
    isBroken ? Promise.reject(new Error("disk full")) : scim.deps.store.commit(changes),
  );
  const recorder = new RejectedRequestRecorder(openDirectory(deps));
  recorder.note(actor.org, 400, () => refusedBy(actor));
  await recorder.flush();
  isBroken = false;
  for (const status of [200, 304, 401, 403, 429, 500, 409]) {
    recorder.note(actor.org, status, () => ({ ...refusedBy(actor), status }));
  }
  await recorder.flush();
  const rows = await scim.deps.store.page("rejected_request", { where: { org: actor.org }, limit: 10 });
  expect(rows.map(({ status }) => status)).toEqual([409]);
});

function refusedBy(actor: TokenActor): RejectedRequest {
  return {
    trackingId: undefined,
    actor,
    profile: "rfc",
    method: "POST",
    path: "/Users",
    headers: {},
    userAgent: undefined,
    contentType: "application/json",
    status: 400,
    scimType: "invalidSyntax",
    detail: "No.",
    body: { text: "{}", isCut: false },
  };
}
