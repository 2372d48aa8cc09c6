import { afterAll, beforeAll, expect, test } from "vitest";
import { type HostileTarget, startHostileTarget } from "../../targets/hostile-target.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { addPeople } from "../store/people.ts";
import { createRunner } from "./runner.ts";

/** The command line names what earlier cycles left held, pending or parked. */

let muster: AdminServer;
let target: HostileTarget;
let token: string;
beforeAll(async () => {
  muster = await startAdminServer();
  target = await startHostileTarget();
  token = await muster.newToken(muster.org, "organization-admin");
  await addPeople(muster.deps, muster.org, ["ada", "bob"]);
  const at = `/api/v1/organizations/${muster.org}/applications`;
  const made = await muster.call("POST", at, {
    body: { name: "Target", config: { url: target.url }, secret: "first-secret" },
  });
  const body = { subject: { kind: "all" } };
  await muster.call("POST", `${at}/${made.body.appId}/assignments`, { body });
});
afterAll(async () => {
  await muster.close();
  await target.stop();
});

const { run } = createRunner(
  () => ({ MUSTER_URL: muster.url, MUSTER_TOKEN: token }),
  (ms) => muster.deps.env.sleep(Math.min(ms, 50)),
);

test("sync ends with 3 and names a parked person although it evaluates nobody, until nobody waits", async () => {
  expect(await run("sync", "Target")).toMatchObject({ exit: 0 });
  expect(await run("hold", "list", "Target")).toMatchObject({
    exit: 0,
    stdout: expect.stringContaining("Nothing"),
  });
  const { store } = muster.deps;
  const org = muster.org;
  const [person] = await store.page("object", { where: { org, type: "user" }, limit: 1 });
  const [application] = await store.page("application", { where: { org }, limit: 1 });
  const key = { org, app: application!.id, object: person!.id };
  const fault = { kind: "invalid", code: "target.invalid", params: {}, status: 400 } as const;
  const waiting = {
    reason: "failed",
    waiting_for: null,
    attempts: 3,
    equal_failures: 3,
    lane: null,
    failing_since: null,
    next_attempt: 0,
    since: 0,
  };
  await store.commit([
    { op: "upsert", table: "pending", row: { ...key, ...waiting, parked: 1 as const, fault } },
  ]);

  const again = await run("sync", "Target");
  expect(again.exit).toBe(3);
  expect(again.stdout).toMatch(/parked {2}user ada/);
  const asJson = await run("sync", "Target", "--json");
  expect(asJson.exit).toBe(3);
  expect(JSON.parse(asJson.stdout)).toMatchObject({
    counts: { evaluated: 0 },
    waiting: [{ name: "ada@contoso.test", state: "parked" }],
    moreWaiting: false,
  });

  const listed = await run("hold", "list", "Target", "--json");
  expect(listed.exit).toBe(3);
  expect(JSON.parse(listed.stdout).items).toMatchObject([
    {
      objectId: person!.id,
      state: "parked",
      attempts: 3,
      reasons: [{ code: "target.invalid" }],
      planId: null,
    },
  ]);

  // Applying the plan ends what the person was parked for, so the decision is listed although it changes nothing.
  const { stdout } = await run("plan", "Target", "--initial");
  expect(stdout).toMatch(/= user ada/);
  expect(stdout).not.toContain("more: --all");

  expect((await run("sync", "Target", "--initial")).exit).toBe(0);
  expect(await store.get("pending", key)).toBeUndefined();
});

test("a plan that looks at everyone because of a change says incremental, and never initial as well", async () => {
  expect((await run("app", "unassign", "Target", "--all")).exit).toBe(0);
  expect((await run("app", "assign", "Target", "--all")).exit).toBe(0);
  const plan = JSON.parse((await run("plan", "Target", "--json")).stdout);
  expect(plan).toMatchObject({ kind: "incremental", notes: [{ code: "plan.everyone" }] });
  const { stdout } = await run("plan", "Target");
  expect(stdout).toContain("Incremental: the assignment of everyone changed");
  expect(stdout).not.toMatch(/initial/i);
  expect((await run("plan", "Target", "--initial")).stdout).not.toMatch(/incremental/i);
});

test("an approval of nothing says so", async () => {
  const { planId } = JSON.parse((await run("plan", "Target", "--json")).stdout);
  const { exit, stdout } = await run("hold", "approve", planId, "--all");
  expect([exit, stdout]).toEqual([0, expect.stringMatching(/waits for an answer, so nothing was changed/)]);
});
