import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { PRIMARY_KEY, type TableName } from "../../src/ports/tables.ts";
import { type HostileTarget, startHostileTarget } from "../targets/hostile-target.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../targets/webhook-receiver.ts";
import { LogReader, type OpenDatabase, openDatabase } from "./log-reader.ts";
import { Installation } from "./muster.ts";

/** The lines of the log that tell of trouble, from a real process that is in it. */

const DAY_MS = 86_400_000;
const TABLES = Object.keys(PRIMARY_KEY) as readonly TableName[];
const SECRET = "tgt-9Kd3sWq7TnXv2B";
const SCIM_USER = "urn:ietf:params:scim:schemas:core:2.0:User";

const muster = new Installation({
  MUSTER_LOG_LEVEL: "info",
  MUSTER_TEST_CONTROL: "ipc",
  MUSTER_LEASE_SECONDS: "3",
  MUSTER_PLANS_KEPT: "1",
  // Nothing listens there.
  MUSTER_MAIL_URL: "smtp://127.0.0.1:1?tls=none",
  MUSTER_MAIL_FROM: "muster@contoso.test",
});
const log = new LogReader(muster);
let target: HostileTarget;
let receiver: WebhookReceiver;
let database: OpenDatabase;
let scimToken: string;
let app: string;
let made = 0;

function scim(method: string, path: string, body?: object): Promise<Response> {
  return fetch(`${muster.url}/scim/${muster.orgId}/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${scimToken}`, "content-type": "application/scim+json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** A change for cycles and webhooks to carry. Returns the id of the new user. */
async function makeUser(): Promise<string> {
  made += 1;
  const answer = await scim("POST", "/Users", {
    schemas: [SCIM_USER],
    userName: `user${made}@contoso.test`,
    displayName: `User ${made}`,
    name: { familyName: "User", givenName: String(made) },
  });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

const sync = (...options: readonly string[]) => muster.run("sync", "Target", ...options);

function writeFile(name: string, text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), "muster-log-")), name);
  writeFileSync(file, text);
  return file;
}

function importPeople(text: string) {
  const file = writeFile("people.csv", text);
  return muster.run("import", "--org", muster.orgId, "--source", "hr", file);
}

beforeAll(async () => {
  target = await startHostileTarget();
  receiver = await startWebhookReceiver();
  muster.targetToken = SECRET;
  await muster.init();
  await muster.serve();
  database = await openDatabase(muster);
  scimToken = String((await muster.json("token", "create", "--org", muster.orgId))["token"]);
  await muster.json("org", "update", muster.orgId, "--soft-delete-days", "1");
  const created = await muster.json(
    ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", target.url],
    ...["--token-env", "TARGET_TOKEN", "--name", "Target", "--every", "1h"],
  );
  app = String(created["appId"]);
  await muster.json("app", "assign", "Target", "--all");
  await makeUser();
  expect(await muster.json("sync", "Target")).toMatchObject({ exit: 0 });
});
beforeEach(() => target.behave({ kind: "normal" }));
afterAll(async () => {
  database.close();
  await muster.remove();
  await target.stop();
  await receiver.stop();
});

test("an import that fails", async () => {
  const before = log.named("import.ended").length;
  expect((await importPeople("userPrincipalName,displayName\n,Nobody\n")).exit).toBe(1);
  expect(await log.eventually("import.ended", before)).toMatchObject({
    ...{ level: "warn", organization: muster.orgId, state: "failed" },
    ...{ import: expect.any(String), code: expect.stringMatching(/^import\./) },
  });
});

test("an import that fails with its store is neither merged nor discarded", async () => {
  await database.whileBroken({ import_object: "insert", import: "update" }, async () => {
    expect((await importPeople("userPrincipalName,displayName\na@contoso.test,A\n")).exit).not.toBe(0);
  });
  expect(await log.eventually("import.not-discarded")).toMatchObject({
    ...{ level: "warn", organization: muster.orgId, import: expect.any(String) },
  });
  expect(await log.eventually("request.failed")).toMatchObject({
    ...{ level: "error", method: "PUT", status: 503, code: "store.write-failed" },
    trackingId: expect.any(String),
  });
});

