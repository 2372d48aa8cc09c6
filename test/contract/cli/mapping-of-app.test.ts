import { afterAll, beforeAll, expect, test } from "vitest";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { addPeople } from "../store/people.ts";
import { createRunner } from "./runner.ts";

/** The mapping of an application is shown, changed, reset and tried from the command line. */

let muster: AdminServer;
const files = new Map<string, string>();
const { run, json } = createRunner(
  () => ({
    MUSTER_URL: muster.url,
    MUSTER_TOKEN: muster.tokens["instance-admin"],
    MUSTER_ORG: "contoso",
  }),
  async () => {},
  files,
);
const mapping = (...args: string[]) => run("mapping", ...args);

/** Makes an application and returns its id. */
async function newApplication(): Promise<string> {
  const body = { name: `Target ${Math.random()}`, config: { url: "https://target.test/scim" } };
  const made = await muster.call("POST", `/api/v1/organizations/${muster.org}/applications`, { body });
  expect(made.status).toBe(201);
  return made.body.appId;
}

async function audited(app: string) {
  const rows = await muster.deps.store.page("audit", { where: { org: muster.org }, limit: 1_000 });
  return rows.filter((row) => row.target === app && row.activity === "update");
}

beforeAll(async () => {
  muster = await startAdminServer();
  await addPeople(muster.deps, muster.org, ["ana"]);
});
afterAll(() => muster.close());

test("attributes are added, changed and removed, and each change is shown before and after", async () => {
  const app = await newApplication();
  const upper = await mapping(
    "set",
    app,
    "title",
    "--expression",
    "ToUpper([jobTitle])",
    "--default",
    "None",
  );
  expect(upper).toMatchObject({ exit: 0, stderr: "" });
  expect(upper.stdout).toContain("title  jobTitle → ToUpper([jobTitle]) (default None)");
  expect(upper.stdout).toContain(`muster plan ${app}`);
  const added = await mapping("set", app, "nickName", "--constant", "7", "--when", "creation");
  expect(added.stdout).toContain("+  nickName  7 (only at creation)");
  await mapping("set", app, "TITLE", "--when", "creation");
  const shown = await json("mapping", "show", app);
  const at = (target: string) => shown.user.find((row: { target: string }) => row.target === target);
  expect(at("title")).toEqual({
    target: "title",
    kind: "expression",
    source: "ToUpper([jobTitle])",
    expression: "ToUpper([jobTitle])",
    defaultIfNull: "None",
    apply: "on-create",
  });
  expect(at("nickName")).toMatchObject({ kind: "constant", value: 7, apply: "on-create" });
  expect(at("userName")).toMatchObject({ kind: "direct", source: "userPrincipalName", matching: 1 });
  expect(at("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager").reference).toBe("user");
  expect((await mapping("show", app)).stdout).toMatch(/userName +userPrincipalName +matching 1/);
  expect((await mapping("set", app, "nickName", "--remove")).stdout).toContain("-  nickName");
  const none = await json("mapping", "set", app, "userType", "--none");
  expect(none.changed).toMatchObject([
    {
      type: "user",
      target: "userType",
      from: "userType",
      to: "none",
      before: { kind: "direct", source: "userType" },
      after: { kind: "none" },
    },
  ]);
  const [last] = (await audited(app)).slice(-1);
  expect(last?.detail).toMatchObject({ mapping: "other", changes: none.changed });
});

test("constants are texts, numbers, booleans and lists; an empty default goes", async () => {
  const app = await newApplication();
  for (const [given, value] of [
    ["Employee", "Employee"],
    ["12.5", 12.5],
    ["true", true],
    ['"true"', "true"],
    ['["a","b"]', ["a", "b"]],
    ["{}", "{}"],
  ] as const) {
    const set = await json("mapping", "set", app, "userType", "--constant", given, "--default", "x");
    const row = set.user.find((each: { target: string }) => each.target === "userType");
    expect([given, row.value, row.defaultIfNull]).toEqual([given, value, "x"]);
  }
  const without = await json("mapping", "set", app, "userType", "--default", "");
  expect(JSON.stringify(without.user)).not.toContain("defaultIfNull");
});

