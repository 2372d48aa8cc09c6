import { afterAll, beforeAll, expect, test } from "vitest";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { addPeople } from "../store/people.ts";
import { createRunner } from "./runner.ts";

/** An application is written to a file, compared with it, changed by it, and created from it. */

let muster: AdminServer;
const files = new Map<string, string>();
const env: Record<string, string> = {};
const answers: boolean[] = [];
const { run, json } = createRunner(
  () => ({
    MUSTER_URL: muster.url,
    MUSTER_TOKEN: muster.tokens["instance-admin"],
    MUSTER_ORG: "contoso",
    ...env,
  }),
  async () => {},
  files,
  answers,
);
const config = (...args: string[]) => run("config", ...args);

beforeAll(async () => {
  muster = await startAdminServer();
  await addPeople(muster.deps, muster.org, ["ana", "bela"]);
});
afterAll(() => muster.close());

const at = (path: string) => `/api/v1/organizations/${muster.org}${path}`;

/** Makes an application with something in every section, and returns its id and its name. */
async function newApplication(): Promise<{ readonly app: string; readonly name: string }> {
  const name = `Target ${Math.random()}`;
  const body = {
    name,
    config: { url: "https://target.test/scim", pageSize: 50 },
    secret: "first-secret-7c1f",
  };
  const app = (await muster.call("POST", at("/applications"), { body })).body.appId;
  for (const args of [
    ["mapping", "set", app, "title", "--expression", "ToUpper([jobTitle])"],
    ["scope", "set", app, "--filter", 'department EQUALS "Sales"'],
    ["app", "settings", app, "--set", "parkAfter=7"],
    ["app", "assign", app, "--user", "ana@contoso.test"],
  ]) {
    expect(await run(...args)).toMatchObject({ exit: 0, stderr: "" });
  }
  return { app, name };
}

async function exported(name: string): Promise<string> {
  const { stdout, exit } = await config("export", name);
  expect(exit).toBe(0);
  return stdout;
}

async function audited() {
  return (await muster.deps.store.page("audit", { where: { org: muster.org }, limit: 5_000 })).length;
}

