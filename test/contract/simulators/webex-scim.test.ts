import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WEBEX_URN, WebexClient } from "./webex-client.ts";

let webex: WebexClient;
beforeEach(async () => {
  webex = await WebexClient.start();
});
afterEach(() => webex.simulator.stop());

const forms = ["current", "legacy"] as const;

describe.each(forms)("users of the %s form", (form) => {
  test("are created, read, changed and found by name", async () => {
    const made = await webex.createUser("Ada@example.com", { displayName: "Ada" }, webex[form]);
    expect(made.status).toBe(201);
    expect(made.headers.get("location")).toBe(made.body.meta.location);
    expect(made.headers.get("trackingid")).toMatch(/^ATLAS_/);
    const path = `${webex[form]}/Users/${made.body.id}`;
    expect(made.body).toMatchObject({ userName: "Ada@example.com", active: true });
    expect(made.body[WEBEX_URN]).toEqual({
      accountStatus: ["active"],
      meta: { organizationId: webex.orgId },
    });
    const changed = await webex.patch(
      path,
      { op: "replace", path: "title", value: "Countess" },
      { op: "replace", path: "active", value: false },
    );
    expect(changed).toMatchObject({ status: 200, body: { title: "Countess", active: false } });
    expect(changed.body[WEBEX_URN].accountStatus).toEqual(["disabled"]);
    expect((await webex.call("GET", path)).body).toEqual(changed.body);
    const found = await webex.find('userName eq "ada@EXAMPLE.com"', webex[form]);
    expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id: made.body.id }] });
    const none = await webex.find('userName eq "bob@example.com"', webex[form]);
    expect(none.body).toMatchObject({ totalResults: 0, Resources: [] });
  });

  test("have names that no other user of any organization has", async () => {
    const first = await webex.createUser("ada@example.com", {}, webex[form]);
    const again = await webex.createUser("ADA@example.com", {}, webex[form]);
    expect(again).toMatchObject({ status: 409, body: { scimType: "uniqueness", status: "409" } });
    const elsewhere = new WebexClient(webex.simulator);
    expect(await elsewhere.createUser("ada@example.com", {}, elsewhere[form])).toMatchObject({ status: 409 });
    const other = await webex.createUser("bob@example.com", {}, webex[form]);
    const renamed = { op: "replace", path: "userName", value: "ada@example.com" };
    expect(await webex.patch(`${webex[form]}/Users/${other.body.id}`, renamed)).toMatchObject({
      status: 409,
    });
    const kept = await webex.patch(`${webex[form]}/Users/${first.body.id}`, renamed);
    expect(kept.status).toBe(200);
  });

  test("have e-mail addresses as names", async () => {
    expect(await webex.createUser("ada", {}, webex[form])).toMatchObject({
      status: 400,
      body: { scimType: "invalidValue" },
    });
  });

  test("come in pages", async () => {
    for (let at = 1; at <= 5; at += 1) await webex.createUser(`user${at}@example.com`, {}, webex[form]);
    const page = await webex.call("GET", `${webex[form]}/Users?startIndex=3&count=2&sortBy=userName`);
    expect(page.body).toMatchObject({ totalResults: 5, startIndex: 3, itemsPerPage: 2 });
    expect(page.body.Resources.map(({ userName }: { userName: string }) => userName)).toEqual([
      "user3@example.com",
      "user4@example.com",
    ]);
  });
});

test("both forms show the same accounts", async () => {
  const made = await webex.createUser("ada@example.com");
  expect(await webex.call("GET", `${webex.legacy}/Users/${made.body.id}`)).toMatchObject({
    status: 200,
    body: { userName: "ada@example.com" },
  });
});

test("an organization does not see the accounts of another", async () => {
  const made = await webex.createUser("ada@example.com");
  const other = new WebexClient(webex.simulator);
  expect((await other.find('userName eq "ada@example.com"')).body).toMatchObject({ totalResults: 0 });
  expect(await other.call("GET", `${other.current}/Users/${made.body.id}`)).toMatchObject({ status: 404 });
});

