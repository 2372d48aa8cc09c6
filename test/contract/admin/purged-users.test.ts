import { afterAll, beforeAll, expect, test } from "vitest";
import { openDirectory } from "../../../src/app/directory/directory.ts";
import { deleteObject } from "../../../src/app/directory/write/delete-object.ts";
import { PurgeJob } from "../../../src/app/directory/write/purge-job.ts";
import { purgeObject } from "../../../src/app/directory/write/purge-object.ts";
import { restoreUser } from "../../../src/app/directory/write/restore-user.ts";
import { STANDARD_TYPES, USERS } from "../../../src/app/resource-types/directory-type.ts";
import { Authenticator, isActor } from "../../../src/app/tokens/authenticator.ts";
import type { ObjectId, OrgId } from "../../../src/core/ids.ts";
import { GENERIC } from "../../../src/core/scim/profile.ts";
import type { Store } from "../../../src/ports/store.ts";
import { ENTERPRISE_URN, group, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import {
  type KeepingServer,
  keeping,
  makeId,
  membersOf,
  remove,
  startKeepingServer,
} from "./deleted-users-server.ts";
import { HEADER, importingInto } from "./importing.ts";

const DAY_MS = 86_400_000;
const SOME_ID = "0190a1b2-0000-7000-8000-000000000001";
const never = { every: () => ({ next: () => null, stop: () => {} }) };
let scim: KeepingServer;

/** Runs the purge when so many days have passed; answers how many objects of the organization it took. */
async function purgeAfter(days: number, org: OrgId): Promise<number> {
  const { deps } = scim;
  const before = await deps.store.count("object", { org });
  const env = { ...deps.env, now: () => Date.now() + days * DAY_MS };
  const purged = await new PurgeJob(openDirectory({ ...deps, env }), never).run();
  const taken = before - (await deps.store.count("object", { org }));
  expect(purged).toBeGreaterThanOrEqual(taken);
  return taken;
}

await overEveryStore((under) => {
  beforeAll(async () => {
    scim = await startKeepingServer(await under.newPlace());
  });
  afterAll(() => scim.close());

  test("a purged user is gone for good, with all that was remembered of it", async () => {
    const { client, org, purge, restore, list, feedOf } = await keeping(scim);
    const boss = await makeId(client, "/Users", user("boss"));
    const id = await makeId(client, "/Users", user("ada", { externalId: "E1", displayName: "Ada" }));
    await makeId(client, "/Groups", group("Crew", [id, boss]));
    await remove(client, `/Users/${id}`);
    const told = await feedOf(async () => expect((await purge(id)).status).toBe(204));
    expect(told).toEqual([`user ${id}  removed`]);
    for (const answer of [await purge(id), await restore(id), await purge(boss), await purge(SOME_ID)]) {
      expect([answer.status, answer.body.code]).toEqual([404, "user.not-deleted"]);
    }
    expect((await list()).body.items).toEqual([]);
    const { store } = scim.deps;
    expect(await store.get("object", { org, id: id as never })).toBeUndefined();
    for (const table of ["index_entry", "unique_value"] as const) {
      expect(await store.count(table, { org, id: id as never })).toBe(0);
    }
    expect(await store.count("former_membership", { org })).toBe(0);
    const again = await makeId(client, "/Users", user("ada"));
    expect(again).not.toBe(id);
    const audit = await store.page("audit", { where: { org, target: id }, limit: 10 });
    expect(audit.map(({ activity }) => activity)).toEqual(["Add user", "Delete user", "Purge user"]);
  });

  test("the purge takes who was deleted long enough ago, users and groups of imports too", async () => {
    const { client, org, at, list } = await keeping(scim, 3);
    const importing = importingInto({ deps: scim.deps, call: scim.admin }, org);
    const people = (...names: string[]) =>
      [HEADER, ...names.map((name) => `${name},${name},${name},`)].join("\n");
    const groups = (...lines: string[]) => ["groupName,memberType,member", ...lines].join("\n");
    await importing.importAll(people("ada", "bo"), groups("Crew,user,bo", "Board,user,ada"));
    const left = await importing.importAll(people("ada"), groups("Board,user,ada"), { acceptLeavers: 2 });
    expect(left.body).toMatchObject({ leavers: 2 });
    const id = await makeId(client, "/Users", user("cleo"));
    await remove(client, `/Users/${id}`);
    expect((await list()).body.items).toHaveLength(2);
    expect(await purgeAfter(2.9, org)).toBe(0);
    await scim.admin("PATCH", at, { body: { softDeleteDays: 0 } });
    expect(await purgeAfter(29.9, org)).toBe(0);
    expect(await purgeAfter(30.1, org)).toBe(3);
    expect((await list()).body.items).toEqual([]);
    const { store } = scim.deps;
    expect(await store.count("object", { org })).toBe(2);
    expect(await store.count("membership", { org })).toBe(1);
    expect(await store.count("former_membership", { org })).toBe(0);
    const back = await importing.importAll(people("ada", "bo"), groups("Crew,user,bo", "Board,user,ada"));
    expect(back.body).toMatchObject({ created: 2, restored: 0 });
    const audit = await store.page("audit", { where: { org, activity: "Purge user" }, limit: 10 });
    expect(audit.map(({ actor }) => actor)).toEqual(["system", "system"]);
  });

  test("several processes purge each object once, and one that is stopped purges nothing more", async () => {
    const { client, org } = await keeping(scim, 1);
    for (const name of ["ada", "bo", "cleo", "dan", "eve"]) {
      await remove(client, `/Users/${await makeId(client, "/Users", user(name))}`);
    }
    const { deps } = scim;
    const env = { ...deps.env, now: () => Date.now() + 2 * DAY_MS };
    const begun: (() => Promise<void>)[] = [];
    const scheduler = {
      every(seconds: number, run: () => Promise<void>) {
        expect(seconds).toBe(600);
        begun.push(run);
        return { next: () => null, stop: () => {} };
      },
    };
    const jobs = [1, 2, 3].map(() => new PurgeJob(openDirectory({ ...deps, env }), scheduler));
    for (const job of jobs) job.start();
    await jobs[2]!.stop();
    await begun[2]!();
    expect(await deps.store.count("object", { org })).toBe(5);
    await Promise.all(begun.map((run) => run()));
    expect(await deps.store.count("object", { org })).toBe(0);
    expect(await deps.store.count("audit", { org, activity: "Purge user" })).toBe(5);
  });

  test("who an import left out can be restored, and who SCIM deleted comes back with the next snapshot", async () => {
    const { client, org, restore } = await keeping(scim);
    const importing = importingInto({ deps: scim.deps, call: scim.admin }, org);
    const people = (...names: string[]) =>
      [HEADER, ...names.map((name) => `${name},${name},${name},`)].join("\n");
    await importing.importAll(people("ada", "bo", "cleo"));
    const ids = new Map<string, string>();
    for (const { userName, id } of (await client.get("/Users")).body.Resources) ids.set(userName, id);
    const crew = await makeId(client, "/Groups", group("Crew", [...ids.values()]));
    await importing.importAll(people("ada", "cleo"), undefined, { acceptLeavers: 1 });
    expect((await restore(ids.get("bo")!)).body).toMatchObject({ userName: "bo", memberships: 1 });
    await remove(client, `/Users/${ids.get("cleo")}`);
    const merged = await importing.importAll(people("ada", "bo", "cleo"));
    expect(merged.body).toMatchObject({ restored: 1, unchanged: 2, created: 0 });
    expect((await membersOf(client, crew)).sort()).toEqual([...ids.values()].sort());
    expect((await client.get(`/Users/${ids.get("cleo")}`)).status).toBe(200);
  });

  test("each step of a life is one commit, so that a crash leaves it done or not begun", async () => {
    const { client, org, at } = await keeping(scim);
    const id = (await makeId(client, "/Users", user("ada"))) as ObjectId;
    await makeId(client, "/Groups", group("Crew", [id]));
    await makeId(client, "/Users", user("report", { [ENTERPRISE_URN]: { manager: id } }));
    await scim.admin("POST", `${at}/tokens`, { body: { user: "ada" } });
    const { store } = scim.deps;
    let commits = 0;
    const counting: Store = {
      ...store,
      commit(changes) {
        commits += 1;
        return store.commit(changes);
      },
    };
    const directory = openDirectory({ ...scim.deps, store: counting });
    const actor = await new Authenticator(scim.deps).authenticate(client.token);
    if (!isActor(actor)) throw new Error(actor.code);
    const caller = { actor, types: STANDARD_TYPES, profile: GENERIC, baseUrl: client.baseUrl };
    const steps: Readonly<Record<string, () => Promise<unknown>>> = {
      "soft delete": () => deleteObject(directory, caller, USERS, { id }),
      restore: () => restoreUser(directory, "system", { org, user: id }),
      "another soft delete": () => deleteObject(directory, caller, USERS, { id }),
      purge: () => purgeObject(directory, "system", { org, type: "user", id }),
    };
    for (const [step, work] of Object.entries(steps)) {
      commits = 0;
      await work();
      expect([step, commits]).toEqual([step, 1]);
    }
    expect(await store.get("object", { org, id })).toBeUndefined();
  });
});
