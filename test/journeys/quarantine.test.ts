import { afterAll, beforeAll, expect, test } from "vitest";
import { startMailServer } from "../targets/mail-server.ts";
import { type ScriptedCall, type ScriptedTarget, startScriptedTarget } from "../targets/scripted-target.ts";
import { LogReader } from "./log-reader.ts";
import { Installation } from "./muster.ts";

/** A target that refuses new accounts for weeks, and one that refuses the credentials: leavers lose their access. */

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const SCIM = "urn:ietf:params:scim:schemas:core:2.0:User";
const PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

const muster = new Installation({ MUSTER_TEST_CONTROL: "ipc" });
const log = new LogReader(muster);
let target: ScriptedTarget;
let inbound: string;
let refuse: (call: ScriptedCall) => number | undefined = () => undefined;

/** Lets time pass, and minutes more as long as it is not so: a cycle that still runs takes the place of a scheduled one. */
async function pass(ms: number, isSo: () => boolean | Promise<boolean>): Promise<void> {
  await muster.advanceClock(ms);
  for (let tries = 1; tries <= 400; tries += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (tries % 40 === 0) await muster.advanceClock(MINUTE_MS);
  }
  throw new Error("it did not come");
}

async function scim(method: string, path: string, body: object): Promise<string> {
  const answer = await fetch(`${muster.url}/scim/${muster.orgId}/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${inbound}`, "content-type": "application/scim+json" },
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
  return ((await answer.json()) as { id: string }).id;
}

const join = (name: string) => scim("POST", "/Users", { schemas: [SCIM], userName: `${name}@contoso.test` });
const leave = (id: string) =>
  scim("PATCH", `/Users/${id}`, {
    schemas: [PATCH_OP],
    Operations: [{ op: "replace", path: "active", value: false }],
  });

interface Schedule {
  readonly state: string;
  readonly resting: readonly { readonly operation: string; readonly seriesCount: number }[];
}
const schedule = async () => (await muster.json("app", "show", "Target"))["schedule"] as Schedule;
const accounts = () => [...target.resources.Users.values()];
const isDisabled = (name: string) =>
  accounts().some(({ userName, active }) => userName === `${name}@contoso.test` && active === false);

beforeAll(async () => {
  target = await startScriptedTarget((call) => {
    const status = refuse(call);
    return status === undefined ? undefined : { status };
  });
  muster.targetToken = target.token;
  await muster.init();
  await muster.serve({ MUSTER_LOG_LEVEL: "info" });
  inbound = String((await muster.json("token", "create", "--org", muster.orgId, "--days", "365"))["token"]);
  await muster.json(
    ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", target.url],
    ...["--token-env", "TARGET_TOKEN", "--name", "Target", "--every", "1m"],
  );
  await muster.json("app", "assign", "Target", "--all");
});
afterAll(async () => {
  await muster.remove();
  await target.stop();
});

test("new accounts rest for weeks while a leaver is disabled at once, and the first success ends the rest", async () => {
  const ada = await join("ada");
  expect(await muster.json("sync", "Target")).toMatchObject({ exit: 0 });
  refuse = ({ method }) => (method === "POST" ? 403 : undefined);
  await Promise.all(Array.from({ length: 24 }, (_, n) => join(`new-${n}`)));
  await pass(MINUTE_MS, async () => (await schedule()).resting.length === 1);
  expect(await schedule()).toMatchObject({ state: "on", resting: [{ operation: "create", type: "user" }] });

  await leave(ada);
  await pass(MINUTE_MS, () => isDisabled("ada"));

  const { length: called } = target.calls;
  await muster.advanceClock(28 * DAY_MS);
  await pass(MINUTE_MS, () => target.calls.slice(called).some(({ method }) => method === "POST"));
  expect((await schedule()).resting).toMatchObject([{ operation: "create", reason: "failures" }]);

  refuse = () => undefined;
  await pass(61 * MINUTE_MS, async () => (await schedule()).resting.length === 0);
  await pass(MINUTE_MS, () => accounts().length === 25);
  expect(await log.eventually("quarantine.lane-entered")).toMatchObject({ level: "warn" });
  expect(await log.eventually("quarantine.lane-left")).toMatchObject({ level: "info" });
  log.expectAsDocumented();
});

test("a leaver during a quarantine of the credentials is the first who is written once these are taken again", async () => {
  const bo = await join("bo");
  await pass(MINUTE_MS, () => accounts().length === 26);
  refuse = () => 401;
  await join("cy");
  await leave(bo);
  await pass(MINUTE_MS, async () => (await schedule()).state === "quarantine");
  expect(isDisabled("bo")).toBe(false);

  const { length: called } = target.calls;
  refuse = () => undefined;
  await pass(61 * MINUTE_MS, () => accounts().length === 27);
  expect(isDisabled("bo")).toBe(true);
  const writes = target.calls.slice(called).filter(({ method }) => method !== "GET");
  expect(writes.map(({ method }) => method)).toEqual(["PATCH", "POST"]);
});

test("a notice is sent again with its id when the server was killed before the mail server answered", async () => {
  const mail = await startMailServer({
    security: "none",
    onMail: () => {
      if (mail.received.length === 1) process.kill(muster.pid, "SIGKILL");
    },
  });
  const env = {
    MUSTER_MAIL_URL: `smtp://127.0.0.1:${mail.port}?tls=none`,
    MUSTER_MAIL_FROM: "muster@contoso.test",
  };
  await muster.stop();
  await muster.serve(env);
  const settings = ["--set", "notifyAddress=nina@contoso.test", "--set", "notifyOnFailure=true"];
  expect(await muster.json("app", "settings", "Target", ...settings)).toMatchObject({ exit: 0 });
  await join("di");
  refuse = () => 401;
  await muster.run("sync", "Target");
  await pass(6_000, () => mail.received.length === 1);
  await muster.ended();
  await muster.serve(env);
  await pass(2 * MINUTE_MS, () => mail.received.length === 2);
  const [first, second] = mail.received;
  expect(second).toMatchObject({ id: first?.id, subject: '"Target" is in quarantine' });
  await mail.stop();
});
