import { afterAll, beforeAll, expect, test } from "vitest";
import { enterQuarantine } from "../../../src/app/provisioning/engine/quarantine.ts";
import type { AppId, OrgId } from "../../../src/core/ids.ts";
import { group, user as person, type ScimServer, startScimServer } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type AssignedCompany, inAssignedCompany } from "./assigned-company.ts";

/** An application that is deleted and created again from its file finds its accounts as it left them. */

let scim: ScimServer;
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const SECRET = "target-secret-9c1e";

/** ana, ben and the group Staff are in the target, through a mapping, a filter and settings that are not the default. */
async function provisioned({ client, admin, org, app, assign, sync }: AssignedCompany): Promise<string> {
  const at = `/api/v1/organizations/${org}/applications/${app}`;
  const [ana, ben] = [
    await client.make("/Users", person("ana", { title: "Engineer", active: true })),
    await client.make("/Users", person("ben", { title: "Clerk", active: true })),
  ];
  await client.patch(`/Users/${ben.id}`, [
    { op: "add", path: `${ENTERPRISE}:manager`, value: { value: ana.id } },
  ]);
  await client.make("/Users", person("cy", { title: "Guest" }));
  await client.make("/Groups", group("Staff", [ana.id, ben.id]));
  const { body } = await admin("GET", `${at}/mapping`);
  const attributes = body.mappings.user.attributes.map((each: { target: string }) =>
    each.target === "title"
      ? { target: "title", kind: "expression", expression: "ToUpper([jobTitle])", apply: "always" }
      : each,
  );
  const drawn = { target: "nickName", kind: "expression", expression: "Guid()", apply: "always" };
  const user = { attributes: [...attributes, drawn] };
  expect((await admin("PUT", `${at}/mapping`, { user })).status).toBe(200);
  await admin("PUT", `${at}/scope`, { user: { filters: ['jobTitle NOT EQUALS "Guest"'] } });
  await admin("PATCH", `${at}/settings`, { settings: { onUserGone: "delete" } });
  await assign("group", "Staff");
  await assign("user", "cy");
  expect((await sync()).counts).toMatchObject({ created: 3 });
  return at;
}

