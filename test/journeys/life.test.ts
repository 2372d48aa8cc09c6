import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  compareCompanies,
  expectedOf,
  readCompany,
  type ShownAccount,
} from "../../src/commands/demo/read-back.ts";
import { type DroppingProxy, startDroppingProxy } from "../targets/dropping-proxy.ts";
import { type ScimTarget, startScimmyTarget } from "../targets/scimmy-target.ts";
import { Installation } from "./muster.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/** What people go through, written to the directory over SCIM and read back from the target after each cycle. */
describe("the life of accounts and groups", () => {
  const muster = new Installation();
  let target: ScimTarget;
  let proxy: DroppingProxy;
  let token: string;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    target = await startScimmyTarget();
    proxy = await startDroppingProxy(target.url);
    muster.targetToken = target.token;
    await muster.init();
    await muster.serve();
    token = String((await muster.json("token", "create", "--org", muster.orgId))["token"]);
    for (const name of ["ada", "bo", "cleo", "dan", "eve", "finn", "gus", "hal"]) await addUser(name);
    await addGroup("Staff", ["ada", "bo", "cleo"]);
    await addGroup("Board", ["ada"]);
  });
  afterAll(async () => {
    await muster.remove();
    await proxy.stop();
    await target.stop();
  });

  async function scim(method: string, path: string, body?: object, at = "directory") {
    const [base, bearer] =
      at === "directory" ? [`${muster.url}/scim/${muster.orgId}/v2`, token] : [target.url, target.token];
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { authorization: `Bearer ${bearer}`, "content-type": "application/scim+json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
  }
  const id = (name: string) => ids.get(name) ?? "";
  async function addUser(name: string, more: object = {}) {
    const body = {
      userName: `${name}@contoso.example`,
      displayName: name,
      name: { familyName: name },
      ...more,
    };
    ids.set(name, String((await scim("POST", "/Users", body))["id"]));
  }
  async function addGroup(name: string, members: readonly string[]) {
    const body = { displayName: name, members: members.map((member) => ({ value: id(member) })) };
    ids.set(name, String((await scim("POST", "/Groups", body))["id"]));
  }
  const patch = (path: string, ...Operations: object[]) =>
    scim("PATCH", path, { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations });

  /** Attributes that accounts had before they were adopted and that no mapping names: they stay. */
  const KEPT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    "ada@contoso.example": { nickName: "Al" },
  };

  /** One cycle, after which the target must hold what the directory says. */
  async function settle(more: object = {}) {
    proxy.clear();
    const synced = await muster.json("sync", "scimmy");
    expect(synced).toMatchObject({ closed: true, ...more });
    const sent = Object.fromEntries(proxy.arrived);
    const directory = await readCompany(`${muster.url}/scim/${muster.orgId}/v2`, token);
    const expected = expectedOf(directory);
    const users = [...expected.users].map(([name, shown]): [string, ShownAccount] => {
      const attributes = { ...shown.attributes, ...KEPT[name] };
      return [name, { ...shown, attributes }];
    });
    const wanted = { ...expected, users: new Map(users) };
    return { sent, differences: compareCompanies(wanted, await readCompany(target.url, target.token)) };
  }

  test("accounts that are there already are adopted, and only what differs is corrected", async () => {
    await scim(
      "POST",
      "/Users",
      { userName: "ada@contoso.example", displayName: "Ada of old", nickName: "Al" },
      "target",
    );
    await muster.json(
      ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", proxy.url],
      ...["--token-env", "TARGET_TOKEN", "--name", "scimmy"],
    );
    await muster.json("app", "assign", "scimmy", "--all");
    const { differences } = await settle({ exit: 0, counts: { adopted: 1, created: 9 } });
    expect(differences).toEqual([]);
    const [ada] = (
      await scim("GET", '/Users?filter=userName%20eq%20"ada@contoso.example"', undefined, "target")
    )["Resources"] as Record<string, unknown>[];
    expect(ada).toMatchObject({ nickName: "Al", displayName: "ada" });
  });

  test("a rename keeps the account", async () => {
    await patch(`/Users/${id("bo")}`, { op: "replace", path: "userName", value: "robert@contoso.example" });
    expect(await settle({ counts: { updated: 1 } })).toEqual({
      sent: { "PATCH /Users/:id": 1 },
      differences: [],
    });
  });

  test("two people who swap their names both keep their accounts", async () => {
    await patch(`/Users/${id("cleo")}`, {
      op: "replace",
      path: "userName",
      value: "passing@contoso.example",
    });
    await patch(`/Users/${id("dan")}`, { op: "replace", path: "userName", value: "cleo@contoso.example" });
    await patch(`/Users/${id("cleo")}`, { op: "replace", path: "userName", value: "dan@contoso.example" });
    const { differences } = await settle({ counts: { updated: 2, created: 0 } });
    expect(differences).toEqual([]);
  });

  test("a manager is set, changed and taken away, each with one request", async () => {
    const manager = (value: string | undefined) =>
      value === undefined
        ? { op: "remove", path: `${ENTERPRISE}:manager` }
        : { op: "replace", path: `${ENTERPRISE}:manager`, value: { value } };
    for (const boss of [id("ada"), id("eve"), undefined]) {
      await patch(`/Users/${id("gus")}`, manager(boss));
      expect(await settle()).toEqual({ sent: { "PATCH /Users/:id": 1 }, differences: [] });
    }
  });

  test("a newcomer whose manager is a newcomer too gets both an account and a manager", async () => {
    await addUser("ivy");
    await addUser("jon", { [ENTERPRISE]: { manager: { value: id("ivy") } } });
    await patch(`/Users/${id("ivy")}`, {
      op: "replace",
      path: `${ENTERPRISE}:manager`,
      value: { value: id("jon") },
    });
    expect((await settle({ counts: { created: 2 } })).differences).toEqual([]);
  });

  test("an attribute that is cleared here is cleared there", async () => {
    await patch(`/Users/${id("hal")}`, { op: "add", path: "title", value: "Warden" });
    expect((await settle()).differences).toEqual([]);
    await patch(`/Users/${id("hal")}`, { op: "remove", path: "title" });
    expect(await settle()).toEqual({ sent: { "PATCH /Users/:id": 1 }, differences: [] });
  });

  test("memberships follow one by one", async () => {
    await patch(`/Groups/${id("Staff")}`, { op: "add", path: "members", value: [{ value: id("finn") }] });
    expect(await settle()).toEqual({ sent: { "PATCH /Groups/:id": 1 }, differences: [] });
    await patch(`/Groups/${id("Staff")}`, { op: "remove", path: `members[value eq "${id("ada")}"]` });
    expect(await settle()).toEqual({ sent: { "PATCH /Groups/:id": 1 }, differences: [] });
  });

  test("a renamed group keeps its members, and a nested one becomes a member", async () => {
    await patch(`/Groups/${id("Staff")}`, { op: "replace", path: "displayName", value: "Everyone" });
    await patch(`/Groups/${id("Staff")}`, { op: "add", path: "members", value: [{ value: id("Board") }] });
    expect((await settle()).differences).toEqual([]);
  });

  test("a deactivated person is disabled and stays a member, and comes back", async () => {
    await patch(`/Users/${id("finn")}`, { op: "replace", path: "active", value: false });
    await settle({ counts: { disabled: 1 } });
    const disabled = await readCompany(target.url, target.token);
    expect(disabled.users.get("finn@contoso.example")?.attributes["active"]).toBe("false");
    expect(disabled.groups.get("Everyone")).toContain("finn@contoso.example");
    await patch(`/Users/${id("finn")}`, { op: "replace", path: "active", value: true });
    expect((await settle({ counts: { updated: 1 } })).differences).toEqual([]);
  });

  test("a deleted person is disabled and leaves the groups; the same name again is adopted, not doubled", async () => {
    await scim("DELETE", `/Users/${id("cleo")}`);
    await settle({ counts: { disabled: 1 } });
    const after = await readCompany(target.url, target.token);
    expect(after.users.get("dan@contoso.example")?.attributes["active"]).toBe("false");
    expect(after.groups.get("Everyone")).not.toContain("dan@contoso.example");
  });

  test("a deleted group is deleted there", async () => {
    await scim("DELETE", `/Groups/${id("Board")}`);
    await settle({ counts: { deleted: 1 } });
    expect([...(await readCompany(target.url, target.token)).groups.keys()]).toEqual(["Everyone"]);
  });

  test("an account that vanished from the target is made again, with its memberships", async () => {
    await patch(`/Groups/${id("Staff")}`, { op: "add", path: "members", value: [{ value: id("hal") }] });
    await settle();
    const found = await scim(
      "GET",
      '/Users?filter=userName%20eq%20"hal@contoso.example"',
      undefined,
      "target",
    );
    const [hal] = found["Resources"] as { id: string }[];
    await scim("DELETE", `/Users/${hal?.id}`, undefined, "target");
    await patch(`/Users/${id("hal")}`, { op: "add", path: "title", value: "Keeper" });
    await settle();
    const { sent } = await settle();
    expect(sent["POST /Users"]).toBe(1);
    const again = await readCompany(target.url, target.token);
    expect(again.users.get("hal@contoso.example")?.attributes["title"]).toBe("Keeper");
    expect(again.groups.get("Everyone")).toContain("hal@contoso.example");
  });

  test("a group that vanished from the target is made again, with its members", async () => {
    const before = (await readCompany(target.url, target.token)).groups.get("Everyone");
    const found = await scim("GET", "/Groups", undefined, "target");
    const [group] = found["Resources"] as { id: string }[];
    await scim("DELETE", `/Groups/${group?.id}`, undefined, "target");
    await patch(`/Groups/${id("Staff")}`, { op: "add", path: "members", value: [{ value: id("eve") }] });
    await settle();
    await settle();
    const after = (await readCompany(target.url, target.token)).groups.get("Everyone");
    const known = [...(before ?? [])].filter((name) => !name.startsWith("unknown"));
    expect([...(after ?? [])].sort()).toEqual([...known, "eve@contoso.example"].sort());
  });

  test("a plan does nothing to people whose scope changed since", async () => {
    await addUser("lou");
    const plan = await muster.json("plan", "scimmy");
    expect(plan).toMatchObject({ counts: { create: 1 } });
    await muster.json("app", "unassign", "scimmy", "--all");
    proxy.clear();
    const applied = await muster.json("apply", String(plan["planId"]));
    expect(applied).toMatchObject({ closed: true, counts: { created: 0, skipped: 1 } });
    expect(proxy.arrived.has("POST /Users")).toBe(false);
    await muster.json("app", "assign", "scimmy", "--all");
    await settle({ counts: { created: 1 } });
  });

  test("two accounts of one name are a hold that says so", async () => {
    for (const nickName of ["one", "two"]) {
      await scim(
        "POST",
        "/Users",
        { userName: "kim@contoso.example", displayName: "Kim", nickName },
        "target",
      );
    }
    await addUser("kim");
    const plan = await muster.json("plan", "scimmy", "--details");
    expect(plan).toMatchObject({ exit: 3, counts: { hold: 1, create: 0, adopt: 0 } });
    expect(JSON.stringify(plan)).toContain("match.several");
    expect(await muster.json("sync", "scimmy")).toMatchObject({ exit: 3, closed: true, counts: { held: 1 } });
    const why = await muster.json("why", "kim@contoso.example", "--app", "scimmy");
    expect(why).toMatchObject({ inScope: true, link: null });
    expect(JSON.stringify(why["blockers"])).toContain("hold");
  });
});
