import { afterAll, beforeAll, expect, test } from "vitest";
import type { LogCode } from "../../src/app/log-lines.ts";
import { type HostileTarget, startHostileTarget } from "../targets/hostile-target.ts";
import { startIdentityProvider } from "../targets/identity-provider.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../targets/webhook-receiver.ts";
import { makeCompany } from "./company.ts";
import { type Line, LogReader } from "./log-reader.ts";
import { Installation } from "./muster.ts";

/** What the log of a real process says, with everything of value in reach of it. */

const SECRET = "tgt-7Hq2xVb9LmPz4R";
const muster = new Installation({ MUSTER_LOG_LEVEL: "info" });
const log = new LogReader(muster);
const named = (msg: LogCode) => log.named(msg);
const eventually = (msg: LogCode) => log.eventually(msg);
let target: HostileTarget;
let receiver: WebhookReceiver;

function call(path: string, token = muster.adminToken, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  return fetch(`${muster.url}${path}`, { ...init, headers });
}

async function makeUser(name: string): Promise<void> {
  const token = String((await muster.json("token", "create", "--org", muster.orgId))["token"]);
  const user = {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
    userName: `${name}@contoso.test`,
    displayName: name,
    name: { familyName: name, givenName: name },
  };
  const made = await call(`/scim/${muster.orgId}/v2/Users`, token, {
    method: "POST",
    body: JSON.stringify(user),
  });
  expect(made.status).toBe(201);
}

/** As Prometheus reads them, with a token that can do nothing else. */
async function readMetrics(): Promise<string> {
  const options = ["--instance", "--metrics", "--name", "prometheus", "--days", "1"];
  const made = await muster.json("token", "create", ...options);
  const answer = await call("/metrics", String(made["token"]));
  expect(answer.status).toBe(200);
  return answer.text();
}

beforeAll(async () => {
  target = await startHostileTarget();
  receiver = await startWebhookReceiver();
  const company = await makeCompany(8, 2);
  muster.targetToken = SECRET;
  await muster.init();
  await muster.serve();
  const { people, groups } = company;
  await muster.json("import", "--org", muster.orgId, "--source", "hr", people, "--groups", groups);
  await muster.json(
    ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", target.url],
    ...["--token-env", "TARGET_TOKEN", "--name", "Target"],
  );
  await muster.json("app", "assign", "Target", "--all");
});
afterAll(async () => {
  await muster.remove();
  await target.stop();
  await receiver.stop();
});

test("a start and an import have their lines", () => {
  expect(named("server.started")).toMatchObject([{ level: "info", store: "sqlite", url: muster.url }]);
  expect(named("import.begun")).toMatchObject([{ organization: muster.orgId }]);
  expect(named("import.ended")).toMatchObject([{ organization: muster.orgId, state: "merged" }]);
});

test.each<[string, () => Promise<Response>, Line]>([
  [
    "by the admin API",
    () => call(`/api/v1/organizations/${muster.orgId}/applications/${muster.orgId}?x=${SECRET}`),
    { status: 404, code: "app.not-found" },
  ],
  [
    "without a token",
    () => fetch(`${muster.url}/api/v1/organizations`),
    { status: 401, code: "auth.token-missing" },
  ],
  [
    "with a wrong token",
    () => call("/api/v1/organizations", SECRET),
    { status: 401, code: "auth.token-unknown" },
  ],
  [
    "of no route",
    () => call(`/nothing/${SECRET}`),
    { status: 404, code: "request.not-found", route: "none" },
  ],
  ["with a broken address", () => call("/api/v1/%zz"), { status: 400, code: "request.bad-url" }],
  [
    "with a broken body",
    () => call("/api/v1/organizations", muster.adminToken, { method: "POST", body: `{"secret":"${SECRET}"` }),
    { status: 400, code: "request.invalid-json", method: "POST" },
  ],
  ["by SCIM", () => call(`/scim/${muster.orgId}/v2/Users`), { status: 403, code: "auth.forbidden" }],
])("a request refused %s has one line under the tracking id of its answer", async (_, send, expected) => {
  const answer = await send();
  await answer.text();
  const found = await log.ofRequest(answer.headers.get("x-tracking-id"));
  expect(found).toMatchObject([{ level: "info", msg: "request.refused", ...expected }]);
});

test("the last owner who keeps the role without its claim has a line", async () => {
  const redirectUri = `${muster.url}/api/v1/sign-in/oidc/callback`;
  const provider = await startIdentityProvider([redirectUri]);
  const made = await call(`/api/v1/organizations/${muster.orgId}/identity-providers`, muster.adminToken, {
    method: "POST",
    body: JSON.stringify({
      name: "Company",
      issuer: provider.issuer,
      clientId: "muster-public",
      roleClaim: "groups",
      roles: [{ value: "owners", role: "owner" }],
    }),
  });
  const { providerId } = (await made.json()) as { providerId: string };
  for (const groups of [["owners"], []]) {
    provider.account = { sub: "grace", claims: { groups } };
    const begun = await fetch(`${muster.url}/api/v1/sign-in/oidc`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ providerId }),
    });
    const cookie = begun.headers.get("set-cookie")?.split(";")[0] ?? "";
    const { url } = (await begun.json()) as { url: string };
    const back = await fetch(await provider.visit(url), { redirect: "manual", headers: { cookie } });
    expect([back.status, back.headers.get("location")]).toEqual([303, "/"]);
  }
  await provider.stop();
  const kept = { level: "warn", organization: muster.orgId, provider: "Company", from: "owner", role: null };
  expect(await eventually("person.role-kept")).toMatchObject(kept);
});

