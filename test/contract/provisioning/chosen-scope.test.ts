import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScimServer, startScimServer } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { inAssignedCompany } from "./assigned-company.ts";

/** Which users and which groups are in scope by the settings `users` and `groups`, each chosen by itself. */

let scim: ScimServer;

await overEveryStore((under) => {
  beforeAll(async () => {
    const place = await under.newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
  });
  afterAll(() => scim.close());

  test("users: all brings everyone in without an assignment, and assigned puts them out again", async () => {
    await inAssignedCompany(scim, async ({ hire, assign, set, sync, planned, writes, why, scope }) => {
      await hire("ana");
      await hire("ben");
      await hire("cem", { title: "Clerk" });
      await assign("user", "ana");
      await sync();
      expect(writes()).toEqual(["POST Users ana"]);
      expect(await why("ben")).toMatchObject({ inScope: false, scope: [{ code: "scope.none" }] });

      expect((await set({ users: "all" })).body.changed).toEqual(["users"]);
      expect(await planned()).toMatchObject({ kind: "incremental", counts: { create: 2, unchanged: 1 } });
      await sync();
      expect(writes()).toEqual(["POST Users ben", "POST Users cem"]);
      expect(await why("ben")).toMatchObject({ inScope: true, scope: [{ code: "scope.users-all" }] });
      await sync();
      expect(writes()).toEqual([]);
      await hire("dee");
      await sync();
      expect(writes()).toEqual(["POST Users dee"]);

      // Scoping filters still narrow the scope down.
      await scope({ user: { filters: ["jobTitle IS NULL"] } });
      expect((await planned()).counts).toMatchObject({ disable: 1, unchanged: 3 });
      await scope({ user: null });
      await set({ users: "assigned" });
      expect((await planned()).counts).toMatchObject({ disable: 3, unchanged: 1 });
      await sync();
      expect(writes()).toEqual(["PATCH Users ben", "PATCH Users cem", "PATCH Users dee"]);
      await sync();
      expect(writes()).toEqual([]);
    });
  });

  test("groups: all sends groups without an assignment, with the members that have an account", async () => {
    await inAssignedCompany(scim, async ({ hire, addGroup, assign, set, sync, writes, membersOf, why }) => {
      const [ana, ben] = [await hire("ana"), await hire("ben")];
      await addGroup("Crew", [ana, ben]);
      await assign("user", "ana");
      await sync();
      expect(writes()).toEqual(["POST Users ana"]);
      expect(await why("Crew", "group")).toMatchObject({ inScope: false, scope: [{ code: "scope.none" }] });
      await set({ groups: "all" });
      await sync();
      expect(writes()).toEqual(["POST Groups Crew"]);
      expect(membersOf("Crew")).toEqual(["ana"]);
      expect(await why("Crew", "group")).toMatchObject({
        inScope: true,
        scope: [{ code: "scope.groups-all" }],
      });
      await addGroup("Team", [ana]);
      await sync();
      expect(writes()).toEqual(["POST Groups Team"]);
      await sync();
      expect(writes()).toEqual([]);
    });
  });

  test("groups: none sends people alone; the groups that were sent leave, counted by the guard", async () => {
    await inAssignedCompany(scim, async (company) => {
      const { hire, addGroup, assign, set, sync, planned, writes, why, reasons, plan } = company;
      const ana = await hire("ana");
      for (let n = 0; n < 7; n += 1) await addGroup(`Crew ${n}`, [ana]);
      await assign("all");
      await sync();
      expect(writes()).toHaveLength(8);
      await set({ groups: "none" });
      expect(await planned()).toMatchObject({ kind: "incremental", counts: { hold: 7, unchanged: 1 } });
      expect((await reasons(await plan()))["Crew 0 hold"]?.[0]).toBe("scope.groups-none");
      await set({ deletionFloor: 7 });
      expect((await planned()).counts).toMatchObject({ delete: 7, unchanged: 1 });
      expect((await sync()).counts).toMatchObject({ deleted: 7 });
      expect(writes()).toHaveLength(7);
      expect(await why("Crew 0", "group")).toMatchObject({
        inScope: false,
        scope: [{ code: "scope.groups-none" }],
        blockers: [{ code: "why.left-out" }],
      });
      await sync();
      expect(writes()).toEqual([]);
      await set({ groups: "assigned" });
      await sync();
      expect(writes()).toHaveLength(7);
    });
  });

  test("a value that is not one of the choices changes nothing", async () => {
    await inAssignedCompany(scim, async ({ set }) => {
      const answer = await set({ users: "everyone", groups: "all" } as never);
      expect([answer.status, answer.body.errors]).toMatchObject([
        400,
        [{ code: "setting.not-a-choice", pointer: "/settings/users", params: { allowed: "assigned, all" } }],
      ]);
      expect((await set({ groups: "assigned" })).body.changed).toEqual([]);
    });
  });
});
