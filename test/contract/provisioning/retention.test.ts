import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfiguration } from "../../../src/commands/configuration.ts";
import type { AppId, OrgId } from "../../../src/core/ids.ts";
import { type HostileTarget, startHostileTarget } from "../../targets/hostile-target.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";

/** What only people look at is kept as far as the configuration says, and no further. */

let muster: AdminServer;
let target: HostileTarget;
beforeAll(async () => {
  muster = await startAdminServer((deps) => deps, { retention: { failedExchanges: 2, plans: 3 } });
  target = await startHostileTarget();
});
afterAll(async () => {
  await muster.close();
  await target.stop();
});

/** Asks until the state is another one than these. */
async function settled(path: string, ...busy: string[]) {
  for (let asked = 0; asked < 400; asked += 1) {
    const { body } = await muster.call("GET", path);
    if (!busy.includes(body.state)) return body;
    await muster.deps.env.sleep(25);
  }
  throw new Error(`${path} does not settle`);
}

/** An application with three people to make accounts for. */
async function newApplication(org: OrgId) {
  const at = `/api/v1/organizations/${org}`;
  const { importId } = (await muster.call("POST", `${at}/imports`, { body: { source: "hr" } })).body;
  const csv =
    "userPrincipalName,displayName\nada@contoso.test,Ada\nbela@contoso.test,Bela\nchi@contoso.test,Chi";
  await muster.call("PUT", `${at}/imports/${importId}/people?file=p.csv`, { csv });
  await muster.call("POST", `${at}/imports/${importId}/merge`, { body: {} });
  const made = await muster.call("POST", `${at}/applications`, {
    body: { name: "Target", config: { url: target.url }, secret: "target-secret-9c1e" },
  });
  const app: AppId = made.body.appId;
  await muster.call("POST", `${at}/applications/${app}/assignments`, { body: { subject: { kind: "all" } } });

  const { store } = muster.deps;
  const plans = async () =>
    (await store.page("plan", { where: { org, app }, limit: 50 })).map(({ id }) => id);
  return {
    async plan(): Promise<string> {
      const begun = await muster.call("POST", `${at}/applications/${app}/plans`);
      expect([begun.status, begun.body.code]).toEqual([202, undefined]);
      await settled(`/api/v1/plans/${begun.body.planId}`, "building");
      return begun.body.planId;
    },
    async sync() {
      const begun = await muster.call("POST", `${at}/applications/${app}/sync`, { body: {} });
      return settled(`/api/v1/cycles/${begun.body.cycleId}`, "planning", "running");
    },
    /** The plans that are kept, once they are so many. */
    async kept(count: number) {
      for (let asked = 0; asked < 200 && (await plans()).length > count; asked += 1) {
        await muster.deps.env.sleep(25);
      }
      return plans();
    },
    failed: () => store.count("exchange", { org, app, ok: 0 }),
  };
}

test("the oldest plans and failed exchanges of an application go when a plan or a cycle ends", async () => {
  const { org, deps } = muster;
  const { plan, kept, failed } = await newApplication(org);
  const decisionsOf = (id: string) => deps.store.count("decision", { org, plan: id as never });
  const plans: string[] = [];
  for (let made = 0; made < 5; made += 1) plans.push(await plan());
  expect(await kept(3)).toEqual(plans.slice(2));
  expect(await Promise.all(plans.map(decisionsOf))).toEqual([0, 0, 3, 3, 3]);
  target.behave({ kind: "answer", status: 400, body: "{}" });
  const begun = await muster.call("POST", `/api/v1/plans/${plans[4]}/apply`, { body: {} });
  await settled(`/api/v1/cycles/${begun.body.cycleId}`, "planning", "running");
  const last = await plan();
  expect(await kept(3)).toEqual([plans[3], plans[4], last]);
  expect(await failed()).toBe(2);
  const gone = await muster.call("GET", `/api/v1/plans/${plans[0]}`);
  expect([gone.status, gone.body.code]).toEqual([404, "plan.not-found"]);
});

test("they go too while a target lets no cycle begin", async () => {
  const { sync, kept, failed } = await newApplication(muster.otherOrg);
  target.behave({ kind: "answer", status: 401, body: "{}" });
  const states: string[] = [];
  for (let made = 0; made < 5; made += 1) states.push((await sync()).state);
  expect(states).toEqual(["failed", "failed", "failed", "failed", "failed"]);
  expect(await kept(3)).toHaveLength(3);
  expect(await failed()).toBe(2);
});

test("a cycle ends as it did where nothing can be dropped", async () => {
  const { store } = muster.deps;
  const { sync, plan } = await newApplication(await muster.newOrganization("Northwind"));
  const { trimExchanges } = store;
  Object.assign(store, { trimExchanges: () => Promise.reject(new Error("the disk is full")) });
  try {
    target.behave({ kind: "normal" });
    const { cycleId } = await sync();
    // What follows waits until everything of the cycle is put away.
    await plan();
    expect((await muster.call("GET", `/api/v1/cycles/${cycleId}`)).body.state).toBe("closed");
  } finally {
    Object.assign(store, { trimExchanges });
  }
});

test("the environment says how much is kept", () => {
  const read = (env: Record<string, string>) => {
    const parsed = readConfiguration(env);
    return parsed.ok ? parsed.configuration.retention : parsed.problems;
  };
  expect(read({})).toEqual({ failedExchanges: 20_000, plans: 1_000 });
  expect(read({ MUSTER_EXCHANGES_FAILED_KEPT: "0", MUSTER_PLANS_KEPT: "1" })).toEqual({
    failedExchanges: 0,
    plans: 1,
  });
  expect(read({ MUSTER_PLANS_KEPT: "0" })).toMatchObject([{ variable: "MUSTER_PLANS_KEPT" }]);
});
