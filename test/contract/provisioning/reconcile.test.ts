import { afterAll, beforeAll, expect, test } from "vitest";
import { isRefusal } from "../../../src/app/deps.ts";
import { closeContext, openContext } from "../../../src/app/provisioning/context.ts";
import { CycleEngine } from "../../../src/app/provisioning/engine/cycle-engine.ts";
import { LinkComparison } from "../../../src/app/provisioning/reconcile/compare-links.ts";
import type { Settings } from "../../../src/core/provisioning/settings.ts";
import { type ScriptedTarget, startScriptedTarget } from "../../targets/scripted-target.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** A target that others change too is compared with what Muster knows of it. */

const HOUR_MS = 3_600_000;
/** More accounts than a result lists. */
const CROWD = 501;

let scim: ScimServer;
let target: ScriptedTarget;
let directory: ProvisionedDirectory;
let path: string;
/** What listings of users show in place of the truth. */
let listing: "true" | "short" | "crowd" = "true";
/** How far the clock of the schedule is ahead. */
let aheadMs = 0;
const ids = new Map<string, string>();

async function prepare(databaseUrl: string | undefined): Promise<void> {
  scim = await startScimServer(databaseUrl === undefined ? {} : { databaseUrl });
  target = await startScriptedTarget(({ method, endpoint, id }) => {
    if (method !== "GET" || endpoint !== "Users" || id !== undefined || listing === "true") return undefined;
    // A page that lacks most of what its total announces, or accounts that are not Muster's.
    const crowd = Array.from({ length: CROWD }, (_, n) => ({ id: `x${n}`, ...user(`x${n}`) }));
    const Resources = listing === "crowd" ? crowd : [];
    return { status: 200, body: { totalResults: listing === "crowd" ? CROWD : 9, Resources } };
  });
  directory = await provisionDirectory(scim, target);
  path = `/api/v1/organizations/${directory.org}/applications/${directory.app}`;
  const filters = ['userPrincipalName NOT EQUALS "gil"'];
  expect((await directory.admin("PUT", `${path}/scope`, { user: { filters } })).status).toBe(200);
  for (const name of ["ada", "ben", "cyd", "dot", "gil"])
    ids.set(name, (await directory.client.make("/Users", user(name))).id);
  await directory.client.make("/Groups", group("Crew", [ids.get("ada")!, ids.get("ben")!]));
  await directory.sync();
}

const notesOf = async ({ planId }: { planId: string }) =>
  (await directory.admin("GET", `/api/v1/plans/${planId}`)).body.notes;
const writes = () => target.calls.filter(({ method }) => method !== "GET").length;
const showFound = async () => (await directory.admin("GET", `${path}/reconciliation`)).body;

