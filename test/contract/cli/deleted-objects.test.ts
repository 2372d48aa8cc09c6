import { afterAll, beforeAll, expect, test } from "vitest";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { addPeople } from "../store/people.ts";
import { createRunner } from "./runner.ts";

/** The command line says, before it deletes, that the next import of a source brings the object back. */

const PEOPLE = "objectId,userPrincipalName,displayName\nk1,cleo@contoso.test,Cleo\n";
const GROUPS = "groupName,memberType,member\nCrew,user,cleo@contoso.test\n";

let muster: AdminServer;
beforeAll(async () => {
  muster = await startAdminServer();
  await addPeople(muster.deps, muster.org, ["ana"]);
});
afterAll(() => muster.close());

const files = new Map([
  ["people.csv", PEOPLE],
  ["groups.csv", GROUPS],
]);
const { run, json } = createRunner(
  () => ({
    MUSTER_URL: muster.url,
    MUSTER_TOKEN: muster.tokens["instance-admin"],
    MUSTER_ORG: "contoso",
  }),
  (ms) => muster.deps.env.sleep(ms),
  files,
);
const take = () => json("import", "--source", "hr", "people.csv", "--groups", "groups.csv");

test("deleting what a source delivers is possible, and said not to last", async () => {
  expect(await take()).toMatchObject({ state: "merged", created: 2 });
  const user = await run("user", "delete", "cleo@contoso.test", "--yes");
  expect([user.exit, user.stderr]).toEqual([
    0,
    expect.stringContaining(
      'the user "cleo@contoso.test" belongs to the source "hr", whose next import undoes this change',
    ),
  ]);
  const group = await run("group", "delete", "Crew", "--yes");
  expect([group.exit, group.stderr]).toEqual([
    0,
    expect.stringContaining('the group "Crew" belongs to the source "hr"'),
  ]);
  // It is true: the same files bring both back.
  await take();
  expect(await json("user", "show", "cleo@contoso.test")).toMatchObject({ state: "active", source: "hr" });
  expect(await json("group", "show", "Crew")).toMatchObject({ members: 1, source: "hr" });
});

test("a question before a deletion says it too, and a user without a source is deleted without a word", async () => {
  const asked = await run("user", "delete", "cleo@contoso.test");
  expect([asked.exit, asked.stderr]).toEqual([2, expect.stringContaining('belongs to the source "hr"')]);
  const own = await run("user", "delete", "ana@contoso.test", "--yes");
  expect([own.exit, own.stderr]).toEqual([0, ""]);
});
