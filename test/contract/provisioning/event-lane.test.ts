import { afterAll, beforeAll, expect, test } from "vitest";
import { takeLease } from "../../../src/app/background/lease.ts";
import { isRefusal } from "../../../src/app/deps.ts";
import { CycleEngine } from "../../../src/app/provisioning/engine/cycle-engine.ts";
import { openScheduler } from "../../../src/platform/scheduler.ts";
import { type ScriptedTarget, startScriptedTarget } from "../../targets/scripted-target.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** A change of the directory begins a cycle at once, and a leaver does not wait for the cycle that runs. */

/** New accounts that a throttled cycle creates: seven seconds of work. */
const NEWCOMERS = 40;
const RATES = [{ calls: "writes", requests: 6, perSeconds: 1 }];

let scim: ScimServer;
let target: ScriptedTarget;
let directory: ProvisionedDirectory;
let engine: CycleEngine;
let path: string;
const ids = new Map<string, string>();
const times: number[] = [];
/** How far the clock of the engine is ahead. */
let aheadMs = 0;
/** The account that the target refuses to change, once. */
let refusedOnce: string | undefined;

async function prepare(databaseUrl: string | undefined): Promise<void> {
  scim = await startScimServer(databaseUrl === undefined ? {} : { databaseUrl });
  target = await startScriptedTarget(({ method, id }) => {
    if (method !== "PATCH" || id === undefined || id !== refusedOnce) return undefined;
    refusedOnce = undefined;
    return { status: 503 };
  });
  directory = await provisionDirectory(scim, target);
  path = `/api/v1/organizations/${directory.org}/applications/${directory.app}`;
  const filters = ['userPrincipalName NOT EQUALS "gil"'];
  expect((await directory.admin("PUT", `${path}/scope`, { user: { filters } })).status).toBe(200);
  for (const name of ["ada", "ben", "cyd"]) await add(name);
  await directory.client.make("/Groups", group("Crew", [ids.get("ada")!, ids.get("ben")!]));
  await directory.sync();
  await startEngine();
}

/** Starts the engine of another server on the same store. */
async function startEngine(): Promise<void> {
  const scheduler = openScheduler(scim.deps.env, (error) => {
    throw error;
  });
  const { env } = scim.deps;
  const deps = { ...scim.deps, env: { ...env, now: () => env.now() + aheadMs } };
  engine = new CycleEngine(deps, scheduler, {
    onCycle: (_cycle, deprovisioningMs) => times.push(...deprovisioningMs),
  });
  await engine.start(false);
}

const add = async (name: string) => ids.set(name, (await directory.client.make("/Users", user(name))).id);
const block = (name: string) => {
  const value = { op: "replace", path: "active", value: false };
  return directory.client.patch(`/Users/${ids.get(name)}`, [value]);
};
const accountOf = (name: string) =>
  [...target.resources.Users.values()].find(({ userName }) => userName === name);
const cycles = async () => {
  const { body } = await directory.admin("GET", `${path}/cycles?limit=100`);
  return body.items as readonly { kind: string; state: string; cycleId: string }[];
};

/** Looks until it is true; the milliseconds that it took. */
async function until(isTrue: () => boolean | Promise<boolean>): Promise<number> {
  const { env } = scim.deps;
  const began = env.monotonic();
  for (let attempt = 0; attempt < 1_200; attempt += 1) {
    if (await isTrue()) return env.monotonic() - began;
    await env.sleep(25);
  }
  throw new Error("it does not come true");
}

/** Looks until no cycle runs or is left to follow, and none has begun for longer than the lane waits for changes. */
async function untilSettled(): Promise<void> {
  let quiet = { count: -1, since: 0 };
  await until(async () => {
    const found = await cycles();
    const isClosed = found.every(({ state }) => state === "closed");
    const isBusy = !isClosed || (await scim.deps.store.count("pending", {})) > 0;
    const now = scim.deps.env.monotonic();
    if (isBusy || found.length !== quiet.count) quiet = { count: found.length, since: now };
    return now - quiet.since > 800;
  });
}

