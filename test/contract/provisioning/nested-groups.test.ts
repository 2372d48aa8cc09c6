import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../../../src/contract/routes.ts";
import { type ScimServer, startScimServer } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type AssignedCompany, inAssignedCompany } from "./assigned-company.ts";

/** Groups in groups: whether their members come in, and whether they are members in the target. */

let scim: ScimServer;

/** ben is in Sales, which is in Staff with ana; Staff and Sales are in each other. Staff is assigned. */
async function staff({ hire, addGroup, patchGroup, assign }: AssignedCompany) {
  const [ana, ben] = [await hire("ana"), await hire("ben")];
  const sales = await addGroup("Sales", [ben]);
  const staffId = await addGroup("Staff", [ana, sales]);
  await patchGroup(sales, { op: "add", path: "members", value: [{ value: staffId }] });
  await assign("group", "Staff");
  return { ana, ben, sales, staff: staffId };
}

await overEveryStore((under) => {
  beforeAll(async () => {
    const place = await under.newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
  });
  afterAll(() => scim.close());

  test("the members of nested groups lose their accounts when nestedGroups is off, and get them back", async () => {
    await inAssignedCompany(scim, async (company) => {
      const { set, sync, planned, writes } = company;
      await staff(company);
      await sync();
      expect(writes()).toEqual(["POST Groups Staff", "POST Users ana", "POST Users ben"]);
      expect((await set({ nestedGroups: false })).body.changed).toEqual(["nestedGroups"]);
      expect(await planned()).toMatchObject({ kind: "incremental", counts: { disable: 1, unchanged: 2 } });
      expect((await sync()).counts).toMatchObject({ disabled: 1 });
      expect(writes()).toEqual(["PATCH Users ben"]);
      await sync();
      expect(writes()).toEqual([]);
      await set({ nestedGroups: true });
      expect((await sync()).counts).toMatchObject({ updated: 1 });
      expect(writes()).toEqual(["PATCH Users ben"]);
    });
  });

  test("a nested group that is assigned too is a member in the target only while nestedGroups is on", async () => {
    await inAssignedCompany(scim, async (company) => {
      const { assign, set, sync, writes, membersOf } = company;
      await staff(company);
      await assign("group", "Sales");
      await sync();
      expect(membersOf("Staff")).toEqual(["[Sales]", "ana"]);
      expect(membersOf("Sales")).toEqual(["[Staff]", "ben"]);
      writes();
      await set({ nestedGroups: false });
      await sync();
      expect(writes()).toEqual(["PATCH Groups [Sales]", "PATCH Groups [Staff]"]);
      expect(membersOf("Staff")).toEqual(["ana"]);
      expect(membersOf("Sales")).toEqual(["ben"]);
      expect((await sync()).counts).not.toHaveProperty("updated");
      await set({ nestedGroups: true });
      await sync();
      expect(membersOf("Staff")).toEqual(["[Sales]", "ana"]);
    });
  });

  test("changes of memberships follow the setting in incremental cycles", async () => {
    await inAssignedCompany(scim, async (company) => {
      const { hire, set, sync, patchGroup, writes } = company;
      const { sales, staff: staffId } = await staff(company);
      await set({ nestedGroups: false });
      await sync();
      expect(writes()).toEqual(["POST Groups Staff", "POST Users ana"]);
      const cem = await hire("cem");
      await patchGroup(sales, { op: "add", path: "members", value: [{ value: cem }] });
      await sync();
      expect(writes()).toEqual([]);
      await patchGroup(staffId, { op: "add", path: "members", value: [{ value: cem }] });
      await sync();
      expect(writes()).toEqual(["PATCH Groups [Staff]", "POST Users cem"]);
    });
  });

  test("why names the way through nested groups, as words and as data, and says when it does not count", async () => {
    await inAssignedCompany(scim, async (company) => {
      const { set, why } = company;
      const { sales, staff: staffId } = await staff(company);
      const path = [
        { groupId: sales, name: "Sales" },
        { groupId: staffId, name: "Staff" },
      ];
      const params = { group: "Staff", path: "Sales > Staff" };
      expect(await why("ana")).toMatchObject({
        inScope: true,
        scope: [{ code: "scope.group", params: { group: "Staff" } }],
        assignedGroups: [{ path: [{ name: "Staff" }], counts: true }],
      });
      expect(await why("ben")).toMatchObject({
        inScope: true,
        scope: [{ code: "scope.group-nested", params }],
        assignedGroups: [{ path, counts: true }],
      });
      await set({ nestedGroups: false });
      expect(await why("ben")).toMatchObject({
        inScope: false,
        scope: [{ code: "scope.none" }, { code: "scope.nested-off", params }],
        assignedGroups: [{ path, counts: false }],
        blockers: [{ code: "why.out-of-scope" }, {}],
      });
      const ofGroup = await why("Staff", "group");
      expect(ofGroup).toMatchObject({ inScope: true, assignedGroups: [] });
      expect(ofGroup.scope).toEqual([{ code: "scope.group-itself", params: {} }]);
    });
  });

  test("why tries each part of an access, and tells what the next cycle does", async () => {
    await inAssignedCompany(scim, async (company) => {
      const { assign, addGroup, client, hire, unassign, why, sync } = company;
      const { ana, ben } = await staff(company);
      const club = await addGroup("Club", [ben]);
      await assign("group", "Club");
      await assign("user", "ana");
      const part = (kind: string, name: string, keptBy: readonly string[]) => ({
        ...{ kind, name, keeps: keptBy.length > 0, keptBy: keptBy.map((code) => ({ code })) },
      });
      expect(await why("ben")).toMatchObject({
        expected: { code: "expected.create" },
        access: [
          part("assignment", "Staff", ["scope.group"]),
          part("assignment", "Club", ["scope.group-nested"]),
          part("group", "Sales", ["scope.group"]),
          part("group", "Staff", ["scope.group"]),
          part("group", "Club", ["scope.group-nested"]),
        ],
      });
      await unassign(club);
      expect(await why("ben")).toMatchObject({
        access: [part("assignment", "Staff", []), part("group", "Sales", []), part("group", "Staff", [])],
      });
      await sync();
      expect(await why("ben")).toMatchObject({ expected: null });
      expect(await why("Club", "group")).toMatchObject({
        ...{ access: [], expected: null, blockers: [{ code: "why.group-out-of-scope" }] },
      });
      await client.patch(`/Users/${ben}`, [{ op: "replace", path: "title", value: "Nurse" }]);
      expect(await why("ben")).toMatchObject({ expected: { code: "expected.compare" } });
      await client.patch(`/Users/${ben}`, [{ op: "replace", path: "active", value: false }]);
      expect(await why("ben")).toMatchObject({ expected: { code: "expected.switch-off" } });
      await sync();
      expect(await why("ben")).toMatchObject({ expected: null });
      await client.send("DELETE", `/Users/${ana}`);
      expect(await why("ana")).toMatchObject({ access: [], expected: { code: "expected.leave" } });
      await sync();
      expect(await why("ana")).toMatchObject({ expected: null, blockers: [{ code: "why.deleted" }] });
      await hire("eve");
      expect(await why("eve")).toMatchObject({ inScope: false, access: [], expected: null });
    });
  });

  test("a removal is tried before it is made: who loses the account, and who keeps it through what", async () => {
    await inAssignedCompany(scim, async (company) => {
      const { admin, org, app, assign, set, scope, addGroup } = company;
      const { ana, ben } = await staff(company);
      const removal = async (query: string) => {
        const path = `/api/v1/organizations/${org}/applications/${app}/removal?find=${query}`;
        const { status, body } = await admin("GET", path);
        expect([status, routes.tryRemoval.response.parse(body)]).toEqual([200, body]);
        return body;
      };
      const first = await removal("Sales&user=ben");
      expect(first).toMatchObject({
        ...{ removed: "group", type: "group", name: "Sales", member: null, returns: [] },
        lose: 1,
        keep: 1,
        losing: [{ name: "ben" }],
      });
      expect(first.user).toEqual({
        userId: ben,
        name: "ben",
        state: "active",
        has: true,
        keeps: false,
        scope: [],
      });
      // Staff and Sales are in each other, so that both are below Sales.
      expect(first.keptBy).toEqual([
        { reason: { code: "scope.group", params: { group: "Staff" } }, people: 1 },
      ]);
      expect(await removal("Staff&removed=assignment")).toMatchObject({ lose: 2, keep: 0, user: null });
      await assign("user", "ben");
      expect(await removal("Staff&user=ben")).toMatchObject({
        ...{ lose: 1, keep: 1, keptBy: [{ reason: { code: "scope.user" }, people: 1 }] },
        user: { keeps: true, scope: [{ code: "scope.user" }] },
      });
      await addGroup("Club", [ana, ben]);
      await scope({ user: { filters: ['memberOf INCLUDES "Club"'] } });
      expect(await removal("Club")).toMatchObject({ lose: 2, keep: 0 });
      await set({ nestedGroups: false });
      expect(await removal("Sales")).toMatchObject({ lose: 0, keep: 2 });
      const unknown = await admin(
        "GET",
        `/api/v1/organizations/${org}/applications/${app}/removal?find=Nothing`,
      );
      expect([unknown.status, unknown.body.code]).toEqual([404, "object.not-found"]);
    });
  });

  test("a removal of a membership, a user or any assignment is tried, for one application or for all", async () => {
    await inAssignedCompany(scim, async (company) => {
      const { admin, org, app, assign, addGroup, client, unassign } = company;
      const { ana, ben, sales } = await staff(company);
      const ask = async (query: string, path = "") => {
        const answer = await admin("GET", `/api/v1/organizations/${org}${path}/removal?${query}`);
        return [answer.status, answer.body];
      };
      const inApp = `/applications/${app}`;
      const left = "find=Sales&removed=member&member=ben";
      const [status, body] = await ask(left);
      expect([status, routes.tryDirectoryRemoval.response.parse(body)]).toEqual([200, body]);
      const counts = { lose: 1, keep: 0, loseRoles: 0, keptBy: [], losing: [{ userId: ben, name: "ben" }] };
      expect(body).toEqual({
        ...{ removed: "member", type: "group", id: sales, name: "Sales", returns: [] },
        member: { memberId: ben, type: "user", name: "ben" },
        applications: [{ appId: app, application: expect.any(String), ...counts }],
      });
      await addGroup("Club", [ben]);
      await assign("group", "Club");
      const kept = [{ reason: { code: "scope.group", params: { group: "Club" } }, people: 1 }];
      expect(await ask(`${left}&user=ben`, inApp)).toMatchObject([
        200,
        { lose: 0, keep: 1, keptBy: kept, user: { has: true, keeps: true } },
      ]);
      // Staff and Sales are in each other: ana and ben are both below Sales.
      expect(await ask("find=Staff&removed=member&member=Sales&memberType=group", inApp)).toMatchObject([
        200,
        { lose: 0, keep: 2, member: { type: "group", name: "Sales" } },
      ]);
      expect(await ask("find=ana&removed=user")).toMatchObject([
        200,
        { applications: [{ lose: 1, keep: 0 }] },
      ]);
      await client.patch(`/Users/${ana}`, [{ op: "replace", path: "active", value: false }]);
      expect(await ask("find=Staff&removed=assignment&user=ana", inApp)).toMatchObject([
        200,
        { lose: 0, keep: 1, user: { userId: ana, state: "inactive", has: true, keeps: false } },
      ]);
      await assign("all");
      expect(await ask("find=*&removed=assignment&type=all", inApp)).toMatchObject([
        200,
        { type: "all", lose: 0, keep: 1, keptBy: [{ people: 1 }, { people: 1 }] },
      ]);
      await unassign("*");
      await assign("user", "ana");
      expect(await ask("find=ana&removed=assignment&type=user&user=ana", inApp)).toMatchObject([
        200,
        { lose: 0, keep: 0, user: { keeps: true, scope: [{ code: "scope.group" }] } },
      ]);
    });
  });

  test("a removal that would not last says through what, and one of nothing is refused", async () => {
    await inAssignedCompany(scim, async ({ admin, org, app, client, assign, hire }) => {
      const ana = await hire("ana", { externalId: "77" });
      const made = { displayName: "Own", externalId: "g-1", members: [{ value: ana }] };
      await client.make("/Groups", { schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"], ...made });
      await assign("group", "Own");
      const ask = async (query: string, path = "") => {
        const { status, body } = await admin("GET", `/api/v1/organizations/${org}${path}/removal?${query}`);
        return [status, body.code ?? body.returns, ...(body.params?.place ? [body.params.place] : [])];
      };
      const of = (type: string, name: string) => [
        { code: "returns.client", params: { type, name, client: expect.any(String) } },
      ];
      expect(await ask("find=Own&removed=member&member=ana")).toEqual([200, of("group", "Own")]);
      expect(await ask("find=Own")).toEqual([200, of("group", "Own")]);
      expect(await ask("find=ana&removed=user")).toEqual([200, of("user", "ana")]);
      const inApp = `/applications/${app}`;
      expect(await ask("find=ana&removed=assignment&type=user", inApp)).toMatchObject([
        404,
        "app.assignment-not-found",
      ]);
      const cem = await hire("cem");
      expect(await ask(`find=Own&removed=member&member=${cem}`)).toMatchObject([404, "removal.not-a-member"]);
      for (const query of ["find=Own&removed=member", "find=Own&member=ana"]) {
        expect(await ask(query)).toMatchObject([400, "request.invalid", "query.member"]);
      }
    });
  });

  test("a value that is not a switch changes nothing", async () => {
    await inAssignedCompany(scim, async ({ set }) => {
      const answer = await set({ nestedGroups: "no" as never });
      expect([answer.status, answer.body.errors]).toMatchObject([
        400,
        [{ code: "setting.not-a-switch", pointer: "/settings/nestedGroups" }],
      ]);
      expect((await set({ nestedGroups: true })).body.changed).toEqual([]);
    });
  });
});
