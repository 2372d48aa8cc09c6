import { afterAll, beforeAll, expect, test } from "vitest";
import { buildProgram } from "../../../src/cli/program.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { addPeople } from "../store/people.ts";

/** The command line shows the directory, cycles, plans and the audit trail, page by page. */

let muster: AdminServer;
beforeAll(async () => {
  muster = await startAdminServer();
  await addPeople(muster.deps, muster.org, ["ana", "ben", "cleo"]);
});
afterAll(() => muster.close());

async function run(...argv: readonly string[]) {
  let stdout = "";
  let stderr = "";
  const program = buildProgram({
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    env: { MUSTER_URL: muster.url, MUSTER_TOKEN: muster.tokens["instance-admin"], MUSTER_ORG: "contoso" },
    version: "1.2.3",
    openFile: async (path) => Promise.reject(new Error(path)),
    now: () => Date.now(),
    sleep: async () => {},
  });
  return { exit: await program.run(argv), stdout, stderr };
}
const json = async (...argv: readonly string[]) => JSON.parse((await run(...argv, "--json")).stdout);

test("users are listed up to the limit, and shown by name", async () => {
  expect((await json("user", "list")).items).toHaveLength(3);
  const cut = await json("user", "list", "--limit", "2");
  expect([cut.items.length, cut.next]).toEqual([2, cut.items[1].userId]);
  expect((await run("user", "list", "--limit", "2")).stdout).toContain("There are more");
  const shown = await json("user", "show", "ANA@contoso.test");
  expect(shown).toMatchObject({ userName: "ana@contoso.test", state: "active", groups: [] });
  expect((await run("user", "show", "ana@contoso.test")).stdout).toContain(shown.userId);
  expect((await run("user", "show", "nobody")).exit).toBe(1);
  expect((await json("user", "list", "--org", "Fabrikam")).items).toEqual([]);
});

test("groups, cycles and plans have lists, and an empty one says so", async () => {
  expect((await run("group", "list")).stdout).toBe("The list is empty.\n");
  expect((await run("group", "show", "none")).exit).toBe(1);
  for (const list of ["cycle", "plan"]) {
    expect(await run(list, "list", "None")).toMatchObject({ exit: 1, stdout: "" });
  }
});

test("the audit trail says who did what, and can be filtered", async () => {
  expect((await run("org", "update", muster.org, "--soft-delete-days", "7")).exit).toBe(0);
  const { items } = await json("audit");
  expect(items[0]).toMatchObject({ category: "organization", target: muster.org });
  expect(items[0].actor).toMatch(/^token:/);
  const tokens = await json("audit", "--category", "token");
  expect(tokens.items.length).toBeGreaterThan(0);
  expect(tokens.items.every((each: { category: string }) => each.category === "token")).toBe(true);
  expect((await run("audit", "--actor", items[0].actor)).stdout).toContain(muster.org);
  expect((await json("audit", "--target", "nothing")).items).toEqual([]);
});
