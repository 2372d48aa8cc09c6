import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScriptedTarget, startScriptedTarget } from "../../targets/refusing-target.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { provisionDirectory } from "./provisioned-directory.ts";

/** Each setting that is changed over the API has its effect in the next cycle. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

async function connected(target: ScriptedTarget) {
  const directory = await provisionDirectory(scim, { url: target.url, token: "target-secret-9c1e" });
  const { org, app, admin, client } = directory;
  const at = `/api/v1/organizations/${org}`;
  // A deleted user is gone at once.
  await admin("PATCH", at, { softDeleteDays: 0 });
  const set = async (settings: object) => {
    const answer = await admin("PATCH", `${at}/applications/${app}/settings`, { settings });
    expect(answer.status).toBe(200);
  };
  const sync = async (kind?: "initial") => (await directory.sync(kind)).counts;
  async function makePeople(count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) ids.push((await client.make("/Users", user(`person-${n}`))).id);
    return ids;
  }
  const remove = (id: string | undefined) => client.send("DELETE", `/Users/${id}`);
  const states = () => [...target.users.values()].map(({ active }) => active !== false);
  return { ...directory, set, sync, makePeople, remove, states };
}

async function withTarget(
  work: (target: ScriptedTarget, it: Awaited<ReturnType<typeof connected>>) => Promise<void>,
): Promise<void> {
  const target = await startScriptedTarget();
  try {
    await work(target, await connected(target));
  } finally {
    await target.stop();
  }
}

test.each([
  ["floor", { deletionShareMax: 0, deletionCountMax: 0, deletionFloor: 1 }, { deletionFloor: 2 }],
  ["count", { deletionFloor: 0, deletionShareMax: 1, deletionCountMax: 1 }, { deletionCountMax: 2 }],
  ["share", { deletionFloor: 0, deletionShareMax: 0.2 }, { deletionShareMax: 0.5 }],
])("the guard holds what is above its %s, and lets it through when that is raised", (_, low, high) =>
  withTarget(async (_target, { set, sync, makePeople, remove, states }) => {
    const [first, second] = await makePeople(5);
    await sync();
    await set(low);
    await remove(first);
    await remove(second);
    expect(await sync()).toEqual({ evaluated: 2, held: 2 });
    expect(states().filter((isActive) => !isActive)).toHaveLength(0);
    await set(high);
    expect(await sync()).toEqual({ evaluated: 2, disabled: 2 });
  }),
);

test("the guard counts the hours of its window together", () =>
  withTarget(async (_target, { org, app, set, sync, makePeople, remove }) => {
    const [first, second] = await makePeople(5);
    await sync();
    await set({ deletionShareMax: 0, deletionCountMax: 0, deletionFloor: 1 });
    await remove(first);
    expect(await sync()).toEqual({ evaluated: 1, disabled: 1 });
    const { store, env } = scim.deps;
    const lines = await store.page("provisioning_log", { where: { org, app }, descending: true, limit: 1 });
    const at = env.now() - 2 * 3_600_000;
    await store.commit(
      lines.map(({ id }) => ({ op: "update", table: "provisioning_log", key: { org, id }, set: { at } })),
    );
    await remove(second);
    expect(await sync()).toEqual({ evaluated: 1, held: 1 });
    await set({ deletionWindowHours: 1 });
    expect(await sync()).toEqual({ evaluated: 1, disabled: 1 });
  }));

test("the account of a user who is gone is disabled, or deleted", () =>
  withTarget(async (target, { set, sync, makePeople, remove, states }) => {
    const [first, second] = await makePeople(2);
    await sync();
    await remove(first);
    expect(await sync()).toMatchObject({ disabled: 1 });
    expect(states().sort()).toEqual([false, true]);
    await set({ onUserGone: "delete" });
    await remove(second);
    // The account that was disabled earlier goes too, because the cycle after such a change looks at everyone.
    expect(await sync()).toMatchObject({ deleted: 2 });
    expect(target.users.size).toBe(0);
  }));

test("a group that is gone is deleted in the target, or kept", () =>
  withTarget(async (target, { client, set, sync }) => {
    const crew = await client.make("/Groups", group("Crew"));
    const team = await client.make("/Groups", group("Team"));
    await sync();
    await client.send("DELETE", `/Groups/${crew.id}`);
    expect(await sync()).toMatchObject({ deleted: 1 });
    await set({ onGroupLeave: "keep" });
    await client.send("DELETE", `/Groups/${team.id}`);
    expect((await sync())["deleted"]).toBeUndefined();
    expect([...target.groups.values()].map(({ displayName }) => displayName)).toEqual(["Team"]);
  }));

test.each([
  ["disabled", { onScopeLeave: "disable" }, { disabled: 2 }, [false, false]],
  ["deleted", { onScopeLeave: "delete" }, { deleted: 3 }, []],
  [
    "disabled where nothing may be deleted",
    { onScopeLeave: "delete", neverDelete: true },
    { disabled: 2 },
    [false, false],
  ],
  ["kept while the user is active", { onScopeLeave: "keep" }, { unchanged: 1, disabled: 1 }, [false, true]],
] as const)("the accounts of users who leave the scope are %s", (_, settings, counts, after) =>
  withTarget(async (target, { org, app, admin, client, set, sync, makePeople, states }) => {
    const [stays = "", goes = ""] = await makePeople(2);
    await client.make("/Groups", group("Crew", [stays, goes]));
    await sync();
    await set(settings);
    await admin("DELETE", `/api/v1/organizations/${org}/applications/${app}/assignments/*`);
    await client.patch(`/Users/${goes}`, [{ op: "replace", path: "active", value: false }]);
    expect(await sync()).toMatchObject(counts);
    expect(states().sort()).toEqual([...after]);
    // Nothing is left to do, and an account that was kept goes on as before when its user returns.
    expect((await sync("initial"))["updated"]).toBeUndefined();
    await admin("POST", `/api/v1/organizations/${org}/applications/${app}/assignments`, {
      subject: { kind: "all" },
    });
    await client.patch(`/Users/${goes}`, [{ op: "replace", path: "active", value: true }]);
    await sync();
    expect(states()).toEqual([true, true]);
    expect(target.users.size).toBe(2);
  }),
);

test("an object is parked after the number of refusals that was set", () =>
  withTarget(async (target, { org, app, client, set, sync, makePeople }) => {
    const [first, second] = await makePeople(2);
    await sync();
    target.rules.refusal = ({ method }) => (method === "PATCH" ? 409 : undefined);
    const retitle = async (id: string | undefined) => {
      await client.patch(`/Users/${id}`, [{ op: "replace", path: "title", value: "Clerk" }]);
      return sync();
    };
    const parked = () => scim.deps.store.count("pending", { org, app, parked: 1 });
    expect(await retitle(first)).toMatchObject({ failed: 1 });
    expect(await parked()).toBe(0);
    await set({ parkAfter: 1 });
    // The first one is tried again, and the second one is parked at its first refusal.
    expect(await retitle(second)).toMatchObject({ failed: 2 });
    expect(await parked()).toBe(2);
  }));

test.each([
  [2, 2],
  [1, 0],
])("with %d as the limit, two unlinked people are looked up in %d requests", (limit, lookUps) =>
  withTarget(async (_target, { org, app, set, sync, makePeople }) => {
    await set({ listOverUnlinked: limit });
    await makePeople(2);
    expect(await sync()).toMatchObject({ created: 2 });
    const exchanges = await scim.deps.store.page("exchange", { where: { org, app }, limit: 100 });
    expect(exchanges.filter(({ url }) => url.includes("filter="))).toHaveLength(lookUps);
  }),
);
