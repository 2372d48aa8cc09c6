import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Installation } from "./muster.ts";
import { SimulatedWebex } from "./webex.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const APP = "webex";

describe.each(["current", "legacy"] as const)("a directory provisions Webex, %s form", (form) => {
  const muster = new Installation();
  const ids = new Map<string, string>();
  let webex: SimulatedWebex;
  let token: string;

  beforeAll(async () => {
    webex = await SimulatedWebex.start();
    muster.targetToken = String(webex.printed["token"]);
    await muster.init();
    await muster.serve();
    await muster.json("org", "update", muster.orgId, "--soft-delete-days", "30");
    token = String((await muster.json("token", "create", "--org", muster.orgId))["token"]);
    for (const name of ["ada", "bob", "cyd", "dan"]) await addUser(name);
    await directory("PATCH", `/Users/${ids.get("bob")}`, {
      schemas: [PATCH],
      Operations: [{ op: "add", path: `${ENTERPRISE}:manager`, value: { value: ids.get("ada") } }],
    });
    // The legacy form has no groups.
    if (form === "current") await addGroup("Engineers", ["ada", "bob"]);
  });

  afterAll(async () => {
    await muster.remove();
    await webex.stop();
  });

  async function directory(method: string, path: string, body?: object) {
    const answer = await fetch(`${muster.url}/scim/${muster.orgId}/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
  }

  async function addUser(name: string) {
    const userName = `${name}@contoso.example`;
    const made = await directory("POST", "/Users", {
      userName,
      userType: "user",
      displayName: name,
      name: { givenName: name, familyName: "Contoso" },
      emails: [{ type: "work", primary: true, value: userName }],
      [ENTERPRISE]: { department: "Engines" },
    });
    ids.set(name, String(made["id"]));
  }

  async function addGroup(displayName: string, members: readonly string[]) {
    const listed = members.map((name) => ({ value: ids.get(name) }));
    ids.set(
      displayName,
      String((await directory("POST", "/Groups", { displayName, members: listed }))["id"]),
    );
  }

  const change = (name: string, path: string, value: unknown) =>
    directory("PATCH", `/Users/${ids.get(name)}`, {
      schemas: [PATCH],
      Operations: [{ op: "replace", path, value }],
    });

  /** The requests of one cycle by route, without those of other steps. */
  async function sync(expected: object) {
    const before = (await webex.state()).requests.byRoute;
    expect(await muster.json("sync", APP)).toMatchObject({ closed: true, ...expected });
    const after = Object.entries((await webex.state()).requests.byRoute);
    return Object.fromEntries(
      after.flatMap(([route, count]) => {
        const sent = count - (before[route] ?? 0);
        return sent === 0 ? [] : [[route, sent] as const];
      }),
    );
  }

  test("the simulator prints addresses to paste, and the target accepts the credentials", async () => {
    expect(webex.printed["url"]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const url = String(webex.printed[`${form}Url`]);
    const created = await muster.json(
      ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", url],
      ...["--token-env", "TARGET_TOKEN", "--name", APP],
    );
    expect(created.exit).toBe(0);
    expect(await muster.run("app", "test", APP)).toMatchObject({ exit: 0 });
    expect(await muster.json("app", "assign", APP, "--all")).toMatchObject({ exit: 0 });
  });

  test("the first cycle creates every account with its attributes", async () => {
    await sync({ exit: 0, counts: { created: form === "current" ? 5 : 4, failed: 0 } });
    const { accounts, groups } = await webex.state();
    const names = ["ada", "bob", "cyd", "dan"].map((name) => `${name}@contoso.example`);
    expect(accounts.map(({ userName }) => userName).sort()).toEqual(names);
    expect(accounts.every(({ active }) => active)).toBe(true);
    expect((await webex.accountOf("bob"))?.document[ENTERPRISE]).toMatchObject({
      department: "Engines",
      manager: { value: expect.any(String) },
    });
    const expected = form === "current" ? [{ displayName: "Engineers", members: { length: 2 } }] : [];
    expect(groups).toMatchObject(expected);
  });

  test("a second cycle sends nothing", async () => {
    expect(await sync({ exit: 0 })).toEqual({});
  });

  test("a new title is one request", async () => {
    await change("bob", "title", "Keeper of Maps");
    expect(await sync({ exit: 0, counts: { updated: 1 } })).toEqual({ "PATCH /Users/:id": 1 });
    expect((await webex.accountOf("bob"))?.document["title"]).toBe("Keeper of Maps");
  });

  test("a rename takes the primary address along", async () => {
    await directory("PATCH", `/Users/${ids.get("dan")}`, {
      schemas: [PATCH],
      Operations: [
        { op: "replace", path: "userName", value: "daniel@contoso.example" },
        { op: "replace", path: 'emails[type eq "work"].value', value: "daniel@contoso.example" },
      ],
    });
    expect(await sync({ exit: 0, counts: { updated: 1 } })).toEqual({ "PATCH /Users/:id": 1 });
    expect(await webex.accountOf("dan")).toMatchObject({ userName: "daniel@contoso.example" });
  });

  test("a user who is disabled loses access, and gets it back", async () => {
    await change("cyd", "active", false);
    await sync({ exit: 0, counts: { disabled: 1 } });
    expect(await webex.accountOf("cyd")).toMatchObject({ active: false, originalUserName: null });
    await change("cyd", "active", true);
    await sync({ exit: 0 });
    expect(await webex.accountOf("cyd")).toMatchObject({ active: true });
  });

  test("a deleted user is inactive, and the same account is active again once the user is restored", async () => {
    const account = await webex.accountOf("cyd");
    await directory("DELETE", `/Users/${ids.get("cyd")}`);
    await sync({ exit: 0, counts: { disabled: 1 } });
    expect(await webex.accountOf("cyd")).toMatchObject({ userName: "cyd@contoso.example", active: false });
    const restored = await muster.json("user", "restore", "cyd@contoso.example", "--org", muster.orgId);
    expect(restored.exit).toBe(0);
    await sync({ exit: 0 });
    expect(await webex.accountOf("cyd")).toMatchObject({ active: true, id: account?.id });
  });

  test("whoever is purged keeps an inactive account, and groups are deleted", async () => {
    await directory("DELETE", `/Users/${ids.get("cyd")}`);
    const purged = await muster.json(
      ...["user", "purge", "cyd@contoso.example", "--org", muster.orgId, "--yes"],
    );
    expect(purged.exit).toBe(0);
    if (form === "current") await directory("DELETE", `/Groups/${ids.get("Engineers")}`);
    await sync({ exit: 0, counts: { disabled: 1, deleted: form === "current" ? 1 : 0 } });
    expect(await webex.accountOf("cyd")).toMatchObject({ active: false });
    expect((await webex.state()).groups).toEqual([]);
    expect(await sync({ exit: 0 })).toEqual({});
  });

  test("nothing was refused but the discovery documents that Webex does not have", async () => {
    const { refusals } = await webex.state();
    expect(Object.keys(refusals.byStatus)).toEqual(["404"]);
    const discovery = ["ServiceProviderConfig", "ResourceTypes", ...(form === "legacy" ? ["Schemas"] : [])];
    const { byRoute } = (await webex.state()).requests;
    const asked = discovery.reduce((sum, name) => sum + (byRoute[`GET /${name}`] ?? 0), 0);
    expect(refusals.total).toBe(asked);
  });

  test("a removed trust stops the cycle and disables nobody; afterwards it goes on", async () => {
    await change("bob", "title", "Keeper of Seas");
    await webex.steer("PUT", "faults", { faults: [{ kind: "trust-removed" }] });
    const stopped = await muster.json("sync", APP);
    expect(stopped.exit).not.toBe(0);
    expect((await webex.state()).accounts.filter(({ active }) => active)).toHaveLength(3);
    await webex.steer("PUT", "faults", { faults: [] });
    expect(await muster.json("app", "test", APP)).toMatchObject({ exit: 0 });
    await sync({ exit: 0, counts: { updated: 1 } });
    expect((await webex.accountOf("bob"))?.document["title"]).toBe("Keeper of Seas");
  });

  test("the simulator ends at SIGTERM with 0", async () => {
    expect(await webex.stop()).toBe(0);
  });
});
