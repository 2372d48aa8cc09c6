import { afterAll, beforeAll, expect, test } from "vitest";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { addPeople } from "../store/people.ts";
import { createRunner } from "./runner.ts";

/** The command line shows, sets and tests scoping filters. */

let muster: AdminServer;
beforeAll(async () => {
  muster = await startAdminServer();
  await addPeople(muster.deps, muster.org, ["ana", "ben"]);
  const at = `/api/v1/organizations/${muster.org}/applications`;
  const { body } = await muster.call("POST", at, {
    body: { name: "Target", config: { url: "http://127.0.0.1:9" } },
  });
  await muster.call("POST", `${at}/${body.appId}/assignments`, {
    body: { subject: { kind: "user", find: "ana@contoso.test" } },
  });
});
afterAll(() => muster.close());

const { run, json } = createRunner(() => ({
  MUSTER_URL: muster.url,
  MUSTER_TOKEN: muster.tokens["instance-admin"],
  MUSTER_ORG: "contoso",
}));
const versionOf = async () => (await json("app", "show", "Target")).version;

test("filters are set from text, shown, and cleared; the same filters again change nothing", async () => {
  expect((await run("scope", "show", "Target")).stdout).toContain("assignments alone decide");
  const before = await versionOf();
  const filters = ["--filter", 'userName Includes "ana" AND active IS TRUE', "--filter", "title IS NOT NULL"];
  const set = await json("scope", "set", "Target", ...filters);
  expect(set.user.filters).toEqual([
    {
      clauses: [
        { attribute: "userName", operator: "Includes", value: "ana" },
        { attribute: "active", operator: "IS TRUE" },
      ],
    },
    { clauses: [{ attribute: "title", operator: "IS NOT NULL" }] },
  ]);
  expect(await versionOf()).toBe(before + 1);
  await json("scope", "set", "Target", ...filters);
  expect(await versionOf()).toBe(before + 1);
  const { stdout } = await run("scope", "show", "Target");
  expect(stdout).toContain('1: userName Includes "ana" AND active IS TRUE');
  await json("scope", "set", "Target", "--type", "group", "--filter", 'displayName EQUALS "Staff"');
  const both = await json("scope", "show", "Target");
  expect([both.user.filters.length, both.group.filters.length]).toEqual([2, 1]);
  await json("scope", "set", "Target", "--type", "user", "--clear");
  expect(await json("scope", "show", "Target")).toMatchObject({ user: { filters: [] }, group: both.group });
  await json("scope", "set", "Target", "--clear");
  expect(await json("scope", "show", "Target")).toMatchObject({ group: { filters: [] } });
  const audit = await muster.deps.store.page("audit", {
    where: { org: muster.org },
    descending: true,
    limit: 1,
  });
  expect(audit[0]?.detail).toMatchObject({ scope: { before: { group: {} }, after: {} } });
});

test("a test names the clause that decides, with the stored filters and with others", async () => {
  await json("scope", "set", "Target", "--filter", 'userName Includes "ana"');
  const ana = await json("scope", "test", "Target", "--user", "ana@contoso.test");
  expect(ana).toMatchObject({ inScope: true, assigned: true, clause: 'userName Includes "ana"' });
  const ben = await json("scope", "test", "Target", "--user", "ben@contoso.test");
  expect(ben).toMatchObject({
    inScope: false,
    assigned: false,
    clause: 'userName Includes "ana"',
    filters: [{ filter: "1", holds: false, failedClause: 'userName Includes "ana"' }],
  });
  const other = await json(
    "scope",
    "test",
    "Target",
    "--user",
    "ana@contoso.test",
    "--filter",
    "title IS NOT NULL",
  );
  expect(other).toMatchObject({ inScope: false, assigned: true, clause: "title IS NOT NULL" });
  expect(other.nextChangeAt).toBeNull();
  const shown = await run("scope", "test", "Target", "--user", "ben@contoso.test");
  expect(shown.stdout).toContain('scoping filter "1" does not hold: userName Includes "ana"');
  await json("scope", "set", "Target", "--clear");
});

test("wrong filters change nothing, and every error has its place and the nearest name", async () => {
  const before = await versionOf();
  const wrong = ["--filter", 'departmnt EQUALS "Sales"', "--filter", 'title REGEX MATCH "(?=x)"'];
  const { exit, stderr } = await run("scope", "set", "Target", ...wrong);
  expect(exit).toBe(2);
  expect(stderr).toContain("The nearest name is department");
  const { error } = await json("scope", "set", "Target", ...wrong);
  expect(error).toMatchObject({
    code: "app.scope-invalid",
    errors: [
      { code: "scoping.attribute-unknown", pointer: "/user/filters/0", position: 0, expected: "department" },
      { code: "scoping.value-invalid", pointer: "/user/filters/1", position: 18, expected: "RE2" },
    ],
  });
  const unread = await run("scope", "set", "Target", "--file", "scope.json");
  expect([unread.exit, unread.stderr]).toMatchObject([2, expect.stringContaining("scope.json")]);
  expect(await versionOf()).toBe(before);
});
