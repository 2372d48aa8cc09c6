import { afterEach, beforeEach, expect, test } from "vitest";
import type { CycleId } from "../../../src/core/ids.ts";
import { type LenientTarget, startLenientTarget } from "../../targets/lenient-target.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { addPeople } from "../store/people.ts";

/** A person ends a cycle early: nothing is lost, nothing is done twice, and the counts say what was left. */

const NAMES = Array.from({ length: 60 }, (_, at) => `p${at}`);
let muster: AdminServer;
let target: LenientTarget;
let at: string;

beforeEach(async () => {
  muster = await startAdminServer();
  target = await startLenientTarget();
  await addPeople(muster.deps, muster.org, NAMES);
  const applications = `/api/v1/organizations/${muster.org}/applications`;
  const made = await muster.call("POST", applications, {
    body: { name: "Target", config: { url: target.url }, secret: target.token },
  });
  at = `${applications}/${made.body.appId}`;
  await muster.call("POST", `${at}/assignments`, { body: { subject: { kind: "all" } } });
});
afterEach(async () => {
  target.delayMs = 0;
  await muster.close();
  await target.stop();
});

const sync = async (body = {}) => (await muster.call("POST", `${at}/sync`, { body })).body;
const cancel = (cycle: string, token?: string) =>
  muster.call("POST", `/api/v1/cycles/${cycle}/cancel`, token === undefined ? {} : { token });

async function ended(cycle: string) {
  for (let asked = 0; asked < 400; asked += 1) {
    const { body } = await muster.call("GET", `/api/v1/cycles/${cycle}`);
    if (body.endedAt !== null) return body;
    await muster.deps.env.sleep(25);
  }
  throw new Error("the cycle does not end");
}

/** Begins a cycle against a slow target, and resolves when it has sent this many calls. */
async function beginSlow(calls: number, body = {}) {
  target.delayMs = 100;
  const before = [...target.calls.values()].reduce((sum, count) => sum + count, 0);
  let seen = before;
  const reached = new Promise<void>((resolve) => {
    target.onChange = () => {
      seen += 1;
      if (seen === before + calls) resolve();
    };
  });
  const { cycleId } = await sync(body);
  await reached;
  return cycleId as string;
}

test("ends after the calls in progress, with counts that balance, and the next cycle does the rest once", async () => {
  const cycle = await beginSlow(20);
  const asked = await cancel(cycle);
  expect([asked.status, asked.body.cancelRequestedAt]).toEqual([202, expect.any(String)]);
  const done = await ended(cycle);
  expect(done).toMatchObject({ state: "cancelled", closed: true, message: { code: "cycle.cancelled" } });
  const { evaluated, created, pending } = done.counts;
  expect(evaluated).toBe(created + pending);
  expect([evaluated, created >= 20, created < 60]).toEqual([60, true, true]);
  expect(done.progress).toEqual({ done: created, total: 60, secondsLeft: null });
  expect(target.userNames()).toHaveLength(created);

  target.delayMs = 0;
  const next = await ended((await sync()).cycleId);
  expect(next).toMatchObject({ state: "closed", closed: true, counts: { created: 60 - created } });
  expect(new Set(target.userNames()).size).toBe(60);
  expect(target.userNames()).toHaveLength(60);
  const last = await ended((await sync()).cycleId);
  expect(last.counts).toMatchObject({ evaluated: 0 });
});

test("a whole look at an application that was in step leaves its rest to the next, which looks at changes alone", async () => {
  await ended((await sync()).cycleId);
  // The watermark moves over these people, so that only a look at everything finds them.
  const { store } = muster.deps;
  const late = NAMES.map((name) => `late-${name}`);
  await addPeople(muster.deps, muster.org, late);
  const [row] = await store.page("provisioning", { where: { org: muster.org }, limit: 1 });
  const { org, app } = row!;
  const set = { watermark: await store.feedHead(org) };
  await store.commit([{ op: "update", table: "provisioning", key: { org, app }, set }]);
  expect((await ended((await sync()).cycleId)).counts.evaluated).toBe(0);
  const cycle = await beginSlow(20, { kind: "initial" });
  await cancel(cycle);
  const done = await ended(cycle);
  expect([done.state, done.kind, done.counts.pending > 0]).toEqual(["cancelled", "initial", true]);
  target.delayMs = 0;
  const next = await ended((await sync()).cycleId);
  expect(next).toMatchObject({ kind: "incremental", closed: true });
  expect(next.counts.created).toBe(done.counts.pending);
  expect([target.userNames().length, new Set(target.userNames()).size]).toEqual([120, 120]);
});

test("the request is told once in the audit trail, and a second one changes nothing", async () => {
  const cycle = await beginSlow(5);
  const first = await cancel(cycle);
  const second = await cancel(cycle);
  expect([first.status, second.status]).toEqual([202, 202]);
  expect(second.body.cancelRequestedAt).toBe(first.body.cancelRequestedAt);
  await ended(cycle);
  expect(await cancel(cycle)).toMatchObject({ status: 202, body: { state: "cancelled" } });
  const trail = await muster.call("GET", `/api/v1/organizations/${muster.org}/audit?category=provisioning`);
  const entries = trail.body.items.filter(({ activity }: { activity: string }) => activity === "cancel");
  expect(entries).toMatchObject([{ target: expect.any(String), detail: { cycle } }]);
});

test("a cycle that has ended, one that nobody knows, and a token that may not run cycles are refused", async () => {
  target.delayMs = 0;
  const { cycleId } = await sync();
  await ended(cycleId);
  expect(await cancel(cycleId)).toMatchObject({ status: 409, body: { code: "cycle.ended" } });
  const unknown = "0190a1b2-0000-7000-8000-00000000000b";
  expect(await cancel(unknown)).toMatchObject({ status: 404, body: { code: "cycle.not-found" } });
  const other = await muster.newToken(muster.otherOrg, "organization-admin");
  expect(await cancel(cycleId, other)).toMatchObject({ status: 404, body: { code: "cycle.not-found" } });
  expect(await cancel(cycleId, muster.tokens.scim)).toMatchObject({ status: 403 });
});

test("a cycle is cancelled while it plans: nothing was sent, and the next one does all of it", async () => {
  target.onRead = async (resource) => {
    if (resource !== "Users") return;
    const [row] = await muster.deps.store.page("cycle", { where: { org: muster.org }, limit: 1 });
    await cancel(row?.id ?? "");
  };
  const { cycleId } = await sync();
  const done = await ended(cycleId);
  expect(done).toMatchObject({ state: "cancelled", closed: true, counts: { evaluated: 0 } });
  expect(target.userNames()).toEqual([]);
  target.onRead = async () => {};
  expect(await ended((await sync()).cycleId)).toMatchObject({ counts: { created: 60 } });
});

test("a request that another server took is read in the store, and so is how far the cycle has come", async () => {
  const cycle = await beginSlow(20);
  const id = cycle as CycleId;
  const set = { cancel_requested: muster.deps.env.now() };
  const stored = await muster.deps.store.commit([
    { op: "update", table: "cycle", key: { org: muster.org, id }, set },
  ]);
  expect(stored.kind).toBe("committed");
  const done = await ended(cycle);
  const row = await muster.deps.store.get("cycle", { org: muster.org, id });
  // The look at the store may come when everything is done.
  expect(["cancelled", "closed"]).toContain(done.state);
  expect([row?.steps_done, row?.steps_total]).toEqual([done.counts.created, 60]);
});
