import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScimTarget, startScimmyTarget } from "../../targets/scimmy-target.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** An account outlives the name of its owner: who may have it, read back from a real target. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

async function withDirectory(work: (directory: ProvisionedDirectory) => Promise<void>): Promise<void> {
  const target: ScimTarget = await startScimmyTarget();
  try {
    await work(await provisionDirectory(scim, target));
  } finally {
    await target.stop();
  }
}

/** A target that refuses a user name twice: another organization of Muster itself. */
async function withUniqueNames(work: (directory: ProvisionedDirectory) => Promise<void>): Promise<void> {
  const { baseUrl, token } = await scim.client();
  await work(await provisionDirectory(scim, { url: baseUrl, token }));
}

const rename = (client: ProvisionedDirectory["client"], id: string, userName: string) =>
  client.patch(`/Users/${id}`, [{ op: "replace", path: "userName", value: userName }]);

test("a newcomer does not get the account of a leaver of the same name unless a person approves", () =>
  withDirectory(async ({ client, sync, seen, reasons, answer, accountId }) => {
    const leaver = await client.make("/Users", user("dee"));
    await client.make("/Users", user("eve"));
    await sync();
    const account = await accountId("dee");
    await client.send("DELETE", `/Users/${leaver.id}`);
    const newcomer = await client.make("/Users", user("dee"));
    expect(newcomer.id).not.toBe(leaver.id);

    const first = await sync();
    expect(first.counts).toMatchObject({ disabled: 1, held: 1 });
    expect((await reasons(first.plan))["dee hold"]).toContain("hold.account-of-leaver");
    const again = await sync();
    expect(again.counts).toMatchObject({ held: 1 });
    expect((await seen()).accounts).toEqual(["dee inactive", "eve active"]);

    expect(await answer(again.plan, "approved")).toBe(1);
    const approved = await sync();
    expect(approved.counts).toEqual({ evaluated: 1, adopted: 1 });
    expect((await seen()).accounts).toEqual(["dee active", "eve active"]);
    expect(await accountId("dee")).toBe(account);
    expect((await sync()).counts).toEqual({});
  }));

test("a rejected change of owner leaves the account to the leaver, who gets it back under another name", () =>
  withDirectory(async ({ client, sync, seen, answer, accountId, restore }) => {
    const leaver = await client.make("/Users", user("dee"));
    await sync();
    const account = await accountId("dee");
    await client.send("DELETE", `/Users/${leaver.id}`);
    await sync();
    await client.make("/Users", user("dee"));
    const held = await sync();
    expect(held.counts).toEqual({ evaluated: 1, held: 1 });
    expect(await answer(held.plan, "rejected")).toBe(1);
    expect((await sync()).counts).toEqual({ evaluated: 1, held: 1 });
    expect((await seen()).accounts).toEqual(["dee inactive"]);

    expect((await restore(leaver.id, "dee2")).status).toBe(200);
    await sync();
    await sync();
    expect((await seen()).accounts).toEqual(["dee active", "dee2 active"]);
    expect(await accountId("dee2")).toBe(account);
  }));

test("an approval is void once the owner is back", () =>
  withDirectory(async ({ client, sync, plan, seen, answer, accountId, restore, admin }) => {
    const leaver = await client.make("/Users", user("dee"));
    await sync();
    const account = await accountId("dee");
    await client.send("DELETE", `/Users/${leaver.id}`);
    await client.make("/Users", user("dee"));
    const held = await sync();
    await answer(held.plan, "approved");
    const planned = await plan();
    await restore(leaver.id, "dee2");
    const begun = await admin("POST", `/api/v1/plans/${planned}/apply`, {});
    expect(begun.status).toBe(202);
    await sync();
    await sync();
    expect((await seen()).accounts).toEqual(["dee active", "dee2 active"]);
    expect(await accountId("dee2")).toBe(account);
  }));

test("the memberships of an account that changes its owner are compared with the new owner's groups", () =>
  withDirectory(async ({ client, sync, seen, answer }) => {
    const leaver = await client.make("/Users", user("dee"));
    const others = await Promise.all(
      ["a", "b", "c", "d", "e", "f", "g"].map((name) => client.make("/Users", user(name))),
    );
    await client.make("/Groups", group("Vault", [leaver.id, others[0].id]));
    await sync();
    // More than the guard lets through: the leaver's account keeps its membership for now.
    for (const { id } of [leaver, ...others.slice(1)]) await client.send("DELETE", `/Users/${id}`);
    const newcomer = await client.make("/Users", user("dee"));
    await client.make("/Groups", group("Desk", [newcomer.id]));
    const held = await sync();
    expect((await seen()).members["Vault"]).toEqual(["a", "dee"]);
    expect(held.counts["held"]).toBe(8);
    await answer(held.plan, "approved");
    for (let round = 0; round < 3; round += 1) await sync();
    const { accounts, members } = await seen();
    expect(accounts).toContain("dee active");
    expect(members).toEqual({ Vault: ["a"], Desk: ["dee"] });
  }));

