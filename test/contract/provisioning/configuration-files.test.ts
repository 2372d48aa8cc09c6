import { afterAll, beforeAll, expect, test } from "vitest";
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
      expect(plan.sending).toBe(0);
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