test("a request that meets a bug has the number of its incident", async () => {
  database.exec("update application set config = 'broken'");
  const answer = await fetch(`${muster.url}/api/v1/organizations/${muster.orgId}/applications/${app}`, {
    headers: { authorization: `Bearer ${muster.adminToken}` },
  });
  database.exec(`update application set config = '${JSON.stringify({ url: target.url })}'`);
  const body = (await answer.json()) as { code: string; trackingId: string };
  expect([answer.status, body.code]).toEqual([500, "server.incident"]);
  expect(await log.ofRequest(body.trackingId)).toMatchObject([
    { level: "error", msg: "server.incident", status: 500, method: "GET" },
  ]);
});

test("a schedule that is due, and one that cannot begin", async () => {
  const due = () => log.named("schedule.due").length;
  const before = due();
  const { length: ended } = log.named("cycle.ended");
  await makeUser();
  await muster.advanceClock(3_601_000);
  const first = await log.eventually("schedule.due", before);
  const firstAt = Date.now();
  expect(first).toMatchObject({ level: "info", organization: muster.orgId, app });
  await log.eventually("cycle.ended", ended);
  await database.untilFree(`engine:${app}`);
  await makeUser();
  const [column, values] = ["org, name, holder, expires, version", `'${muster.orgId}', 'engine:${app}'`];
  // A lease that ends later than two terms from now would count as one of a clock that was set back.
  const expires = Date.parse(String(first["time"])) + (Date.now() - firstAt) + 3_601_000 + 4_000;
  database.exec(`insert or replace into lease (${column}) values (${values}, 'other', ${expires}, 1)`);
  await muster.advanceClock(3_601_000);
  expect(await log.eventually("schedule.refused")).toMatchObject({
    ...{ level: "warn", organization: muster.orgId, app, code: "engine.busy" },
  });
  database.exec(`delete from lease where holder = 'other'`);
});

test("a schedule that fails before it begins", async () => {
  database.exec("update application set config = 'broken'");
  await muster.advanceClock(3_601_000);
  expect(await log.eventually("schedule.failed")).toMatchObject({ level: "error" });
  database.exec(`update application set config = '${JSON.stringify({ url: target.url })}'`);
});

test("a cycle that fails for its target, and one that fails for its store", async () => {
  let before = log.named("cycle.ended").length;
  await makeUser();
  await database.whileBroken({ plan: "update" }, () => sync());
  const { organization, app: failed } = await log.eventually("engine.failed");
  expect([organization, failed]).toEqual([muster.orgId, app]);
  expect(await log.eventually("cycle.ended", before)).toMatchObject({
    ...{ level: "warn", organization: muster.orgId, app, state: "failed", code: "cycle.failed" },
  });
  before = log.named("cycle.ended").length;
  let synced: ReturnType<typeof sync> | undefined;
  await database.whileBroken({ cycle: "update" }, async () => {
    synced = sync();
    await log.eventually("engine.failure-not-stored");
  });
  expect((await synced)?.exit).not.toBe(0);
  expect(log.named("engine.failure-not-stored")[0]).toMatchObject({
    ...{ level: "error", organization: muster.orgId, app, cycle: expect.any(String) },
  });
});

test("a lease that is not renewed, lost, and taken over", async () => {
  await makeUser();
  target.behave({ kind: "hang" });
  const before = log.named("cycle.begun").length;
  const hanging = sync();
  await log.eventually("cycle.begun", before);
  await database.whileBroken({ lease: "update" }, () => log.eventually("engine.lease-not-renewed"));
  const name = `engine:${app}`;
  database.exec(
    `update lease set holder = 'other', version = version + 1, expires = 1 where name = '${name}'`,
  );
  const of = { organization: muster.orgId, lease: name };
  expect(await log.eventually("engine.lease-lost")).toMatchObject({ level: "warn", ...of });
  target.behave({ kind: "normal" });
  await sync();
  await hanging;
  expect(await log.eventually("engine.lease-taken-over")).toMatchObject({ level: "warn", ...of });
  expect(log.named("engine.lease-not-renewed")[0]).toMatchObject({ level: "error", ...of });
});

test("exchanges that are not recorded, and old plans that are not dropped", async () => {
  await database.whileBroken({ exchange: "insert" }, () => muster.run("app", "test", "Target"));
  expect(await log.eventually("exchange.not-recorded")).toMatchObject({
    ...{ level: "error", organization: muster.orgId, app, exchanges: expect.any(Number) },
  });
  await database.whileBroken({ plan: "delete" }, async () => {
    await makeUser();
    await sync();
    await log.eventually("engine.not-trimmed");
  });
  expect(await log.eventually("engine.not-trimmed")).toMatchObject({ level: "warn", app });
});