test("a second equal change is none, and another version is not overwritten", async () => {
  const app = await newApplication();
  const first = await json("mapping", "set", app, "title", "--source", "department");
  const second = await json("mapping", "set", app, "title", "--source", "department");
  expect([second.version - first.version, second.changed]).toEqual([0, []]);
  expect((await mapping("set", app, "title", "--source", "department")).stdout).toContain("same as before");
  expect(await audited(app)).toHaveLength(1);
  const path = `/api/v1/organizations/${muster.org}/applications/${app}/mapping`;
  const stale = await muster.call("PUT", path, { body: { mapping: "default", version: first.version - 1 } });
  expect([stale.status, stale.body.code]).toEqual([409, "app.changed-meanwhile"]);
  expect((await muster.call("GET", path)).body.version).toBe(first.version);
});

test("a file replaces whole mappings, and what show prints can be sent back", async () => {
  const app = await newApplication();
  const shown = await json("mapping", "show", app);
  files.set("same.json", JSON.stringify(shown));
  expect((await json("mapping", "set", app, "--file", "same.json")).changed).toEqual([]);
  const attributes = [
    { target: "displayName", kind: "direct", source: "displayName", apply: "always", matching: 1 },
  ];
  files.set("group.json", JSON.stringify({ group: { attributes } }));
  const set = await json("mapping", "set", app, "--file", "group.json");
  expect(set.group).toHaveLength(1);
  expect(set.user).toEqual(shown.user);
  expect((await mapping("reset", app, "--type", "user")).stdout).toContain("same as before");
  expect((await json("mapping", "reset", app, "--type", "group")).changed).toMatchObject([
    { type: "group", target: "externalId", from: null, to: "objectId" },
  ]);
  expect((await json("mapping", "show", app)).mapping).toBe("default");
});

test("every error is answered at once with its place and remedy, and nothing changes", async () => {
  const app = await newApplication();
  const before = await json("mapping", "show", app);
  const attribute = (target: string, rule: object) => ({ target, apply: "always", ...rule });
  const attributes = [
    { ...attribute("userName", { kind: "direct", source: "userPrincipalName" }), matching: 1 },
    attribute("title", { kind: "expression", expression: "ToUpper([jobTitle]" }),
    attribute("nickName", { kind: "expression", expression: "Shout([jobTitle])" }),
    attribute("locale", { kind: "expression", expression: "Left([jobTitle])" }),
    attribute("USERNAME", { kind: "constant", value: "x" }),
    attribute("emails[type", { kind: "direct", source: "mail" }),
    attribute("userType", { kind: "direct", source: "mail", wrong: 1 }),
    attribute("timezone", { kind: "none", matching: 2 }),
  ];
  files.set("wrong.json", JSON.stringify({ user: { attributes } }));
  const { exit, stdout } = await mapping("set", app, "--file", "wrong.json", "--json");
  const { error } = JSON.parse(stdout);
  expect(exit).toBe(2);
  expect(error).toMatchObject({
    code: "app.mapping-invalid",
    position: 18,
    expected: "), ,",
    params: { errors: 7 },
  });
  expect(error.errors.map(({ pointer, code }: Record<string, string>) => [pointer, code])).toEqual([
    ["/user/attributes/1/expression", "mapping.expression-incomplete"],
    ["/user/attributes/2/expression", "mapping.function-unknown"],
    ["/user/attributes/3/expression", "mapping.argument-count-wrong"],
    ["/user/attributes/5/target", "mapping.target-invalid"],
    ["/user/attributes/6/wrong", "mapping.member-unknown"],
    ["/user/attributes/7/matching", "mapping.matching-on-none"],
    ["/user/attributes/4/target", "mapping.target-overlaps"],
  ]);
  const words = (await mapping("set", app, "--file", "wrong.json")).stderr;
  expect(words).toContain("/user/attributes/1/expression, position 18: The expression ends too early.");
  expect(words).toContain("Two mappings lead to one attribute: userName stands further up.");
  const path = `/api/v1/organizations/${muster.org}/applications/${app}/mapping`;
  const french = await muster.call("PUT", path, {
    body: { user: { attributes } },
    headers: { "accept-language": "fr" },
  });
  expect([french.status, french.body.code]).toEqual([400, "app.mapping-invalid"]);
  expect(french.body.errors[1].detail).toContain("Le langage n’a pas de fonction Shout");
  expect(await json("mapping", "show", app)).toEqual(before);
  expect(await audited(app)).toEqual([]);
});

