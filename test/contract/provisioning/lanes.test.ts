import { afterAll, beforeAll, expect, test } from "vitest";
import { releaseLanes } from "../../../src/core/provisioning/lanes.ts";
import type { Script } from "../../targets/scripted-target.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import type { ProvisionedDirectory } from "./provisioned-directory.ts";
import { withScriptedTarget } from "./scripted-directory.ts";

/** Operations of one kind that fail too often rest, while the others go on. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

const REFUSED = { status: 403 };

/** Refuses each request of a method on users for as long as the switch is set. */
function refusing(state: { method: string | undefined }): Script {
  return ({ method, endpoint }) => (method === state.method && endpoint === "Users" ? REFUSED : undefined);
}

async function show({ admin, org, app }: ProvisionedDirectory) {
  const path = `/api/v1/organizations/${org}/applications/${app}`;
  const [{ body: shown }, { body: waiting }] = [
    await admin("GET", path),
    await admin("GET", `${path}/waiting`),
  ];
  return { path, resting: shown.schedule.resting, waiting: waiting.items };
}

test("new accounts rest after too many failures, leavers are disabled, and a probe that succeeds ends the rest", () => {
  const state: { method: string | undefined } = { method: undefined };
  return withScriptedTarget(scim, refusing(state), async (directory, target) => {
    const { client, sync, admin, seen } = directory;
    const posts = () => target.calls.filter(({ method }) => method === "POST").length;
    const leavers = [await client.make("/Users", user("ada")), await client.make("/Users", user("bo"))];
    await sync();
    state.method = "POST";
    await Promise.all(Array.from({ length: 45 }, (_, n) => client.make("/Users", user(`p${n}`))));
    const first = await sync();
    expect(first.counts["failed"]).toBeGreaterThanOrEqual(20);
    expect(first.counts["pending"]).toBeGreaterThan(0);
    const { path, resting, waiting } = await show(directory);
    expect(resting).toMatchObject([
      {
        ...{ operation: "create", type: "user", reason: "failures", seriesCount: 1 },
        ...{ error: { code: "target.forbidden" }, remedy: { code: "quarantine.failures-remedy" } },
      },
    ]);
    const { body: exchange } = await admin("GET", `/api/v1/exchanges/${resting[0].exchangeId}`);
    expect([exchange.method, exchange.status]).toEqual(["POST", 403]);
    const held = waiting.filter(({ attempts }: { attempts: number }) => attempts === 0);
    expect(held[0].reasons).toMatchObject([{ code: "quarantine.rests-create" }]);
    expect(held[0].nextAttemptAt).toBe(resting[0].nextAttempt);
    const failed = waiting.find(({ attempts }: { attempts: number }) => attempts > 0);
    expect(failed.exchangeId).toEqual(expect.any(String));

    // A person who wants a cycle has a few tried; the leaver does not wait.
    const before = posts();
    await client.patch(`/Users/${leavers[0]?.id}`, [{ op: "replace", path: "active", value: false }]);
    expect((await sync()).counts).toMatchObject({ disabled: 1, failed: 3 });
    expect(posts() - before).toBe(3);
    expect((await show(directory)).resting).toMatchObject([{ seriesCount: 2 }]);
    const overview = await admin("GET", `/api/v1/organizations/${directory.org}/overview`);
    const [{ attention }] = overview.body.applications;
    expect(attention.map(({ code }: { code: string }) => code)).toContain("overview.resting");

    // However often they are tried, none is parked: the target refuses them all.
    for (let round = 0; round < 20; round += 1) await sync();
    const { body: parked } = await admin("GET", path);
    expect([parked.parked, parked.schedule.resting[0].seriesCount]).toEqual([0, 22]);

    state.method = undefined;
    expect((await sync()).counts).toMatchObject({ created: 3 });
    expect((await show(directory)).resting).toEqual([]);
    await sync("initial");
    expect((await seen()).accounts).toHaveLength(47);
    expect((await admin("GET", `${path}/waiting`)).body.items).toEqual([]);
  });
});

