import { afterAll, beforeAll, expect, test } from "vitest";
import { startScimmyTarget } from "../../targets/scimmy-target.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** Users who are deleted leave their names to others, and get them back when they are restored; read back from real targets. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

/** A target that refuses a user name twice: another organization of Muster itself. */
async function withUniqueNames(work: (directory: ProvisionedDirectory) => Promise<void>): Promise<void> {
  const { baseUrl, token } = await scim.client();
  const directory = await provisionDirectory(scim, { url: baseUrl, token });
  await directory.change({ onUserDeleted: "rename" });
  await work(directory);
}

const ada = (more: object = {}) =>
  user("ada@contoso.test", { emails: [{ value: "ada@contoso.test", type: "work" }], ...more });
const tailOf = (id: string) => id.replaceAll("-", "").slice(-12);
const renamed = (id: string) => `ada.left.${tailOf(id)}@contoso.test`;

/** The user name, the addresses and the state of each account, by its id. */
async function readAccounts({ target }: ProvisionedDirectory) {
  const { body } = await target.get("/Users");
  return Object.fromEntries(
    (body.Resources ?? []).map(
      (each: { id: string; userName: string; active: boolean; emails?: { value: string }[] }) => [
        each.id,
        [each.userName, (each.emails ?? []).map(({ value }) => value), each.active],
      ],
    ),
  );
}

test("a deleted user's account is disabled and renamed, and a newcomer gets the name in the same cycle", () =>
  withUniqueNames(async (directory) => {
    const { client, sync, accountId, reasons, admin, org, app } = directory;
    const leaver = await client.make("/Users", ada());
    await sync();
    const account = await accountId("ada@contoso.test");
    await client.send("DELETE", `/Users/${leaver.id}`);
    await client.make("/Users", ada());
    const { counts, plan } = await sync();
    expect(counts).toEqual({ evaluated: 2, created: 1, disabled: 1 });
    expect((await reasons(plan))["ada@contoso.test create"]).toContain("match.name-given-up");
    const newcomer = await accountId("ada@contoso.test");
    const free = renamed(leaver.id);
    expect(await readAccounts(directory)).toEqual({
      [account]: [free, [free], false],
      [newcomer]: ["ada@contoso.test", ["ada@contoso.test"], true],
    });
    const why = await admin("GET", `/api/v1/organizations/${org}/applications/${app}/why?find=${leaver.id}`);
    expect(why.body.link.formerNames).toContainEqual({ path: "userName", value: "ada@contoso.test" });
    expect((await sync("initial")).counts).toEqual({ evaluated: 2, unchanged: 2 });
  }));

test("a restored user gets the same account back, with its name, its address and its memberships", () =>
  withUniqueNames(async (directory) => {
    const { client, sync, seen, accountId, restore } = directory;
    const leaver = await client.make("/Users", ada());
    await client.make("/Groups", group("Crew", [leaver.id]));
    await sync();
    const account = await accountId("ada@contoso.test");
    await client.send("DELETE", `/Users/${leaver.id}`);
    await sync();
    expect((await seen()).members).toEqual({ Crew: [] });
    expect((await restore(leaver.id)).status).toBe(200);
    await sync();
    expect(await readAccounts(directory)).toEqual({
      [account]: ["ada@contoso.test", ["ada@contoso.test"], true],
    });
    expect((await seen()).members).toEqual({ Crew: ["ada@contoso.test"] });
    expect((await sync("initial")).counts).not.toHaveProperty("updated");
    // The second departure renames it again.
    await client.send("DELETE", `/Users/${leaver.id}`);
    await sync();
    expect(Object.values(await readAccounts(directory))).toEqual([
      [renamed(leaver.id), [renamed(leaver.id)], false],
    ]);
  }));