await overEveryStore((under) => {
  beforeAll(async () => {
    const place = await under.newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
  });
  afterAll(() => scim.close());

  test("export, delete, apply: all accounts are adopted again and nothing is sent", async () => {
    await inAssignedCompany(scim, async (company) => {
      const { admin, org, writes } = company;
      const at = await provisioned(company);
      const { document } = (await admin("GET", `${at}/configuration`)).body;
      expect(JSON.stringify(document)).not.toContain(SECRET);
      expect((await admin("DELETE", at)).status).toBe(204);
      const body = { documents: [document], secrets: { [document.credential.from]: SECRET } };
      const apply = `/api/v1/organizations/${org}/configuration/apply`;
      const applied = await admin("POST", apply, body);
      expect(applied).toMatchObject({ status: 200, body: { applied: true } });
      const { items } = (await admin("GET", `/api/v1/applications?org=${org}`)).body;
      expect(items).toHaveLength(1);
      const path = `/api/v1/organizations/${org}/applications/${items[0].appId}`;
      expect((await admin("GET", `${path}/configuration`)).body.document).toEqual(document);
      writes();
      const { planId } = (await admin("POST", `${path}/plans`, {})).body;
      const plan = await settled(admin, `/api/v1/plans/${planId}`);
      expect(nonZero(plan.counts)).toEqual({ evaluated: 4, adopt: 3, skip: 1 });
      expect([plan.sending, plan.notes[0]]).toEqual([
        0,
        { code: "plan.nothing-to-do", params: { count: 3 } },
      ]);
      const { cycleId } = (await admin("POST", `${path}/sync`, {})).body;
      const cycle = await settled(admin, `/api/v1/cycles/${cycleId}`);
      expect([cycle.state, nonZero(cycle.counts)]).toEqual([
        "closed",
        { evaluated: 4, adopted: 3, skipped: 1 },
      ]);
      expect(writes()).toEqual([]);
      expect(await admin("POST", apply, body)).toMatchObject({ body: { changed: 0, applied: false } });
    });
  });

  test("an adopted account with a changed attribute is sent this attribute, and not a manager that is right", async () => {
    await inAssignedCompany(scim, async (company) => {
      const { admin, org, writes, changeThere } = company;
      const at = await provisioned(company);
      const { document } = (await admin("GET", `${at}/configuration`)).body;
      expect((await admin("DELETE", at)).status).toBe(204);
      changeThere("ben", { title: "Somewhere else" });
      const body = { documents: [document], secrets: { [document.credential.from]: SECRET } };
      await admin("POST", `/api/v1/organizations/${org}/configuration/apply`, body);
      const { items } = (await admin("GET", `/api/v1/applications?org=${org}`)).body;
      const path = `/api/v1/organizations/${org}/applications/${items[0].appId}`;
      writes();
      const { planId } = (await admin("POST", `${path}/plans`, {})).body;
      expect((await settled(admin, `/api/v1/plans/${planId}`)).sending).toBe(1);
      const { cycleId } = (await admin("POST", `${path}/sync`, {})).body;
      expect((await settled(admin, `/api/v1/cycles/${cycleId}`)).counts).toMatchObject({ adopted: 3 });
      expect(writes()).toEqual(["PATCH Users ben"]);
    });
  });

  test("a changed file changes the application in one commit, and the same file changes nothing", async () => {
    await inAssignedCompany(scim, async (company) => {
      const { admin, org, app, sync, writes } = company;
      const at = await provisioned(company);
      const { document } = (await admin("GET", `${at}/configuration`)).body;
      const attributes = document.mappings.user.attributes.map((each: { target: string }) =>
        each.target === "title" ? { ...each, expression: "ToLower([jobTitle])" } : each,
      );
      const changed = { ...document, mappings: { user: { attributes } }, settings: { parkAfter: 8 } };
      const apply = `/api/v1/organizations/${org}/configuration/apply`;
      const { version } = (await admin("GET", at)).body;
      const audited = async () => {
        const rows = await scim.deps.store.page("audit", { where: { org }, limit: 1_000 });
        return rows.filter(({ target }) => target === app).length;
      };
      const before = await audited();
      const answer = await admin("POST", apply, { documents: [changed] });
      expect(answer.body.changes.map(({ path }: { path: string }) => path)).toEqual([
        "settings/parkAfter",
        "mappings/user/title",
      ]);
      expect((await admin("GET", at)).body.version).toBe(version + 1);
      expect(await audited()).toBe(before + 1);
      expect((await admin("POST", apply, { documents: [changed] })).body).toMatchObject({ changed: 0 });
      expect(await audited()).toBe(before + 1);
      writes();
      expect((await sync()).counts).toMatchObject({ updated: 2 });
      expect(writes()).toEqual(["PATCH Users ana", "PATCH Users ben"]);
    });
  });

  test("a file turns the schedule on and off, and an application that is created from it has it", async () => {
    await inAssignedCompany(scim, async ({ admin, org, app }) => {
      const at = `/api/v1/organizations/${org}`;
      const shownAs = async (id: string) => (await admin("GET", `${at}/applications/${id}`)).body;
      const exported = async (id: string) =>
        (await admin("GET", `${at}/applications/${id}/configuration`)).body.document;
      const apply = async (document: object) => {
        const documents = [{ muster: 1, kind: "application", name: "Target", ...document }];
        const secrets = { "$env:TARGET_TOKEN": SECRET };
        return (await admin("POST", `${at}/configuration/apply`, { documents, secrets })).body;
      };
      const waiting = await exported(app);
      expect([waiting.schedule, waiting.settings]).toEqual([undefined, {}]);
      const wanted = { schedule: { state: "on" }, settings: { everySeconds: 3_600 } };
      expect((await apply(wanted)).changes).toMatchObject([
        { action: "change", path: "settings/everySeconds", from: 300, to: 3_600 },
        { action: "change", path: "schedule/state", from: "waiting", to: "on" },
      ]);
      const on = await shownAs(app);
      expect(on).toMatchObject({ version: 1, schedule: { state: "on", everySeconds: 3_600 } });
      expect(Date.parse(on.schedule.nextRunAt)).toBeGreaterThan(scim.deps.env.now());
      expect(await exported(app)).toMatchObject(wanted);
      // A quarantine is not a choice of a person: the same file neither shows nor lifts it.
      await rest(org, app);
      expect(await exported(app)).toMatchObject(wanted);
      expect(await apply(wanted)).toMatchObject({ changed: 0 });
      expect((await shownAs(app)).schedule.state).toBe("quarantine");
      expect((await apply({ schedule: { state: "off" } })).changes).toMatchObject([
        { from: "on", to: "off" },
      ]);
      expect((await shownAs(app)).schedule).toMatchObject({
        state: "off",
        nextRunAt: null,
        quarantine: null,
      });
      const document = await exported(app);
      expect((await admin("DELETE", `${at}/applications/${app}`)).status).toBe(204);
      expect((await apply(document)).changes).toContainEqual(
        expect.objectContaining({ action: "create", path: "schedule/state", from: null, to: "off" }),
      );
      const { items } = (await admin("GET", `/api/v1/applications?org=${org}`)).body;
      expect(items[0].schedule).toMatchObject({ state: "off", everySeconds: 3_600, nextRunAt: null });
      await apply({ ...document, name: "Second", schedule: undefined, assignments: [] });
      const second = (await admin("GET", `/api/v1/applications?org=${org}&find=Second`)).body.items[0];
      expect(second.schedule).toMatchObject({ state: "waiting", nextRunAt: null });
      expect((await apply({ schedule: { sate: "on" } })).errors).toMatchObject([
        { code: "configuration.member-unknown", params: { name: "sate", nearest: "state" } },
      ]);
    });
  });

  test("an error in the second document leaves the first one unapplied", async () => {
    await inAssignedCompany(scim, async ({ admin, org, app }) => {
      const at = `/api/v1/organizations/${org}`;
      const head = { muster: 1, kind: "application" };
      const documents = [
        { ...head, name: "Target", settings: { parkAfter: 9 } },
        { ...head, name: "Second", config: { url: "nowhere" } },
      ];
      const refused = await admin("POST", `${at}/configuration/apply`, { documents });
      expect(refused).toMatchObject({ status: 400, body: { code: "configuration.invalid" } });
      expect(refused.body.errors).toMatchObject([
        { code: "config.url-invalid", pointer: "/documents/1/config/url" },
      ]);
      const { document } = (await admin("GET", `${at}/applications/${app}/configuration`)).body;
      expect(document.settings).not.toHaveProperty("parkAfter");
    });
  });
});

/** Puts the target of an application into quarantine. */
async function rest(org: OrgId, app: AppId): Promise<void> {
  const row = await scim.deps.store.get("provisioning", { org, app });
  if (row === undefined) throw new Error("no provisioning");
  const fault = { kind: "unauthenticated", code: "target.unauthenticated", params: {}, status: 401 } as const;
  expect((await scim.deps.store.commit(enterQuarantine(scim.deps, row, fault))).kind).toBe("committed");
}

type Admin = AssignedCompany["admin"];

async function settled(admin: Admin, path: string) {
  for (let asked = 0; asked < 800; asked += 1) {
    const { body } = await admin("GET", path);
    if (!["building", "planning", "running"].includes(body.state)) return body;
    await scim.deps.env.sleep(25);
  }
  throw new Error(`${path} does not end`);
}

function nonZero(counts: Readonly<Record<string, number>>) {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
