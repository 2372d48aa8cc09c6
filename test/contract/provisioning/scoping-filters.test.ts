import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startScimmyTarget } from "../../targets/scimmy-target.ts";
import { ENTERPRISE_URN, group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** Assignment and scoping filters together decide who has an account, as read back from the target. */

let scim: ScimServer;
interface Company extends ProvisionedDirectory {
  hire(name: string, more?: Readonly<Record<string, unknown>>): Promise<string>;
  edit(id: string, path: string, value: unknown): Promise<void>;
  addGroup(name: string, members?: readonly string[]): Promise<string>;
  alter(group: string, ...operations: object[]): Promise<void>;
  scope(body: object): Promise<void>;
  why(name: string, type?: string): Promise<{ inScope: boolean; scope: { code: string; params: object }[] }>;
  active(): Promise<readonly string[]>;
}

async function inCompany(work: (company: Company) => Promise<void>): Promise<void> {
  const target = await startScimmyTarget();
  try {
    const directory = await provisionDirectory(scim, target);
    const { client, admin, org, app } = directory;
    const at = `/api/v1/organizations/${org}/applications/${app}`;
    const patch = async (path: string, operations: readonly object[]) => {
      expect((await client.patch(path, operations)).status).toBeLessThan(300);
    };
    await work({
      ...directory,
      hire: async (name, more = {}) => (await client.make("/Users", user(name, more))).id,
      edit: (id, path, value) => patch(`/Users/${id}`, [{ op: "replace", path, value }]),
      addGroup: async (name, members = []) => (await client.make("/Groups", group(name, members))).id,
      alter: (id, ...operations) => patch(`/Groups/${id}`, operations),
      async scope(body) {
        expect(await admin("PUT", `${at}/scope`, body)).toMatchObject({ status: 200 });
      },
      async why(name, type = "user") {
        return (await admin("GET", `${at}/why?find=${encodeURIComponent(name)}&type=${type}`)).body;
      },
      async active() {
        const { accounts } = await directory.seen();
        return accounts.filter((each) => each.endsWith(" active")).map((each) => each.split(" ")[0] ?? "");
      },
    });
  } finally {
    await target.stop();
  }
}

const users = (...filters: string[]) => ({ user: { filters } });

/** Ana in Staff, ben in Inner, which is in Staff; members of Staff are in scope, and no group is. */
async function staff(company: Company) {
  const { hire, addGroup, scope, sync, active } = company;
  const [ana, ben] = [await hire("ana"), await hire("ben")];
  const inner = await addGroup("Inner", [ben]);
  const whole = await addGroup("Staff", [ana, inner]);
  await scope({
    ...users('memberOf EQUALS "Staff"'),
    group: { filters: ['displayName EQUALS "Nothing"'] },
  });
  await sync();
  expect(await active()).toEqual(["ana", "ben"]);
  return { ana, ben, inner, whole };
}
const isIncremental = async ({ admin }: Company, plan: string) =>
  (await admin("GET", `/api/v1/plans/${plan}`)).body.kind === "incremental";

await overEveryStore((under) => {
  beforeAll(async () => {
    const place = await under.newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
  });
  afterAll(() => scim.close());

  describe("a change of an attribute", () => {
    test("brings in and puts out, in incremental cycles, and the reasons name the clause", async () => {
      await inCompany(async (company) => {
        const { hire, edit, scope, sync, why, active, reasons } = company;
        const ana = await hire("ana", { [ENTERPRISE_URN]: { department: "Sales" } });
        await hire("ben", { [ENTERPRISE_URN]: { department: "Research" } });
        await scope(users('department EQUALS "Sales"'));
        expect((await sync()).counts).toMatchObject({ created: 1 });
        expect(await active()).toEqual(["ana"]);
        expect(await why("ben")).toMatchObject({
          inScope: false,
          scope: [
            { code: "scope.all" },
            { code: "scope.clause-fails", params: { filter: "1", clause: 'department EQUALS "Sales"' } },
          ],
          blockers: [{ code: "why.filtered-out" }],
        });
        expect(await why("ana")).toMatchObject({
          inScope: true,
          scope: [{ code: "scope.all" }, { code: "scope.filter-holds" }],
        });

        await edit(ana, `${ENTERPRISE_URN}:department`, "Legal");
        const out = await sync();
        expect([await isIncremental(company, out.plan), out.counts]).toMatchObject([true, { disabled: 1 }]);
        expect(await active()).toEqual([]);
        expect((await reasons(out.plan))["ana disable"]).toEqual([
          "scope.all",
          "scope.clause-fails",
          "decide.disable",
        ]);
        expect((await sync()).counts).not.toHaveProperty("disabled");

        await edit(ana, `${ENTERPRISE_URN}:department`, "Sales");
        await sync();
        expect(await active()).toEqual(["ana"]);
      });
    });

    test("by which many leave is held by the guard, as an assignment that goes", async () => {
      await inCompany(async ({ hire, scope, sync, active }) => {
        for (let index = 0; index < 12; index += 1) await hire(`p${index}`, { title: "Clerk" });
        await sync();
        await scope(users('jobTitle EQUALS "Engineer"'));
        expect((await sync()).counts).toMatchObject({ held: 12 });
        expect(await active()).toHaveLength(12);
        await scope({ user: null });
        expect((await sync()).counts).not.toHaveProperty("held");
      });
    });
  });

  test("filters are joined by OR, and multi-valued attributes count by any element", async () => {
    await inCompany(async ({ hire, scope, sync, active }) => {
      await hire("ana", { emails: [{ value: "a@x.test" }, { value: "a@contoso.test", type: "other" }] });
      await hire("ben", { title: "Chief" });
      await hire("cem", { title: "Clerk" });
      await scope(users('emails.value ENDS_WITH "@contoso.test"', 'jobTitle EQUALS "Chief"'));
      await sync();
      expect(await active()).toEqual(["ana", "ben"]);
    });
  });

  test("a clause about the manager follows the manager's own changes", async () => {
    await inCompany(async (company) => {
      const { hire, edit, scope, sync, active } = company;
      const boss = await hire("boss", { title: "VP" });
      await hire("ana", { [ENTERPRISE_URN]: { manager: { value: boss } } });
      await hire("ben");
      await scope(users('manager.title EQUALS "VP"'));
      await sync();
      expect(await active()).toEqual(["ana"]);
      await edit(boss, "title", "Advisor");
      const out = await sync();
      expect([await isIncremental(company, out.plan), out.counts]).toMatchObject([true, { disabled: 1 }]);
      await edit(boss, "title", "VP");
      await sync();
      expect(await active()).toEqual(["ana"]);
    });
  });

  test("a clause about groups follows memberships, nested ones too, and the names of groups", async () => {
    await inCompany(async (company) => {
      const { alter, sync, active } = company;
      const { ana, ben, inner, whole } = await staff(company);
      await alter(inner, { op: "remove", path: `members[value eq "${ben}"]` });
      const left = await sync();
      expect([await isIncremental(company, left.plan), await active()]).toEqual([true, ["ana"]]);
      await alter(whole, { op: "remove", path: `members[value eq "${ana}"]` });
      await sync();
      expect(await active()).toEqual([]);
      await alter(whole, { op: "add", path: "members", value: [{ value: ana }] });
      await sync();
      expect(await active()).toEqual(["ana"]);
      await alter(whole, { op: "replace", path: "displayName", value: "Everyone" });
      const renamed = await sync();
      expect([await isIncremental(company, renamed.plan), await active()]).toEqual([true, []]);
      await alter(whole, { op: "replace", path: "displayName", value: "Staff" });
      await sync();
      expect(await active()).toEqual(["ana"]);
    });
  });

  test("a group that leaves scope by a filter goes as one whose assignment went", async () => {
    await inCompany(async ({ hire, addGroup, alter, scope, sync, seen, why }) => {
      const ana = await hire("ana");
      const team = await addGroup("Team A", [ana]);
      await addGroup("Other", [ana]);
      await scope({ group: { filters: ['displayName REGEX MATCH "^Team "'] } });
      await sync();
      expect((await seen()).members).toEqual({ "Team A": ["ana"] });
      await alter(team, { op: "replace", path: "displayName", value: "Crew A" });
      await sync();
      expect((await seen()).members).toEqual({});
      expect(await why("Crew A", "group")).toMatchObject({ inScope: false });
    });
  });

  test.each(["Inner", "Staff"])(
    "people leave scope when %s, which brings them in, is deleted",
    async (gone) => {
      await inCompany(async (company) => {
        const { sync, active, client } = company;
        const { inner, whole } = await staff(company);
        await client.send("DELETE", `/Groups/${gone === "Inner" ? inner : whole}`);
        const left = await sync();
        expect(await isIncremental(company, left.plan)).toBe(true);
        expect(await active()).toEqual(gone === "Inner" ? ["ana"] : []);
      });
    },
  );

  test("reports leave scope when their manager is deleted", async () => {
    await inCompany(async ({ hire, scope, sync, active, client }) => {
      const boss = await hire("boss", { title: "VP" });
      await hire("ana", { [ENTERPRISE_URN]: { manager: { value: boss } } });
      await scope(users('manager.title EQUALS "VP"'));
      await sync();
      expect(await active()).toEqual(["ana"]);
      await client.send("DELETE", `/Users/${boss}`);
      await sync();
      expect(await active()).toEqual([]);
    });
  });

  test("a filter of groups about groups follows nesting at any depth", async () => {
    await inCompany(async (company) => {
      const { addGroup, alter, scope, sync, seen } = company;
      const low = await addGroup("Low");
      const middle = await addGroup("Middle", [low]);
      const top = await addGroup("Top", [middle]);
      await scope({ group: { filters: ['memberOf EQUALS "Top"'] } });
      await sync();
      expect(Object.keys((await seen()).members).sort()).toEqual(["Low", "Middle"]);
      await alter(top, { op: "remove", path: `members[value eq "${middle}"]` });
      const left = await sync();
      expect([await isIncremental(company, left.plan), (await seen()).members]).toEqual([true, {}]);
      await alter(top, { op: "add", path: "members", value: [{ value: middle }] });
      await sync();
      expect(Object.keys((await seen()).members).sort()).toEqual(["Low", "Middle"]);
    });
  });
});
