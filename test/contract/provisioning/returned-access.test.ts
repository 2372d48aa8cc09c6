import { afterAll, beforeAll, expect, test } from "vitest";
import { DEFAULT_GROUP_MAPPING } from "../../../src/connectors/scim/defaults.ts";
import { startScimmyTarget } from "../../targets/scimmy-target.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** Access that should have gone does not stay because a decision waited in between; read back from the target. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

async function withDirectory(work: (directory: ProvisionedDirectory) => Promise<void>): Promise<void> {
  const target = await startScimmyTarget();
  try {
    await work(await provisionDirectory(scim, target));
  } finally {
    await target.stop();
  }
}

/** Seven people in one group; all of them leave at once, which is more than the guard lets through. */
async function leaveTogether({ client, sync, seen }: ProvisionedDirectory) {
  const names = ["ana", "bob", "cem", "dee", "eve", "fay", "gil"];
  const people = await Promise.all(names.map((name) => client.make("/Users", user(name))));
  const vault = await client.make(
    "/Groups",
    group(
      "Vault",
      people.map(({ id }) => id),
    ),
  );
  await sync();
  for (const { id } of people) await client.send("DELETE", `/Users/${id}`);
  const held = await sync();
  expect(held.counts).toMatchObject({ held: 7 });
  expect((await seen()).members["Vault"]).toEqual(names);
  return { people, vault, held: held.plan };
}

const removeMember = (client: ProvisionedDirectory["client"], vault: string, id: string) =>
  client.patch(`/Groups/${vault}`, [{ op: "remove", path: `members[value eq "${id}"]` }]);

test("a held leaver who comes back without a former group loses its membership in the target", () =>
  withDirectory(async (directory) => {
    const { client, sync, plan, seen, restore } = directory;
    const { people, vault } = await leaveTogether(directory);
    expect((await restore(people[0].id)).status).toBe(200);
    await removeMember(client, vault.id, people[0].id);
    // A plan that nobody applies must not use up what the next one needs to know.
    await plan();
    await sync();
    expect((await seen()).members["Vault"]).not.toContain("ana");
    expect((await seen()).accounts).toContain("ana active");
    expect((await sync()).counts["held"]).toBe(6);
  }));

test("a parked or failed group gets the memberships that changed while it waited", () =>
  withDirectory(async ({ client, sync, seen, org, app, target }) => {
    const ana = await client.make("/Users", user("ana"));
    const bob = await client.make("/Users", user("bob"));
    const vault = await client.make("/Groups", group("Vault", [ana.id]));
    await sync();
    // The group waits, as after a refusal that was repeated too often.
    await scim.deps.store.commit([
      {
        op: "upsert",
        table: "pending",
        row: {
          org,
          app,
          object: vault.id,
          reason: "failed",
          waiting_for: null,
          attempts: 3,
          equal_failures: 3,
          lane: null,
          failing_since: null,
          next_attempt: 0,
          parked: 1,
          fault: null,
          since: 0,
        },
      },
      { op: "delete", table: "link_member", key: { org, app, group_id: vault.id, member_id: ana.id } },
    ]);
    const { body } = await target.get("/Groups");
    await target.patch(`/Groups/${body.Resources[0].id}`, [{ op: "remove", path: "members" }]);
    await client.patch(`/Groups/${vault.id}`, [{ op: "add", path: "members", value: [{ value: bob.id }] }]);
    await sync();
    expect((await seen()).members["Vault"]).toEqual(["ana", "bob"]);
    expect(await scim.deps.store.count("pending", { org, app })).toBe(0);
  }));

test("an approval to disable is void once the person is back, and does not disable the next time", () =>
  withDirectory(async (directory) => {
    const { client, sync, seen, restore, answer } = directory;
    const { people, held } = await leaveTogether(directory);
    expect(await answer(held, "approved")).toBe(7);
    for (const { id } of people) await restore(id);
    await sync();
    expect((await seen()).accounts.filter((each) => each.endsWith(" active"))).toHaveLength(7);
    for (const { id } of people) await client.send("DELETE", `/Users/${id}`);
    expect((await sync()).counts).toMatchObject({ held: 7 });
  }));

test("an approval does not outlive a return between two cycles", () =>
  withDirectory(async (directory) => {
    const { client, sync, restore, answer } = directory;
    const { people, held } = await leaveTogether(directory);
    await answer(held, "approved");
    for (const { id } of people) await restore(id);
    for (const { id } of people) await client.send("DELETE", `/Users/${id}`);
    expect((await sync()).counts).toMatchObject({ held: 7 });
  }));