test("a restored user whose name another account has is held, and enabled once the name is free", () =>
  withUniqueNames(async (directory) => {
    const { client, target, sync, reasons, restore, accountId } = directory;
    const leaver = await client.make("/Users", ada());
    await sync();
    const account = await accountId("ada@contoso.test");
    await client.send("DELETE", `/Users/${leaver.id}`);
    await sync();
    const taker = await target.make("/Users", user("ADA@contoso.test"));
    await restore(leaver.id);
    for (let cycle = 0; cycle < 2; cycle += 1) {
      const { counts, plan } = await sync();
      expect(counts).toMatchObject({ held: 1 });
      expect((await reasons(plan))["ada@contoso.test hold"]).toContain("hold.former-name-taken");
      expect((await readAccounts(directory))[account]).toEqual([
        renamed(leaver.id),
        [renamed(leaver.id)],
        false,
      ]);
    }
    await target.send("DELETE", `/Users/${taker.id}`);
    expect((await sync()).counts).toMatchObject({ updated: 1 });
    expect((await readAccounts(directory))[account]).toEqual([
      "ada@contoso.test",
      ["ada@contoso.test"],
      true,
    ]);
  }));

test("the account of a user who was unassigned first is renamed when the user is deleted", () =>
  withUniqueNames(async (directory) => {
    const { client, sync, admin, org, app } = directory;
    const path = `/api/v1/organizations/${org}/applications/${app}/assignments`;
    const leaver = await client.make("/Users", ada());
    const stayer = await client.make("/Users", user("bo"));
    for (const { id } of [leaver, stayer]) await admin("POST", path, { subject: { kind: "user", find: id } });
    await admin("DELETE", `${path}/*`);
    await sync();
    await admin("DELETE", `${path}/${leaver.id}`);
    await sync();
    expect(Object.values(await readAccounts(directory))).toContainEqual([
      "ada@contoso.test",
      ["ada@contoso.test"],
      false,
    ]);
    await client.send("DELETE", `/Users/${leaver.id}`);
    await sync();
    expect(Object.values(await readAccounts(directory))).toContainEqual([
      renamed(leaver.id),
      [renamed(leaver.id)],
      false,
    ]);
    expect((await sync("initial")).counts).toEqual({ evaluated: 2, unchanged: 2 });
  }));

test("an approved mass disabling covers the later deletions, but not that of a user who came back in between", async () => {
  const target = await startScimmyTarget();
  try {
    const directory = await provisionDirectory(scim, target);
    const { client, sync, admin, answer, seen, restore, org } = directory;
    await directory.change({ onUserGone: "delete", deletionFloor: 1, deletionCountMax: 1 });
    const names = ["ada", "bo", "cy", "di", "ed", "flo"];
    const people = [];
    for (const name of names) people.push(await client.make("/Users", user(name)));
    await sync();
    for (const { id } of people) await client.send("DELETE", `/Users/${id}`);
    const held = await sync();
    expect(held.counts).toMatchObject({ held: 6 });
    expect(await answer(held.plan, "approved")).toBe(6);
    expect((await sync()).counts).toMatchObject({ disabled: 6 });
    // Two of them come back: their approval is used up.
    const back = people.slice(0, 2);
    for (const { id } of back) expect((await restore(id)).status).toBe(200);
    await sync();
    for (const { id } of back) await client.send("DELETE", `/Users/${id}`);
    for (const { id } of people)
      expect((await admin("DELETE", `/api/v1/organizations/${org}/deleted-users/${id}`)).status).toBe(204);
    const { counts, plan } = await sync();
    expect(counts).toMatchObject({ deleted: 4, held: 2 });
    expect((await directory.reasons(plan))["cy delete"]).toContain("guard.approved-before");
    expect((await seen()).accounts).toEqual(["ada active", "bo active"]);
  } finally {
    await target.stop();
  }
});

test("the account of a purged user goes to a newcomer of the same name only after a person approved it", async () => {
  const target = await startScimmyTarget();
  try {
    const directory = await provisionDirectory(scim, target);
    const { client, sync, admin, answer, reasons, seen, org } = directory;
    const leaver = await client.make("/Users", user("ada"));
    await sync();
    await client.send("DELETE", `/Users/${leaver.id}`);
    await sync();
    await admin("DELETE", `/api/v1/organizations/${org}/deleted-users/${leaver.id}`);
    await sync();
    await client.make("/Users", user("ada"));
    const held = await sync();
    expect((await reasons(held.plan))["ada hold"]).toContain("hold.account-of-former");
    expect((await seen()).accounts).toEqual(["ada inactive"]);
    expect(await answer(held.plan, "approved")).toBe(1);
    expect((await sync()).counts).toMatchObject({ adopted: 1 });
    expect((await seen()).accounts).toEqual(["ada active"]);
    expect((await sync()).counts).toEqual({});
  } finally {
    await target.stop();
  }
});