describe("the legacy form reads what Entra ID writes", () => {
  test.each([
    ["Replace", "False"],
    ["replace", false],
  ])("%s active %j", async (op, value) => {
    const made = await webex.createUser("ada@example.com", {}, webex.legacy);
    const patched = await webex.patch(`${webex.legacy}/Users/${made.body.id}`, { op, path: "active", value });
    expect(patched).toMatchObject({ status: 200, body: { active: false } });
  });

  test("without a userType, and without groups", async () => {
    const body = { schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"], userName: "ada@example.com" };
    expect(await webex.call("POST", `${webex.legacy}/Users`, body)).toMatchObject({ status: 201 });
    const groups = await webex.call("GET", `${webex.legacy}/Groups`);
    expect(groups).toMatchObject({ status: 404, body: { trackingId: expect.stringMatching(/^ATLAS_/) } });
  });
});

describe("the current form refuses what its reference excludes", () => {
  const work = { type: "work", primary: true };
  test.each<[string, object]>([
    ["a userType of another list", { userType: "Member" }],
    ["no userType", { userType: null }],
    ["a primary work address that is not the name", { emails: [{ ...work, value: "other@example.com" }] }],
    [
      "a manager of another organization",
      { "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { manager: { value: "nobody" } } },
    ],
    ["schemas without the core one", { schemas: [WEBEX_URN] }],
  ])("%s", async (_, more) => {
    expect(await webex.createUser("ada@example.com", more)).toMatchObject({ status: 400 });
    expect((await webex.state()).accounts).toEqual([]);
  });

  test.each(['externalId eq "x"', 'userName co "ada"', "title pr"])("the filter %s", async (filter) => {
    const found = await webex.find(filter);
    expect(found).toMatchObject({ status: 400, body: { scimType: "invalidFilter" } });
  });

  test("a value path without a match, and a removal without a path", async () => {
    const made = await webex.createUser("ada@example.com");
    const path = `${webex.current}/Users/${made.body.id}`;
    const noMatch = { op: "replace", path: 'emails[type eq "work"].value', value: "ada@example.com" };
    for (const operation of [noMatch, { op: "remove" }]) {
      expect(await webex.patch(path, operation)).toMatchObject({
        status: 400,
        body: { scimType: "noTarget" },
      });
    }
  });
});

test("the current form finds users by the published attributes", async () => {
  const name = { givenName: "Ada", familyName: "Lovelace" };
  const made = await webex.createUser("ada@example.com", { name, displayName: "Ada L" });
  const filters = [
    `id eq "${made.body.id}"`,
    'userName sw "ada@"',
    'userName ew "example.com" and name.familyName eq "lovelace"',
    `${WEBEX_URN}:meta.organizationId eq "${webex.orgId}"`,
  ];
  for (const filter of filters) {
    expect((await webex.find(filter)).body, filter).toMatchObject({ totalResults: 1 });
  }
});

test("unknown schemas and read-only attributes are ignored", async () => {
  const more = {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:example:other:2.0:User"],
    "urn:example:other:2.0:User": { shoe: 43 },
    [WEBEX_URN]: { accountStatus: ["fraud"], sipAddresses: [{ value: "ada@sip.example.com" }] },
  };
  const made = await webex.createUser("ada@example.com", more);
  expect(made.status).toBe(201);
  expect(made.body[WEBEX_URN]).toMatchObject({
    accountStatus: ["active"],
    sipAddresses: [{ value: "ada@sip.example.com" }],
  });
});

describe("groups", () => {
  test("hold users, in lists on request, and in pages of their own", async () => {
    const ids: string[] = [];
    for (const name of ["ada", "bob", "cyd"])
      ids.push((await webex.createUser(`${name}@example.com`)).body.id);
    const made = await webex.createGroup("Engineers", ids.slice(0, 2));
    expect(made).toMatchObject({ status: 201 });
    const path = `${webex.current}/Groups/${made.body.id}`;
    await webex.patch(path, { op: "add", path: "members", value: [{ value: ids[2] }] });
    const removed = await webex.patch(path, { op: "remove", path: `members[value eq "${ids[0]}"]` });
    expect(removed.body.members.map(({ value }: { value: string }) => value)).toEqual(ids.slice(1));
    const listed = await webex.find('displayName eq "engineers"', webex.current, "Groups");
    expect(listed.body).toMatchObject({ totalResults: 1 });
    expect(listed.body.Resources[0]).not.toHaveProperty("members");
    const page = await webex.call("GET", `${path}/Members?startIndex=2&count=1`);
    expect(page.body).toMatchObject({
      memberSize: 2,
      startIndex: 2,
      members: [{ value: ids[2], type: "user" }],
    });
    const shown = await webex.call("GET", `${webex.current}/Users/${ids[2]}?returnGroups=true`);
    expect(shown.body.groups).toMatchObject([{ value: made.body.id, display: "Engineers" }]);
  });

  test("take members of their organization alone, and have names of their own", async () => {
    expect(await webex.createGroup("Engineers", ["nobody"])).toMatchObject({ status: 400 });
    expect(await webex.createGroup("Engineers")).toMatchObject({ status: 201 });
    expect(await webex.createGroup("ENGINEERS")).toMatchObject({ status: 409 });
  });
});

test("a group shows 500 members at most, and all of them in pages", async () => {
  await webex.control("PUT", "settings", { rate: { kind: "none" } });
  const ids: string[] = [];
  for (let at = 0; at < 501; at += 1) ids.push((await webex.createUser(`user${at}@example.com`)).body.id);
  const { id } = (await webex.createGroup("Everyone", ids)).body;
  const path = `${webex.current}/Groups/${id}`;
  expect((await webex.call("GET", path)).body.members).toHaveLength(500);
  const rest = await webex.call("GET", `${path}/Members?startIndex=501`);
  expect(rest.body).toMatchObject({ memberSize: 501, members: [{ value: ids[500] }] });
});

test("tokens are revoked with access, and with a change of roles", async () => {
  const { id } = (await webex.createUser("ada@example.com")).body;
  const path = `${webex.current}/Users/${id}`;
  const revokedAt = async () => (await webex.state()).accounts[0].tokensRevokedAt;
  await webex.patch(path, { op: "add", path: "title", value: "Countess" });
  expect(await revokedAt()).toBeNull();
  await webex.patch(path, { op: "add", path: "roles", value: [{ value: "id_user_admin", type: "cirole" }] });
  const first = await revokedAt();
  expect(first).not.toBeNull();
  await webex.control("POST", "clock", { advanceSeconds: 60 });
  await webex.patch(path, { op: "replace", path: "active", value: false });
  expect(Date.parse(await revokedAt())).toBeGreaterThan(Date.parse(first));
});

test("Schemas has the extension; the other discovery documents are not published", async () => {
  const schemas = await webex.call("GET", `${webex.current}/Schemas`);
  expect(schemas.body.Resources.map(({ id }: { id: string }) => id)).toContain(WEBEX_URN);
  expect(await webex.call("GET", `${webex.current}/Schemas/${WEBEX_URN}`)).toMatchObject({
    body: { id: WEBEX_URN },
  });
  for (const form of forms) {
    expect(await webex.call("GET", `${webex[form]}/ServiceProviderConfig`)).toMatchObject({ status: 404 });
  }
});

describe("deletion", () => {
  const nameOf = async (id: string) => (await webex.call("GET", `${webex.current}/Users/${id}`)).body;

  test("renames the account, takes its access and tokens, and frees the name for a new account", async () => {
    const emails = [{ type: "work", primary: true, value: "ada@example.com" }];
    const { id } = (await webex.createUser("ada@example.com", { emails })).body;
    expect(await webex.call("DELETE", `${webex.current}/Users/${id}`)).toMatchObject({ status: 204 });
    const userName = `${id.replaceAll("-", "")}ada@example.com`;
    expect(await nameOf(id)).toMatchObject({ userName, active: false, emails: [{ value: userName }] });
    const [account] = (await webex.state()).accounts;
    expect(account).toMatchObject({
      originalUserName: "ada@example.com",
      deletedAt: expect.any(String),
      tokensRevokedAt: expect.any(String),
    });
    const again = await webex.createUser("ada@example.com");
    expect(again.status).toBe(201);
    expect(again.body.id).not.toBe(id);
    const active = { op: "replace", path: "active", value: true };
    expect(await webex.patch(`${webex.current}/Users/${id}`, active)).toMatchObject({ status: 409 });
  });

  test("removes an account that was deactivated before, without another one", async () => {
    const { id } = (await webex.createUser("ada@example.com")).body;
    const path = `${webex.current}/Users/${id}`;
    await webex.patch(path, { op: "replace", path: "active", value: false });
    expect(await webex.call("DELETE", path)).toMatchObject({ status: 204 });
    expect(await webex.call("GET", path)).toMatchObject({ status: 404 });
  });

  test("is undone by activation, within 30 days", async () => {
    const { id } = (await webex.createUser("ada@example.com")).body;
    const group = (await webex.createGroup("Engineers", [id])).body;
    const path = `${webex.current}/Users/${id}`;
    await webex.call("DELETE", path);
    await webex.control("POST", "clock", { advanceSeconds: 29 * 86_400 });
    const restored = await webex.patch(path, { op: "replace", path: "active", value: true });
    expect(restored).toMatchObject({ status: 200, body: { userName: "ada@example.com", active: true } });
    await webex.control("POST", "clock", { advanceSeconds: 40 * 86_400 });
    expect(await webex.call("GET", path)).toMatchObject({ status: 200 });
    expect((await webex.call("GET", `${webex.current}/Groups/${group.id}`)).body.members).toHaveLength(1);
  });

  test("is final after 30 days, after a second one, or at once where so set", async () => {
    const ids: string[] = [];
    for (const name of ["ada", "bob", "cyd"])
      ids.push((await webex.createUser(`${name}@example.com`)).body.id);
    await webex.createGroup("Engineers", ids);
    const pathOf = (at: number) => `${webex.current}/Users/${ids[at]}`;
    await webex.call("DELETE", pathOf(0));
    await webex.call("DELETE", pathOf(0));
    expect(await webex.call("GET", pathOf(0))).toMatchObject({ status: 404 });
    await webex.control("PUT", "settings", { deletion: "hard" });
    await webex.call("DELETE", pathOf(1));
    expect(await webex.call("GET", pathOf(1))).toMatchObject({ status: 404 });
    await webex.control("PUT", "settings", { deletion: "soft" });
    await webex.call("DELETE", pathOf(2));
    await webex.control("POST", "clock", { advanceSeconds: 30 * 86_400 });
    expect(await webex.call("GET", pathOf(2))).toMatchObject({ status: 404 });
    expect((await webex.state()).groups).toMatchObject([{ members: [] }]);
  });
});
