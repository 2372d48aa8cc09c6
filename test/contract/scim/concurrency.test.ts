import { afterAll, beforeAll, expect, test } from "vitest";
import type { Deps } from "../../../src/app/deps.ts";
import { type Caller, openDirectory } from "../../../src/app/directory/directory.ts";
import { deleteObject } from "../../../src/app/directory/write/delete-object.ts";
import { patchObject } from "../../../src/app/directory/write/patch-object.ts";
import {
  type DirectoryType,
  GROUPS,
  STANDARD_TYPES,
  USERS,
} from "../../../src/app/resource-types/directory-type.ts";
import { Authenticator, isActor } from "../../../src/app/tokens/authenticator.ts";
import type { ObjectId } from "../../../src/core/ids.ts";
import { readPatch } from "../../../src/core/scim/patch/read-patch.ts";
import { GENERIC } from "../../../src/core/scim/profile.ts";
import type { Store } from "../../../src/ports/store.ts";
import { overEveryStore } from "../store/stores.ts";
import { group, type ScimClient, type ScimServer, startScimServer, user } from "./server.ts";

let scim: ScimServer;

const numbered = (count: number) => Array.from({ length: count }, (_, n) => n);
const makeUsers = (client: ScimClient, count: number) =>
  Promise.all(numbered(count).map(async (n) => (await client.make("/Users", user(`u${n}`))).id as string));
const add = (value: string) => [{ op: "add", path: "members", value: [{ value }] }];
const membersOf = async (client: ScimClient, path: string) =>
  ((await client.get(path)).body.members ?? []).map(({ value }: { value: string }) => value).sort();

/** The use cases as other servers over the same store would run them. */
async function servers(client: { readonly token: string; readonly baseUrl: string }, count: number) {
  const actor = await new Authenticator(scim.deps).authenticate(client.token);
  if (!isActor(actor)) throw new Error(actor.code);
  const caller = { actor, types: STANDARD_TYPES, profile: GENERIC, baseUrl: client.baseUrl };
  return numbered(count).map(() => patcher(scim.deps, caller));
}

function patcher(deps: Deps, caller: Caller) {
  const directory = openDirectory(deps);
  return (type: DirectoryType, id: string, operations: readonly unknown[], expected?: number) =>
    patchObject(directory, caller, type, {
      id: id as ObjectId,
      isExpected: expected === undefined ? undefined : (version) => version === expected,
      read: ({ resource }) => ({
        operations: readPatch({ Operations: operations }, resource, GENERIC),
        shown: { members: false, groups: false },
      }),
    });
}