test("an approval outlives a change of the person that leaves the decision as it is", () =>
  withDirectory(async ({ client, sync, answer, seen }) => {
    const names = ["ana", "bob", "cem", "dee", "eve", "fay", "gil"];
    const people = await Promise.all(names.map((name) => client.make("/Users", user(name))));
    const change = async (operation: { readonly path: string; readonly value: unknown }) => {
      for (const { id } of people)
        expect((await client.patch(`/Users/${id}`, [{ op: "replace", ...operation }])).status).toBe(200);
    };
    await sync();
    await change({ path: "active", value: false });
    const first = await sync();
    expect(first.counts).toMatchObject({ held: 7 });
    expect(await answer(first.plan, "approved")).toBe(7);
    await change({ path: "profileUrl", value: "https://people.example/former" });
    expect((await sync()).counts).toMatchObject({ disabled: 7 });
    expect((await seen()).accounts.filter((each) => each.endsWith(" inactive"))).toHaveLength(7);

    await change({ path: "active", value: true });
    await sync();
    await change({ path: "active", value: false });
    const second = await sync();
    expect(await answer(second.plan, "approved")).toBe(7);
    await change({ path: "active", value: true });
    await change({ path: "active", value: false });
    expect((await sync()).counts).toMatchObject({ held: 7 });
    expect((await sync("initial")).counts).toMatchObject({ held: 7 });
  }));

test("an approval that is given twice disables once, and is used up", () =>
  withDirectory(async (directory) => {
    const { client, sync, restore, answer } = directory;
    const { people, held } = await leaveTogether(directory);
    expect(await answer(held, "approved")).toBe(7);
    expect(await answer(held, "approved")).toBe(7);
    expect((await sync()).counts).toMatchObject({ disabled: 7 });
    for (const { id } of people) await restore(id);
    await sync();
    for (const { id } of people) await client.send("DELETE", `/Users/${id}`);
    expect((await sync()).counts).toMatchObject({ held: 7 });
  }));

test("people who are held and then assigned again lose the groups that they left meanwhile", () =>
  withDirectory(async ({ client, sync, seen, admin, org, app }) => {
    const names = ["ana", "bob", "cem", "dee", "eve", "fay", "gil"];
    const people = await Promise.all(names.map((name) => client.make("/Users", user(name))));
    const path = `/api/v1/organizations/${org}/applications/${app}/assignments`;
    const vault = await client.make("/Groups", group("Vault", [people[0].id, people[1].id]));
    for (const { id } of people) await admin("POST", path, { subject: { kind: "user", find: id } });
    await admin("POST", path, { subject: { kind: "group", find: vault.id } });
    await admin("DELETE", `${path}/*`);
    await sync();
    expect((await seen()).members["Vault"]).toEqual(["ana", "bob"]);
    // The group that ana is in brings her into scope, so that she leaves both at once.
    for (const { id } of [people[0], ...people.slice(2)]) await admin("DELETE", `${path}/${id}`);
    await removeMember(client, vault.id, people[0].id);
    expect((await sync()).counts).toMatchObject({ held: 6 });
    expect((await seen()).members["Vault"]).toEqual(["ana", "bob"]);
    for (const { id } of people) await admin("POST", path, { subject: { kind: "user", find: id } });
    await sync();
    expect((await seen()).members["Vault"]).toEqual(["bob"]);
  }));

test("a user who comes back is enabled again where no mapping says whether accounts are", () =>
  withDirectory(async ({ org, app, client, sync, seen, restore }) => {
    const { store } = scim.deps;
    const userName = { target: "userName", kind: "direct", source: "userPrincipalName", apply: "always" };
    const mappings = {
      user: { type: "user", attributes: [{ ...userName, matching: 1 }] },
      group: { ...DEFAULT_GROUP_MAPPING },
    };
    const set = { mappings: JSON.parse(JSON.stringify(mappings)), version: 2 };
    const written = await store.commit([{ op: "update", table: "application", key: { org, id: app }, set }]);
    expect(written.kind).toBe("committed");
    const ana = await client.make("/Users", user("ana"));
    await sync();
    await client.send("DELETE", `/Users/${ana.id}`);
    expect((await sync()).counts).toMatchObject({ disabled: 1 });
    expect((await seen()).accounts).toEqual(["ana inactive"]);
    await restore(ana.id);
    expect((await sync()).counts).toMatchObject({ updated: 1 });
    expect((await seen()).accounts).toEqual(["ana active"]);
    await client.patch(`/Users/${ana.id}`, [{ op: "replace", path: "active", value: false }]);
    expect((await sync()).counts).toMatchObject({ disabled: 1 });
    expect((await seen()).accounts).toEqual(["ana inactive"]);
    expect((await sync("initial")).counts).toEqual({ evaluated: 1, unchanged: 1 });
  }));

test("an account that a mapping creates disabled is not enabled by a later cycle", () =>
  withDirectory(async ({ client, sync, seen, org, app }) => {
    const attributes = [
      { target: "userName", kind: "direct", source: "userPrincipalName", apply: "always", matching: 1 },
      { target: "active", kind: "constant", value: "False", apply: "on-create" },
    ];
    const set = { mappings: { user: { type: "user", attributes } } };
    await scim.deps.store.commit([{ op: "update", table: "application", key: { org, id: app }, set }]);
    await client.make("/Users", user("ana"));
    await sync();
    expect((await sync("initial")).counts).toEqual({ evaluated: 1, unchanged: 1 });
    expect((await seen()).accounts).toEqual(["ana inactive"]);
  }));
