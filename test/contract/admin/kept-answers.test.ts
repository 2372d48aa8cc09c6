import { afterAll, beforeAll, expect, test } from "vitest";
import { type AppId, trustId } from "../../../src/core/ids.ts";
import { type HostileTarget, startHostileTarget } from "../../targets/hostile-target.ts";
import { type AdminServer, startAdminServer } from "./server.ts";

/** The answers of a target that an application keeps: the last test, and a refusal while its schedule is off. */

let muster: AdminServer;
let target: HostileTarget;
let made = 0;
beforeAll(async () => {
  [muster, target] = await Promise.all([startAdminServer(), startHostileTarget()]);
});
afterAll(async () => {
  await muster.close();
  await target.stop();
});

const apps = () => `/api/v1/organizations/${muster.org}/applications`;

async function newApplication(): Promise<AppId> {
  made += 1;
  const body = { name: `Target ${made}`, config: { url: target.url }, secret: "target-secret-9c1e" };
  const { body: application } = await muster.call("POST", apps(), { body });
  await muster.call("POST", `${apps()}/${application.appId}/assignments`, {
    body: { subject: { kind: "all" } },
  });
  return trustId<AppId>(application.appId);
}

test("the last test of the connection is kept with its result, as long as the connection is the same", async () => {
  const app = await newApplication();
  const lastTest = async () => (await muster.call("GET", `${apps()}/${app}`)).body.lastTest;
  const runTest = () => muster.call("POST", `${apps()}/${app}/test`);
  expect(await lastTest()).toBeNull();
  await runTest();
  expect(await lastTest()).toEqual({ at: expect.stringMatching(/^\d{4}-/), works: true, fault: null });
  await muster.call("PATCH", `${apps()}/${app}`, { body: { name: "Tested target" } });
  expect(await lastTest()).toMatchObject({ works: true });
  await muster.call("PUT", `${apps()}/${app}/secret`, { body: { secret: "another-secret-77aa" } });
  expect(await lastTest()).toBeNull();
  target.behave({ kind: "answer", status: 403, headers: {}, body: "" });
  await runTest();
  expect(await lastTest()).toMatchObject({ works: false, fault: { status: 403 } });
  target.behave({ kind: "normal" });
  await muster.call("PATCH", `${apps()}/${app}`, {
    body: { config: { url: "http://127.0.0.1:9/scim" }, secret: "another-secret-77aa" },
  });
  expect(await lastTest()).toBeNull();
});

test("a plan that the target refuses promises no cycle while the schedule is off", async () => {
  const app = await newApplication();
  await muster.call("PUT", `${apps()}/${app}/schedule`, { body: { state: "off" } });
  target.behave({ kind: "answer", status: 401, body: "" });
  const begun = await muster.call("POST", `${apps()}/${app}/plans`);
  const planState = async () => (await muster.call("GET", `/api/v1/plans/${begun.body.planId}`)).body.state;
  await expect.poll(planState, { timeout: 10_000 }).toBe("failed");
  target.behave({ kind: "normal" });
  const { schedule } = (await muster.call("GET", `${apps()}/${app}`)).body;
  expect(schedule).toMatchObject({ state: "off", nextRunAt: null, quarantine: null });
  const stored = await muster.deps.store.get("provisioning", { org: muster.org, app });
  expect(stored).toMatchObject({ state: "off", next_run: null, quarantine: { attempts: 1 } });
});
