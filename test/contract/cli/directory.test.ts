import { afterAll, beforeAll, expect, test } from "vitest";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { addPeople } from "../store/people.ts";
import { createRunner } from "./runner.ts";

/** The command line shows the directory, cycles, plans and the audit trail, page by page. */

let muster: AdminServer;
beforeAll(async () => {
  muster = await startAdminServer();
  await addPeople(muster.deps, muster.org, ["ana", "ben", "cleo"]);
});
afterAll(() => muster.close());

const { run, json } = createRunner(() => ({
  MUSTER_URL: muster.url,
  MUSTER_TOKEN: muster.tokens["instance-admin"],
  MUSTER_ORG: "contoso",
}));

test("users are listed up to the limit, and shown by name", async () => {
  expect((await json("user", "list")).items).toHaveLength(3);
  const cut = await json("user", "list", "--limit", "2");
  expect([cut.items.length, cut.next]).toEqual([2, cut.items[1].userId]);
  const hint = `There are more: continue with --after ${cut.next}, or show all with --all.`;
  expect((await run("user", "list", "--limit", "2")).stdout).toContain(hint);
  const rest = await json("user", "list", "--limit", "2", "--after", cut.next);
  expect([rest.items.length, rest.next]).toEqual([1, null]);
  expect([...cut.items, ...rest.items]).toEqual((await json("user", "list", "--all")).items);
  expect((await run("user", "list", "--after", cut.next)).stdout).not.toContain("There are more");
  const both = await run("user", "list", "--all", "--limit", "2");
  expect([both.exit, both.stderr]).toEqual([2, expect.stringContaining("--limit, --all")]);
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
    // The option belongs to the list, and not to the command of the same name as its group.
    expect(JSON.parse((await run(list, "list", "None", "--json")).stdout)).toHaveProperty("error");
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
  expect((await json("audit", "--id", items[0].id)).items).toEqual([items[0]]);
  const all = await json("audit", "--all");
  const [first, second] = [await json("audit", "--limit", "1"), all.items[1]];
  const [next] = (await json("audit", "--limit", "1", "--after", first.next)).items;
  expect(next).toEqual(second);
});