await overEveryStore((under) => {
  beforeAll(async () => {
    ids.clear();
    times.length = 0;
    aheadMs = 0;
    const place = await under.newPlace();
    await prepare("url" in place ? place.url : undefined);
  });
  afterAll(async () => {
    await engine.stop();
    await Promise.all([scim.close(), target.stop()]);
  });

  test("a user who is blocked loses access without a request for a cycle", async () => {
    const before = (await cycles()).length;
    await block("ada");
    await until(() => accountOf("ada")?.["active"] === false);
    await untilSettled();
    // A change that arrives while the lane begins its work may find the cycle running, and has an event cycle too.
    const kinds = (await cycles()).slice(0, -before).map(({ kind }) => kind);
    expect(kinds.find((kind) => kind !== "event")).toBe("incremental");
    await until(() => times.length > 0);
    expect(times).toHaveLength(1);
  });

  test("a change that does not concern the application begins no cycle, and one after it does", async () => {
    const before = (await cycles()).length;
    await add("gil");
    await scim.deps.env.sleep(900);
    expect(await cycles()).toHaveLength(before);
    await add("dot");
    await until(() => accountOf("dot") !== undefined);
    expect(accountOf("gil")).toBeUndefined();
  });

  test("a change that finds another server at work is taken up when that has ended", async () => {
    await untilSettled();
    const { org, app } = directory;
    const other = await takeLease(scim.deps, { org, name: `engine:${app}` }, "another server");
    await add("fay");
    await scim.deps.env.sleep(900);
    expect(accountOf("fay")).toBeUndefined();
    await other?.release();
    await until(() => accountOf("fay") !== undefined);
  });

  test("a change that came while no server followed the directory is taken up when one starts", async () => {
    await untilSettled();
    await engine.stop();
    await add("hal");
    expect(accountOf("hal")).toBeUndefined();
    await startEngine();
    await until(() => accountOf("hal") !== undefined);
  });

  test("with the setting off, changes wait for the schedule", async () => {
    await directory.change({ startOnChange: false });
    const before = (await cycles()).length;
    await add("eve");
    await scim.deps.env.sleep(900);
    expect(await cycles()).toHaveLength(before);
    await directory.change({ startOnChange: true });
  });

  test("a leaver does not wait for the cycle that runs, and no account is made for one whom it has not reached", async () => {
    const config = { url: target.url, rates: RATES };
    await untilSettled();
    const before = (await cycles()).length;
    await directory.change({ startOnChange: false });
    for (let n = 0; n < NEWCOMERS; n += 1) await add(`n${String(n).padStart(2, "0")}`);
    const { status } = await directory.admin("PATCH", path, { config });
    expect(status).toBe(200);
    await directory.change({ startOnChange: true });
    let running = await engine.startSync("system", directory.org, directory.app, "auto");
    await until(async () => {
      if (isRefusal(running))
        running = await engine.startSync("system", directory.org, directory.app, "auto");
      return !isRefusal(running);
    });
    await until(() => accountOf("n00") !== undefined);
    await Promise.all([directory.client.send("DELETE", `/Users/${ids.get("ben")}`), block("n29")]);
    const ms = await until(() => accountOf("ben")?.["active"] === false);
    expect(accountOf("n28")).toBeUndefined();
    refusedOnce = String(accountOf("cyd")?.["id"]);
    await block("cyd");
    const where = { org: directory.org, app: directory.app, reason: "failed" };
    await until(async () => (await scim.deps.store.count("pending", where)) === 1);
    expect(accountOf("cyd")?.["active"]).toBe(true);
    aheadMs = 61_000;
    await until(() => accountOf("cyd")?.["active"] === false);
    expect(accountOf("n35")).toBeUndefined();
    await until(async () => (await cycles()).every(({ state }) => state === "closed"));
    // The last of them is the first that was begun.
    const event = (await cycles()).slice(0, -before).findLast(({ kind }) => kind === "event");
    const { body } = await directory.admin("GET", `/api/v1/cycles/${event?.cycleId}`);
    const { items } = (await directory.admin("GET", `/api/v1/plans/${body.planId}/decisions`)).body;
    // Nothing but the loss of access goes before the calls that wait.
    expect(items.map((row: { name: string; verb: string }) => `${row.name} ${row.verb}`)).toEqual([
      "ben disable",
    ]);
    expect(items[0].changes.map(({ path: changed }: { path: string }) => changed)).toEqual(["active"]);
    expect(accountOf("n28")?.["active"]).toBe(true);
    expect(accountOf("n29")?.["active"]).not.toBe(true);
    // The cycle that follows takes the leaver out of the groups.
    await until(async () => (await directory.seen()).members["Crew"]?.join() === "ada");
    expect(ms).toBeLessThan(10_000);
  });
});