test("attempts to disable rest alone: new accounts and the first attempt for another leaver go on", () => {
  const state: { method: string | undefined } = { method: undefined };
  return withScriptedTarget(scim, refusing(state), async (directory, target) => {
    const { client, sync, change, admin, seen } = directory;
    await change({ deletionShareMax: 1 });
    const people: readonly { readonly id: string }[] = await Promise.all(
      Array.from({ length: 30 }, (_, n) => client.make("/Users", user(`q${n}`))),
    );
    await sync();
    const leave = (id: string) =>
      client.patch(`/Users/${id}`, [{ op: "replace", path: "active", value: false }]);
    state.method = "PATCH";
    for (const { id } of people.slice(0, 21)) await leave(id);
    await sync();
    expect((await show(directory)).resting).toMatchObject([{ operation: "disable", type: "user" }]);
    const patches = () => target.calls.filter(({ method }) => method === "PATCH").length;
    const before = patches();
    await client.make("/Users", user("newcomer"));
    await leave(people[21]?.id ?? "");
    expect((await sync()).counts).toMatchObject({ created: 1, failed: 4 });
    expect(patches() - before).toBe(4);

    const { path } = await show(directory);
    const on = await admin("PUT", `${path}/schedule`, { state: "on" });
    expect(on.body.resting).toEqual([]);
    state.method = undefined;
    expect((await sync()).counts).toMatchObject({ disabled: 22 });
    const active = (await seen()).accounts.filter((each) => each.endsWith(" active"));
    expect(active).toHaveLength(9);
    expect(active).toContain("newcomer active");
  });
});

test("a change that the target fails at again and again, while it takes those of others, is parked", () => {
  const script: Script = ({ method, body }) =>
    method === "PATCH" && JSON.stringify(body).includes("Bad") ? { status: 500 } : undefined;
  return withScriptedTarget(scim, script, async (directory, target) => {
    const { client, sync } = directory;
    const [ada, bo] = [await client.make("/Users", user("ada")), await client.make("/Users", user("bo"))];
    await sync();
    const rename = (id: string, title: string) =>
      client.patch(`/Users/${id}`, [{ op: "replace", path: "title", value: title }]);
    await rename(ada.id, "Bad");
    // Others show nothing yet: the target may fail at everything.
    for (let round = 0; round < 4; round += 1) await sync();
    expect((await show(directory)).waiting).toMatchObject([{ state: "pending", attempts: 4 }]);
    for (const title of ["One", "Two"]) {
      await rename(bo.id, title);
      await sync();
      await sync();
    }
    expect((await show(directory)).waiting).toMatchObject([
      { name: "ada", state: "parked", reasons: [{ code: "target.unknown-outcome" }] },
    ]);
    const before = target.calls.length;
    await sync();
    expect(target.calls.slice(before).filter(({ method }) => method !== "GET")).toEqual([]);
    await rename(ada.id, "Good");
    expect((await sync()).counts).toMatchObject({ updated: 1 });
    expect((await show(directory)).waiting).toEqual([]);
  });
});

test("a quarantine that a person lifts while a cycle runs stays lifted", () => {
  const state: { method: string | undefined; onPost: () => void } = { method: undefined, onPost: () => {} };
  const script: Script = (request) => {
    if (request.method === "POST") state.onPost();
    return refusing(state)(request);
  };
  return withScriptedTarget(scim, script, async (directory) => {
    const { client, sync, org, app } = directory;
    const { store, env } = scim.deps;
    state.method = "POST";
    await Promise.all(Array.from({ length: 21 }, (_, n) => client.make("/Users", user(`r${n}`))));
    await sync();
    expect((await show(directory)).resting).toMatchObject([{ operation: "create" }]);
    const row = await store.get("provisioning", { org, app });
    const lanes = releaseLanes(row!.lanes, env.now());
    state.onPost = () =>
      void store.commit([{ op: "update", table: "provisioning", key: { org, app }, set: { lanes } }]);
    expect((await sync()).counts).toMatchObject({ failed: 3 });
    expect((await show(directory)).resting).toEqual([]);
  });
});
