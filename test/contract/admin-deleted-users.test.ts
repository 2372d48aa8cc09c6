import { afterAll, beforeAll, expect, test } from "vitest";
import { Authenticator, isActor } from "../../src/app/authenticate.ts";
import { createToken } from "../../src/app/create-token.ts";
import { deleteObject } from "../../src/app/directory/delete-object.ts";
import { openDirectory } from "../../src/app/directory/directory.ts";
import { STANDARD_TYPES, USERS } from "../../src/app/directory/directory-type.ts";
import { purgeObject } from "../../src/app/directory/purge-object.ts";
import { PurgeJob } from "../../src/app/directory/purge-overdue.ts";
import { restoreUser } from "../../src/app/directory/restore-user.ts";
import { INSTANCE, type ObjectId, type OrgId } from "../../src/core/ids.ts";
import { GENERIC } from "../../src/core/scim/mode.ts";
import type { Store } from "../../src/ports/store.ts";
import type { FeedRow } from "../../src/ports/tables.ts";
import { HEADER, importingInto } from "./admin-importing.ts";
import { type CallOptions, call } from "./admin-server.ts";
import {
  ENTERPRISE_URN,
  filtered,
  group,
  type ScimClient,
  type ScimServer,
  startScimServer,
  user,
} from "./scim-server.ts";
import { overEveryStore } from "./stores.ts";

const DAY_MS = 86_400_000;
const SOME_ID = "0190a1b2-0000-7000-8000-000000000001";
const never = { every: () => ({ next: () => null, stop: () => {} }) };

let scim: ScimServer;
let instanceToken: string;

const admin = (method: string, path: string, options: CallOptions = {}) =>
  call(`${scim.url}${path}`, method, { token: instanceToken, ...options });

/** An organization that keeps deleted users, its SCIM client, and its deleted users. */
async function keeping(softDeleteDays = 30) {
  const client = await scim.client();
  const at = `/api/v1/organizations/${client.org}`;
  const changed = await admin("PATCH", at, { body: { softDeleteDays } });
  expect([changed.status, changed.body.softDeleteDays]).toEqual([200, softDeleteDays]);
  const list = (query = "") => admin("GET", `${at}/deleted-users${query}`);
  const names = async (query = "") =>
    (await list(query)).body.items.map(({ userName }: { userName: string }) => userName);
  const restore = (id: string, body: object = {}) =>
    admin("POST", `${at}/deleted-users/${id}/restore`, { body });
  const purge = (id: string) => admin("DELETE", `${at}/deleted-users/${id}`);
  return { client, org: client.org, at, list, names, restore, purge };
}

const makeId = async (client: ScimClient, path: string, body: object): Promise<string> =>
  (await client.make(path, body as Record<string, unknown>)).id;
const membersOf = async (client: ScimClient, id: string) =>
  ((await client.get(`/Groups/${id}`)).body.members ?? []).map(({ value }: { value: string }) => value);
const remove = async (client: ScimClient, path: string) =>
  expect((await client.send("DELETE", path)).status).toBe(204);

