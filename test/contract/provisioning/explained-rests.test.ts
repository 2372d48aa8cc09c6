import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScriptedTarget, startScriptedTarget } from "../../targets/scripted-target.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** What `why` and a rehearsal say where nothing happens by itself: parked, in quarantine, switched off, left out. */

let scim: ScimServer;
let target: ScriptedTarget;
let directory: ProvisionedDirectory;
let path: string;
/** The status that the target answers writes with, or all calls. */
let refusal: { readonly status: number; readonly of: "writes" | "all" } | undefined;

beforeAll(async () => {
  scim = await startScimServer();
  target = await startScriptedTarget(({ method }) =>
    refusal === undefined || (refusal.of === "writes" && method === "GET")
      ? undefined
      : { status: refusal.status },
  );
  directory = await provisionDirectory(scim, target);
  path = `/api/v1/organizations/${directory.org}/applications/${directory.app}`;
  await directory.client.make("/Users", user("ada"));
  await directory.sync();
});
afterAll(() => Promise.all([scim.close(), target.stop()]));

const why = async (name: string) => (await directory.admin("GET", `${path}/why?find=${name}`)).body;
const codesOf = (found: { blockers: readonly { code: string }[] }) => found.blockers.map(({ code }) => code);
const rehearse = async (find: string) =>
  (await directory.admin("POST", `${path}/on-demand/dry-run`, { find })).body;
const stateOf = async () => (await directory.admin("GET", path)).body.schedule;

/** Begins a cycle and waits for its end, however it ends. */
async function run() {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const { status, body } = await directory.admin("POST", `${path}/sync`, { kind: "auto" });
    if (status === 202) return ended(body.cycleId);
    await scim.deps.env.sleep(25);
  }
  throw new Error("the application stays busy");
}

async function ended(cycle: string) {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const { body } = await directory.admin("GET", `/api/v1/cycles/${cycle}`);
    if (body.endedAt !== null) return body;
    await scim.deps.env.sleep(25);
  }
  throw new Error("the cycle does not end");
}

test("a parked user is said to wait for a change, and a rehearsal still shows what would be sent", async () => {
  await directory.client.make("/Users", user("ben"));
  refusal = { status: 400, of: "writes" };
  for (let n = 0; n < 3; n += 1) await run();
  const found = await why("ben");
  expect(codesOf(found)).toEqual([expect.stringMatching(/^target\./), "pending.parked"]);
  expect(found).toMatchObject({ inScope: true, link: null, nextAttemptAt: null, expected: null });
  // The rehearsal sends nothing, so that the target has no occasion to refuse it.
  const sent = target.calls.filter(({ method }) => method !== "GET").length;
  expect(await rehearse("ben")).toMatchObject({
    decisions: [{ name: "ben", verb: "create" }],
    requests: [{ method: "POST", path: "/Users", body: { userName: "ben" } }],
    message: null,
  });
  expect(target.calls.filter(({ method }) => method !== "GET").length).toBe(sent);
  expect(codesOf(await why("ben"))).toContain("pending.parked");
  refusal = undefined;
});

test("the refusal that began a quarantine is said once for the user whose change met it", async () => {
  await directory.client.make("/Users", user("eve"));
  refusal = { status: 401, of: "writes" };
  await run();
  expect(codesOf(await why("eve"))).toEqual([
    "why.schedule-quarantine",
    "target.unauthenticated",
    "why.pending",
  ]);
  refusal = undefined;
  await directory.admin("POST", `${path}/test`);
  await directory.sync();
  expect(codesOf(await why("eve"))).toEqual([]);
});

test("an application in quarantine says so for a user, and a rehearsal says that the target lets nothing in", async () => {
  await directory.client.make("/Users", user("cyd"));
  refusal = { status: 401, of: "all" };
  await run();
  expect(await stateOf()).toMatchObject({ state: "quarantine", quarantine: { attempts: 1 } });
  const found = await why("cyd");
  expect(codesOf(found)).toEqual(
    expect.arrayContaining(["why.schedule-quarantine", "target.unauthenticated"]),
  );
  expect(found.nextAttemptAt).not.toBeNull();
  const before = await stateOf();
  expect(await rehearse("cyd")).toMatchObject({
    decisions: [],
    requests: [],
    message: { code: "target.unauthenticated" },
  });
  // What was only tried does not count among the failures of the target.
  expect(await stateOf()).toEqual(before);
  refusal = undefined;
  await directory.admin("POST", `${path}/test`);
  expect(codesOf(await why("cyd"))).not.toContain("why.schedule-quarantine");
});

test("an application whose schedule is off names no next attempt, and can be rehearsed and run all the same", async () => {
  expect((await directory.admin("PUT", `${path}/schedule`, { state: "off" })).status).toBe(200);
  const found = await why("cyd");
  expect(codesOf(found)).toContain("why.schedule-off");
  expect(found).toMatchObject({ nextAttemptAt: null, expected: { code: "expected.create" } });
  expect((await rehearse("cyd")).requests).toMatchObject([{ method: "POST", path: "/Users" }]);
  const { body } = await directory.admin("POST", `${path}/on-demand`, { find: "cyd" });
  expect(await ended(body.cycleId)).toMatchObject({ counts: { created: 1 } });
});

test("a user whom the default role alone brings in is left out, and a rehearsal says the same and takes the access", async () => {
  await directory.admin("POST", `${path}/roles`, { value: "user", name: "Default Access", default: true });
  // An assignment has the default role of the time at which it is made.
  expect((await directory.admin("DELETE", `${path}/assignments/*`)).status).toBe(204);
  await directory.admin("POST", `${path}/assignments`, { subject: { kind: "all" } });
  await directory.admin("PATCH", `${path}/settings`, { settings: { defaultAccess: "exclude" } });
  const found = await why("ada");
  expect(found).toMatchObject({ inScope: false, scope: [{ code: "scope.default-access" }] });
  expect(codesOf(found)).toContain("why.default-access");
  expect(await rehearse("ada")).toMatchObject({
    decisions: [{ name: "ada", verb: "disable", reasons: [{ code: "scope.default-access" }, {}] }],
    requests: [{ method: "PATCH" }],
  });
  const newcomer = await directory.client.make("/Users", user("dot"));
  expect(await rehearse(newcomer.id)).toMatchObject({
    decisions: [{ verb: "skip", reasons: [{ code: "scope.default-access" }] }],
    requests: [],
  });
});
