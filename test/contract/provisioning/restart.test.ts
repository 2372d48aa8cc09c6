import { afterAll, beforeAll, expect, test } from "vitest";
import type { Script, ScriptedRefusal } from "../../targets/scripted-target.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import type { ProvisionedDirectory } from "./provisioned-directory.ts";
import { withScriptedTarget } from "./scripted-directory.ts";

/** An application begins again: with what failed, with everything, after a rest, or with held deletions. */

const INVALID: ScriptedRefusal = { status: 400, scimType: "invalidValue" };

await overEveryStore((under) => {
  let scim: ScimServer;
  beforeAll(async () => {
    const place = await under.newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
  });
  afterAll(() => scim.close());

  /** Restarts as soon as the last cycle has cleaned up. */
  async function restart({ org, app, admin }: ProvisionedDirectory, ...scopes: readonly string[]) {
    const body = scopes.length === 0 ? {} : { scopes };
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const done = await admin("POST", `/api/v1/organizations/${org}/applications/${app}/restart`, body);
      if (done.body.code !== "engine.busy") return done;
      await scim.deps.env.sleep(50);
    }
    throw new Error("the application stays busy");
  }

  /** Runs a cycle that may fail to its end. */
  async function syncInVain({ org, app, admin }: ProvisionedDirectory) {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const { status, body } = await admin(
        "POST",
        `/api/v1/organizations/${org}/applications/${app}/sync`,
        {},
      );
      for (let look = 0; status === 202 && look < 200; look += 1) {
        const { body: cycle } = await admin("GET", `/api/v1/cycles/${body.cycleId}`);
        if (cycle.endedAt !== null) return cycle;
        await scim.deps.env.sleep(25);
      }
      await scim.deps.env.sleep(25);
    }
    throw new Error("the cycle does not end");
  }

  async function show({ org, app, admin }: ProvisionedDirectory) {
    const path = `/api/v1/organizations/${org}/applications/${app}`;
    const [shown, waiting] = [await admin("GET", path), await admin("GET", `${path}/waiting`)];
    return { ...shown.body, waiting: waiting.body.items };
  }

  test("parked objects are tried again, the next cycle is initial, and links survive", () => {
    const script: Script = ({ method, body }) =>
      method !== "GET" && JSON.stringify(body ?? {}).includes("bad") ? INVALID : undefined;
    return withScriptedTarget(scim, script, async (directory, target) => {
      const { client, sync, admin, org } = directory;
      const posts = () => target.calls.filter(({ method }) => method === "POST").length;
      const fine = await client.make("/Users", user("fine"));
      await client.make("/Users", user("bad-name"));
      await client.patch(`/Users/${fine.id}`, [{ op: "replace", path: "title", value: "clerk" }]);
      for (let round = 0; round < 3; round += 1) await sync();
      expect((await show(directory)).waiting).toMatchObject([{ state: "parked", attempts: 3 }]);
      await client.patch(`/Users/${fine.id}`, [{ op: "replace", path: "title", value: "bad" }]);
      await sync();
      const before = posts();
      expect((await sync()).counts).toEqual({});
      expect(posts()).toBe(before);

      const { status, body } = await restart(directory, "escrows", "escrows");
      expect([status, body]).toEqual([
        200,
        {
          ...{ scopes: ["escrows"], retried: 1, refusals: 1, approved: 0 },
          ...{ endedQuarantine: false, endedOperations: 0 },
        },
      ]);
      expect((await show(directory)).waiting).toMatchObject([{ state: "pending", attempts: 0 }]);
      // The next cycle creates the account again, and sends the refused title.
      expect((await sync()).counts).toEqual({ evaluated: 2, failed: 2 });
      expect(posts()).toBeGreaterThan(before);
      expect((await show(directory)).waiting).toMatchObject([{ state: "pending", attempts: 1 }]);

      const links = (await show(directory)).links;
      const full = await restart(directory);
      expect(full.body.scopes).toEqual(["escrows", "watermark", "quarantine"]);
      const again = await sync();
      expect(again.counts).toEqual({ evaluated: 2, failed: 2 });
      const { body: plan } = await admin("GET", `/api/v1/plans/${again.plan}`);
      expect([plan.kind, plan.notes[0].code]).toEqual(["initial", "plan.initial-owed"]);
      expect((await show(directory)).links).toEqual(links);
      const { body: after } = await admin("GET", `/api/v1/plans/${(await sync()).plan}`);
      expect(after.kind).toBe("incremental");

      const { body: audit } = await admin("GET", `/api/v1/organizations/${org}/audit?limit=50`);
      const entries = audit.items.filter(({ activity }: { activity: string }) => activity === "restart");
      expect(entries.map(({ detail }: { detail: object }) => detail)).toMatchObject([
        { scopes: ["escrows", "watermark", "quarantine"], retried: 1 },
        { scopes: ["escrows"], retried: 1, refusals: 1 },
      ]);
    });
  });

  test("operations that rest go on, and a quarantine of the whole application ends", () => {
    const state: { answer: ScriptedRefusal | undefined; isShut: boolean } = {
      answer: undefined,
      isShut: false,
    };
    const script: Script = ({ method }) => (method === "POST" || state.isShut ? state.answer : undefined);
    return withScriptedTarget(scim, script, async (directory) => {
      const { client, sync } = directory;
      await client.make("/Users", user("first"));
      await sync();
      state.answer = { status: 403 };
      await Promise.all(Array.from({ length: 24 }, (_, n) => client.make("/Users", user(`p${n}`))));
      await sync();
      expect((await show(directory)).schedule.resting).toMatchObject([{ operation: "create" }]);
      // Failures alone are forgotten: the operations still rest.
      expect((await restart(directory, "escrows")).body.endedOperations).toBe(0);
      expect((await show(directory)).schedule.resting).toHaveLength(1);
      expect((await restart(directory, "quarantine")).body).toMatchObject({
        ...{ scopes: ["quarantine"], endedOperations: 1, endedQuarantine: false, retried: 0 },
      });
      expect((await show(directory)).schedule.resting).toEqual([]);
      state.answer = { status: 401 };
      await sync();
      const { schedule, statistics } = await show(directory);
      expect(schedule).toMatchObject({ state: "quarantine" });
      expect(statistics.countSuccessiveCompleteFailures).toBe(1);
      expect((await restart(directory, "quarantine")).body.endedQuarantine).toBe(true);
      expect((await show(directory)).schedule).toMatchObject({ state: "on", quarantine: null });
      // The initial cycle that a restart wants is not lost with a target that lets nothing be planned.
      await restart(directory, "watermark");
      state.isShut = true;
      expect(await syncInVain(directory)).toMatchObject({ kind: "initial", state: "failed" });
      await restart(directory, "quarantine");
      expect((await show(directory)).statistics.countSuccessiveCompleteFailures).toBe(2);
      Object.assign(state, { isShut: false, answer: undefined });
      const last = await sync();
      expect(last.counts).toEqual({ evaluated: 25, created: 24, unchanged: 1 });
      expect((await directory.admin("GET", `/api/v1/plans/${last.plan}`)).body.kind).toBe("initial");
      const { statistics: after } = await show(directory);
      expect(after.countSuccessiveCompleteFailures).toBe(0);
      expect(after.lastSuccessfulExecution).toEqual(after.lastSuccessfulExecutionWithExports);
      expect(after.lastSuccessfulExecution).toEqual(after.lastExecution);
      expect(after.steadyStateLastAchievedTime).toBe(after.lastExecution.timeEnded);
      expect(Date.parse(after.steadyStateFirstAchievedTime)).toBeLessThan(
        Date.parse(after.steadyStateLastAchievedTime),
      );
    });
  });

  test("held deletions are approved once, those that a person rejected and later ones are not", () =>
    withScriptedTarget(
      scim,
      () => undefined,
      async (directory) => {
        const { client, sync, admin, change } = directory;
        await change({ deletionShareMax: 0, deletionCountMax: 0, deletionFloor: 0 });
        const ids: string[] = [];
        for (let n = 0; n < 4; n += 1) ids.push((await client.make("/Users", user(`person-${n}`))).id);
        await sync();
        const leave = (id = "") =>
          client.patch(`/Users/${id}`, [{ op: "replace", path: "active", value: false }]);
        for (const id of ids.slice(0, 3)) await leave(id);
        const { plan } = await sync();
        await admin("POST", `/api/v1/plans/${plan}/holds`, { answer: "rejected", objects: [ids[0]] });
        expect((await sync()).counts).toEqual({ evaluated: 3, held: 3 });
        expect((await restart(directory, "full")).body.approved).toBe(0);
        expect((await restart(directory, "force-deletes")).body).toMatchObject({ approved: 2, retried: 0 });
        await leave(ids[3]);
        expect((await sync()).counts).toEqual({ evaluated: 4, disabled: 2, held: 2 });
        expect((await sync()).counts).toEqual({ evaluated: 2, held: 2 });
      },
    ));

  test("a wrong request changes nothing, and says where it is wrong", () =>
    withScriptedTarget(
      scim,
      () => undefined,
      async (directory) => {
        const wrong = await restart(directory, "escrows", "everything");
        expect([wrong.status, wrong.body.code]).toEqual([400, "request.invalid"]);
        expect(JSON.stringify(wrong.body)).toContain("scopes");
        const app = crypto.randomUUID();
        const gone = await restart({ ...directory, app: app as typeof directory.app }, "escrows");
        expect([gone.status, gone.body.code]).toEqual([404, "app.not-found"]);
      },
    ));
});