test("an export has every section, comments and no secret, and is always the same", async () => {
  const { name } = await newApplication();
  const text = await exported(name);
  expect(text).toBe(await exported(name));
  expect(text).not.toContain("first-secret");
  expect(text).toMatch(/^# Configuration of Muster/);
  expect(text).toContain("muster: 1\nkind: application\n");
  expect(text).toMatch(
    /\n# Settings of the connector.*\nconfig:\n {2}url: https:\/\/target.test\/scim\n {2}pageSize: 50\n/,
  );
  expect(text).toMatch(/credential:\n {2}from: \$env:TARGET_[0-9_]+_TOKEN\n {2}ifMissing: keep\n/);
  expect(text).toContain("parkAfter: 7");
  expect(text).toContain('- { target: title, kind: expression, expression: "ToUpper([jobTitle])" }');
  expect(text).toContain("  group: default\n");
  expect(text).toContain('- department EQUALS "Sales"');
  expect(text).toContain("- { user: ana@contoso.test }");
});

test("what was exported changes nothing, and writes nothing", async () => {
  const { name, app } = await newApplication();
  files.set("app.yaml", await exported(name));
  const before = [await audited(), (await json("app", "show", app)).version];
  expect(await json("config", "diff", "app.yaml")).toMatchObject({ changed: 0, changes: [] });
  expect(await json("config", "apply", "app.yaml", "--yes")).toMatchObject({ changed: 0, applied: false });
  expect((await config("apply", "app.yaml")).stdout).toContain("No change");
  expect([await audited(), (await json("app", "show", app)).version]).toEqual(before);
});

test("a change is shown, needs --yes, is made in one version, and is none the second time", async () => {
  const { name, app } = await newApplication();
  const text = (await exported(name))
    .replace("parkAfter: 7", "parkAfter: 9\n  deletionCountMax: 70")
    .replace("ToUpper([jobTitle])", "ToLower([jobTitle])")
    .replace('EQUALS "Sales"', 'EQUALS "Legal"')
    .replace("pageSize: 50", "pageSize: 60")
    .replace(/seed: \w+/, `seed: ${"0af1".repeat(16)}`)
    .replace("- { user: ana@contoso.test }", "- { user: ana@contoso.test }\n  - { user: bela@contoso.test }");
  files.set("app.yaml", text);
  const { version } = await json("app", "show", app);
  const diff = await json("config", "diff", "app.yaml");
  expect(
    diff.changes.map(({ action, path }: { action: string; path: string }) => `${action} ${path}`),
  ).toEqual([
    "change config/pageSize",
    "change seed",
    "change settings/deletionCountMax",
    "change settings/parkAfter",
    "change mappings/user/title",
    "change scopes/user",
    "create assignments/user/bela@contoso.test",
  ]);
  const refused = await config("apply", "app.yaml");
  expect(refused).toMatchObject({ exit: 2, stdout: "" });
  expect(refused.stderr).toContain("settings/parkAfter");
  expect(refused.stderr).toContain("--yes");
  const applied = await config("apply", "app.yaml", "--yes");
  expect(applied).toMatchObject({ exit: 0, stderr: "" });
  expect(applied.stdout).toContain("7 → 9");
  expect((await json("app", "show", app)).version).toBe(version + 1);
  expect(await json("config", "apply", "app.yaml", "--yes")).toMatchObject({ changed: 0 });
  expect(await exported(name)).toBe(
    text.replace("parkAfter: 9\n  deletionCountMax: 70", "deletionCountMax: 70\n  parkAfter: 9"),
  );
});

test("a file creates an application, with the credential that its reference leads to", async () => {
  const { name, app } = await newApplication();
  const text = await exported(name);
  files.set("app.yaml", text);
  expect((await run("app", "delete", app, "--yes")).exit).toBe(0);
  const missing = await config("apply", "app.yaml", "--yes");
  expect(missing.exit).toBe(2);
  expect(missing.stderr).toMatch(
    /app\.yaml:\d+:9: The reference \$env:TARGET_\d+_\d+_TOKEN leads to no credential/,
  );
  env[/from: \$env:(\w+)/.exec(text)?.[1] ?? ""] = "second-secret-91ab";
  expect(await json("config", "apply", "app.yaml", "--yes")).toMatchObject({ applied: true });
  expect(await exported(name)).toBe(text);
  const made = (await json("app", "list")).items.find((each: { name: string }) => each.name === name);
  expect(made).toMatchObject({ hasSecret: true, assignments: 1, version: 1 });
  expect(await json("config", "diff", "app.yaml")).toMatchObject({ changed: 0 });
  env[/from: \$env:(\w+)/.exec(text)?.[1] ?? ""] = "third-secret-5e0d";
  const other = await json("config", "diff", "app.yaml");
  expect(other.changes).toMatchObject([{ action: "change", path: "credential", from: "*" }]);
  expect(JSON.stringify(other)).not.toContain("third-secret");
});

test("a file that leads to another server needs the credential, and not only keep", async () => {
  const { name, app } = await newApplication();
  const moved = (await exported(name)).replace("https://target.test/scim", "https://other.test/scim");
  files.set("app.yaml", moved);
  const refused = await config("apply", "app.yaml", "--yes");
  expect(refused.exit).toBe(2);
  expect(refused.stderr).toMatch(
    /app\.yaml:\d+:\d+: The stored credential of .* would be sent to https:\/\/other\.test/,
  );
  files.set("app.yaml", moved.replace(/credential:\n.*\n.*\n/, ""));
  expect((await config("diff", "app.yaml")).stderr).toContain("would be sent to https://other.test");
  const typed = await run("app", "set", app, "--url", "https://other.test/scim");
  expect([typed.exit, typed.stderr]).toEqual([4, expect.stringContaining("--token-env")]);
  files.set("app.yaml", moved);
  env[/from: \$env:(\w+)/.exec(moved)?.[1] ?? ""] = "fourth-secret-c310";
  expect(await json("config", "apply", "app.yaml", "--yes")).toMatchObject({ applied: true });
});

test("--prune removes assignments that the file leaves out, up to the accepted number", async () => {
  const { name, app } = await newApplication();
  await run("app", "assign", app, "--user", "bela@contoso.test");
  await run("app", "assign", app, "--all");
  const text = (await exported(name)).replace("  - { user: bela@contoso.test }\n", "");
  files.set("app.yaml", text.replace("  - { everyone: true }\n", ""));
  expect(await json("config", "diff", "app.yaml")).toMatchObject({ changed: 0 });
  const diff = await json("config", "diff", "app.yaml", "--prune");
  expect(diff).toMatchObject({ changed: 2, deletions: 2 });
  expect(diff.changes[0]).toMatchObject({ action: "delete", path: "assignments/everyone" });
  expect(diff.changes[1]).toMatchObject({
    action: "delete",
    path: "assignments/user/bela@contoso.test",
    accounts: 0,
  });
  const refused = await config("apply", "app.yaml", "--prune", "--yes", "--accept-deletions", "0");
  expect(refused.exit).toBe(4);
  expect(refused.stderr).toContain("--accept-deletions");
  expect(await json("app", "show", app)).toMatchObject({ assignments: 3 });
  expect(await json("config", "apply", "app.yaml", "--prune", "--yes")).toMatchObject({ changed: 2 });
  expect(await json("app", "show", app)).toMatchObject({ assignments: 1 });
});

const HEAD = "muster: 1\nkind: application\nname: Broken\nconfig: { url: https://broken.test/scim }\n";

test("a misspelt attribute in a mapping is noted with its place, and the file is applied", async () => {
  const { name } = await newApplication();
  const text = (await exported(name)).replace("ToUpper([jobTitle])", "ToUpper([jobTitel])");
  files.set("app.yaml", text);
  const line = text.split("\n").findIndex((each) => each.includes("jobTitel")) + 1;
  const diff = await config("diff", "app.yaml");
  expect([diff.exit, diff.stderr]).toEqual([0, ""]);
  expect(diff.stdout).toMatch(new RegExp(`app\\.yaml:${line}:\\d+: title: .*"jobTitel".* jobTitle\\.`));
  const applied = await json("config", "apply", "app.yaml", "--yes");
  expect(applied).toMatchObject({ applied: true, notes: [{ code: "mapping.source-unknown" }] });
  expect(applied.notes[0].pointer).toMatch(/^\/documents\/0\/mappings\/user\/attributes\/\d+\/expression$/);
  files.set("app.yaml", text.replace("jobTitel", "jobTitle"));
  expect((await json("config", "apply", "app.yaml", "--yes")).notes).toEqual([]);
});

test("roles, and assignments that give them, go into a file and come out of it", async () => {
  const { name } = await newApplication();
  const text = (await exported(name))
    .replace("mappings:\n", "roles:\n  - { value: Admin }\n  - { value: Member, default: true }\nmappings:\n")
    .replace(
      "- { user: ana@contoso.test }",
      "- { user: ana@contoso.test, role: Admin }\n  - { user: ana@contoso.test }",
    );
  files.set("app.yaml", text);
  const applied = await json("config", "apply", "app.yaml", "--yes");
  expect(applied.changes).toMatchObject([
    { action: "create", path: "roles/Admin", to: { value: "Admin" } },
    { action: "create", path: "roles/Member" },
    { action: "create", path: "assignments/user/ana@contoso.test", to: "Admin" },
    { action: "create", path: "assignments/user/ana@contoso.test", to: "Member" },
  ]);
  const again = await exported(name);
  expect(again).toContain("- { user: ana@contoso.test, role: null }");
  expect(again).toContain("- { user: ana@contoso.test, role: Member }");
  files.set("again.yaml", again);
  for (const file of ["app.yaml", "again.yaml"]) {
    expect(await json("config", "diff", file, ...(file === "again.yaml" ? ["--prune"] : []))).toMatchObject({
      changed: 0,
    });
  }
  files.set("app.yaml", text.replace("role: Admin", "role: Owner"));
  const refused = await config("diff", "app.yaml");
  expect(refused.exit).toBe(2);
  expect(refused.stderr).toMatch(/app\.yaml:\d+:\d+: .*Owner.*Admin, Member/);
});

test("--prune removes a role together with its assignments, and keeps one that an assignment gives", async () => {
  const { name, app } = await newApplication();
  await run("app", "roles", app, "--set", "member");
  await run("app", "roles", app, "--set", "lead");
  await run("app", "assign", app, "--user", "ana@contoso.test", "--role", "lead");
  await run("app", "assign", app, "--user", "bela@contoso.test", "--role", "member");
  const document = (...assignments: readonly string[]) =>
    `muster: 1\nkind: application\nname: ${name}\nroles: [{ value: member }]\nassignments:\n${assignments
      .map((each) => `  - { ${each} }\n`)
      .join("")}`;
  files.set("app.yaml", document("user: ana@contoso.test, role: lead"));
  const refused = await config("apply", "app.yaml", "--prune", "--yes");
  expect(refused.exit).toBe(2);
  expect(refused.stderr).toContain(
    'app.yaml:4:8: Nothing was changed, because assignments give the role "lead"',
  );
  files.set("app.yaml", document("user: ana@contoso.test, role: member"));
  expect(await json("config", "apply", "app.yaml", "--prune", "--yes")).toMatchObject({
    applied: true,
    deletions: expect.any(Number),
  });
  expect((await json("app", "roles", app)).roles).toMatchObject([{ value: "member", assignments: 1 }]);
  expect(await json("config", "diff", "app.yaml", "--prune")).toMatchObject({ changed: 0 });
});

test("a folder is applied file by file, after a question, and a reference to a file is relative to its document", async () => {
  const [one, other] = [`Folder ${Math.random()}`, `Folder ${Math.random()}`];
  const document = (name: string) => HEAD.replace("Broken", name);
  files.set("all/b.yaml", `${document(other)}credential: keep\n`);
  files.set("all/a.yml", `${document(one)}credential: $file:secrets/token\n`);
  files.set("all/notes.txt", "not YAML: [");
  const refused = await config("apply", "all");
  expect(refused.exit).toBe(2);
  expect(refused.stderr).toMatch(
    /all\/a\.yml:5:13: The reference \$file:secrets\/token leads to no credential/,
  );
  expect(refused.stderr).toMatch(/all\/b\.yaml:5:13: The application has no stored credential/);
  files.set("all/secrets/token", "a-secret-of-a-file-31fc\n");
  files.set("all/b.yaml", document(other));
  answers.push(false);
  expect(await config("apply", "all")).toMatchObject({ exit: 0, stdout: "Nothing was changed.\n" });
  answers.push(true);
  const applied = await config("apply", "all");
  expect(applied).toMatchObject({ exit: 0 });
  expect(applied.stderr).toContain(`+ application "${one}"`);
  expect(applied.stdout + applied.stderr).not.toContain("a-secret-of-a-file");
  const { items } = await json("app", "list");
  const made = items.filter(({ name }: { name: string }) => name.startsWith("Folder"));
  expect(made.map((each: { hasSecret: boolean }) => each.hasSecret).sort()).toEqual([false, true]);
  expect(await json("config", "apply", "all", "--yes")).toMatchObject({ changed: 0 });
});

test.each([
  ["at its own address", {}],
  ["at another address, from which the parameters cannot be read", { url: "https://webex.test/v1/scim/1" }],
])("an application of a template, %s, is created again from its file", async (_, config) => {
  const name = `Webex ${Math.random()}`;
  const parameters = { orgId: "6f0c5a3e-2b1d-4c8f-9a77-3d5e1b2c4f60" };
  const body = { name, template: "cisco-webex", parameters, config, secret: "webex-secret-2b7c" };
  const { appId } = (await muster.call("POST", at("/applications"), { body })).body;
  const first = await exported(name);
  expect(first).toContain("\ntemplate: cisco-webex\n");
  expect(first.includes("orgId: 6f0c5a3e")).toBe(Object.keys(config).length === 0);
  files.set("app.yaml", first);
  expect(await json("config", "diff", "app.yaml")).toMatchObject({ changed: 0 });
  const before = await json("mapping", "show", appId);
  // The template sets this one, and the application no longer does.
  expect((await run("app", "settings", appId, "--reset", "groups")).exit).toBe(0);
  const text = await exported(name);
  expect(text).toMatch(/\nsettings:\n( {2}.*\n)* {2}groups: assigned\n/);
  files.set("app.yaml", text);
  expect(await json("config", "diff", "app.yaml")).toMatchObject({ changed: 0 });
  expect((await run("app", "delete", appId, "--yes")).exit).toBe(0);
  env[/from: \$env:(\w+)/.exec(text)?.[1] ?? ""] = "webex-secret-2b7c";
  expect(await json("config", "apply", "app.yaml", "--yes")).toMatchObject({ applied: true });
  expect(await exported(name)).toBe(text);
  const after = await json("mapping", "show", name);
  expect([after.mapping, after.mappings]).toEqual(["default", before.mappings]);
  expect(after.mappings.user.attributes.length).toBeGreaterThan(1);
});

test("the roles of a file are those of the application that it creates, in their order", async () => {
  const name = `GitHub ${Math.random()}`;
  const parameters = { host: "api.github.com", enterprise: "contoso" };
  const template = "github-enterprise-managed-users";
  const body = { name, template, parameters, secret: "github-secret-7f31" };
  const { appId } = (await muster.call("POST", at("/applications"), { body })).body;
  const roles = [{ value: "guest_collaborator" }, { value: "enterprise_owner" }];
  expect((await muster.call("PUT", at(`/applications/${appId}/roles`), { body: { roles } })).status).toBe(
    200,
  );
  const text = await exported(name);
  expect((await run("app", "delete", appId, "--yes")).exit).toBe(0);
  env[/from: \$env:(\w+)/.exec(text)?.[1] ?? ""] = "github-secret-7f31";
  files.set("app.yaml", text);
  expect(await json("config", "apply", "app.yaml", "--yes")).toMatchObject({ applied: true });
  expect(await exported(name)).toBe(text);
  expect(text.indexOf("guest_collaborator")).toBeLessThan(text.indexOf("enterprise_owner"));
  expect(text).not.toContain("billing_manager");
});

test("an application whose template has changed since is created again with the mapping that it has", async () => {
  const name = `Slack ${Math.random()}`;
  const { appId } = (await muster.call("POST", at("/applications"), { body: { name, template: "slack" } }))
    .body;
  const own = {
    type: "user",
    attributes: [{ target: "userName", kind: "direct", source: "mail", matching: 1, apply: "always" }],
  };
  const set = { mappings: { user: own }, template_mappings: { user: own } };
  await muster.deps.store.commit([
    { op: "update", table: "application", key: { org: muster.org, id: appId }, set },
  ]);
  const text = await exported(name);
  expect(text).toContain("source: mail");
  files.set("app.yaml", text);
  expect(await json("config", "diff", "app.yaml")).toMatchObject({ changed: 0 });
  expect((await run("app", "delete", appId, "--yes")).exit).toBe(0);
  expect(await json("config", "apply", "app.yaml", "--yes")).toMatchObject({ applied: true });
  expect((await json("mapping", "show", name)).mappings.user.attributes).toEqual(own.attributes);
});
