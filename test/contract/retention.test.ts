import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfiguration } from "../../src/commands/configuration.ts";
import type { AppId } from "../../src/core/ids.ts";
import { type HostileTarget, startHostileTarget } from "../targets/hostile-target.ts";
import { type AdminServer, startAdminServer } from "./admin-server.ts";

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

test("the oldest plans and failed exchanges of an application go when a cycle ends", async () => {
  const { org, deps } = muster;
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

  async function plan(): Promise<string> {
    const begun = await muster.call("POST", `${at}/applications/${app}/plans`);
    await settled(`/api/v1/plans/${begun.body.planId}`, "building");
    return begun.body.planId;
  }
  const decisionsOf = (id: string) => deps.store.count("decision", { org, plan: id as never });
  const failed = () => deps.store.count("exchange", { org, app, ok: 0 });

  const plans: string[] = [];
  for (let made = 0; made < 5; made += 1) plans.push(await plan());
  // Nothing goes before a cycle ends.
  expect(await deps.store.count("plan", { org, app })).toBe(5);
  expect(await Promise.all(plans.map(decisionsOf))).toEqual([3, 3, 3, 3, 3]);
  target.behave({ kind: "answer", status: 400, body: "{}" });
  const begun = await muster.call("POST", `/api/v1/plans/${plans[4]}/apply`, { body: {} });
  await settled(`/api/v1/cycles/${begun.body.cycleId}`, "planning", "running");
  for (let asked = 0; asked < 200 && (await deps.store.count("plan", { org, app })) > 3; asked += 1) {
    await deps.env.sleep(25);
  }
  const left = await deps.store.page("plan", { where: { org, app }, limit: 10 });
  expect(left.map(({ id }) => id)).toEqual(plans.slice(2));
  expect(await Promise.all(plans.map(decisionsOf))).toEqual([0, 0, 3, 3, 3]);
  expect(await failed()).toBe(2);
  const gone = await muster.call("GET", `/api/v1/plans/${plans[0]}`);
  expect([gone.status, gone.body.code]).toEqual([404, "plan.not-found"]);
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
  expect(read({ MUSTER_PLANS_KEPT: "0" })).toEqual(["MUSTER_PLANS_KEPT: must be from 1 to 1000000"]);
});