test("a SCIM request refused for its content names the error type and the organization", async () => {
  const made = await muster.json("token", "create", "--org", muster.orgId);
  const path = `/scim/${muster.orgId}/v2/Users?filter=${encodeURIComponent(`password eq "${SECRET}`)}`;
  const answer = await call(path, String(made["token"]));
  await answer.text();
  expect(answer.status).toBe(400);
  const [line] = await log.ofRequest(answer.headers.get("x-tracking-id"));
  expect(line).toMatchObject({ code: "scim.invalidFilter", organization: muster.orgId, status: 400 });
});

test("a cycle has a line when it begins and one when it ends, with counts", async () => {
  const synced = await muster.json("sync", "Target");
  expect(synced).toMatchObject({ closed: true });
  const [begun] = named("cycle.begun");
  const ended = await eventually("cycle.ended");
  expect(begun).toMatchObject({ organization: muster.orgId, kind: "initial" });
  expect(ended).toMatchObject({ cycle: begun?.["cycle"], state: "closed", isBalanced: true });
  expect(ended["counts"]).toMatchObject({ evaluated: 14, created: 14 });
});

test("a quarantine has a line when it begins and one when it ends", async () => {
  await makeUser("quentin");
  const body = JSON.stringify({ detail: `the token ${SECRET} (${btoa(SECRET)}) is not known here` });
  target.behave({ kind: "answer", status: 401, headers: { "content-type": "application/scim+json" }, body });
  await muster.run("sync", "Target", "--initial");
  expect(await eventually("quarantine.entered")).toMatchObject({ level: "warn", organization: muster.orgId });
  await muster.run("sync", "Target", "--initial");
  expect(named("quarantine.entered")).toHaveLength(1);
  const measured = await readMetrics();
  expect(measured).toMatch(/^muster_application_quarantined{.*name="Target"} 1$/m);
  expect(measured).toMatch(/^muster_application_objects{.*name="Target",state="linked"} 14$/m);
  expect(measured).toMatch(/^muster_application_objects{.*name="Target",state="pending"} 0$/m);
  expect(measured).toMatch(/^muster_application_cycles_total{.*name="Target",outcome="closed"} [1-9]/m);
  expect(measured).toMatch(/^muster_application_calls_total{.*name="Target",outcome="ok"} [1-9]/m);
  expect(measured).toMatch(/^muster_application_calls_total{.*name="Target",outcome="refused"} [1-9]/m);
  expect(measured).toMatch(/^muster_application_last_success_timestamp_seconds{.*name="Target"} 1\d{9}/m);
  expect(measured).toMatch(/^muster_token_expires_in_seconds{.*kind="metrics",name="prometheus"} 86/m);
  expect(measured).not.toContain(SECRET);
  target.behave({ kind: "normal" });
  await muster.run("app", "test", "Target");
  expect(await eventually("quarantine.left")).toMatchObject({
    ...{ level: "info", organization: muster.orgId, by: "target" },
  });
});

test("a webhook has a line when it begins to fail and one when it recovers", async () => {
  receiver.react({ kind: "answer", status: 503 });
  const made = await muster.json(
    ...["webhook", "create", "--org", muster.orgId, "--name", "Payroll", "--url", receiver.url],
  );
  await makeUser("wendy");
  const failing = await eventually("webhook.failing");
  expect(failing).toMatchObject({
    level: "warn",
    webhook: made["webhookId"],
    status: 503,
    code: "delivery.refused",
  });
  receiver.react({ kind: "answer", status: 200 });
  expect(await eventually("webhook.recovered")).toMatchObject({ level: "info", webhook: made["webhookId"] });
  expect(String(made["secret"]).length).toBeGreaterThan(20);
  expect(muster.log).not.toContain(String(made["secret"]));
}, 60_000);

test("a stop has its lines, and no line has a secret or what somebody sent", async () => {
  expect(await muster.stop()).toMatchObject({ exit: 0 });
  expect(named("server.stopping")).toHaveLength(1);
  expect(named("server.stopped")).toHaveLength(1);
  for (const secret of [SECRET, btoa(SECRET), muster.adminToken]) expect(muster.log).not.toContain(secret);
  expect(target.requests.some(({ headers }) => headers.authorization === `Bearer ${SECRET}`)).toBe(true);
  expect(named("request.answered")).toEqual([]);
  log.expectAsDocumented();
});

test("requests that were answered have a line at debug, and lines for people are no JSON", async () => {
  await muster.serve({ MUSTER_LOG_LEVEL: "debug" });
  const answer = await call("/api/v1/organizations");
  await answer.text();
  expect(await log.ofRequest(answer.headers.get("x-tracking-id"))).toMatchObject([
    { level: "debug", msg: "request.answered", status: 200 },
  ]);
  log.expectAsDocumented();
  await muster.stop();
  await muster.serve({ MUSTER_LOG_FORMAT: "pretty" });
  await call("/api/v1/nothing", SECRET);
  await muster.stop();
  expect(muster.log).toMatch(/^\[[\d :.-]+\] INFO.*: server\.started/m);
  expect(muster.log).toContain("request.refused");
  expect(muster.log).not.toContain(SECRET);
});
