import { afterAll, beforeAll, expect, test } from "vitest";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { addPeople } from "../store/people.ts";
import { createRunner } from "./runner.ts";

/** The command line sets roles, and assigns with them. */

let muster: AdminServer;
beforeAll(async () => {
  muster = await startAdminServer();
  await addPeople(muster.deps, muster.org, ["ana", "ben"]);
  await muster.call("POST", `/api/v1/organizations/${muster.org}/applications`, {
    body: { name: "Target", config: { url: "http://127.0.0.1:9" } },
  });
});
afterAll(() => muster.close());

const { run, json } = createRunner(() => ({
  MUSTER_URL: muster.url,
  MUSTER_TOKEN: muster.tokens["instance-admin"],
  MUSTER_ORG: "contoso",
}));

test("roles are set and removed, and assignments give them", async () => {
  expect((await run("app", "roles", "Target")).stdout).toBe("The application has no roles.\n");
  const none = await run("app", "assign", "Target", "--all", "--role", "editor");
  expect([none.exit, none.stderr]).toEqual([1, expect.stringContaining("has no roles")]);
  await json("app", "roles", "Target", "--set", "editor", "--name", "Editor");
  await json("app", "roles", "Target", "--set", "user", "--name", "Default Access", "--default");
  const { stdout } = await run("app", "roles", "Target");
  expect(stdout).toMatch(/editor +Editor +editor +0\n/);
  expect(stdout).toMatch(/user \* +Default Access +user +0\n\* /);

  const ana = ["--user", "ana@contoso.test"];
  const given = await run("app", "assign", "Target", ...ana, "--role", "Editor");
  expect(given.stdout).toContain("with the role editor (Editor)");
  expect(await json("app", "assign", "Target", ...ana)).toMatchObject({ role: "user" });
  const { assignments } = await json("app", "assignments", "Target");
  expect(assignments.map(({ role }: { role: string }) => role)).toEqual(["editor", "user"]);
  expect((await run("app", "assignments", "Target")).stdout).toMatch(/ana@contoso\.test +editor \(Editor\)/);
  expect((await run("app", "show", "Target")).stdout).toMatch(/roles +editor, user/);

  const unknown = await run("app", "assign", "Target", ...ana, "--role", "owner");
  expect([unknown.exit, unknown.stderr]).toEqual([1, expect.stringContaining("editor, user")]);
  const used = await run("app", "roles", "Target", "--remove", "editor");
  expect([used.exit, used.stderr]).toEqual([4, expect.stringContaining('"editor" (1)')]);
  const expression = "SingleAppRoleAssignment([appRoleAssignments])";
  expect(await json("mapping", "eval", expression, ...ana, "--app", "Target")).toMatchObject({
    value: "editor",
  });
  expect((await run("mapping", "test", "Target", ...ana)).stdout).toContain(
    "Roles in the application: editor, user",
  );
  const why = await run("why", "ana@contoso.test", "--app", "Target");
  expect(why.stdout).toContain('assigned directly, with the role "editor"');
  await json("app", "unassign", "Target", ...ana, "--role", "editor");
  const left = await json("app", "roles", "Target", "--remove", "editor");
  expect(left.roles.map(({ value }: { value: string }) => value)).toEqual(["user"]);
  await json("app", "unassign", "Target", ...ana);
  expect((await run("app", "assignments", "Target")).stdout).toContain("Neither users nor groups");
});

test("removals are tried before they are made, and what remains is said", async () => {
  const ana = "ana@contoso.test";
  await json("group", "create", "Crew");
  await json("group", "add", "Crew", ana);
  await json("app", "assign", "Target", "--group", "Crew");
  await json("app", "assign", "Target", "--user", ana);
  const dry = await run("app", "unassign", "Target", "--group", "Crew", "--dry-run");
  expect(dry.stdout).toBe(
    [
      '  If the assignment of the group "Crew" were removed',
      "    0 users concerned lose the right to an account",
      "    1 user keeps it",
      '      1: assigned directly, with the role "user"\n',
    ].join("\n"),
  );
  const unassigned = await run("app", "unassign", "Target", "--user", ana);
  expect(unassigned.stderr).toContain(`${ana} keeps the right to an account`);
  const left = await run("group", "remove", "Crew", ana, "--dry-run");
  expect(left.stdout).toContain(`If "${ana}" left the group "Crew"\n  Target\n    1 user concerned loses`);
  expect(await json("user", "block", ana, "--dry-run")).toMatchObject({
    dryRun: true,
    removals: [{ removed: "user", applications: [{ application: "Target", lose: 1 }] }],
  });
  expect((await run("group", "delete", "Crew", "--dry-run")).stdout).toContain("loses the right");
  const why = await run("why", ana, "--app", "Target", "--if-left", "Crew");
  expect(why.stdout).toContain(`${ana} loses the right to an account`);
  const other = await run("group", "remove", "Crew", "ben@contoso.test", "--dry-run");
  expect([other.exit, other.stderr]).toEqual([1, expect.stringContaining("not a direct member")]);
  expect(await json("group", "show", "Crew")).toMatchObject({ members: 1, clients: [] });
});