test("wrong usage is refused before anything is asked", async () => {
  const app = await newApplication();
  files.set("bad.json", "{");
  files.set("list.json", "[]");
  files.set("misspelt.json", JSON.stringify({ grup: { attributes: [] } }));
  const misspelt = await mapping("set", app, "--file", "misspelt.json");
  expect([misspelt.exit, misspelt.stderr]).toEqual([
    2,
    expect.stringContaining('"grup" is not known at the top'),
  ]);
  expect((await mapping("set", app, "title", "--match", "0")).stderr).toContain("or off");
  for (const args of [
    ["set", app],
    ["set", app, "title", "--file", "bad.json"],
    ["set", app, "--file", "missing.json"],
    ["set", app, "--file", "bad.json"],
    ["set", app, "--file", "list.json"],
    ["set", app, "title", "--source", "mail", "--none"],
    ["set", app, "favouriteColour", "--when", "always"],
    ["set", app, "favouriteColour", "--remove"],
    ["set", app, "title", "--match", "0"],
    ["set", app, "title", "--when", "sometimes"],
    ["test", app],
    ["test", app, "--user", "a", "--group", "b"],
  ]) {
    expect([args, (await mapping(...args)).exit]).toEqual([args, 2]);
  }
});

test("a source that names a user is sent as the account of this user", async () => {
  const app = await newApplication();
  const target = "urn:example:User:approver";
  const set = await json("mapping", "set", app, target, "--source", "manager", "--reference", "user");
  const after = { target, kind: "direct", source: "manager", apply: "always", reference: "user" };
  expect(set.changed).toEqual([{ type: "user", target, from: null, to: "manager", before: null, after }]);
  expect((await mapping("show", app)).stdout).toMatch(/approver +manager +the account of this user/);
  const off = await json("mapping", "set", app, target, "--reference", "off");
  const { reference: _, ...plain } = after;
  expect(off.changed).toMatchObject([{ from: "manager", to: "manager", before: after, after: plain }]);
  expect((await mapping("set", app, target, "--reference", "group")).exit).toBe(2);
  expect((await mapping("set", app, target, "--reference", "user", "--match", "3")).exit).toBe(2);
});

test("attributes with one matching number are searched together, and are shown so", async () => {
  const app = await newApplication();
  await mapping("set", app, "nickName", "--constant", "Annie", "--match", "2");
  await mapping("set", app, "userType", "--constant", "Lead", "--match", "2");
  const { user } = await json("mapping", "show", app);
  expect(
    user.flatMap((row: Record<string, string>) =>
      row["matching"] ? [[row["target"], row["matching"]]] : [],
    ),
  ).toEqual([
    ["userName", 1],
    ["userType", 2],
    ["nickName", 2],
  ]);
  expect((await mapping("show", app)).stdout).toMatch(/nickName .*matching 2, together with userType/);
  const found = { path: "userType", value: "Lead", also: [{ path: "nickName", value: "Annie" }] };
  const tried = await json("mapping", "test", app, "--user", "ana@contoso.test");
  expect(tried.matching).toEqual([{ path: "userName", value: "ana@contoso.test" }, found]);
  const words = await mapping("test", app, "--user", "ana@contoso.test");
  expect(words.stdout).toContain("  userType = Lead and nickName = Annie");
});

