import { afterAll, beforeAll, expect, test } from "vitest";
import { hasWork } from "../../../src/app/provisioning/engine/has-work.ts";
import { type ObjectId, trustId } from "../../../src/core/ids.ts";
import type { JournalRow } from "../../../src/ports/cycle-tables.ts";
import { startScimmyTarget } from "../../targets/scimmy-target.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** Rows with times that lie ahead, as they are left when the clock is set back: nothing waits for the clock to catch up. */

const HOUR_MS = 3_600_000;
let scim: ScimServer;
let directory: ProvisionedDirectory;
let target: Awaited<ReturnType<typeof startScimmyTarget>>;
beforeAll(async () => {
  scim = await startScimServer();
  target = await startScimmyTarget();
  directory = await provisionDirectory(scim, target);
  await directory.client.make("/Users", user("ada"));
  await directory.sync();
});
afterAll(async () => {
  await scim.close();
  await target.stop();
});

/** A create that the journal knows, of which no answer came. */
async function leaveStep(because: string, modified: number): Promise<JournalRow> {
  const { org, app } = directory;
  const { store, env } = scim.deps;
  const { id: object } = await directory.client.make("/Users", user(because));
  const [cycle] = await store.page("cycle", { where: { org, app }, limit: 1 });
  const attributes = { userName: `never-made ${because}` };
  const row: JournalRow = {
    ...{ org, app, id: trustId(env.newId()), cycle: cycle!.id, object: trustId(object), type: "user" },
    ...{ operation: "create", state: "unknown", account: null, outcome: { because } },
    ...{ created: modified, modified },
    request: { kind: "create", name: "step", attributes, match: null, members: [] },
  };
  await store.commit([{ op: "insert", table: "journal", row }]);
  return row;
}

const stateOf = async ({ org, id }: JournalRow) => scim.deps.store.get("journal", { org, id });

test("the lease of a process that is gone", async () => {
  const { org, app } = directory;
  const { store, env } = scim.deps;
  const row = { org, name: `engine:${app}`, holder: "gone", expires: env.now() + HOUR_MS, version: 1 };
  await store.commit([{ op: "insert", table: "lease", row }]);
  expect((await directory.sync()).counts).toEqual({});
});

test("the next attempt at a waiting object", async () => {
  const { org, app } = directory;
  const { store, env } = scim.deps;
  const object = trustId<ObjectId>(env.newId());
  const waiting = {
    reason: "failed",
    waiting_for: null,
    attempts: 1,
    equal_failures: 0,
    lane: null,
    failing_since: null,
    fault: null,
  };
  const later = { next_attempt: env.now() + 50_000, parked: 0, since: env.now() } as const;
  const row = { org, app, object, ...waiting, ...later } as const;
  await store.commit([{ op: "insert", table: "pending", row }]);
  expect(await hasWork(scim.deps, org, app)).toBe(false);
  await store.commit([
    { op: "upsert", table: "pending", row: { ...row, next_attempt: env.now() + HOUR_MS } },
  ]);
  expect(await hasWork(scim.deps, org, app)).toBe(true);
  await directory.sync();
});

test("a step whose connection broke off is settled in the same cycle", async () => {
  const step = await leaveStep("target.reset", scim.deps.env.now() + HOUR_MS);
  await directory.sync();
  expect(await stateOf(step)).toMatchObject({ state: "resolved" });
});

test("the age of a step that no answer came to counts from the moment when it is found", async () => {
  const { env } = scim.deps;
  const step = await leaveStep("target.timeout", env.now() + HOUR_MS);
  await directory.sync();
  const found = await stateOf(step);
  expect(found?.state).toBe("unknown");
  expect(found?.modified).toBeLessThanOrEqual(env.now());
});
