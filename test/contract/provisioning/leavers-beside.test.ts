import { afterEach, beforeEach, expect, test } from "vitest";
import { isRefusal } from "../../../src/app/deps.ts";
import { openContext } from "../../../src/app/provisioning/context.ts";
import { CycleEngine } from "../../../src/app/provisioning/engine/cycle-engine.ts";
import { findLeavers } from "../../../src/app/provisioning/engine/find-leavers.ts";
import { ObjectTurns } from "../../../src/app/provisioning/object-turns.ts";
import { createAffectedObjects } from "../../../src/app/provisioning/plan/read-changes.ts";
import { type ObjectId, trustId } from "../../../src/core/ids.ts";
import { openScheduler } from "../../../src/platform/scheduler.ts";
import type { Store } from "../../../src/ports/store.ts";
import {
  type ScriptedCall,
  type ScriptedTarget,
  startScriptedTarget,
} from "../../targets/scripted-target.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** Users who leave while a cycle runs: guards, answers, calls of unknown outcome, and the end of the server. */

let scim: ScimServer;
let target: ScriptedTarget;
let directory: ProvisionedDirectory;
let engine: CycleEngine;
let path: string;
let ids: Map<string, string>;
/** How far the clock of the engine is ahead. */
let aheadMs: number;
/** Calls that wait, by what they have in common. */
let gates: { readonly isHeld: (call: ScriptedCall) => boolean; readonly opened: Promise<void> }[];
/** Names of users for whom the target carries out a change and answers with an error, and to reads from then on. */
let unclear: Set<string>;
let carriedOut: Set<string>;
/** The name of a user whose change the target refuses, once. */
let refusedOnce: string | undefined;

/** New accounts of a throttled cycle: half a minute of work. */
const NEWCOMERS = 100;
const PEOPLE = ["ada", "ben", "cyd", "dan", "eve", "fay"];

beforeEach(async () => {
  ids = new Map();
  aheadMs = 0;
  gates = [];
  unclear = new Set();
  carriedOut = new Set();
  refusedOnce = undefined;
  scim = await startScimServer();
  const script = (call: ScriptedCall) => {
    const name = nameIn(call);
    if (name !== undefined && name === refusedOnce && call.method !== "GET") {
      refusedOnce = undefined;
      return { status: 503 };
    }
    if (name === undefined || !unclear.has(name)) return undefined;
    if (call.method !== "GET") {
      carriedOut.add(name);
      carryOut(call);
    }
    return carriedOut.has(name) ? { status: 500 } : undefined;
  };
  const wait = (call: ScriptedCall) => gates.find(({ isHeld }) => isHeld(call))?.opened;
  target = await startScriptedTarget(script, undefined, { wait });
  directory = await provisionDirectory(scim, target);
  path = `/api/v1/organizations/${directory.org}/applications/${directory.app}`;
  for (const name of PEOPLE) await add(name);
  await directory.sync();
  await startEngine();
});
afterEach(async () => {
  unclear.clear();
  await engine.stop();
  await Promise.all([scim.close(), target.stop()]);
});

/** The user name that a call is about. */
function nameIn({ method, id, body, query }: ScriptedCall): string | undefined {
  if (method === "POST") return String(body["userName"]);
  if (id !== undefined) return String(target.resources.Users.get(id)?.["userName"]);
  return /userName eq "(\w+)"/.exec(new URLSearchParams(query).get("filter") ?? "")?.[1];
}

/** Makes an account, or switches one on. */
function carryOut({ method, id, body }: ScriptedCall): void {
  const { Users } = target.resources;
  if (method === "POST") Users.set("made", { ...body, id: "made" });
  if (method === "PATCH" && id !== undefined) Users.set(id, { ...Users.get(id), active: true });
}

/** Starts the engine of another server on the same store. */
async function startEngine(): Promise<void> {
  const { env } = scim.deps;
  const scheduler = openScheduler(env, (error) => {
    throw error;
  });
  const deps = { ...scim.deps, env: { ...env, now: () => env.now() + aheadMs } };
  engine = new CycleEngine(deps, scheduler);
  await engine.start(false);
}

/** Lets the calls wait that are like this; returns what lets them go. */
function hold(isHeld: (call: ScriptedCall) => boolean): () => void {
  let resolve = () => {};
  const opened = new Promise<void>((done) => {
    resolve = done;
  });
  const gate = { isHeld, opened };
  gates.push(gate);
  return () => {
    gates = gates.filter((each) => each !== gate);
    resolve();
  };
}

const isWriteFor =
  (...names: readonly string[]) =>
  (call: ScriptedCall) =>
    call.method !== "GET" && call.endpoint === "Users" && names.includes(nameIn(call) ?? "");

const add = async (name: string) => ids.set(name, (await directory.client.make("/Users", user(name))).id);
const replace = (name: string, at: string, value: unknown) =>
  directory.client.patch(`/Users/${ids.get(name)}`, [{ op: "replace", path: at, value }]);
