import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScriptedTarget, startScriptedTarget } from "../../targets/refusing-target.ts";
import type { Answer } from "../admin/server.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { provisionDirectory } from "./provisioned-directory.ts";

/** The guards of an application over the API: what they hold, and what the answers of people let pass. */

let scim: ScimServer;
let target: ScriptedTarget;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

/** Every disabling is held. */
const CLOSED = { deletionShareMax: 0, deletionCountMax: 0, deletionFloor: 0 };

async function provisioned(people: number) {
  target = await startScriptedTarget();
  const directory = await provisionDirectory(scim, { url: target.url, token: "target-secret-9c1e" });
  const { org, app, admin, client } = directory;
  const at = `/api/v1/organizations/${org}/applications/${app}`;
  const ids: string[] = [];
  for (let n = 0; n < people; n += 1) ids.push((await client.make("/Users", user(`person-${n}`))).id);
  await directory.sync();
  return {
    ...directory,
    ids,
    set: async (settings: object) =>
      expect((await admin("PATCH", `${at}/settings`, { settings })).status).toBe(200),
    replace: (id: string | undefined, path: string, value: unknown) =>
      client.patch(`/Users/${id}`, [{ op: "replace", path, value }]),
    counts: async () => (await directory.sync()).counts,
    why: async (id: string | undefined) => (await admin("GET", `${at}/why?find=${id}`)).body,
    waiting: async () => (await admin("GET", `${at}/waiting`)).body.items,
    answerAll: async (plan: string, body: object) =>
      admin("POST", `/api/v1/plans/${plan}/holds`, { objects: "all", ...body }),
    /** Begins work, and waits while the work before it is cleaned up. */
    async begin(what: string, body: object) {
      for (;;) {
        const begun = await admin("POST", what.startsWith("/") ? what : `${at}/${what}`, body);
        if (begun.body.code !== "engine.busy") return begun;
        await scim.deps.env.sleep(25);
      }
    },
    async settled(path: string, isSettled: (body: Answer["body"]) => boolean) {
      for (;;) {
        const { body } = await admin("GET", path);
        if (isSettled(body)) return body;
        await scim.deps.env.sleep(25);
      }
    },
    actives: () => [...target.users.values()].filter(({ active }) => active !== false).length,
  };
}

test("what a person approved does not hold the next leavers, and what passed without an approval does", async () => {
  const { ids, set, replace, sync, waiting, answerAll, actives } = await provisioned(12);
  try {
    await set({ deletionShareMax: 1, deletionCountMax: 3, deletionFloor: 0 });
    for (const id of ids.slice(0, 6)) await replace(id, "active", false);
    const held = await sync();
    expect([held.counts["held"], actives()]).toEqual([6, 12]);
    expect((await answerAll(held.plan, { answer: "approved" })).body).toEqual({ answered: 6 });
    expect((await sync()).counts).toMatchObject({ disabled: 6 });

    // One after the other, as many as the limit lets pass: the six before do not count.
    for (const id of ids.slice(6, 9)) {
      await replace(id, "active", false);
      expect((await sync()).counts).toMatchObject({ disabled: 1 });
    }
    await replace(ids[9], "active", false);
    expect((await sync()).counts).toMatchObject({ held: 1 });
    expect(actives()).toBe(3);
    const [waits] = await waiting();
    expect(waits.reasons.at(-1)).toMatchObject({
      code: "hold.deletion-threshold",
      params: { count: 4, limit: 3 },
    });
  } finally {
    await target.stop();
  }
});

test("the log and the plan mark what a person approved", async () => {
  const { ids, set, replace, sync, answerAll, admin, org, app } = await provisioned(2);
  try {
    await set(CLOSED);
    await replace(ids[0], "active", false);
    const held = await sync();
    await answerAll(held.plan, { answer: "approved" });
    await sync();
    const { body } = await admin("GET", `/api/v1/organizations/${org}/applications/${app}/log?limit=200`);
    const disabled = body.items.filter(({ action, status }: { action: string; status: string }) =>
      [action, status].join(" ").startsWith("disable success"),
    );
    expect(disabled).toHaveLength(1);
    expect(disabled[0].reasons.map(({ code }: { code: string }) => code)).toContain("guard.approved");
  } finally {
    await target.stop();
  }
});

