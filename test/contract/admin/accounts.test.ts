import { afterAll, beforeAll, expect, test } from "vitest";
import { startScimmyTarget } from "../../targets/scimmy-target.ts";
import { createRunner } from "../cli/runner.ts";
import { type ProvisionedDirectory, provisionDirectory } from "../provisioning/provisioned-directory.ts";
import { type ScimServer, startScimServer, USER_URN } from "../scim/server.ts";

/** Where users and groups have accounts, and what was done to them, over the admin API and the command line. */

let scim: ScimServer;
let target: Awaited<ReturnType<typeof startScimmyTarget>>;
let directory: ProvisionedDirectory;
let ada: string;
let ben: string;
beforeAll(async () => {
  [scim, target] = await Promise.all([startScimServer(), startScimmyTarget()]);
  directory = await provisionDirectory(scim, target);
  const { client } = directory;
  const user = (userName: string, active: boolean) => ({ schemas: [USER_URN], userName, active });
  ada = (await client.make("/Users", user("ada@contoso.test", true))).id;
  ben = (await client.make("/Users", user("ben@contoso.test", false))).id;
  await directory.sync();
});
afterAll(async () => {
  await scim.close();
  await target.stop();
});

const at = (path: string) => `/api/v1/organizations/${directory.org}${path}`;
const get = async (path: string) => (await directory.admin("GET", at(path))).body;

test("a user is shown in every application, with the account or with the reason why there is none", async () => {
  const { items } = await get(`/users/${ada}/accounts`);
  expect(items).toMatchObject([
    {
      application: "Target",
      inScope: true,
      scope: [{ code: "scope.all" }],
      link: { accountId: await directory.accountId("ada@contoso.test"), provenance: "created" },
      waiting: null,
    },
  ]);
  const none = (await get(`/users/${ben}/accounts`)).items;
  expect(none).toMatchObject([{ link: null, blockers: [{ code: "why.inactive" }] }]);
});

test("the timeline has what was done here and there, newest first, page by page", async () => {
  await directory.client.patch(`/Users/${ada}`, [{ op: "replace", path: "displayName", value: "Ada Nwosu" }]);
  await directory.sync();
  const { items } = await get(`/users/${ada}/timeline`);
  const short = (each: { kind: string; log?: { action: string }; audit?: { activity: string } }) =>
    `${each.kind} ${each.log?.action ?? each.audit?.activity}`;
  expect(items.map(short)).toEqual([
    "provisioning update",
    "directory Update user",
    "provisioning create",
    "directory Add user",
  ]);
  expect(items[0]).toMatchObject({ application: "Target", log: { objectId: ada } });
  const paged: string[] = [];
  for (let next: string | null = "", after = ""; next !== null; after = `&after=${next}`) {
    const page = await get(`/users/${ada}/timeline?limit=1${after}`);
    paged.push(...page.items.map(short));
    next = page.next;
  }
  expect(paged).toEqual(items.map(short));
});

test("what is not there, or of another type, is not found; a cursor that no list gave is refused", async () => {
  for (const path of ["accounts", "timeline"]) {
    for (const find of [`/users/${directory.org}/${path}`, `/groups/${ada}/${path}`]) {
      const { status, body } = await directory.admin("GET", at(find));
      expect([find, status, body.code]).toEqual([find, 404, "object.not-found"]);
    }
  }
  const { status, body } = await directory.admin("GET", at(`/users/${ada}/timeline?after=x`));
  expect([status, body.params.place]).toEqual([400, "query.after"]);
});