async function feedOf(org: OrgId, work: () => Promise<unknown>): Promise<readonly string[]> {
  const { store } = scim.deps;
  const before = await store.feedHead(org);
  await work();
  const { entries } = await store.feed(org, before, await store.feedHead(org), 1_000);
  const short = ({ kind, object, other, sign }: FeedRow) => [kind, object, other ?? "", sign].join(" ");
  return entries.map(short).sort();
}

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
    const place = await under.newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
    const wanted = { org: INSTANCE, kind: "instance-admin", profile: "generic", name: "i" } as const;
    instanceToken = (await createToken(scim.deps, "system", { ...wanted, lifetimeDays: 1 })).token;
  });
  afterAll(() => scim.close());

  test("an organization that keeps nobody loses a deleted user for good", async () => {
    const { client, org, list } = await keeping(0);
    const id = await makeId(client, "/Users", user("ada"));
    await remove(client, `/Users/${id}`);
    expect((await list()).body).toEqual({ items: [], next: null });
    expect(await scim.deps.store.count("object", { org })).toBe(0);
  });

  test("to SCIM clients a kept user is gone: 404 for every verb, found and counted nowhere", async () => {
    const { client } = await keeping();
    const boss = await makeId(client, "/Users", user("boss", { externalId: "E1", displayName: "The Boss" }));
    const report = await makeId(client, "/Users", user("report", { [ENTERPRISE_URN]: { manager: boss } }));
    const crew = await makeId(client, "/Groups", group("Crew", [boss, report]));
    await remove(client, `/Users/${boss}`);
    const path = `/Users/${boss}`;
    const active = [{ op: "replace", path: "active", value: true }];
    for (const { status } of [
      await client.get(path),
      await client.send("PUT", path, user("boss")),
      await client.patch(path, active),
      await client.send("DELETE", path),
    ]) {
      expect(status).toBe(404);
    }
    const queries = ["userName", "id", "externalId", "displayName"].map((name) => {
      const value = { userName: "boss", id: boss, externalId: "E1", displayName: "The Boss" }[name];
      return filtered(`${name} eq "${value}"`);
    });
    for (const query of [...queries, filtered('userName sw "b"')]) {
      expect([query, (await client.get(`/Users?${query}`)).body.totalResults]).toEqual([query, 0]);
    }
    expect((await client.get("/Users?count=0")).body.totalResults).toBe(1);
    expect(await membersOf(client, crew)).toEqual([report]);
    expect((await client.get(`/Users/${report}`)).body[ENTERPRISE_URN]).toBeUndefined();
    const add = [{ op: "add", path: "members", value: [{ value: boss }] }];
    expect((await client.patch(`/Groups/${crew}`, add)).status).toBe(400);
  });

  test("a restored user is the same one, with what it had, in the groups that are still there", async () => {
    const { client, org, restore, names } = await keeping();
    const boss = await makeId(client, "/Users", user("boss"));
    const gone = await makeId(client, "/Users", user("gone"));
    const manager = { [ENTERPRISE_URN]: { manager: boss, department: "X" } };
    const made = await client.make("/Users", user("Ada", { externalId: "E1", title: "Pilot", ...manager }));
    const crew = await makeId(client, "/Groups", group("Crew", [made.id, boss]));
    const dropped = await makeId(client, "/Groups", group("Dropped", [made.id]));
    const told = await feedOf(org, () => remove(client, `/Users/${made.id}`));
    expect(told).toEqual(
      [`user ${made.id}  -1`, `member ${crew} ${made.id} -1`, `member ${dropped} ${made.id} -1`].sort(),
    );
    await remove(client, `/Groups/${dropped}`);
    expect(await names()).toEqual(["Ada"]);
    let answer: Awaited<ReturnType<typeof restore>> | undefined;
    const back = await feedOf(org, async () => {
      answer = await restore(made.id);
    });
    expect([answer?.status, answer?.body]).toEqual([
      200,
      { userId: made.id, userName: "Ada", active: true, memberships: 1 },
    ]);
    expect(back).toEqual([`user ${made.id}  0`, `member ${crew} ${made.id} 1`].sort());
    const { body } = await client.get(`/Users/${made.id}`);
    expect(body).toMatchObject({ userName: "Ada", externalId: "E1", title: "Pilot", active: true });
    expect(body.groups.map(({ value }: { value: string }) => value)).toEqual([crew]);
    expect(body[ENTERPRISE_URN].manager.value).toBe(boss);
    expect((await client.get(`/Users?${filtered('userName eq "ada"')}`)).body.totalResults).toBe(1);
    expect((await client.get(`/Users?${filtered('externalId eq "E1"')}`)).body.totalResults).toBe(1);
    expect((await client.send("POST", "/Users", user("ada"))).status).toBe(409);
    expect(await names()).toEqual([]);
    expect((await restore(made.id)).body.code).toBe("user.not-deleted");
    for (const table of ["former_membership"] as const) {
      expect(await scim.deps.store.count(table, { org })).toBe(0);
    }
    const former = { org, type: "user", path: "former:userName" } as const;
    expect(await scim.deps.store.count("object_key", former)).toBe(0);
    await remove(client, `/Users/${gone}`);
  });

  test("a manager who went meanwhile is no manager of who comes back", async () => {
    const { client, restore } = await keeping();
    const boss = await makeId(client, "/Users", user("boss"));
    const id = await makeId(client, "/Users", user("ada", { [ENTERPRISE_URN]: { manager: boss } }));
    await remove(client, `/Users/${id}`);
    await remove(client, `/Users/${boss}`);
    await restore(id);
    expect((await client.get(`/Users/${id}`)).body[ENTERPRISE_URN]).toBeUndefined();
    expect((await restore(boss)).status).toBe(200);
  });

  test("a name that was taken meanwhile is refused, and another one can be given", async () => {
    const { client, restore } = await keeping();
    const first = await makeId(client, "/Users", user("ada"));
    await remove(client, `/Users/${first}`);
    const second = await makeId(client, "/Users", user("ADA"));
    expect(second).not.toBe(first);
    const refused = await restore(first);
    expect([refused.status, refused.body]).toMatchObject([
      409,
      { code: "user.value-taken", params: { path: "userName", name: "ada" } },
    ]);
    expect((await restore(first, { userName: "ADA " })).body.code).toBe("user.value-taken");
    expect((await restore(first, { userName: "x".repeat(501) })).body.code).toBe("request.invalid");
    expect((await restore(first, { userName: "a\u0000" })).body.code).toBe("request.invalid");
    const renamed = await restore(first, { userName: "ada2" });
    expect([renamed.status, renamed.body.userName]).toEqual([200, "ada2"]);
    expect((await client.get(`/Users/${first}`)).body.userName).toBe("ada2");
    expect((await client.get(`/Users/${second}`)).body.userName).toBe("ADA");
  });

  test("of a restore and a new user of that name exactly one wins", async () => {
    const { client, restore } = await keeping();
    for (let round = 0; round < 10; round += 1) {
      const id = await makeId(client, "/Users", user(`u${round}`));
      await remove(client, `/Users/${id}`);
      const [restored, made] = await Promise.all([
        restore(id),
        client.send("POST", "/Users", user(`U${round}`)),
      ]);
      expect([`${restored.status} ${made.status}`]).toEqual([expect.stringMatching(/^(200 409|409 201)$/)]);
      const found = await client.get(`/Users?${filtered(`userName eq "u${round}"`)}`);
      expect(found.body.totalResults).toBe(1);
    }
  });

  test("who is deleted while being added to a group ends up nowhere, and comes back consistently", async () => {
    const { client, restore } = await keeping();
    for (let round = 0; round < 10; round += 1) {
      const id = await makeId(client, "/Users", user(`m${round}`));
      const crew = await makeId(client, "/Groups", group("Crew"));
      const [added] = await Promise.all([
        client.patch(`/Groups/${crew}`, [{ op: "add", path: "members", value: [{ value: id }] }]),
        remove(client, `/Users/${id}`),
      ]);
      expect([204, 400]).toContain(added.status);
      expect(await membersOf(client, crew)).toEqual([]);
      const { memberships } = (await restore(id)).body;
      expect(memberships).toBe(added.status === 204 ? 1 : 0);
      expect(await membersOf(client, crew)).toEqual(memberships === 1 ? [id] : []);
    }
  });

  test("deleted users are listed page by page, the last first, and found by the name they had", async () => {
    const { client, list, names } = await keeping(7);
    const ids: string[] = [];
    for (const name of ["ada", "bo", "cleo", "Bo"]) {
      const id = await makeId(client, "/Users", user(name, { displayName: `The ${name}` }));
      ids.push(id);
      await remove(client, `/Users/${id}`);
    }
    const first = (await list("?limit=3")).body;
    expect(first.items.map(({ userId }: { userId: string }) => userId)).toEqual([ids[3], ids[2], ids[1]]);
    const [{ deletedAt, purgeAt, displayName }] = first.items;
    expect(Date.parse(purgeAt) - Date.parse(deletedAt)).toBe(7 * DAY_MS);
    expect(displayName).toBe("The Bo");
    const second = (await list(`?limit=3&after=${first.next}`)).body;
    expect([second.items.map(({ userId }: { userId: string }) => userId), second.next]).toEqual([
      [ids[0]],
      null,
    ]);
    expect(await names("?userName=BO")).toEqual(["Bo", "bo"]);
    expect(await names("?userName=bo&limit=1")).toEqual(["Bo"]);
    expect(await names("?userName=nobody")).toEqual([]);
    expect((await list("?after=x")).body.code).toBe("request.invalid");
  });

  test("a purged user is gone for good, with all that was remembered of it", async () => {
    const { client, org, purge, restore, list } = await keeping();
    const boss = await makeId(client, "/Users", user("boss"));
    const id = await makeId(client, "/Users", user("ada", { externalId: "E1", displayName: "Ada" }));
    await makeId(client, "/Groups", group("Crew", [id, boss]));
    await remove(client, `/Users/${id}`);
    const told = await feedOf(org, async () => expect((await purge(id)).status).toBe(204));
    expect(told).toEqual([`user ${id}  -1`]);
    for (const answer of [await purge(id), await restore(id), await purge(boss), await purge(SOME_ID)]) {
      expect([answer.status, answer.body.code]).toEqual([404, "user.not-deleted"]);
    }
    expect((await list()).body.items).toEqual([]);
    const { store } = scim.deps;
    expect(await store.get("object", { org, id: id as never })).toBeUndefined();
    for (const table of ["object_key", "claim"] as const) {
      expect(await store.count(table, { org, id: id as never })).toBe(0);
    }
    expect(await store.count("former_membership", { org })).toBe(0);
    const again = await makeId(client, "/Users", user("ada"));
    expect(again).not.toBe(id);
    const audit = await store.page("audit", { where: { org, target: id }, limit: 10 });
    expect(audit.map(({ activity }) => activity)).toEqual(["Add user", "Delete user", "Purge user"]);
  });

  test("the purge takes who was deleted long enough ago, users and groups of imports too", async () => {
    const { client, org, at, list } = await keeping(3);
    const importing = importingInto({ deps: scim.deps, call: admin }, org);
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
    await admin("PATCH", at, { body: { softDeleteDays: 0 } });
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
    const { client, org } = await keeping(1);
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
    const { client, org, restore } = await keeping();
    const importing = importingInto({ deps: scim.deps, call: admin }, org);
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

  test("tokens end with a soft deletion, and are not restored", async () => {
    const { client, org, at, restore } = await keeping();
    const id = await makeId(client, "/Users", user("ada"));
    const made = await admin("POST", `${at}/tokens`, { body: { user: "ada", kind: "organization-admin" } });
    const theirs = { token: made.body.token };
    expect((await admin("GET", `${at}/deleted-users`, theirs)).status).toBe(200);
    await remove(client, `/Users/${id}`);
    expect((await admin("GET", `${at}/deleted-users`, theirs)).status).toBe(401);
    expect((await admin("POST", `${at}/tokens`, { body: { user: "ada" } })).body).toMatchObject({
      code: "token.user-not-active",
      params: { state: "deleted" },
    });
    await restore(id);
    expect((await admin("GET", `${at}/deleted-users`, theirs)).status).toBe(401);
    expect(await scim.deps.store.count("token", { org, issued_to: id as never, revoked: null })).toBe(0);
  });

  test("each step of a life is one commit, so that a crash leaves it done or not begun", async () => {
    const { client, org, at } = await keeping();
    const id = (await makeId(client, "/Users", user("ada"))) as ObjectId;
    await makeId(client, "/Groups", group("Crew", [id]));
    await makeId(client, "/Users", user("report", { [ENTERPRISE_URN]: { manager: id } }));
    await admin("POST", `${at}/tokens`, { body: { user: "ada" } });
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
    const caller = { actor, types: STANDARD_TYPES, mode: GENERIC, baseUrl: client.baseUrl };
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

  test("groups are deleted for good", async () => {
    const { client, org } = await keeping();
    const id = await makeId(client, "/Groups", group("Crew"));
    await remove(client, `/Groups/${id}`);
    expect(await scim.deps.store.count("object", { org })).toBe(0);
  });
});