async function reconcile(body: object = {}) {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const begun = await directory.admin("POST", `${path}/reconcile`, body);
    if (begun.status === 202) return { cycle: await ended(begun.body.cycleId), found: await showFound() };
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

/** Lets the time of the schedule come once, in a process of its own, and returns the cycles that began by it. */
async function passTurn(settings: Partial<Settings> = {}) {
  await directory.change(settings);
  const { env } = scim.deps;
  const turns: (() => Promise<void>)[] = [];
  const scheduler = {
    every(_seconds: number, run: () => Promise<void>) {
      turns.push(run);
      return { next: () => null, stop() {} };
    },
  };
  const deps = { ...scim.deps, env: { ...env, now: () => env.now() + aheadMs } };
  const engine = new CycleEngine(deps, scheduler);
  const where = { org: directory.org, app: directory.app, kind: "reconcile" } as const;
  const before = await scim.deps.store.count("cycle", where);
  await engine.start(false);
  await turns[0]?.();
  await engine.stop();
  return (await scim.deps.store.count("cycle", where)) - before;
}

async function disableByHand(name: string): Promise<void> {
  const change = { op: "replace", path: "active", value: false };
  await directory.target.patch(`/Users/${await directory.accountId(name)}`, [change]);
}

await overEveryStore((under) => {
  beforeAll(async () => {
    listing = "true";
    aheadMs = 0;
    const place = await under.newPlace();
    await prepare("url" in place ? place.url : undefined);
  });
  afterAll(() => Promise.all([scim.close(), target.stop()]));

  test("a target in step has no drift, and its own accounts are classed", async () => {
    const { client, target: there } = directory;
    const newcomer = await client.make("/Users", user("hal"));
    for (const name of ["root", "gil", "hal"]) await there.make("/Users", user(name));
    const sent = writes();
    const { cycle, found } = await reconcile();
    expect(cycle).toMatchObject({ kind: "reconcile", state: "closed", closed: true });
    expect(found).toMatchObject({ linked: 5, drifted: 0, missing: 0, drift: [] });
    expect(found.orphans).toEqual({ local: 1, unassigned: 1, assigned: 1 });
    const classes = found.accounts.map(
      (each: { name: string; class: string }) => `${each.name} ${each.class}`,
    );
    expect(classes.sort()).toEqual(["gil unassigned", "hal assigned", "root local"]);
    expect(found.leftOut).toEqual({ drift: 0, accounts: 0, refusals: 0, unread: 0 });
    expect(writes()).toBe(sent);
    await client.send("DELETE", `/Users/${newcomer.id}`);
  });

  test("drift per attribute, a missing account and lost members are reported, and nothing is written", async () => {
    const { target: there } = directory;
    const ben = await directory.accountId("ben");
    await disableByHand("ada");
    await there.send("DELETE", `/Users/${await directory.accountId("cyd")}`);
    const { body: groups } = await there.get("/Groups");
    const remove = { op: "remove", path: `members[value eq "${ben}"]` };
    await there.patch(`/Groups/${groups.Resources[0].id}`, [remove]);
    const sent = writes();
    const { cycle, found } = await reconcile();
    expect(await notesOf(cycle)).toContainEqual({ code: "plan.drift-disabled", params: { count: 1 } });
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
    expect(await notesOf(cycle)).toContainEqual({ code: "plan.drift-enabled", params: { count: 1 } });
    const { body: log } = await directory.admin("GET", `${path}/log?limit=20`);
    const enabled = { name: "ada", action: "update", changes: [{ path: "active", from: false, to: true }] };
    expect(log.items).toContainEqual(expect.objectContaining(enabled));
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
    const before = await showFound();
    listing = "short";
    const { cycle, found } = await reconcile({ correct: true });
    listing = "true";
    expect(cycle).toMatchObject({ state: "failed" });
    expect(found).toEqual(before);
  });

  test("accounts that a listing lacks are read up to a limit, and the others are counted", async () => {
    const signal = new AbortController().signal;
    const context = await openContext(scim.deps, directory.org, directory.app, { requested: false, signal });
    if (isRefusal(context)) throw new Error(context.code);
    const comparison = new LinkComparison(context, "user", 1);
    expect(await comparison.findMissing()).toBeUndefined();
    await closeContext(context);
    expect([comparison.seen.size, comparison.unread]).toEqual([1, 3]);
    expect(comparison.takeDrifted().drifted).toEqual([]);
  });

  test("a result says what its bounds left out", async () => {
    listing = "crowd";
    const { found } = await reconcile();
    listing = "true";
    expect([found.accounts.length, found.orphans.local]).toEqual([CROWD - 1, CROWD]);
    expect(found.leftOut).toEqual({ drift: 0, accounts: 1, refusals: 0, unread: 0 });
    expect(found.missing).toBe(0);
  });

  test("the schedule compares once a day, and leaves differences as they are", async () => {
    await disableByHand("ada");
    aheadMs = 23 * HOUR_MS;
    expect(await passTurn()).toBe(0);
    aheadMs = 25 * HOUR_MS;
    expect(await passTurn({ reconcileHours: 0 })).toBe(0);
    const sent = writes();
    expect(await passTurn({ reconcileHours: 24 })).toBe(1);
    expect(await showFound()).toMatchObject({ drifted: 1, corrected: false });
    expect(writes()).toBe(sent);
    expect(await passTurn()).toBe(0);
  });

  test("a comparison that fails is begun again after the interval, and one that corrects does so", async () => {
    aheadMs += 25 * HOUR_MS;
    listing = "short";
    expect(await passTurn({ onDrift: "correct" })).toBe(1);
    listing = "true";
    expect(await passTurn()).toBe(0);
    aheadMs += 25 * HOUR_MS;
    expect(await passTurn()).toBe(1);
    expect(await showFound()).toMatchObject({ drifted: 1, corrected: true });
    expect((await directory.seen()).accounts).toContain("ada active");
  });

  test("with `ask`, each correction is held until a person answers, and a leaver does not wait", async () => {
    const { client, target: there, answer, sync } = directory;
    await disableByHand("ada");
    await there.send("DELETE", `/Users/${await directory.accountId("cyd")}`);
    await disableByHand("ben");
    const { body: groups } = await there.get("/Groups");
    const remove = { op: "remove", path: `members[value eq "${await directory.accountId("ada")}"]` };
    await there.patch(`/Groups/${groups.Resources[0].id}`, [remove]);
    aheadMs += 25 * HOUR_MS;
    const sent = writes();
    expect(await passTurn({ onDrift: "ask" })).toBe(1);
    expect(await showFound()).toMatchObject({ drifted: 3, missing: 1, corrected: false, held: true });
    const { plan, counts } = await sync();
    expect(counts).toMatchObject({ held: 4 });
    expect(writes()).toBe(sent);
    const reasons = await directory.reasons(plan);
    expect(Object.keys(reasons).sort()).toEqual(["Crew hold", "ada hold", "ben hold", "cyd hold"]);
    for (const codes of Object.values(reasons)) expect(codes).toContain("hold.drift");

    await client.patch(`/Users/${ids.get("ben")}`, [{ op: "replace", path: "active", value: false }]);
    expect(await answer(plan, "approved")).toBe(4);
    const applied = await sync();
    expect(applied.counts).toMatchObject({ created: 1, updated: 2 });
    const { accounts, members } = await directory.seen();
    expect(accounts).toEqual(expect.arrayContaining(["ada active", "ben inactive", "cyd active"]));
    expect(members["Crew"]).toContain("ada");
    expect(await sync()).toMatchObject({ counts: {} });
    expect(await scim.deps.store.count("drift_hold", {})).toBe(0);
  });

  test("a rejected correction leaves the account as it is", async () => {
    await disableByHand("dot");
    aheadMs += 25 * HOUR_MS;
    expect(await passTurn()).toBe(1);
    const { plan } = await directory.sync();
    expect(await directory.answer(plan, "rejected")).toBe(1);
    const next = await directory.sync();
    expect(next.counts).toEqual({ evaluated: 1, held: 1 });
    expect((await directory.reasons(next.plan))["dot hold"]).toContain("hold.rejected");
    expect((await directory.seen()).accounts).toContain("dot inactive");
  });

  test("a disabled account that the target hides or has purged is not missed, and its link stays", async () => {
    const { org, app, client, target: there, sync } = directory;
    const { id } = await client.make("/Users", user("kim"));
    await sync();
    await client.patch(`/Users/${id}`, [{ op: "replace", path: "active", value: false }]);
    await sync();
    await there.send("DELETE", `/Users/${await directory.accountId("kim")}`);
    const links = () => scim.deps.store.count("link", { org, app });
    const before = await links();
    expect((await reconcile({ correct: true })).found).toMatchObject({ drifted: 0, missing: 0 });
    expect(await links()).toBe(before);
  });
});