test("an approval is valid for exactly the decisions that it was given to", async () => {
  const { ids, set, replace, sync, counts, waiting, answerAll, actives } = await provisioned(3);
  try {
    await set(CLOSED);
    for (const id of ids.slice(0, 2)) await replace(id, "active", false);
    const held = await sync();
    expect(held.counts).toEqual({ evaluated: 2, held: 2 });
    const refused = await answerAll(held.plan, { answer: "approved", comment: "x".repeat(1_001) });
    expect(refused.status).toBe(400);
    const given = await answerAll(held.plan, { answer: "approved", comment: "Branch closed" });
    expect(given.body).toEqual({ answered: 2 });
    expect((await waiting())[0].answer).toMatchObject({ answer: "approved", comment: "Branch closed" });
    // One of the two is another decision now, so that a person has to look again.
    await replace(ids[0], "title", "Clerk");
    expect(await counts()).toEqual({ evaluated: 2, disabled: 1, held: 1 });
    expect(actives()).toBe(2);
    expect((await waiting()).map(({ answer }: { answer: unknown }) => answer)).toEqual([null]);
  } finally {
    await target.stop();
  }
});

test("a rejected decision stays rejected until the facts change that decide it, also when the guard would let it pass", async () => {
  const { org, admin, ids, set, replace, sync, counts, waiting, answerAll } = await provisioned(2);
  try {
    await set(CLOSED);
    await replace(ids[0], "active", false);
    const { plan } = await sync();
    await answerAll(plan, { answer: "rejected", comment: "On leave" });
    const [{ answer }] = await waiting();
    expect(answer).toMatchObject({ answer: "rejected", expiresAt: null, comment: "On leave" });
    const { body } = await admin("GET", `/api/v1/organizations/${org}/audit?limit=50`);
    const entry = body.items.find(({ activity }: { activity: string }) => activity === "rejected");
    expect(entry.detail).toMatchObject({ comment: "On leave" });
    await set({ deletionFloor: 5 });
    expect(await counts()).toEqual({ evaluated: 1, held: 1 });
    // Its title does not decide whether a user may sign in.
    await replace(ids[0], "title", "Clerk");
    expect(await counts()).toEqual({ evaluated: 1, held: 1 });
    await replace(ids[0], "active", true);
    await replace(ids[0], "active", false);
    expect(await counts()).toEqual({ evaluated: 1, disabled: 1 });
  } finally {
    await target.stop();
  }
});

test("the holds of an old plan cannot be answered", async () => {
  const { org, ids, set, replace, sync, answerAll } = await provisioned(1);
  try {
    await set(CLOSED);
    await replace(ids[0], "active", false);
    const { plan } = await sync();
    const { store, env } = scim.deps;
    const rows = await store.page("plan", { where: { org }, limit: 100 });
    const created = env.now() - 169 * 3_600_000;
    await store.commit(
      rows.map(({ id }) => ({ op: "update", table: "plan", key: { org, id }, set: { created } })),
    );
    const { status, body } = await answerAll(plan, { answer: "approved" });
    expect([status, body.code]).toEqual([409, "plan.holds-expired"]);
  } finally {
    await target.stop();
  }
});