await overEveryStore((under) => {
  beforeAll(async () => {
    const place = await under.newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
  });
  afterAll(() => scim.close());

  test("fifty clients that each add one member lose none", async () => {
    const client = await scim.client();
    const members = await makeUsers(client, 50);
    const crew = await client.make("/Groups", group("Crew"));
    const path = `/Groups/${crew.id}`;
    const answers = await Promise.all(members.map((id) => client.patch(path, add(id))));
    expect(answers.map(({ status }) => status)).toEqual(members.map(() => 204));
    expect(await membersOf(client, path)).toEqual([...members].sort());
    expect((await client.get(path)).body.meta.version).toBe('W/"51"');
  });

  /** A server over the same store, the change sets that it hands over, and how many of those are refused first. */
  async function countingServer(
    client: { readonly token: string; readonly baseUrl: string },
    refusals: number,
  ) {
    const { store } = scim.deps;
    const commits: number[] = [];
    let left = refusals;
    const counting: Store = {
      ...store,
      commit(changes) {
        commits.push(changes.filter(({ op, table }) => op === "update" && table === "object").length);
        const isRefused = left > 0 && commits.at(-1) !== 1;
        if (isRefused) left -= 1;
        return isRefused
          ? Promise.resolve({ kind: "conflict", index: 0, reason: "stale" })
          : store.commit(changes);
      },
    };
    const actor = await new Authenticator(scim.deps).authenticate(client.token);
    if (!isActor(actor)) throw new Error(actor.code);
    const caller = { actor, types: STANDARD_TYPES, profile: GENERIC, baseUrl: client.baseUrl };
    return { patch: patcher({ ...scim.deps, store: counting }, caller), commits };
  }

  test.each([
    { name: "share a commit", refusals: 0, commits: [32] },
    {
      name: "are committed one by one where the store refuses that",
      refusals: 1,
      commits: [32, ...numbered(32).map(() => 1)],
    },
  ])("32 changes of one group at once $name, in their order", async ({ refusals, commits }) => {
    const client = await scim.client();
    const members = await makeUsers(client, 30);
    const crew = await client.make("/Groups", group("Crew"));
    const server = await countingServer(client, refusals);
    const before = await scim.deps.store.feedHead(client.org);
    const gone = [{ op: "remove", path: `members[value eq "${members[3]}"]` }];
    const changes = [
      ...members.map(add),
      gone,
      add("01a22cb3-54a0-7000-a2e0-01e2f0b2176e"),
      [{ op: "replace", path: "displayName", value: "Team" }],
      add(members[4]!),
    ];
    const outcomes = await Promise.all(
      changes.map((operations) => server.patch(GROUPS, crew.id, operations)),
    );
    expect(
      outcomes.map((outcome) => (outcome.kind === "written" ? outcome.isChanged : outcome.kind)),
    ).toEqual([...members.map(() => true), true, "unknown-member", true, false]);
    expect(server.commits).toEqual(commits);
    const versions = outcomes.flatMap((outcome) =>
      outcome.kind === "written" ? [outcome.object.version] : [],
    );
    expect(versions).toEqual([...numbered(32).map((n) => n + 2), 33]);
    expect((await client.get(`/Groups/${crew.id}`)).body.displayName).toBe("Team");
    expect(await membersOf(client, `/Groups/${crew.id}`)).toEqual(
      members.filter((id) => id !== members[3]).sort(),
    );
    const { entries } = await scim.deps.store.feed(
      client.org,
      before,
      await scim.deps.store.feedHead(client.org),
      100,
    );
    expect(entries.map(({ change }) => change)).toEqual([
      ...members.map(() => "added"),
      "removed",
      "changed",
    ]);
  });

  test("a version that a change behind another one expects is that of the other one's result", async () => {
    const client = await scim.client();
    const { id } = await client.make("/Users", user("ada"));
    const { patch } = await countingServer(client, 0);
    const change = (value: string, version: number) =>
      patch(USERS, id, [{ op: "add", path: "title", value }], version);
    const outcomes = await Promise.all([
      change("one", 1),
      change("two", 2),
      change("late", 1),
      change("three", 3),
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(["written", "written", "version-mismatch", "written"]);
    expect((await client.get(`/Users/${id}`)).body).toMatchObject({
      title: "three",
      meta: { version: 'W/"4"' },
    });
  });

  test("three servers over one store lose none either", async () => {
    const client = await scim.client();
    const members = await makeUsers(client, 12);
    const crew = await client.make("/Groups", group("Crew"));
    const patch = await servers(client, 3);
    const outcomes = await Promise.all(members.map((id, n) => patch[n % 3]!(GROUPS, crew.id, add(id))));
    expect(outcomes.map(({ kind }) => kind)).toEqual(members.map(() => "written"));
    expect(await membersOf(client, `/Groups/${crew.id}`)).toEqual([...members].sort());
    expect((await client.get(`/Groups/${crew.id}`)).body.meta.version).toBe('W/"13"');
    const names = ["title", "nickName", "userType"];
    await Promise.all(
      names.map((path, n) => patch[n]!(USERS, members[0]!, [{ op: "add", path, value: path }])),
    );
    expect((await client.get(`/Users/${members[0]}`)).body).toMatchObject({
      title: "title",
      nickName: "nickName",
      userType: "userType",
    });
  });

  test("who is added to a group between being read and being deleted leaves it again", async () => {
    const client = await scim.client();
    const { id } = await client.make("/Users", user("ada"));
    const crew = await client.make("/Groups", group("Crew"));
    const actor = await new Authenticator(scim.deps).authenticate(client.token);
    if (!isActor(actor)) throw new Error(actor.code);
    const caller = { actor, types: STANDARD_TYPES, profile: GENERIC, baseUrl: client.baseUrl };
    const { store } = scim.deps;
    let meddled = false;
    const meddling: Store = {
      ...store,
      async commit(changes) {
        const isDelete = changes.some(({ op, table }) => op === "delete" && table === "object");
        if (isDelete && !meddled) {
          meddled = true;
          expect((await client.patch(`/Groups/${crew.id}`, add(id))).status).toBe(204);
        }
        return store.commit(changes);
      },
    };
    const directory = openDirectory({ ...scim.deps, store: meddling });
    const before = await store.feedHead(client.org);
    expect(await deleteObject(directory, caller, USERS, { id })).toEqual({ kind: "deleted" });
    expect([meddled, await membersOf(client, `/Groups/${crew.id}`)]).toEqual([true, []]);
    expect((await client.get(`/Groups/${crew.id}`)).body.meta.version).toBe('W/"3"');
    const { entries } = await store.feed(client.org, before, await store.feedHead(client.org), 10);
    expect(entries.map(({ kind, change }) => `${kind} ${change}`)).toEqual([
      "member added",
      "user removed",
      "member removed",
    ]);
  });

  test("writers of different attributes of one user lose none", async () => {
    const client = await scim.client();
    const { id } = await client.make("/Users", user("ada"));
    const names = ["title", "nickName", "userType", "locale", "timezone", "displayName"];
    await Promise.all(
      names.map((path) => client.patch(`/Users/${id}`, [{ op: "add", path, value: `my ${path}` }])),
    );
    const { body } = await client.get(`/Users/${id}`);
    for (const name of names) expect(body[name]).toBe(`my ${name}`);
  });

  test("of twenty that race for a name exactly one gets it", async () => {
    const client = await scim.client();
    const spelled = (n: number) => (n % 2 === 0 ? "BJensen" : "bjensen");
    const answers = await Promise.all(
      numbered(20).map((n) => client.send("POST", "/Users", user(spelled(n)))),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...numbered(19).map(() => 409)]);
    expect((await client.get("/Users?count=0")).body.totalResults).toBe(1);
  });

  test("whoever is deleted while being added ends up nowhere", async () => {
    const client = await scim.client();
    for (let round = 0; round < 15; round += 1) {
      const { id } = await client.make("/Users", user(`u${round}`));
      const crew = await client.make("/Groups", group("Crew"));
      const path = `/Groups/${crew.id}`;
      const [added, removed] = await Promise.all([
        client.patch(path, add(id)),
        client.send("DELETE", `/Users/${id}`),
      ]);
      expect([204, 400]).toContain(added.status);
      expect(removed.status).toBe(204);
      expect(await membersOf(client, path)).toEqual([]);
    }
  });

  test("many leavers of one group at once each leave it", async () => {
    const client = await scim.client();
    const members = await makeUsers(client, 30);
    const crew = await client.make("/Groups", group("Crew", members));
    const statuses = await Promise.all(
      members.slice(0, 29).map(async (id) => (await client.send("DELETE", `/Users/${id}`)).status),
    );
    expect(statuses).toEqual(numbered(29).map(() => 204));
    expect(await membersOf(client, `/Groups/${crew.id}`)).toEqual([members[29]]);
  });
});
