import { afterAll, beforeAll, expect, test } from "vitest";
import type { ObjectId, OrgId } from "../../../src/core/ids.ts";
import { MANAGER_PATH } from "../../../src/core/scim/schema-urns.ts";
import type { ChangeSet } from "../../../src/ports/store.ts";
import type { FeedRow } from "../../../src/ports/tables.ts";
import { ENTERPRISE_URN, group, type ScimServer, startScimServer, user } from "./server.ts";

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

/** What the feed tells of what the work did, in short. */
async function feedOf(org: OrgId, work: () => Promise<unknown>): Promise<readonly string[]> {
  const { store } = scim.deps;
  const before = await store.feedHead(org);
  await work();
  const { entries } = await store.feed(org, before, await store.feedHead(org), 1_000);
  const short = ({ kind, object, other, change }: FeedRow) =>
    [kind, object, ...(other === null ? [] : [other]), change].join(" ");
  return entries.map(short).sort();
}

test("every write is one place in the feed for each thing that changed, and one row of the audit trail", async () => {
  const client = await scim.client();
  const { org } = client;
  let ada = "";
  let crew = "";
  expect(
    await feedOf(org, async () => {
      ada = (await client.make("/Users", user("ada"))).id;
    }),
  ).toEqual([`user ${ada} added`]);
  expect(
    await feedOf(org, async () => {
      crew = (await client.make("/Groups", group("Crew", [ada]))).id;
    }),
  ).toEqual([`group ${crew} added`, `member ${crew} ${ada} added`]);
  const title = [{ op: "add", path: "title", value: "Pilot" }];
  expect(await feedOf(org, () => client.patch(`/Users/${ada}`, title))).toEqual([`user ${ada} changed`]);
  const leave = [{ op: "remove", path: `members[value eq "${ada}"]` }];
  expect(await feedOf(org, () => client.patch(`/Groups/${crew}`, leave))).toEqual([
    `member ${crew} ${ada} removed`,
  ]);
  await client.patch(`/Groups/${crew}`, [{ op: "add", path: "members", value: [{ value: ada }] }]);
  expect(await feedOf(org, () => client.send("DELETE", `/Users/${ada}`))).toEqual(
    [`member ${crew} ${ada} removed`, `user ${ada} removed`].sort(),
  );
  expect(await feedOf(org, () => client.send("DELETE", `/Groups/${crew}`))).toEqual([
    `group ${crew} removed`,
  ]);
  const audit = await scim.deps.store.page("audit", {
    where: { org, service: "Core Directory" },
    limit: 100,
  });
  expect(audit.map(({ category, activity, target }) => [category, activity, target])).toEqual([
    ["UserManagement", "Add user", ada],
    ["GroupManagement", "Add group", crew],
    ["UserManagement", "Update user", ada],
    ["GroupManagement", "Update group", crew],
    ["GroupManagement", "Update group", crew],
    ["UserManagement", "Delete user", ada],
    ["GroupManagement", "Delete group", crew],
  ]);
  expect(new Set(audit.map(({ actor }) => actor.split(":")[0]))).toEqual(new Set(["token"]));
  expect(audit[2]?.detail).toMatchObject({ name: "ada", changed: ["title"] });
});

test("what changes nothing writes nothing", async () => {
  const client = await scim.client();
  const made = await client.make("/Users", user("ada", { title: "Pilot", externalId: "x" }));
  const crew = await client.make("/Groups", group("Crew", [made.id]));
  const rows = () => scim.deps.store.count("audit", { org: client.org });
  const before = await rows();
  const told = await feedOf(client.org, async () => {
    await client.patch(`/Users/${made.id}`, [{ op: "replace", value: { title: "Pilot", externalId: "x" } }]);
    await client.send("PUT", `/Users/${made.id}`, made);
    await client.patch(`/Groups/${crew.id}`, [{ op: "add", path: "members", value: [{ value: made.id }] }]);
    await client.patch(`/Groups/${crew.id}`, [{ op: "remove", path: `members[value eq "${crew.id}"]` }]);
    await client.send("PUT", `/Groups/${crew.id}`, crew);
  });
  expect(told).toEqual([]);
  expect(await rows()).toBe(before);
  expect((await client.get(`/Users/${made.id}`)).body).toMatchObject({ meta: made.meta });
  expect((await client.get(`/Groups/${crew.id}`)).body).toEqual(crew);
});