test("a quarantine that ends with a probe, and one that a person lifts", async () => {
  const { length: entered } = log.named("quarantine.entered");
  const { length: left } = log.named("quarantine.left");
  const refusal = { kind: "answer", status: 401, body: `{"detail":"${SECRET} is unknown"}` } as const;
  await makeUser();
  target.behave(refusal);
  await sync();
  expect(await log.eventually("quarantine.entered", entered)).toMatchObject({
    ...{ level: "warn", organization: muster.orgId, app, code: expect.any(String) },
    next: expect.stringMatching(/^\d{4}-/),
  });
  target.behave({ kind: "normal" });
  await muster.advanceClock(3_601_000);
  expect(await log.eventually("quarantine.left", left)).toMatchObject({ app, by: "target" });
  await makeUser();
  target.behave(refusal);
  await sync();
  await log.eventually("quarantine.entered", entered + 1);
  await muster.run("app", "schedule", "Target", "--off");
  expect(await log.eventually("quarantine.left", left + 1)).toMatchObject({
    ...{ level: "info", organization: muster.orgId, app, by: "schedule" },
  });
});

async function makeWebhook(name: string): Promise<string> {
  const options = ["--org", muster.orgId, "--name", name, "--url", receiver.url];
  return String((await muster.json("webhook", "create", ...options))["webhookId"]);
}

test("a webhook that is gone, one that is paused, and one that cannot be sent to", async () => {
  const gone = await makeWebhook("Gone");
  receiver.react({ kind: "answer", status: 410 });
  await makeUser();
  expect(await log.eventually("webhook.gone")).toMatchObject({
    ...{ level: "warn", organization: muster.orgId, webhook: gone, status: 410, code: expect.any(String) },
  });
  const paused = await makeWebhook("Paused");
  receiver.react(...Array.from({ length: 10 }, () => ({ kind: "answer", status: 503 }) as const));
  await makeUser();
  await log.eventually("webhook.failing");
  await muster.advanceClock(4 * DAY_MS);
  scimToken = String((await muster.json("token", "create", "--org", muster.orgId))["token"]);
  expect(await log.eventually("webhook.paused")).toMatchObject({
    ...{ level: "warn", organization: muster.orgId, webhook: paused, status: 503 },
  });
  const broken = await makeWebhook("Broken");
  await database.whileBroken({ delivery: "insert" }, async () => {
    await makeUser();
    await log.eventually("webhook.failed");
  });
  expect(await log.eventually("webhook.failed")).toMatchObject({
    ...{ level: "error", organization: muster.orgId, lease: `webhook:${broken}` },
  });
});

test("a webhook whose former secret is lost goes on with the present one", async () => {
  const options = ["--org", muster.orgId];
  const webhook = await makeWebhook("Rotated");
  await muster.json("webhook", "rotate-secret", webhook, ...options);
  database.exec(`delete from secret where id = (select former_secret from webhook where id = '${webhook}')`);
  await makeUser();
  expect(await log.eventually("webhook.former-secret-lost")).toMatchObject({
    ...{ level: "warn", organization: muster.orgId, webhook },
  });
});

test("a notice that cannot be sent, now and for days", async () => {
  const settings = ["--set", "notifyAddress=ada@contoso.test", "--set", "notifyOnFailure=true"];
  await muster.json("app", "settings", "Target", ...settings);
  const { length: failed } = log.named("notice.failed");
  await database.whileBroken({ notice: "update" }, async () => {
    await importPeople("userPrincipalName,displayName\n,Nobody\n");
    await muster.advanceClock(6_000);
    await log.eventually("notice.failed", failed);
  });
  expect(await log.eventually("notice.failed", failed)).toMatchObject({ level: "error", lease: "notices" });
  const about = {
    level: "warn",
    organization: muster.orgId,
    kind: "import.failed",
    code: "mail.unreachable",
  };
  await muster.advanceClock(6_000);
  expect(await log.eventually("notice.failing")).toMatchObject({ ...about, notice: expect.any(String) });
  await muster.advanceClock(4 * DAY_MS);
  expect(await log.eventually("notice.given-up")).toMatchObject(about);
  scimToken = String((await muster.json("token", "create", "--org", muster.orgId))["token"]);
});

