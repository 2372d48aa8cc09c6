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