test("index entries follow the document, and go with it", async () => {
  const client = await scim.client();
  const { org } = client;
  const { store } = scim.deps;
  const boss = await client.make("/Users", user("boss"));
  const email = (value: string) => [{ value, type: "work" }];
  const made = await client.make(
    "/Users",
    user("Ada", {
      externalId: "E1",
      displayName: "Ada L",
      emails: email("ADA@x.example"),
      [ENTERPRISE_URN]: { manager: boss.id },
    }),
  );
  const entries = async () => {
    const keys = await store.page("index_entry", { where: { org, id: made.id }, limit: 100 });
    const unique = await store.page("unique_value", { where: { org, id: made.id }, limit: 100 });
    return [...keys, ...unique]
      .map(({ path, value }) => `${path.replace(/:[0-9a-f-]{36}$/, "")}=${value}`)
      .sort();
  };
  expect(await entries()).toEqual(
    [
      "displayName=ada l",
      "emails.value=ada@x.example",
      "externalId=E1",
      "search=ada\nada l\nada@x.example",
      "userName=ada",
      `${MANAGER_PATH}=${boss.id}`,
    ].sort(),
  );
  await client.patch(`/Users/${made.id}`, [
    { op: "replace", value: { userName: "Ada2", externalId: "E2" } },
    { op: "remove", path: "displayName" },
    { op: "replace", path: "emails", value: email("two@x.example") },
    { op: "remove", path: `${ENTERPRISE_URN}:manager` },
  ]);
  expect(await entries()).toEqual([
    "emails.value=two@x.example",
    "externalId=E2",
    "search=ada2\ntwo@x.example",
    "userName=ada2",
  ]);
  await client.send("DELETE", `/Users/${made.id}`);
  expect(await entries()).toEqual([]);
  expect(await store.get("object", { org, id: made.id })).toBeUndefined();
});

test("deleting what is assigned takes the assignment along", async () => {
  const client = await scim.client();
  const { org } = client;
  const { store, env } = scim.deps;
  const { id } = await client.make("/Users", user("ada"));
  const app = env.newId() as never;
  await store.commit([
    {
      op: "insert",
      table: "assignment",
      row: { org, app, subject: id, subject_type: "user", role: "", created: 1 },
    },
  ]);
  const told = await feedOf(org, () => client.send("DELETE", `/Users/${id}`));
  expect(told).toEqual([`assignment ${app} ${id} removed`, `user ${id} removed`]);
  expect(await store.count("assignment", { org })).toBe(0);
});

const BIG = 20_000;

test("a membership of a large group costs what it costs in a small one", async () => {
  const client = await scim.client();
  const { org } = client;
  const ada = await client.make("/Users", user("ada"));
  const groups = {
    small: (await client.make("/Groups", group("Small"))).id as ObjectId,
    large: (await client.make("/Groups", group("Large"))).id as ObjectId,
  };
  for (let from = 0; from < BIG; from += 5_000) {
    const rows: ChangeSet = Array.from({ length: 5_000 }, () => {
      const member_id = scim.deps.env.newId() as ObjectId;
      const row = { org, group_id: groups.large, member_id, member_type: "user" } as const;
      return { op: "insert", table: "membership", row };
    });
    await scim.deps.store.commit(rows);
  }
  const add = [{ op: "add", path: "members", value: [{ value: ada.id }] }];
  const remove = [{ op: "remove", path: `members[value eq "${ada.id}"]` }];
  const fastest = { small: Number.POSITIVE_INFINITY, large: Number.POSITIVE_INFINITY };
  for (let round = 0; round < 15; round += 1) {
    for (const size of ["small", "large"] as const) {
      const start = performance.now();
      await client.patch(`/Groups/${groups[size]}`, add);
      await client.patch(`/Groups/${groups[size]}`, remove);
      fastest[size] = Math.min(fastest[size], performance.now() - start);
    }
  }
  expect(fastest.large).toBeLessThan(fastest.small * 3 + 5);
  const whole = await client.get(`/Groups/${groups.large}`);
  expect(whole.body.members).toHaveLength(BIG);
  const emptied = await client.patch(`/Groups/${groups.large}`, [{ op: "remove", path: "members" }]);
  expect(emptied.status).toBe(204);
  expect(await scim.deps.store.count("membership", { org, group_id: groups.large })).toBe(0);
});

/** More rows than one page of the store holds. */
const BEYOND_A_PAGE = 10_200;

test("a group of more members than a page holds is renamed, and deleted with all of them", async () => {
  const client = await scim.client();
  const { org } = client;
  const { store, env } = scim.deps;
  const id = (await client.make("/Groups", group("Large"))).id as ObjectId;
  const members = Array.from({ length: BEYOND_A_PAGE }, () => env.newId() as ObjectId);
  for (let from = 0; from < members.length; from += 5_000) {
    const rows = members.slice(from, from + 5_000).map((member_id): ChangeSet[number] => {
      const row = { org, group_id: id, member_id, member_type: "user" } as const;
      return { op: "insert", table: "membership", row };
    });
    await store.commit(rows);
  }
  const renamed = [{ op: "replace", path: "displayName", value: "Larger" }];
  expect((await client.patch(`/Groups/${id}`, renamed)).status).toBe(204);
  expect(await store.count("membership", { org, group_id: id })).toBe(BEYOND_A_PAGE);
  expect((await client.send("DELETE", `/Groups/${id}`)).status).toBe(204);
  expect(await store.count("membership", { org, group_id: id })).toBe(0);
  expect(await store.get("object", { org, id })).toBeUndefined();
});