test("purged users, and a purge that fails", async () => {
  const id = await makeUser();
  expect((await scim("DELETE", `/Users/${id}`)).status).toBe(204);
  await muster.advanceClock(2 * DAY_MS);
  expect(await log.eventually("directory.purged")).toMatchObject({
    ...{ level: "info", organization: muster.orgId, type: "user", count: 1 },
  });
  // A time of the purge that comes while it runs is left out.
  await database.untilFree("purge");
  await database.whileBroken({ lease: "insert" }, async () => {
    await muster.advanceClock(700_000);
    await log.eventually("directory.purge-failed");
  });
  expect(await log.eventually("directory.purge-failed")).toMatchObject({ level: "error", lease: "purge" });
});

test("refused SCIM requests that are not recorded, too many at once, and a token's use", async () => {
  const refuse = () => scim("GET", "/Users?filter=nonsense");
  await database.whileBroken({ rejected_request: "insert" }, async () => {
    await refuse();
    await log.eventually("scim.rejected-requests-not-recorded");
  });
  await Promise.all(Array.from({ length: 90 }, refuse));
  expect(await log.eventually("scim.rejected-requests-dropped")).toMatchObject({
    ...{ level: "warn", dropped: expect.any(Number) },
  });
  await database.whileBroken({ token_use: "insert" }, async () => {
    scimToken = String((await muster.json("token", "create", "--org", muster.orgId))["token"]);
    await refuse();
    await log.eventually("token.use-not-recorded");
  });
  expect(log.named("token.use-not-recorded")[0]).toMatchObject({ level: "warn", tokens: expect.any(Number) });
  expect(log.named("scim.rejected-requests-not-recorded")[0]).toMatchObject({ organization: muster.orgId });
});

test("answers with an error that are not kept under their tracking ids", async () => {
  await database.whileBroken({ error_answer: "insert" }, async () => {
    await (await fetch(`${muster.url}/no-such-path`)).text();
    await log.eventually("request.errors-not-recorded");
  });
  expect(log.named("request.errors-not-recorded")[0]).toMatchObject({
    ...{ level: "warn", answers: expect.any(Number) },
  });
});

test("a server that is not ready says so as a refused request", async () => {
  const answer = await database.whileBroken({ instance: "insert", object: "insert" }, async () => {
    expect((await scim("POST", "/Users", { schemas: [SCIM_USER], userName: "lost" })).status).toBe(503);
    return fetch(`${muster.url}/readyz`);
  });
  await answer.text();
  expect(answer.status).toBe(503);
  expect(await log.ofRequest(answer.headers.get("x-tracking-id"))).toMatchObject([
    { level: "warn", msg: "request.refused", status: 503, route: "/readyz", code: "store.unavailable" },
  ]);
});

test("every line is one that the documents describe, and none has a secret", async () => {
  await muster.stop();
  log.expectAsDocumented();
  for (const secret of [SECRET, muster.adminToken, scimToken]) expect(muster.log).not.toContain(secret);
});

test("a deleted organization is removed to the end, although an error and a kill come in between", async () => {
  await muster.serve();
  const { orgId } = await muster.json("org", "create", "Nordwind");
  const org = String(orgId);
  const people = Array.from({ length: 700 }, (_, at) => `user${at}@nordwind.test,User ${at}`);
  const file = writeFile("people.csv", `userPrincipalName,displayName\n${people.join("\n")}\n`);
  expect((await muster.run("import", "--org", org, "--source", "hr", file)).exit).toBe(0);
  const unsaid = await muster.run("org", "delete", "nordwind");
  expect([unsaid.exit, unsaid.stderr]).toEqual([2, expect.stringContaining("users (700)")]);
  await database.whileBroken({ object: "delete" }, async () => {
    expect(await muster.json("org", "delete", "nordwind", "--yes")).toMatchObject({ exit: 0, users: 700 });
    expect(await log.eventually("organization.removal-failed")).toMatchObject({
      ...{ level: "error", lease: "organization-removal" },
    });
    expect((await muster.run("org", "list")).stdout).toContain('deleted organization "Nordwind"');
    log.expectAsDocumented();
    await muster.kill();
  });
  expect(database.count("object", org)).toBe(700);
  await muster.serve();
  expect(await log.eventually("organization.removed")).toMatchObject({
    ...{ level: "info", organization: org, name: "Nordwind" },
  });
  for (const table of TABLES) {
    const rows = database.count(table, org);
    expect([table, rows]).toEqual([table, table === "organization_removal" ? 1 : 0]);
  }
  expect((await muster.run("org", "list")).stdout).not.toContain("Nordwind");
  expect(database.count("object", muster.orgId)).toBeGreaterThan(0);
  await muster.stop();
  log.expectAsDocumented();
});
