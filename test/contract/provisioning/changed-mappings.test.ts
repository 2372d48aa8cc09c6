import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { mapDirectory } from "./mapped-directory.ts";

/** What a changed mapping does to the accounts of a real target: another organization of Muster. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

test("an attribute of the kind none stays as it is, and only a new account gets its default", async () => {
  const { client, target, sync, map, accountOf } = await mapDirectory(scim);
  await target.make("/Users", user("ada@contoso.test", { nickName: "own", title: "Old" }));
  await client.make("/Users", user("ada@contoso.test", { title: "New" }));
  await client.make("/Users", user("ben@contoso.test", { title: "New" }));
  await map(
    { target: "nickName", kind: "none", defaultIfNull: "fresh", apply: "always" },
    { target: "title", kind: "direct", source: "jobTitle", apply: "always" },
  );
  expect((await sync()).counts).toMatchObject({ adopted: 1, created: 1 });
  expect(await accountOf("ada@contoso.test")).toMatchObject({ nickName: "own", title: "New" });
  expect(await accountOf("ben@contoso.test")).toMatchObject({ nickName: "fresh", title: "New" });
  expect((await sync("initial")).counts).toMatchObject({ unchanged: 2 });
});

test("an adopted account keeps what only a new account gets: defaults, and values for the time of creation", async () => {
  const { client, target, sync, map, accountOf } = await mapDirectory(scim);
  await target.make("/Users", user("ada@contoso.test", { nickName: "own", title: "Old", locale: "fr-FR" }));
  await client.make("/Users", user("ada@contoso.test", { title: "New", locale: "en-GB" }));
  await client.make("/Users", user("ben@contoso.test", { title: "New", locale: "en-GB" }));
  await map(
    { target: "nickName", kind: "direct", source: "nickName", defaultIfNull: "fresh", apply: "always" },
    { target: "title", kind: "direct", source: "jobTitle", apply: "on-create" },
    { target: "locale", kind: "direct", source: "locale", apply: "always" },
  );
  expect((await sync()).counts).toMatchObject({ adopted: 1, created: 1 });
  const adopted = { nickName: "own", title: "Old", locale: "en-GB" };
  expect(await accountOf("ada@contoso.test")).toMatchObject(adopted);
  expect(await accountOf("ben@contoso.test")).toMatchObject({ nickName: "fresh", title: "New" });
  expect((await sync("initial")).counts).toMatchObject({ unchanged: 2 });
  expect(await accountOf("ada@contoso.test")).toMatchObject(adopted);
});

test("a value that is gone is cleared, and an attribute that is no longer mapped stays", async () => {
  const { client, sync, map, accountOf } = await mapDirectory(scim);
  const person = { title: "Engineer", nickName: "Addie", locale: "en-GB" };
  await client.make("/Users", user("ada@contoso.test", person));
  const always = { kind: "direct", apply: "always" };
  const [title, nickName, locale] = ["title", "nickName", "locale"].map((name) => ({
    ...always,
    target: name,
    source: name,
  }));
  await map(title ?? {}, nickName ?? {}, locale ?? {});
  await sync();
  expect(await accountOf("ada@contoso.test")).toMatchObject(person);
  await map({ ...title, source: "nickName" }, { ...nickName, source: "profileUrl" });
  expect((await sync()).counts).toMatchObject({ updated: 1 });
  const after = await accountOf("ada@contoso.test");
  expect([after.title, after.nickName, after.locale]).toEqual(["Addie", undefined, "en-GB"]);
});

test("an expression without a result holds its user, whose account keeps the value that it has", async () => {
  const { client, plan, sync, map, reasons, accountOf, admin, mapping, org } = await mapDirectory(scim);
  const made = await client.make("/Users", user("ada@contoso.test", { nickName: "aaa" }));
  const expression = `Replace([nickName], "a", , , "${"b".repeat(2_000)}", , )`;
  await map({ target: "title", kind: "expression", expression, apply: "always" });
  await sync();
  await client.patch(`/Users/${made.id}`, [{ op: "replace", path: "nickName", value: "a".repeat(60) }]);
  expect((await reasons(await plan()))["ada@contoso.test hold"]).toContain("hold.no-result");
  expect((await sync()).counts).toMatchObject({ evaluated: 1, held: 1 });
  expect((await accountOf("ada@contoso.test")).title).toHaveLength(6_000);
  const tried = await admin("POST", `${mapping}/test`, { type: "user", find: "ada@contoso.test" });
  expect(tried.body.problems).toEqual([{ code: "hold.no-result", params: { path: "title", max: 100_000 } }]);
  const trial = { expression, values: { nickName: "a".repeat(60) } };
  const evaluated = await admin("POST", `/api/v1/organizations/${org}/expressions/evaluate`, trial);
  expect([evaluated.status, evaluated.body.code]).toEqual([400, "mapping.no-result"]);
});

test("patterns that are too large together are refused, again and again, and change nothing", async () => {
  const { admin, mapping } = await mapDirectory(scim);
  const { version } = (await admin("GET", mapping)).body;
  const search = (index: number) => `Replace([title], , "(?:[a-c]x${index}){200}", , "", , )`;
  const expression = `Join("", ${Array.from({ length: 20 }, (_, index) => search(index)).join(", ")})`;
  const attributes = [
    { target: "userName", kind: "direct", source: "userName", apply: "always", matching: 1 },
    { target: "title", kind: "expression", expression, apply: "always" },
  ];
  for (const _ of [1, 2]) {
    const { status, body } = await admin("PUT", mapping, { user: { attributes } });
    expect([status, body.code]).toEqual([400, "app.mapping-invalid"]);
    expect(body.errors).toMatchObject([{ code: "mapping.patterns-too-large", pointer: "/user/attributes" }]);
  }
  const filters = Array.from({ length: 20 }, (_, at) => `title REGEX MATCH "(?:[a-c]y${at}){200}"`);
  const scope = await admin("PUT", mapping.replace(/mapping$/, "scope"), { user: { filters } });
  expect([scope.status, scope.body.errors]).toMatchObject([
    400,
    [{ code: "mapping.patterns-too-large", pointer: "/user/filters" }],
  ]);
  expect((await admin("GET", mapping)).body.version).toBe(version);
});

test("a trial shows the account that a reference sends, or why it sends none", async () => {
  const { client, sync, map, admin, org, app } = await mapDirectory(scim);
  const extension = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  const { id: boss } = await client.make("/Users", user("boss@contoso.test", { displayName: "Boss" }));
  const { id: gone } = await client.make(
    "/Users",
    user("off@contoso.test", { displayName: "Off", active: false }),
  );
  await client.make("/Users", user("ada@contoso.test", { [extension]: { manager: { value: boss } } }));
  await client.make("/Users", user("ben@contoso.test", { [extension]: { manager: { value: gone } } }));
  const target = `${extension}:manager`;
  await map({ target, kind: "direct", source: "manager", reference: "user", apply: "always" });
  const attempt = async (find: string) => {
    const path = `/api/v1/organizations/${org}/applications/${app}/mapping/test`;
    const { body } = await admin("POST", path, { type: "user", find });
    const row = body.attributes.find((each: { target: string }) => each.target === `${target}.value`);
    return [row.value, row.note?.code, row.note?.params, body.references[`${target}.value`]];
  };
  const waiting = { state: "awaited", account: null, user: "boss@contoso.test" };
  expect(await attempt("ada@contoso.test")).toEqual([
    null,
    "mapping.reference-awaited",
    { user: "boss@contoso.test" },
    waiting,
  ]);
  const none = { state: "none", account: null, user: "off@contoso.test" };
  expect(await attempt("ben@contoso.test")).toEqual([
    null,
    "mapping.reference-none",
    { user: "off@contoso.test" },
    none,
  ]);
  await sync();
  const [value, code, , reference] = await attempt("ada@contoso.test");
  expect([value === boss, code]).toEqual([false, undefined]);
  expect(reference).toEqual({ state: "linked", account: value, user: "boss@contoso.test" });
});

test("a changed name of the manager plans the reports whose mapping reads it, and no other user", async () => {
  const { client, sync, map, mapping, admin, accountOf } = await mapDirectory(scim);
  const extension = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  const { id: boss } = await client.make("/Users", user("boss@contoso.test", { displayName: "Mira" }));
  const { id: ada } = await client.make(
    "/Users",
    user("ada@contoso.test", { [extension]: { manager: { value: boss } } }),
  );
  await client.make("/Users", user("ben@contoso.test"));
  await map({
    target: "nickName",
    kind: "expression",
    expression: 'Append("led by ", [manager.displayName])',
    apply: "always",
  });
  expect((await sync()).counts).toMatchObject({ created: 3 });
  expect(await accountOf("ada@contoso.test")).toMatchObject({ nickName: "led by Mira" });
  const tried = await admin("POST", `${mapping}/test`, { type: "user", find: "ada@contoso.test" });
  expect(tried.body.create).toMatchObject({ nickName: "led by Mira" });

  await client.patch(`/Users/${boss}`, [{ op: "replace", path: "displayName", value: "Mira Lund" }]);
  expect((await sync()).counts).toEqual({ evaluated: 2, updated: 1, unchanged: 1 });
  expect(await accountOf("ada@contoso.test")).toMatchObject({ nickName: "led by Mira Lund" });
  expect((await sync()).counts).toEqual({});

  await client.patch(`/Users/${ada}`, [{ op: "remove", path: `${extension}:manager` }]);
  expect((await sync()).counts).toMatchObject({ evaluated: 1, updated: 1 });
  expect((await accountOf("ada@contoso.test")).nickName).not.toContain("Mira");
});

test("memberships and names of groups plan the users whose mapping reads them, through nested groups", async () => {
  const { client, sync, map, mapping, admin, org, change, accountOf } = await mapDirectory(scim);
  const { id: ada } = await client.make("/Users", user("ada@contoso.test"));
  await client.make("/Users", user("ben@contoso.test"));
  const group = async (displayName: string, ...members: string[]) =>
    (await client.make("/Groups", { displayName, members: members.map((value) => ({ value })) })).id;
  const inner = await group("Sales", ada);
  const outer = await group("Staff", inner);
  await group("Other");
  // Groups are not sent: what follows comes from the mapping of users alone.
  await change({ groups: "none" });
  await map({
    target: "nickName",
    kind: "expression",
    expression: 'IIF(IsPresent([memberOf]), Join(", ", [groups]), "alone")',
    apply: "always",
  });
  await sync();
  const nickName = async (name: string) => (await accountOf(`${name}@contoso.test`)).nickName;
  expect([await nickName("ada"), await nickName("ben")]).toEqual(["Sales, Staff", "alone"]);
  const tried = await admin("POST", `${mapping}/test`, { type: "user", find: "ada@contoso.test" });
  expect(tried.body.create).toMatchObject({ nickName: "Sales, Staff" });
  const evaluated = await admin("POST", `/api/v1/organizations/${org}/expressions/evaluate`, {
    expression: "Count([memberOf])",
    user: "ada@contoso.test",
  });
  expect(evaluated.body).toMatchObject({ value: 2 });

  await client.patch(`/Groups/${outer}`, [{ op: "replace", path: "displayName", value: "All" }]);
  expect((await sync()).counts).toMatchObject({ updated: 1 });
  expect([await nickName("ada"), await nickName("ben")]).toEqual(["All, Sales", "alone"]);

  await client.patch(`/Groups/${outer}`, [{ op: "remove", path: `members[value eq "${inner}"]` }]);
  await sync();
  expect(await nickName("ada")).toBe("Sales");
  await client.send("DELETE", `/Groups/${inner}`);
  await sync();
  expect([await nickName("ada"), await nickName("ben")]).toEqual(["alone", "alone"]);
});