const block = (name: string) => replace(name, "active", false);
const accountOf = (name: string) =>
  [...target.resources.Users.values()].find(({ userName }) => userName === name);
const isOn = (name: string) => accountOf(name)?.["active"];
const waiting = async () => {
  const { items } = (await directory.admin("GET", `${path}/waiting`)).body;
  return items as readonly {
    readonly name: string;
    readonly reasons: readonly { readonly code: string; readonly params: object }[];
    readonly answer: { readonly answer: string } | null;
  }[];
};
const cycles = async () => {
  const { body } = await directory.admin("GET", `${path}/cycles?limit=100`);
  return body.items as readonly { kind: string; state: string; cycleId: string }[];
};

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 800; attempt += 1) {
    if (await isTrue()) return;
    await scim.deps.env.sleep(25);
  }
  throw new Error("it does not come true");
}

/** Begins a cycle once nothing else runs, after changes that begin none by themselves. */
async function begin(change: () => Promise<unknown>): Promise<void> {
  await directory.change({ startOnChange: false });
  await change();
  await until(async () => !isRefusal(await engine.startSync("system", directory.org, directory.app, "auto")));
}
/** Follows the changes from now on. */
async function follow(): Promise<void> {
  // The lane has looked at what came before.
  await scim.deps.env.sleep(800);
  await directory.change({ startOnChange: true });
}
const untilIdle = () => until(async () => (await cycles()).every(({ state }) => state === "closed"));

test("the guard counts the removals that the running cycle still has before it", async () => {
  await directory.change({ deletionShareMax: 0, deletionCountMax: 0, deletionFloor: 4 });
  const release = hold(isWriteFor("ada", "ben", "cyd"));
  await begin(async () => {
    for (const name of ["ada", "ben", "cyd"]) await block(name);
  });
  await until(() => target.calls.filter(isWriteFor("ada", "ben", "cyd")).length === 6);
  await follow();
  await Promise.all([block("dan"), block("eve")]);
  const readHeld = async () => (await waiting()).filter(({ name }) => ["dan", "eve"].includes(name));
  await until(async () => (await readHeld()).length === 2);
  const held = await readHeld();
  expect(held.map(({ reasons }) => reasons.at(-1))).toMatchObject([
    { code: "hold.deletion-threshold", params: { count: 5, limit: 4 } },
    { code: "hold.deletion-threshold", params: { count: 5, limit: 4 } },
  ]);
  expect([isOn("ada"), isOn("dan"), isOn("eve")]).toEqual([true, true, true]);
  release();
  await until(() => isOn("ada") === false && isOn("ben") === false && isOn("cyd") === false);
  await untilIdle();
  expect([isOn("dan"), isOn("eve")]).toEqual([true, true]);
});

test("answers of people are followed beside the running cycle: what was approved goes, and what was rejected stays", async () => {
  await directory.change({ deletionShareMax: 0, deletionCountMax: 0, deletionFloor: 0 });
  const release = hold(isWriteFor("zoe"));
  await begin(() => Promise.all([block("ada"), block("ben"), block("cyd"), add("zoe")]));
  await until(() => target.calls.some(isWriteFor("zoe")));
  const [{ cycleId } = { cycleId: "" }] = await cycles();
  const { planId } = (await directory.admin("GET", `/api/v1/cycles/${cycleId}`)).body;
  const answer = async (name: string, given: string) => {
    const body = { answer: given, objects: [ids.get(name)] };
    const { status } = await directory.admin("POST", `/api/v1/plans/${planId}/holds`, body);
    expect(status).toBe(200);
  };
  await answer("ada", "approved");
  await answer("ben", "rejected");
  await follow();
  // No mapping reads this attribute: the decisions are those that were answered.
  for (const name of ["ada", "ben", "cyd"]) await replace(name, "nickName", "x");
  await until(() => isOn("ada") === false);
  expect([isOn("ben"), isOn("cyd"), accountOf("zoe")]).toEqual([true, true, undefined]);
  const { store } = scim.deps;
  const { org, app } = directory;
  const answersLeft = () => store.page("approval", { where: { org, app }, limit: 10 });
  await until(async () => (await answersLeft()).length === 1);
  const answers = await answersLeft();
  expect(answers).toMatchObject([{ object: ids.get("ben"), answer: "rejected" }]);
  release();
  await until(() => accountOf("zoe") !== undefined);
  await untilIdle();
  expect([isOn("ada"), isOn("ben"), isOn("cyd")]).toEqual([false, true, true]);
  await until(async () => (await waiting()).length === 2);
  const left = await waiting();
  expect(left.map(({ name, answer: given }) => [name, given?.answer]).sort()).toEqual([
    ["ben", "rejected"],
    ["cyd", undefined],
  ]);
});

