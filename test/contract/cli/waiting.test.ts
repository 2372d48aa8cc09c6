import { afterAll, beforeAll, expect, test } from "vitest";
import { buildProgram } from "../../../src/cli/program.ts";
import { type HostileTarget, startHostileTarget } from "../../targets/hostile-target.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { addPeople } from "../store/people.ts";

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

async function run(...argv: readonly string[]) {
  let stdout = "";
  let stderr = "";
  const program = buildProgram({
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    env: { MUSTER_URL: muster.url, MUSTER_TOKEN: token },
    version: "1.2.3",
    openFile: async (path) => Promise.reject(new Error(path)),
    now: () => Date.now(),
    sleep: (ms) => muster.deps.env.sleep(Math.min(ms, 50)),
  });
  const exit = await program.run(argv);
  return { exit, stdout, stderr };
}

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
  const waiting = { reason: "failed", waiting_for: null, attempts: 3, next_attempt: 0, parked: 1, since: 0 };
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

  expect((await run("sync", "Target", "--initial")).exit).toBe(0);
  expect(await store.get("pending", key)).toBeUndefined();
});
