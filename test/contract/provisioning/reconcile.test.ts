import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScriptedTarget, startScriptedTarget } from "../../targets/scripted-target.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** A target that others change too is compared with what Muster knows of it. */

let scim: ScimServer;
let target: ScriptedTarget;
let directory: ProvisionedDirectory;
let path: string;
let isShort = false;
const ids = new Map<string, string>();

beforeAll(async () => {
  scim = await startScimServer();
  target = await startScriptedTarget((request) => {
    // A page that lacks most of what its total announces.
    const isListing =
      request.method === "GET" && request.endpoint === "Users" && request.id === undefined && isShort;
    return isListing ? { status: 200, body: { totalResults: 9, Resources: [] } } : undefined;
  });
  directory = await provisionDirectory(scim, target);
  path = `/api/v1/organizations/${directory.org}/applications/${directory.app}`;
  for (const name of ["ada", "ben", "cyd", "dot"])
    ids.set(name, (await directory.client.make("/Users", user(name))).id);
  await directory.client.make("/Groups", group("Crew", [ids.get("ada")!, ids.get("ben")!]));
  await directory.sync();
});
afterAll(() => Promise.all([scim.close(), target.stop()]));

const writes = () => target.calls.filter(({ method }) => method !== "GET").length;

async function reconcile(body: object = {}) {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const begun = await directory.admin("POST", `${path}/reconcile`, body);
    if (begun.status === 202) {
      const cycle = await ended(begun.body.cycleId);
      return { cycle, found: (await directory.admin("GET", `${path}/reconciliation`)).body };
    }
    await scim.deps.env.sleep(25);
  }
  throw new Error("the application stays busy");
}

async function ended(cycle: string) {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const { body } = await directory.admin("GET", `/api/v1/cycles/${cycle}`);
    if (body.endedAt !== null) return body;
    await scim.deps.env.sleep(25);
  }
  throw new Error("the cycle does not end");
}

test("a target in step has no drift, and its own accounts are classed", async () => {
  await directory.target.make("/Users", user("root"));
  const leaver = await directory.client.make("/Users", { ...user("eve"), active: false });
  await directory.target.make("/Users", user("eve"));
  const sent = writes();
  const { cycle, found } = await reconcile();
  expect(cycle).toMatchObject({ kind: "reconcile", state: "closed", closed: true });
  expect(found).toMatchObject({ linked: 5, drifted: 0, missing: 0, drift: [] });
  expect(found.orphans.local).toBe(1);
  expect(found.accounts.map(({ name }: { name: string }) => name).sort()).toEqual(["eve", "root"]);
  expect(writes()).toBe(sent);
  await directory.client.send("DELETE", `/Users/${leaver.id}`);
});

test("drift per attribute, a missing account and lost members are reported, and nothing is written", async () => {
  const { target: there } = directory;
  const ada = await directory.accountId("ada");
  const ben = await directory.accountId("ben");
  await there.patch(`/Users/${ada}`, [{ op: "replace", path: "active", value: false }]);
  await there.send("DELETE", `/Users/${await directory.accountId("cyd")}`);
  const { body: groups } = await there.get("/Groups");
  const remove = { op: "remove", path: `members[value eq "${ben}"]` };
  await there.patch(`/Groups/${groups.Resources[0].id}`, [remove]);
  const sent = writes();
  const { found } = await reconcile();
  const byName = new Map(found.drift.map((each: { name: string }) => [each.name, each]));
  expect([...byName.keys()].sort()).toEqual(["Crew", "ada", "cyd"]);
  expect(byName.get("ada")).toMatchObject({
    kind: "changed",
    changes: [{ path: "active", from: true, to: false }],
  });
  expect(byName.get("cyd")).toMatchObject({ kind: "missing" });
  expect(byName.get("Crew")).toMatchObject({ membersLost: 1 });
  expect(found).toMatchObject({ drifted: 2, missing: 1, corrected: false });
  expect(writes()).toBe(sent);
});

test("a correction writes these accounts alone, and the next comparison finds nothing", async () => {
  const { cycle, found } = await reconcile({ correct: true });
  expect(found).toMatchObject({ drifted: 2, missing: 1, corrected: true });
  expect(cycle).toMatchObject({ state: "closed", closed: true, counts: { created: 1, updated: 2 } });
  const { accounts, members } = await directory.seen();
  expect(accounts).toEqual(expect.arrayContaining(["ada active", "cyd active"]));
  expect(accounts).toContain("root inactive");
  expect(members["Crew"]).toEqual(["ada", "ben"]);
  expect((await reconcile()).found).toMatchObject({ drifted: 0, missing: 0 });
  const sent = writes();
  await directory.sync();
  expect(writes()).toBe(sent);
});

test("of a listing that lacks a page nothing is concluded", async () => {
  const before = (await directory.admin("GET", `${path}/reconciliation`)).body;
  isShort = true;
  const { cycle, found } = await reconcile({ correct: true });
  isShort = false;
  expect(cycle).toMatchObject({ state: "failed" });
  expect(found).toEqual(before);
});