test("a rename onto the name of a leaver's account fails with the name of its owner", () =>
  withUniqueNames(async ({ client, sync, admin, org, app, seen }) => {
    const leaver = await client.make("/Users", user("dee"));
    const mover = await client.make("/Users", user("eve"));
    await sync();
    await client.send("DELETE", `/Users/${leaver.id}`);
    await sync();
    await rename(client, mover.id, "dee");
    expect((await sync()).counts).toMatchObject({ failed: 1 });
    const log = await admin("GET", `/api/v1/organizations/${org}/applications/${app}/log?status=failure`);
    expect(log.body.items[0].fault).toMatchObject({
      code: "target.value-of-leaver",
      params: { owner: "dee", id: leaver.id, value: "dee" },
    });
    expect((await seen()).accounts).toEqual(["dee inactive", "eve active"]);
  }));

test("a group does not get the target's group of one that has left scope and was kept there", () =>
  withDirectory(async ({ client, sync, seen, change }) => {
    await change({ onGroupLeave: "keep" });
    const crew = await client.make("/Groups", group("Crew", []));
    await sync();
    await client.send("DELETE", `/Groups/${crew.id}`);
    await client.make("/Groups", group("Crew", []));
    // Groups that are deleted over SCIM are gone for good: the name's group in the target is free.
    expect((await sync()).counts).toMatchObject({ adopted: 1 });
    expect(Object.keys((await seen()).members)).toEqual(["Crew"]);
  }));

test("somebody renamed out of scope keeps the account of the old name until a person approves", () =>
  withDirectory(async ({ client, sync, seen, answer, reasons, admin, org, app }) => {
    const mover = await client.make("/Users", user("dee"));
    const stayer = await client.make("/Users", user("eve"));
    await sync();
    const path = `/api/v1/organizations/${org}/applications/${app}/assignments`;
    await admin("POST", path, { subject: { kind: "user", find: stayer.id } });
    await admin("DELETE", `${path}/*`);
    await sync();
    expect((await seen()).accounts).toEqual(["dee inactive", "eve active"]);
    await rename(client, mover.id, "dee2");
    const newcomer = await client.make("/Users", user("dee"));
    await admin("POST", path, { subject: { kind: "user", find: newcomer.id } });
    const held = await sync();
    expect((await reasons(held.plan))["dee hold"]).toContain("hold.account-of-leaver");
    expect(await answer(held.plan, "approved")).toBe(1);
    expect((await sync()).counts).toMatchObject({ adopted: 1 });
    expect((await seen()).accounts).toEqual(["dee active", "eve active"]);
  }));

test("a newcomer who gets the account of a leaver is in none of the leaver's groups after that cycle", () =>
  withDirectory(async ({ client, sync, seen, answer, change }) => {
    const leaver = await client.make("/Users", user("dee"));
    const eve = await client.make("/Users", user("eve"));
    await client.make("/Groups", group("Vault", [leaver.id, eve.id]));
    await client.make("/Groups", group("Crew", [leaver.id, eve.id]));
    await sync();
    // The guard holds the leaver, so that the target still has all memberships when the newcomer comes.
    await change({ deletionFloor: 0, deletionShareMax: 0 });
    await client.send("DELETE", `/Users/${leaver.id}`);
    const newcomer = await client.make("/Users", user("dee"));
    const { body } = await client.get("/Groups");
    const crew = body.Resources.find((each: { displayName: string }) => each.displayName === "Crew");
    await client.patch(`/Groups/${crew.id}`, [
      { op: "add", path: "members", value: [{ value: newcomer.id }] },
    ]);
    const held = await sync();
    expect(held.counts).toMatchObject({ held: 2 });
    expect(await answer(held.plan, "approved")).toBe(2);
    expect((await sync()).counts).toMatchObject({ adopted: 1 });
    expect((await seen()).members).toEqual({ Crew: ["dee", "eve"], Vault: ["eve"] });
    expect((await sync()).counts["failed"]).toBeUndefined();
    expect((await seen()).members).toEqual({ Crew: ["dee", "eve"], Vault: ["eve"] });
  }));