test("a mapping is tried with a person, as it is stored and as a file has it", async () => {
  const app = await newApplication();
  await mapping("set", app, "nickName", "--none", "--default", "new here");
  await mapping("set", app, "locale", "--source", "title", "--default", "fr-CA");
  const tried = await json("mapping", "test", app, "--user", "ana@contoso.test");
  const at = (target: string) => tried.attributes.find((row: { target: string }) => row.target === target);
  expect(at("userName")).toEqual({
    target: "userName",
    value: "ana@contoso.test",
    from: "userPrincipalName",
    apply: "always",
  });
  expect(at("nickName")).toMatchObject({ value: "new here", from: "none" });
  expect(tried.create).toMatchObject({ nickName: "new here", locale: "fr-CA", active: true });
  expect(tried.update).toMatchObject({ active: true });
  expect(tried.update).not.toHaveProperty("nickName");
  expect(tried.update).not.toHaveProperty("locale");
  expect(tried.matching).toEqual([{ path: "userName", value: "ana@contoso.test" }]);
  const words = await mapping("test", app, "--user", "ana@contoso.test");
  expect(words).toMatchObject({
    exit: 0,
    stdout: expect.stringMatching(/userName +ana@contoso.test +userPrin/),
  });
  const attributes = [
    {
      target: "userName",
      kind: "expression",
      expression: "ToUpper([userName])",
      apply: "always",
      matching: 1,
    },
  ];
  files.set("try.json", JSON.stringify({ user: { attributes } }));
  const other = await json("mapping", "test", app, "--user", "ana@contoso.test", "--file", "try.json");
  expect(other.attributes).toEqual([
    { target: "userName", value: "ANA@CONTOSO.TEST", from: "ToUpper([userName])", apply: "always" },
  ]);
  files.set(
    "bad.json",
    JSON.stringify({ user: { attributes: [{ ...attributes[0], expression: "Nope(" }] } }),
  );
  const bad = await mapping("test", app, "--user", "ana@contoso.test", "--file", "bad.json", "--json");
  expect([bad.exit, JSON.parse(bad.stdout).error.errors[0].pointer]).toEqual([
    2,
    "/user/attributes/0/expression",
  ]);
  expect(await mapping("test", app, "--user", "nobody")).toMatchObject({ exit: 1 });
});

test("switches are turned off and on, shown, and refused as wrong usage when they are not understood", async () => {
  const app = await newApplication();
  const off = await mapping(
    "set",
    app,
    "--type",
    "group",
    "--action",
    "create=off",
    "--action",
    "delete=off",
  );
  expect(off).toMatchObject({ exit: 0, stderr: "" });
  expect(off.stdout).toContain("~  group create  on → off");
  expect((await mapping("show", app)).stdout).toContain("switched off: create, delete");
  const on = await json("mapping", "set", app, "--type", "group", "--action", "create=on");
  expect(on.changed).toEqual([
    { type: "group", target: "actions.create", from: "off", to: "on", before: false, after: true },
  ]);
  expect(on.mappings.group.actions).toEqual({ create: true, delete: false });
  await mapping("set", app, "title", "--source", "jobTitle", "--type", "group");
  expect((await json("mapping", "show", app)).mappings.group.actions).toEqual({
    create: true,
    delete: false,
  });
  const before = await json("mapping", "show", app);
  for (const wrong of [
    ["--action", "rename=off"],
    ["--action", "update"],
    ["title", "--action", "update=off"],
  ]) {
    const refused = await mapping("set", app, ...wrong);
    expect([wrong, refused.exit]).toEqual([wrong, 2]);
    expect(refused.stderr).toContain("--action");
  }
  expect(await json("mapping", "show", app)).toEqual(before);
});

test("a misspelt attribute is noted with the nearest name, when it is set and when the mapping is tried", async () => {
  const app = await newApplication();
  expect((await json("mapping", "show", app)).notes).toEqual([]);
  const set = await mapping("set", app, "nickName", "--expression", "ToUpper([jobTitel])");
  expect(set.exit).toBe(0);
  expect(set.stdout).toContain('nickName: objects of this type have no attribute "jobTitel"');
  expect(set.stdout).toContain("nearest name is jobTitle.");
  const note = {
    code: "mapping.source-unknown",
    params: { target: "nickName", source: "jobTitel", nearest: "jobTitle" },
    pointer: expect.stringMatching(/^\/user\/attributes\/\d+\/expression$/),
  };
  expect((await json("mapping", "show", app)).notes).toEqual([note]);
  const tried = await json("mapping", "test", app, "--user", "ana@contoso.test");
  expect([tried.notes, tried.create.nickName]).toEqual([[note], undefined]);
  expect((await mapping("test", app, "--user", "ana@contoso.test")).stdout).toContain("jobTitle.");
  const mended = await json("mapping", "set", app, "nickName", "--expression", "ToUpper([jobTitle])");
  expect(mended.notes).toEqual([]);
});
