import { afterAll, beforeAll, expect, test } from "vitest";
import { type DroppingProxy, startDroppingProxy } from "../targets/dropping-proxy.ts";
import { type ScimTarget, startScimmyTarget } from "../targets/scimmy-target.ts";
import { makeCompany } from "./company.ts";
import { Installation } from "./muster.ts";

const DAY_MS = 86_400_000;
const SCIM = "urn:ietf:params:scim:schemas:core:2.0:User";
const muster = new Installation({ MUSTER_TEST_CONTROL: "ipc" });
let target: ScimTarget;
let proxy: DroppingProxy;
let inbound: string;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await isSo()) return;
    await pause(100);
  }
  throw new Error("it did not come");
}

function scim(method: string, path: string, body?: object): Promise<Response> {
  return fetch(`${muster.url}/scim/${muster.orgId}/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${inbound}`, "content-type": "application/scim+json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const makeToken = async () =>
  String((await muster.json("token", "create", "--org", muster.orgId, "--days", "30"))["token"]);

beforeAll(async () => {
  target = await startScimmyTarget();
  proxy = await startDroppingProxy(target.url);
  muster.targetToken = target.token;
  await muster.init();
  await muster.serve();
  inbound = await makeToken();
});
afterAll(async () => {
  await muster.remove();
  await proxy.stop();
  await target.stop();
});

test("a month passes in a running server, in the middle of a cycle", async () => {
  const { people } = await makeCompany(12, 1);
  await muster.json("import", "--org", muster.orgId, "--source", "hr", people);
  await muster.json("org", "update", muster.orgId, "--soft-delete-days", "30");
  const made = await scim("POST", "/Users", { schemas: [SCIM], userName: "leaver@contoso.test" });
  const { id } = (await made.json()) as { id: string };
  expect((await scim("DELETE", `/Users/${id}`)).status).toBe(204);
  const deleted = async () => (await muster.json("user", "deleted", "--org", muster.orgId))["items"];
  expect(await deleted()).toHaveLength(1);
  await muster.json(
    ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", proxy.url],
    ...["--token-env", "TARGET_TOKEN", "--name", "scimmy", "--every", "1h"],
  );
  await muster.json("app", "assign", "scimmy", "--all");

  proxy.delay(700);
  const syncing = muster.json("sync", "scimmy");
  await until(() => (proxy.arrived.get("POST /Users") ?? 0) > 0);
  await muster.advanceClock(31 * DAY_MS);
  // The cycle's lease is renewed, also for a call that was about to be sent, and the cycle does all of its work.
  expect(await syncing).toMatchObject({ exit: 0, closed: true });
  // The token has expired, and the deleted user is purged.
  expect((await scim("GET", "/Users?count=1")).status).toBe(401);
  await until(async () => ((await deleted()) as unknown[]).length === 0);

  // The schedule began with the cycle, and carries the next change.
  inbound = await makeToken();
  proxy.clear();
  const joiner = { schemas: [SCIM], userName: "joiner@contoso.test", displayName: "Jo Iner" };
  expect((await scim("POST", "/Users", joiner)).status).toBe(201);
  await muster.advanceClock(3_700_000);
  await until(() => proxy.answered.get("POST /Users") === 1);
});

test("without the variable of the tests, the parent process cannot move the clock", async () => {
  await muster.stop();
  await muster.serve({ MUSTER_TEST_CONTROL: "" });
  const moved = muster.advanceClock(31 * DAY_MS).then(() => "moved");
  expect(await Promise.race([moved, pause(1_000)])).toBeUndefined();
  expect((await scim("GET", "/Users?count=1")).status).toBe(200);
});
