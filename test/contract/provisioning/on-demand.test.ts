import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScriptedTarget, startScriptedTarget } from "../../targets/scripted-target.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { openBrowser, PASSWORD } from "../sign-in/browser.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** Cycles of one user or group, and their rehearsals. */

let scim: ScimServer;
let target: ScriptedTarget;
let directory: ProvisionedDirectory;
let path: string;
const ids = new Map<string, string>();

beforeAll(async () => {
  scim = await startScimServer();
  target = await startScriptedTarget(() => undefined);
  directory = await provisionDirectory(scim, target);
  path = `/api/v1/organizations/${directory.org}/applications/${directory.app}`;
  for (const name of ["ada", "ben", "cyd"])
    ids.set(name, (await directory.client.make("/Users", user(name))).id);
  ids.set("crew", (await directory.client.make("/Groups", group("Crew", [...ids.values()]))).id);
});
afterAll(() => Promise.all([scim.close(), target.stop()]));

const provisioning = async () =>
  scim.deps.store.get("provisioning", { org: directory.org, app: directory.app });
const rehearse = async (body: object) =>
  (await directory.admin("POST", `${path}/on-demand/dry-run`, body)).body;
const writes = () => target.calls.filter(({ method }) => method !== "GET").length;

async function provision(body: object) {
  for (let attempt = 0; ; attempt += 1) {
    const begun = await directory.admin("POST", `${path}/on-demand`, body);
    if (begun.status === 409 && attempt < 100) await scim.deps.env.sleep(50);
    else {
      expect(begun.status).toBe(202);
      return ended(begun.body.cycleId);
    }
  }
}

async function ended(cycle: string) {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const { body } = await directory.admin("GET", `/api/v1/cycles/${cycle}`);
    if (body.endedAt !== null) return body;
    await scim.deps.env.sleep(25);
  }
  throw new Error("the cycle does not end");
}

/** Everything that the store holds of the application, but for the recorded reads. */
async function stored() {
  const where = { org: directory.org, app: directory.app };
  const tables = ["plan", "cycle", "link", "pending", "journal", "provisioning_log", "due_change"] as const;
  const counts = tables.map(async (table) => scim.deps.store.count(table, where));
  return [...(await Promise.all(counts)), await scim.deps.store.count("audit", { org: directory.org })];
}

test("a rehearsal shows each request and writes nothing, here or in the target", async () => {
  const before = await stored();
  const found = await rehearse({ find: "ada" });
  expect(found.requests).toEqual([
    { method: "POST", path: "/Users", body: expect.objectContaining({ userName: "ada" }) },
  ]);
  expect(found.decisions).toMatchObject([{ name: "ada", verb: "create", outcome: "created" }]);
  expect([writes(), await stored()]).toEqual([0, before]);
  const crew = await rehearse({ type: "group", find: "Crew" });
  expect(crew.requests).toMatchObject([{ method: "POST", path: "/Groups" }]);
  expect(await rehearse({ find: "nobody" })).toMatchObject({ code: "object.not-found" });
});

test("a rehearsal shows the helpdesk decisions and requests, and no bodies", async () => {
  const invitation = { name: "Kim", role: "helpdesk" };
  const { body } = await directory.admin("POST", `/api/v1/organizations/${directory.org}/people`, invitation);
  const helpdesk = openBrowser(scim.url);
  await helpdesk.redeem({ link: body.link.split("#")[1], password: PASSWORD });
  const found = await helpdesk.call("POST", `${path}/on-demand/dry-run`, { find: "ada" });
  expect(found).toMatchObject({ status: 200, body: { withheld: true } });
  expect(found.body.requests).toEqual([{ method: "POST", path: "/Users", body: null }]);
  expect(found.body.decisions).toMatchObject([{ name: "ada", verb: "create" }]);
  expect(await rehearse({ find: "ada" })).toMatchObject({ withheld: false });
});

test("one user is provisioned before the first cycle, which leaves the schedule as it is", async () => {
  const cycle = await provision({ find: "ada" });
  expect(cycle).toMatchObject({ kind: "on-demand", state: "closed", closed: true });
  expect(cycle.counts).toMatchObject({ evaluated: 1, created: 1 });
  expect((await directory.seen()).accounts).toEqual(["ada active"]);
  expect(await provisioning()).toMatchObject({ state: "waiting", watermark: null });
  expect((await directory.sync()).counts).toMatchObject({ created: 3, unchanged: 1 });
});

test("a newcomer gets account and memberships, and the changes of others stay for the next cycle", async () => {
  const { client, sync, seen } = directory;
  const { id } = await client.make("/Users", user("dot"));
  const add = { op: "add", path: "members", value: [{ value: id }] };
  await client.patch(`/Groups/${ids.get("crew")}`, [add]);
  await client.patch(`/Users/${ids.get("ben")}`, [{ op: "replace", path: "active", value: false }]);
  const before = await provisioning();
  expect((await rehearse({ find: "dot" })).requests).toMatchObject([
    { method: "POST", path: "/Users" },
    { method: "PATCH", body: { Operations: [{ op: "add", value: [{ value: "new-1" }] }] } },
  ]);
  const { counts } = await provision({ find: "dot" });
  expect(counts).toMatchObject({ created: 1, updated: 1 });
  expect((await provisioning())?.watermark).toBe(before?.watermark);
  expect((await seen()).members["Crew"]).toContain("dot");
  expect((await seen()).accounts).toContain("ben active");
  expect((await sync()).counts).toMatchObject({ disabled: 1 });
  expect((await seen()).accounts).toContain("ben inactive");
  expect((await provision({ find: "dot" })).counts).toMatchObject({ evaluated: 1, unchanged: 1 });
});

test("a group is provisioned with its members, and a second time sends nothing", async () => {
  const { client, sync, seen } = directory;
  const remove = { op: "remove", path: `members[value eq "${ids.get("cyd")}"]` };
  await client.patch(`/Groups/${ids.get("crew")}`, [remove]);
  const found = await rehearse({ type: "group", find: "Crew" });
  expect(found.decisions).toMatchObject([{ verb: "update", membersRemoved: 1 }]);
  expect((await provision({ type: "group", find: "Crew" })).counts).toMatchObject({ updated: 1 });
  expect((await seen()).members["Crew"]).not.toContain("cyd");
  const sent = writes();
  await provision({ type: "group", find: "Crew" });
  await sync();
  expect(writes()).toBe(sent);
});

test("a user who leaves the scope is disabled, and groups that leave it too stay for the next cycle", async () => {
  await directory.admin("DELETE", `${path}/assignments/*`);
  const found = await rehearse({ find: "dot" });
  expect(found.requests).toMatchObject([{ method: "PATCH", path: expect.stringContaining("/Users/") }]);
  const { counts } = await provision({ find: "dot" });
  expect(counts).toMatchObject({ evaluated: 1, disabled: 1, deleted: 0 });
  expect(Object.keys((await directory.seen()).members)).toEqual(["Crew"]);
  await directory.change({ deletionShareMax: 0.9 });
  expect((await directory.sync()).counts).toMatchObject({ deleted: 1 });
});
