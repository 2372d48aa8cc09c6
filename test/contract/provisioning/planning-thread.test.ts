import type { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isRefusal } from "../../../src/app/deps.ts";
import { CycleEngine } from "../../../src/app/provisioning/engine/cycle-engine.ts";
import { ThreadPlanner } from "../../../src/commands/planning/thread-planner.ts";
import type { PlanId } from "../../../src/core/ids.ts";
import { openClock } from "../../../src/platform/clock.ts";
import { openScheduler } from "../../../src/platform/scheduler.ts";
import { type LenientTarget, startLenientTarget } from "../../targets/lenient-target.ts";
import { startScimmyTarget } from "../../targets/scimmy-target.ts";
import { startScriptedTarget } from "../../targets/scripted-target.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** Plans are computed in a thread of their own: the same plans, and a dead thread costs no more than its plans. */

const LEASE_MS = 3_000;
const clock = openClock();

await overEveryStore((under) => {
  let scim: ScimServer;
  let databaseUrl = "";
  const threads: Worker[] = [];
  const onThread = (thread: Worker) => threads.push(thread);

  beforeAll(async () => {
    const place = await under.newPlace();
    if ("url" in place) databaseUrl = place.url;
    scim = await startScimServer({
      ...("url" in place ? { databaseUrl } : {}),
      planning: "thread",
      leaseSeconds: LEASE_MS / 1_000,
    });
    process.on("worker", onThread);
  });
  afterAll(async () => {
    process.off("worker", onThread);
    await scim.close();
  });

  /** Plans with this engine, and returns the plan's row as it ends. */
  async function planWith(engine: CycleEngine, { org, app }: ProvisionedDirectory) {
    for (let tries = 0; tries < 100; tries += 1) {
      const begun = await engine.startPlan("system", org, app, "auto");
      if (!isRefusal(begun)) return planOf(begun.id, org);
      expect(begun.code).toBe("engine.busy");
      await clock.sleep(50);
    }
    throw new Error("the application stays busy");
  }

  async function planOf(id: PlanId, org: ProvisionedDirectory["org"]) {
    for (let tries = 0; tries < 400; tries += 1) {
      const row = await scim.deps.store.get("plan", { org, id });
      if (row !== undefined && row.state !== "building") return row;
      await clock.sleep(50);
    }
    throw new Error("the plan does not end");
  }

  /** All that a plan decides, without the identity of the plan itself. */
  async function contentOf(org: ProvisionedDirectory["org"], id: PlanId) {
    const { store } = scim.deps;
    const plan = await store.get("plan", { org, id });
    const where = { org, plan: id };
    const decisions = await store.page("decision", { where, limit: 1_000 });
    const members = await store.page("plan_member", { where, limit: 1_000 });
    return {
      ...{ state: plan?.state, counts: plan?.counts, notes: plan?.notes, attributes: plan?.attributes },
      decisions: decisions.map((row) => ({ ...row, plan: "" })),
      members: members.map((row) => ({ ...row, plan: "" })),
    };
  }

  test.each([
    ["asks for each account", 1_000],
    ["lists the target", 0],
  ])("makes the plan that the thread of the requests makes, where it %s", async (_, listOverUnlinked) => {
    const target = await startScimmyTarget();
    const engine = new CycleEngine(
      scim.deps,
      openScheduler(clock, () => {}),
    );
    try {
      const directory = await provisionDirectory(scim, target);
      const { client, org } = directory;
      const ids: string[] = [];
      for (let n = 0; n < 12; n += 1) ids.push((await client.make("/Users", user(`p${n}@contoso.test`))).id);
      await client.make("/Groups", group("Readers", ids.slice(0, 6)));
      await directory.sync();
      await directory.change({ listOverUnlinked });
      const [first = "", second = "", third = ""] = ids;
      await client.patch(`/Users/${first}`, [{ op: "replace", path: "displayName", value: "Ada" }]);
      await client.patch(`/Users/${second}`, [{ op: "replace", path: "active", value: false }]);
      await client.send("DELETE", `/Users/${third}`);
      for (let n = 0; n < 3; n += 1) await client.make("/Users", user(`new${n}@contoso.test`));
      await client.make("/Groups", group("Writers", ids.slice(6, 9)));
      const before = threads.length;
      const threaded = await contentOf(org, (await directory.plan()) as PlanId);
      const inline = await contentOf(org, (await planWith(engine, directory)).id);
      expect([before, threads.length]).toEqual([1, 1]);
      expect(threaded.state).toBe("planned");
      expect(threaded.decisions.map(({ verb }) => verb)).toEqual(
        expect.arrayContaining(["create", "update", "disable"]),
      );
      expect(threaded).toEqual(inline);
    } finally {
      await engine.stop();
      await target.stop();
    }
  });

  /** Runs the work with a directory of a few people, and a target that answers no read until it is let go. */
  async function withSlowTarget(
    work: (slow: {
      readonly directory: ProvisionedDirectory;
      readonly target: LenientTarget;
      readonly asked: Promise<void>;
      letGo(): void;
    }) => Promise<void>,
  ): Promise<void> {
    const target = await startLenientTarget();
    let letGo = () => {};
    try {
      const directory = await provisionDirectory(scim, target);
      await directory.client.make("/Users", user("first@contoso.test"));
      await directory.sync();
      await directory.client.make("/Users", user("second@contoso.test"));
      const gate = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      const asked = new Promise<void>((resolve) => {
        target.onRead = async () => {
          resolve();
          await gate;
        };
      });
      await work({ directory, target, asked, letGo: () => letGo() });
    } finally {
      letGo();
      await target.stop();
    }
  }

  const begin = async ({ admin, org, app }: ProvisionedDirectory, what: "plans" | "sync") => {
    for (let tries = 0; tries < 100; tries += 1) {
      const { status, body } = await admin(
        "POST",
        `/api/v1/organizations/${org}/applications/${app}/${what}`,
        {},
      );
      if (status === 202) return body;
      expect(body.code).toBe("engine.busy");
      await clock.sleep(50);
    }
    throw new Error("the application stays busy");
  };

  async function endOf({ admin }: ProvisionedDirectory, cycle: string) {
    for (let tries = 0; tries < 400; tries += 1) {
      const { body } = await admin("GET", `/api/v1/cycles/${cycle}`);
      if (body.endedAt !== null) return body;
      await clock.sleep(50);
    }
    throw new Error("the cycle does not end");
  }

  test("a thread that is killed fails its plans by name, requests are answered, and the next cycle does all", async () => {
    await withSlowTarget(async ({ directory, target, asked, letGo }) => {
      const { cycleId } = await begin(directory, "sync");
      await asked;
      await threads.at(-1)?.terminate();
      const ended = await endOf(directory, cycleId);
      expect(ended).toMatchObject({ state: "failed", message: { code: "cycle.planning-ended" } });
      const { body: plan } = await directory.admin("GET", `/api/v1/plans/${ended.planId}`);
      expect(plan).toMatchObject({ state: "failed", notes: [{ code: "cycle.planning-ended" }] });
      letGo();
      expect((await directory.sync()).counts).toMatchObject({ created: 1 });
      expect(target.userNames()).toEqual(["first@contoso.test", "second@contoso.test"]);
    });
  });

  test("a cycle that is cancelled while it is planned ends as cancelled, without a write to the target", async () => {
    await withSlowTarget(async ({ directory, target, asked, letGo }) => {
      const { cycleId } = await begin(directory, "sync");
      await asked;
      expect(await directory.admin("POST", `/api/v1/cycles/${cycleId}/cancel`)).toMatchObject({
        status: 202,
      });
      letGo();
      expect(await endOf(directory, cycleId)).toMatchObject({ state: "cancelled", closed: true });
      expect(target.userNames()).toEqual(["first@contoso.test"]);
    });
  });

  test("a plan whose lease another process takes writes nothing more", async () => {
    await withSlowTarget(async ({ directory, asked, letGo }) => {
      const { store, env } = scim.deps;
      const { org, app } = directory;
      const key = { org, name: `engine:${app}` };
      const { planId } = await begin(directory, "plans");
      await asked;
      const lease = await store.get("lease", key);
      const set = { holder: "another", version: (lease?.version ?? 0) + 1, expires: env.now() + LEASE_MS };
      await store.commit([{ op: "update", table: "lease", key, set }]);
      letGo();
      await clock.sleep(LEASE_MS);
      expect(await store.get("plan", { org, id: planId })).toMatchObject({ state: "building" });
      expect((await contentOf(org, planId)).decisions).toEqual([]);
      await store.commit([{ op: "delete", table: "lease", key }]);
      expect((await directory.sync()).counts).toMatchObject({ created: 1 });
      expect(await store.get("plan", { org, id: planId })).toMatchObject({ state: "failed" });
    });
  });

  test("refused credentials end the plan with the same code in both threads", async () => {
    let isRefusing = false;
    const target = await startScriptedTarget(({ query }) =>
      isRefusing && query !== "" ? { status: 401 } : undefined,
    );
    const engine = new CycleEngine(
      scim.deps,
      openScheduler(clock, () => {}),
    );
    try {
      const directory = await provisionDirectory(scim, target);
      await directory.client.make("/Users", user("first@contoso.test"));
      await directory.sync();
      await directory.client.make("/Users", user("second@contoso.test"));
      isRefusing = true;
      const threaded = await planOf((await begin(directory, "plans")).planId, directory.org);
      const inline = await planWith(engine, directory);
      expect(inline).toMatchObject({ state: "failed", notes: [{ code: expect.any(String) }] });
      expect(threaded).toMatchObject({ state: inline.state, notes: inline.notes, counts: inline.counts });
      const rested = await scim.deps.store.get("provisioning", { org: directory.org, app: directory.app });
      expect(rested?.quarantine).not.toBeNull();
    } finally {
      await engine.stop();
      await target.stop();
    }
  });

  test("a thread that starts ahead makes the first plan, and one that still loads is ended without waiting for it", async () => {
    await withSlowTarget(async ({ directory, letGo }) => {
      letGo();
      const place = under.kind === "SQLite" ? { directory: scim.directory } : { url: databaseUrl };
      const ahead = new ThreadPlanner({ place, clock, log: () => {} });
      const loading = new ThreadPlanner({ place, clock, log: () => {} });
      const engine = new CycleEngine(
        scim.deps,
        openScheduler(clock, () => {}),
        { planner: ahead },
      );
      const before = threads.length;
      try {
        ahead.warm();
        ahead.warm();
        expect(await planWith(engine, directory)).toMatchObject({ state: "planned", counts: { create: 1 } });
        expect(threads.length).toBe(before + 1);
        loading.warm();
        await clock.sleep(0);
        const said: unknown[] = [];
        threads.at(-1)?.on("message", (message) => said.push(message));
        await loading.close();
        expect([threads.length, said]).toEqual([before + 2, []]);
      } finally {
        await engine.stop();
        await ahead.close();
      }
    });
  });

  test("a thread that runs out of memory ends the plan with the limit, and the process goes on", async () => {
    await withSlowTarget(async ({ directory, letGo }) => {
      letGo();
      const place = under.kind === "SQLite" ? { directory: scim.directory } : { url: databaseUrl };
      const lines: string[] = [];
      const planner = new ThreadPlanner({
        ...{ place, clock, heapMbMax: 6 },
        log: (_, code) => void lines.push(code),
      });
      const engine = new CycleEngine(
        scim.deps,
        openScheduler(clock, () => {}),
        { planner },
      );
      try {
        const failed = await planWith(engine, directory);
        expect(failed).toMatchObject({
          state: "failed",
          notes: [{ code: "cycle.planning-memory", params: { mb: 6 } }],
        });
        expect(lines).toEqual(["planning.thread-ended"]);
        expect((await directory.sync()).counts).toMatchObject({ created: 1 });
      } finally {
        await engine.stop();
        await planner.close();
      }
    });
  });
});