test("the overview shows how the application stands, and what needs a person", async () => {
  const before = await get("/overview");
  expect(before).toMatchObject({ users: 2, groups: 0 });
  expect(before.applications).toMatchObject([
    { name: "Target", state: "on", attention: [], running: null, inStep: 1, waiting: 0, failed: 0, held: 0 },
  ]);
  expect(before.applications[0].lastCycle).toMatchObject({ state: "closed", closed: true });
  expect(before.applications[0].deprovisioning).toBeNull();
  expect(before.expiring).toMatchObject([{ name: "client", kind: "scim" }]);
  const edit = (active: boolean) => directory.admin("PATCH", at(`/users/${ada}`), { attributes: { active } });
  expect((await edit(false)).status).toBe(200);
  await directory.sync();
  const [after] = (await get("/overview")).applications;
  expect(after.deprovisioning).toMatchObject({ accounts: 1 });
  expect(after.deprovisioning.p50Ms).toBeLessThan(60_000);
  const { days } = await get(`/applications/${directory.app}/history?days=2`);
  const sum = (count: string) =>
    days.reduce((total: number, day: Record<string, number>) => total + (day[count] ?? 0), 0);
  expect([days.length, sum("created"), sum("disabled"), sum("failed")]).toEqual([2, 1, 1, 0]);
  expect(days.find(({ disabled }: { disabled: number }) => disabled > 0).deprovisioning).toEqual({
    ...{ accounts: 1, p50Ms: after.deprovisioning.p50Ms },
    ...{ p99Ms: after.deprovisioning.p50Ms, maxMs: after.deprovisioning.p50Ms },
  });
  expect((await directory.admin("GET", at(`/applications/${directory.app}/history?days=91`))).status).toBe(
    400,
  );
  expect((await directory.admin("GET", at(`/applications/${ada}/history`))).body.code).toBe("app.not-found");
  await directory.admin("PUT", at(`/applications/${directory.app}/schedule`), { state: "off" });
  const [off] = (await get("/overview")).applications;
  expect([off.state, off.attention]).toEqual(["off", [{ code: "overview.off", params: {} }]]);
});

test("objects are found by part of a name, and any object or record by its id", async () => {
  const found = async (text: string) => {
    const { items } = await get(`/search?text=${encodeURIComponent(text)}`);
    return items.map(({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`);
  };
  expect(await found(" CONTOSO.test ")).toEqual(["user ada@contoso.test", "user ben@contoso.test"]);
  expect(await found("arg")).toEqual(["application Target"]);
  expect(await found(ada.toUpperCase())).toEqual(["user ada@contoso.test"]);
  expect(await found(directory.app)).toEqual(["application Target"]);
  const [{ cycleId, planId }] = (await get(`/applications/${directory.app}/cycles`)).items;
  expect(await found(cycleId)).toEqual(["cycle incremental"]);
  expect(await found(planId)).toEqual(["plan incremental"]);
  const [exchange] = (await get(`/applications/${directory.app}/exchanges`)).items;
  expect(await found(exchange.id)).toEqual([`exchange ${exchange.method} ${exchange.status}`]);
  const [entry] = (await get(`/users/${ada}/timeline`)).items;
  expect(await found(entry.id)).toHaveLength(1);
  expect(await found("nothing like it")).toEqual([]);
  expect(await found(directory.org)).toEqual([]);
});

test("the command line shows the same", async () => {
  const token = await scim.token(directory.org, "generic", "cli", "organization-admin");
  const { run, json } = createRunner(() => ({
    MUSTER_URL: scim.url,
    MUSTER_TOKEN: token,
    MUSTER_ORG: directory.org,
  }));
  const shown = await json("user", "show", "ada@contoso.test");
  expect(shown).toMatchObject({ source: null, accounts: [{ application: "Target", inScope: true }] });
  expect(shown.owners).toMatchObject({ userName: null, emails: null });
  const { stdout } = await run("user", "show", "ada@contoso.test");
  expect(stdout).toContain(`account ${shown.accounts[0].link.accountId}, linked since`);
  expect((await run("user", "show", "ben@contoso.test")).stdout).toContain("no account");
  expect((await json("user", "timeline", "ada@contoso.test")).items.length).toBeGreaterThan(4);
  const timeline = (await run("user", "timeline", "ada@contoso.test", "--limit", "3")).stdout;
  expect(timeline).toMatch(/ada@contoso\.test.* {2}Target\n/);
  expect((await json("user", "list", "--search", "BEN", "--state", "inactive")).items).toHaveLength(1);
  expect(await run("user", "list", "--state", "gone")).toMatchObject({ exit: 2 });
  expect((await run("group", "list", "--search", "x", "--order", "name")).stdout).toBe(
    "The list is empty.\n",
  );
  const overview = (await run("overview")).stdout;
  expect(overview).toContain("Target: The schedule is off");
  expect(overview).toContain("1 account was disabled or deleted in the last 7 days");
  expect((await run("find", "ben")).stdout).toContain("ben@contoso.test");
  expect((await run("find", "nothing like it")).stdout).toBe("The list is empty.\n");
});