test("a new user name of most people is held as a whole, and each answer is followed", async () => {
  const { admin, ids, set, replace, sync, counts, waiting, answerAll, why } = await provisioned(4);
  const names = () => [...target.users.values()].map(({ userName }) => String(userName)).sort();
  try {
    await set({ rewriteShareMax: 0.5, rewriteCountMax: 2, rewriteFloor: 0 });
    await replace(ids[0], "userName", "new-0");
    expect(await counts()).toEqual({ evaluated: 1, updated: 1 });
    // Two more are three within the window: both are held, and the change of a title is not.
    await replace(ids[1], "userName", "new-1");
    await replace(ids[2], "userName", "new-2");
    await replace(ids[3], "title", "Clerk");
    const held = await sync();
    expect(held.counts).toEqual({ evaluated: 3, held: 2, updated: 1 });
    expect((await admin("GET", `/api/v1/plans/${held.plan}`)).body.attributes).toEqual([
      { type: "user", path: "userName", changed: 0, held: 2, evaluated: 3 },
      { type: "user", path: "title", changed: 1, held: 0, evaluated: 3 },
    ]);
    expect(names()).toEqual(["new-0", "person-1", "person-2", "person-3"]);
    const approved = await answerAll(held.plan, { answer: "approved", objects: [ids[1]] });
    expect(approved.body).toEqual({ answered: 1 });
    expect(await why(ids[2])).toMatchObject({ expected: null, nextAttemptAt: null });
    await answerAll(held.plan, { answer: "rejected", objects: [ids[2]] });
    expect(await why(ids[1])).toMatchObject({
      expected: { code: "expected.approved" },
      nextAttemptAt: expect.any(String),
    });
    expect(await why(ids[2])).toMatchObject({ expected: { code: "expected.rejected" }, nextAttemptAt: null });
    expect(await counts()).toEqual({ evaluated: 2, updated: 1, held: 1 });
    expect(names()).toEqual(["new-0", "new-1", "person-2", "person-3"]);
    expect(await waiting()).toMatchObject([{ objectId: ids[2], answer: { answer: "rejected" } }]);
  } finally {
    await target.stop();
  }
});

test("the first plan for a target with accounts shows apart what it links and what it overwrites", async () => {
  const { client, target: accounts, admin, plan } = await provisioned(0);
  try {
    for (const name of ["ana", "ben"]) {
      await client.make("/Users", user(name));
      await accounts.make("/Users", { ...user(name), title: "Chief" });
    }
    await client.make("/Users", { ...user("cleo"), title: "Clerk" });
    await accounts.make("/Users", { ...user("cleo"), title: "Chief" });
    const { body } = await admin("GET", `/api/v1/plans/${await plan()}`);
    const notes = body.notes.filter(({ code }: { code: string }) => code.startsWith("plan.adopted"));
    const titles = { code: "plan.adopted-attribute", params: { path: "title", count: 1 } };
    expect(body.counts.adopt).toBe(3);
    expect(notes).toContainEqual(titles);
  } finally {
    await target.stop();
  }
});

test("a preview of the default mapping and a cycle of another person leave the answers of people as they are", async () => {
  const { org, app, ids, set, replace, sync, counts, waiting, answerAll, begin, settled } =
    await provisioned(2);
  try {
    // The mapping of an earlier version lacks the user type, so that the default one would change more.
    const key = { org, id: app };
    await scim.deps.store.commit([{ op: "update", table: "application", key, set: { mappings: null } }]);
    await set(CLOSED);
    await replace(ids[0], "userType", "Member");
    await replace(ids[0], "active", false);
    const { plan } = await sync();
    await answerAll(plan, { answer: "rejected" });
    const { planId } = (await begin("plans", { kind: "default-mapping" })).body;
    const { notes } = await settled(`/api/v1/plans/${planId}`, ({ state }) => state !== "building");
    expect(notes).toMatchObject([{ code: "plan.default-mapping" }]);
    const { cycleId } = (await begin("on-demand", { find: "person-1" })).body;
    await settled(`/api/v1/cycles/${cycleId}`, ({ endedAt }) => endedAt !== null);
    expect(await waiting()).toMatchObject([{ planId: plan, answer: { answer: "rejected" } }]);
    // The limit would let it pass, and only the answer holds it.
    await set({ deletionFloor: 5 });
    expect(await counts()).toEqual({ evaluated: 1, held: 1 });
  } finally {
    await target.stop();
  }
});

test("a plan that was made before an on-demand cycle is not applied after it: together they pass the limit", async () => {
  const { ids, set, replace, plan, begin, settled, actives } = await provisioned(3);
  try {
    await set({ ...CLOSED, deletionFloor: 1 });
    await replace(ids[0], "active", false);
    const early = await plan();
    await replace(ids[1], "active", false);
    const { cycleId } = (await begin("on-demand", { find: "person-1" })).body;
    const cycle = await settled(`/api/v1/cycles/${cycleId}`, ({ endedAt }) => endedAt !== null);
    expect(cycle.counts).toMatchObject({ evaluated: 1, disabled: 1 });
    const { status, body } = await begin(`/api/v1/plans/${early}/apply`, {});
    expect([status, body.code, actives()]).toEqual([409, "plan.stale", 2]);
  } finally {
    await target.stop();
  }
});
