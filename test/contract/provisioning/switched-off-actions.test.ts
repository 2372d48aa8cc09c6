import { afterAll, beforeAll, expect, test } from "vitest";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { provisionDirectory } from "./provisioned-directory.ts";

/** Changes that the mapping switches off, at a real target: another organization of Muster. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

type Type = "user" | "group";

async function provision() {
  const { baseUrl, token } = await scim.client();
  const directory = await provisionDirectory(scim, { url: baseUrl, token });
  const path = `/api/v1/organizations/${directory.org}/applications/${directory.app}/mapping`;
  const turn = async (type: Type, actions: object) => {
    const { body } = await directory.admin("GET", path);
    const answer = await directory.admin("PUT", path, { [type]: { ...body.mappings[type], actions } });
    expect([answer.status, answer.body.detail]).toEqual([200, undefined]);
    return answer.body;
  };
  const change = (id: string, path: string, value: unknown) =>
    directory.client.patch(`/Users/${id}`, [{ op: "replace", path, value }]);
  const titleOf = async (userName: string) =>
    (await directory.target.get("/Users")).body.Resources.find(
      (each: { userName: string }) => each.userName === userName,
    )?.title;
  return { ...directory, turn, change, titleOf, path };
}

test("without create, accounts are linked and changed, and newcomers are skipped with the reason", async () => {
  const { client, target, sync, seen, reasons, turn } = await provision();
  await target.make("/Users", user("ada", { title: "Old" }));
  const ada = await client.make("/Users", user("ada", { title: "New" }));
  const manager = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  const ben = await client.make("/Users", user("ben"));
  await client.patch(`/Users/${ada.id}`, [{ op: "add", path: `${manager}:manager.value`, value: ben.id }]);
  await turn("user", { create: false });
  const { counts, plan } = await sync();
  expect(counts).toEqual({ evaluated: 2, adopted: 1, skipped: 1 });
  expect((await reasons(plan))["ben skip"]?.at(-1)).toBe("decide.create-off");
  expect((await seen()).accounts).toEqual(["ada active"]);
  expect((await sync("initial")).counts).toEqual({ evaluated: 2, skipped: 1, unchanged: 1 });
  await turn("user", {});
  expect((await sync()).counts).toMatchObject({ created: 1 });
});

test("without update, access is still taken away, and nothing else changes", async () => {
  const { client, sync, seen, reasons, turn, change, titleOf } = await provision();
  const ada = await client.make("/Users", user("ada", { title: "Old" }));
  const ben = await client.make("/Users", user("ben", { title: "Old" }));
  await sync();
  const changed = await turn("user", { update: false });
  expect(changed.changed).toMatchObject([{ type: "user", target: "actions.update", from: "on", to: "off" }]);
  await change(ada.id, "title", "New");
  await change(ben.id, "title", "New");
  await change(ben.id, "active", false);
  const { counts, plan } = await sync();
  expect(counts).toEqual({ evaluated: 2, skipped: 1, disabled: 1 });
  expect((await reasons(plan))["ada skip"]?.at(-1)).toBe("decide.update-off");
  expect((await seen()).accounts).toEqual(["ada active", "ben inactive"]);
  expect([await titleOf("ada"), await titleOf("ben")]).toEqual(["Old", "Old"]);
  await turn("user", { update: true });
  expect((await sync()).counts).toEqual({ evaluated: 2, updated: 2 });
  expect([await titleOf("ada"), await titleOf("ben")]).toEqual(["New", "New"]);
});

test("without disable, a leaver keeps the account until it is switched on, also with update off", async () => {
  const { client, sync, seen, reasons, turn, change, titleOf } = await provision();
  const ada = await client.make("/Users", user("ada"));
  const ben = await client.make("/Users", user("ben", { title: "Old" }));
  const crew = await client.make("/Groups", group("Crew", [ada.id]));
  await sync();
  await turn("user", { update: false, disable: false });
  await client.send("DELETE", `/Users/${ada.id}`);
  await change(ben.id, "active", false);
  await change(ben.id, "title", "New");
  const { counts, plan } = await sync();
  expect(counts).toMatchObject({ skipped: 2 });
  expect((await reasons(plan))["ada skip"]?.at(-1)).toBe("decide.disable-off");
  expect((await seen()).accounts).toEqual(["ada active", "ben active"]);
  await turn("user", { disable: false });
  expect((await sync()).counts).toMatchObject({ updated: 1 });
  expect(await titleOf("ben")).toBe("New");
  expect((await seen()).accounts).toEqual(["ada active", "ben active"]);
  await turn("user", {});
  expect((await sync()).counts).toMatchObject({ disabled: 2 });
  expect((await seen()).accounts).toEqual(["ada inactive", "ben inactive"]);
  expect(crew.id).toBeDefined();
});

test("without delete, a group that is gone stays at the target; without update, its members stay", async () => {
  const { client, sync, seen, reasons, turn } = await provision();
  const ada = await client.make("/Users", user("ada"));
  const ben = await client.make("/Users", user("ben"));
  const crew = await client.make("/Groups", group("Crew", [ada.id]));
  const team = await client.make("/Groups", group("Team", [ada.id]));
  await sync();
  await turn("group", { delete: false, update: false });
  await client.send("DELETE", `/Groups/${crew.id}`);
  await client.patch(`/Groups/${team.id}`, [{ op: "add", path: "members", value: [{ value: ben.id }] }]);
  const { plan } = await sync();
  expect((await reasons(plan))["Crew skip"]?.at(-1)).toBe("decide.delete-off");
  expect((await seen()).members).toEqual({ Crew: ["ada"], Team: ["ada"] });
  await turn("group", {});
  await sync();
  expect((await seen()).members).toEqual({ Team: ["ada", "ben"] });
});

test.each([[{ rename: false }], [{ create: "no" }], [[]]])(
  "switches that are not understood are refused with their place: %j",
  async (actions) => {
    const { admin, path } = await provision();
    const { body } = await admin("GET", path);
    const refused = await admin("PUT", path, { group: { ...body.mappings.group, actions } });
    expect(refused.status).toBe(400);
    expect(refused.body.errors).toMatchObject([
      { pointer: "/group/actions", code: "mapping.actions-invalid" },
    ]);
  },
);
