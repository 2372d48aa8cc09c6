import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScimServer, startScimServer } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type AssignedCompany, inAssignedCompany } from "./assigned-company.ts";

/** Groups that are selected one by one, and groups of which only the memberships are kept. */

let scim: ScimServer;

/** ana and ben in Crew, ana in Team; everyone is assigned. */
async function crews({ hire, addGroup, assign }: AssignedCompany) {
  const [ana, ben] = [await hire("ana"), await hire("ben")];
  const [crew, team] = [await addGroup("Crew", [ana, ben]), await addGroup("Team", [ana])];
  await assign("all");
  return { ana, ben, crew, team };
}

await overEveryStore((under) => {
  beforeAll(async () => {
    const place = await under.newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
  });
  afterAll(() => scim.close());

  test("only selected groups go to the target; one that leaves the selection leaves the target", async () => {
    await inAssignedCompany(scim, async (company) => {
      const { select, unselect, selected, set, sync, planned, writes, why } = company;
      await crews(company);
      expect(await select("Crew")).toMatchObject({ status: 200, body: { name: "Crew", groups: "assigned" } });
      await set({ groups: "selected" });
      await sync();
      expect(writes()).toEqual(["POST Groups Crew", "POST Users ana", "POST Users ben"]);
      expect(await why("Crew", "group")).toMatchObject({ scope: [{ code: "scope.group-selected" }] });
      expect(await why("Team", "group")).toMatchObject({
        inScope: false,
        scope: [{ code: "scope.group-not-selected" }],
        blockers: [{ code: "why.left-out" }],
      });
      await select("team");
      expect(await selected()).toEqual(["Crew", "Team"]);
      expect(await planned()).toMatchObject({ kind: "incremental", counts: { create: 1, unchanged: 3 } });
      await sync();
      expect(writes()).toEqual(["POST Groups Team"]);
      expect((await unselect("Crew")).status).toBe(200);
      expect(await planned()).toMatchObject({ kind: "incremental", counts: { delete: 1, unchanged: 3 } });
      await sync();
      expect(writes()).toHaveLength(1);
      expect(company.membersOf("Crew")).toBeUndefined();
      await sync();
      expect(writes()).toEqual([]);
    });
  });

  test("selecting what is selected, and what does not exist, changes nothing", async () => {
    await inAssignedCompany(scim, async (company) => {
      const { select, unselect, selected, version } = company;
      await crews(company);
      await select("Crew");
      const before = await version();
      expect((await select("Crew")).status).toBe(200);
      const unknown = await select("No such group");
      expect([unknown.status, unknown.body.code]).toEqual([404, "object.not-found"]);
      const removed = await unselect("Team");
      expect([removed.status, removed.body.code]).toEqual([404, "app.group-not-selected"]);
      await company.addGroup("Crew");
      const shared = await select("Crew");
      expect([shared.status, shared.body.code]).toEqual([409, "object.ambiguous"]);
      expect(await version()).toBe(before);
      expect(await selected()).toEqual(["Crew"]);
    });
  });

  test("memberships only: a group of the target keeps its name and the members of others", async () => {
    await inAssignedCompany(scim, async (company) => {
      const { set, sync, writes, membersOf, makeThere, patchGroup } = company;
      const { ben, crew } = await crews(company);
      makeThere("Crew", ["stranger"]);
      makeThere("Team");
      await set({ groupMembershipsOnly: true });
      expect((await sync()).counts).toMatchObject({ created: 2, adopted: 2 });
      expect(writes()).toEqual([
        "PATCH Groups [Crew]",
        "PATCH Groups [Team]",
        "POST Users ana",
        "POST Users ben",
      ]);
      expect(membersOf("Crew")).toEqual(["[stranger]", "ana", "ben"]);

      await patchGroup(crew, { op: "replace", path: "displayName", value: "Squad" });
      await sync();
      expect(writes()).toEqual([]);
      await patchGroup(crew, { op: "remove", path: `members[value eq "${ben}"]` });
      await sync();
      expect(writes()).toEqual(["PATCH Groups [Crew]"]);
      expect(membersOf("Crew")).toEqual(["[stranger]", "ana"]);

      await set({ groups: "none" });
      await sync();
      expect(writes()).toEqual([]);
      await set({ groups: "assigned", groupMembershipsOnly: false });
      await sync();
      expect(writes()).toContain("PATCH Groups [Squad]");
    });
  });

  test("memberships only: a group that the target lacks is held with a reason, and filled when it is there", async () => {
    await inAssignedCompany(scim, async (company) => {
      const { set, sync, writes, membersOf, makeThere, reasons, why } = company;
      await crews(company);
      await set({ groupMembershipsOnly: true });
      const first = await sync();
      expect(first.counts).toMatchObject({ created: 2, held: 2 });
      expect((await reasons(first.plan))["Crew hold"]).toEqual([
        "scope.all",
        "match.none",
        "hold.group-absent",
      ]);
      expect(writes()).toEqual(["POST Users ana", "POST Users ben"]);
      expect((await why("Crew", "group")).blockers).toContainEqual({ code: "hold.group-absent", params: {} });
      expect((await sync()).counts).toMatchObject({ held: 2 });
      expect(writes()).toEqual([]);
      makeThere("Crew");
      expect((await sync()).counts).toMatchObject({ adopted: 1, held: 1 });
      expect(writes()).toEqual(["PATCH Groups [Crew]"]);
      expect(membersOf("Crew")).toEqual(["ana", "ben"]);
      await set({ groupMembershipsOnly: false });
      await sync();
      expect(writes()).toContain("POST Groups Team");
    });
  });

  test("memberships only can be chosen for one selected group, and a group that Muster made is then not deleted", async () => {
    await inAssignedCompany(scim, async (company) => {
      const { client, select, set, sync, writes, membersOf } = company;
      const { crew } = await crews(company);
      await select("Crew");
      await select("Team");
      await set({ groups: "selected" });
      await sync();
      expect(writes()).toHaveLength(4);
      await select("Crew", true);
      await company.patchGroup(crew, { op: "replace", path: "displayName", value: "Squad" });
      await sync();
      expect(writes()).toEqual([]);
      await client.send("DELETE", `/Groups/${crew}`);
      expect((await sync()).counts).not.toHaveProperty("deleted");
      expect(writes()).toEqual([]);
      expect(membersOf("Crew")).toEqual(["ana", "ben"]);
      expect(await company.selected()).toEqual(["Team", crew].sort());
      expect((await company.unselect(crew)).status).toBe(200);
      expect(await company.selected()).toEqual(["Team"]);
    });
  });
});