test("a leaver whose account is being made loses it beside the running cycle, once the answer has come", async () => {
  const [releaseMaking, releaseOther] = [hold(isWriteFor("nia")), hold(isWriteFor("zoe"))];
  await begin(async () => {
    await add("nia");
    await add("zoe");
  });
  await until(() => ["nia", "zoe"].every((name) => target.calls.some(isWriteFor(name))));
  await follow();
  await block("nia");
  await scim.deps.env.sleep(900);
  expect(accountOf("nia")).toBeUndefined();
  releaseMaking();
  await until(() => isOn("nia") === false);
  expect(accountOf("zoe")).toBeUndefined();
  releaseOther();
  await until(() => accountOf("zoe") !== undefined);
});

test("a step that ends while the links are read hides no leaver", async () => {
  const { org, app } = directory;
  const id = trustId<ObjectId>(ids.get("ada") ?? "");
  await block("ada");
  const turns = new ObjectTurns();
  let end = () => {};
  const work = turns.take(id, () => new Promise<void>((resolve) => (end = resolve)));
  const { store } = scim.deps;
  const racing: Store = {
    ...store,
    get: (...of) => store.get(...of),
    page: (async (table: Parameters<Store["page"]>[0], query: Parameters<Store["page"]>[1]) => {
      if (table !== "link") return store.page(table, query);
      // The link is not there yet when it is read, and the step has ended before the reader goes on.
      end();
      await work;
      return [];
    }) as Store["page"],
  };
  const context = await openContext({ ...scim.deps, store: racing }, org, app, {
    requested: false,
    signal: new AbortController().signal,
  } as never);
  if (isRefusal(context)) throw new Error(context.code);
  const affected = { ...createAffectedObjects(), users: new Set([id]) };
  const found = await findLeavers(context, turns, { affected, left: new Set() });
  expect([...found.inHand]).toEqual([id]);
  expect(turns.isInHand(id)).toBe(false);
});

test("a leaver whose account a call of unknown outcome has made or enabled does not wait for the running cycle", async () => {
  await begin(() => block("fay"));
  await until(() => isOn("fay") === false);
  await untilIdle();
  for (const name of ["nia", "fay"]) unclear.add(name);
  // A call that waits at the target would hold up all others, once the target has answered with errors.
  const rates = [{ calls: "writes", requests: 3, perSeconds: 1 }];
  await directory.admin("PATCH", path, { config: { url: target.url, rates } });
  await begin(async () => {
    await replace("fay", "active", true);
    await add("nia");
    for (let n = 0; n < NEWCOMERS; n += 1) await add(`n${n}`);
  });
  const where = { org: directory.org, app: directory.app, reason: "unknown-outcome" };
  await until(async () => (await scim.deps.store.count("pending", where)) === 2);
  expect([isOn("nia"), isOn("fay")]).toEqual([true, true]);
  await follow();
  await Promise.all([block("nia"), block("fay")]);
  // The target does not say what became of the calls: nothing is concluded.
  await scim.deps.env.sleep(1_500);
  expect([isOn("nia"), isOn("fay")]).toEqual([true, true]);
  const before = (await cycles()).length;
  unclear.clear();
  aheadMs = 31_000;
  await until(() => isOn("nia") === false && isOn("fay") === false);
  expect(accountOf(`n${NEWCOMERS - 1}`)).toBeUndefined();
  expect((await cycles()).slice(0, -before).map(({ kind }) => kind)).toContain("event");
  expect([...target.resources.Users.values()].filter(({ userName }) => userName === "nia")).toHaveLength(1);
});

test("a leaver whom the target refused beside a cycle is not forgotten when the server starts again", async () => {
  const release = hold(isWriteFor("zoe"));
  await begin(() => add("zoe"));
  await until(() => target.calls.some(isWriteFor("zoe")));
  await follow();
  refusedOnce = "ada";
  await block("ada");
  const where = { org: directory.org, app: directory.app, reason: "failed" };
  await until(async () => (await scim.deps.store.count("pending", where)) === 1);
  const stopped = engine.stop();
  release();
  await stopped;
  expect(isOn("ada")).toBe(true);
  await startEngine();
  await until(() => isOn("ada") === false);
});

test("an application whose first cycle nobody has applied stays untouched by changes and by a start of the server", async () => {
  const other = await startScriptedTarget(() => undefined);
  try {
    const at = `/api/v1/organizations/${directory.org}/applications`;
    const body = { name: "Other", config: { url: other.url }, secret: other.token };
    const { appId } = (await directory.admin("POST", at, body)).body;
    await directory.admin("POST", `${at}/${appId}/assignments`, { subject: { kind: "all" } });
    await engine.stop();
    await startEngine();
    await add("gil");
    await until(() => accountOf("gil") !== undefined);
    await block("ada");
    await until(() => isOn("ada") === false);
    expect(other.calls).toEqual([]);
    expect((await directory.admin("GET", `${at}/${appId}/cycles`)).body.items).toEqual([]);
  } finally {
    await other.stop();
  }
});
