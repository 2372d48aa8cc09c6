import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../../../src/contract/routes.ts";
import type { AppId, ObjectId, OrgId } from "../../../src/core/ids.ts";
import type { TableName } from "../../../src/ports/tables.ts";
import { type HostileTarget, startHostileTarget } from "../../targets/hostile-target.ts";
import { addPeople } from "../store/people.ts";
import { type AdminServer, type Answer, startAdminServer } from "./server.ts";

const OLD = "old-secret-51c2";
const NEW = "new-secret-77aa";
/** All that an application keeps beside its own row. */
const KEPT = [
  "provisioning",
  "principal",
  "assignment",
  "link",
  "link_member",
  "pending",
  "approval",
] as const;

let muster: AdminServer;
let target: HostileTarget;
let org: OrgId;
let people: readonly ObjectId[];
let made = 0;
beforeAll(async () => {
  muster = await startAdminServer();
  target = await startHostileTarget();
  org = muster.org;
  people = await addPeople(muster.deps, org, ["ada", "bo", "cleo"]);
});
afterAll(async () => {
  await muster.close();
  await target.stop();
});

const apps = () => `/api/v1/organizations/${org}/applications`;

async function newApplication(): Promise<AppId> {
  made += 1;
  const body = { name: `Target ${made}`, config: { url: target.url }, secret: OLD };
  const answer = await muster.call("POST", apps(), { body });
  expect(answer.status).toBe(201);
  await muster.call("POST", `${apps()}/${answer.body.appId}/assignments`, {
    body: { subject: { kind: "all" } },
  });
  return answer.body.appId;
}

async function sync(app: AppId): Promise<Answer["body"]> {
  const begun = await muster.call("POST", `${apps()}/${app}/sync`);
  expect([begun.status, begun.body.code]).toEqual([202, undefined]);
  for (let asked = 0; asked < 400; asked += 1) {
    const { body } = await muster.call("GET", `/api/v1/cycles/${begun.body.cycleId}`);
    const isOver = body.state !== "planning" && body.state !== "running";
    // A cycle has ended a moment before its application is free again.
    if (isOver && (await muster.deps.store.count("lease", { org })) === 0) return body;
    await muster.deps.env.sleep(25);
  }
  throw new Error("the cycle does not end");
}

const rowOf = async (app: AppId) => (await muster.deps.store.get("application", { org, id: app }))!;
const bearer = () => target.requests.at(-1)?.headers.authorization;
async function auditOf(app: AppId): Promise<readonly string[]> {
  const rows = await muster.deps.store.page("audit", { where: { org, target: app }, limit: 100 });
  expect(JSON.stringify(rows)).not.toMatch(/secret-[0-9a-f]{4}/);
  return rows.map(({ activity }) => activity);
}

test("new credentials take the place of the old, which are gone, and no initial cycle follows", async () => {
  const app = await newApplication();
  const before = await rowOf(app);
  const secrets = await muster.deps.store.count("secret", { org });
  const { status, body } = await muster.call("PUT", `${apps()}/${app}/secret`, { body: { secret: NEW } });
  expect([status, routes.replaceSecret.response.parse(body)]).toEqual([200, body]);
  expect(body).toMatchObject({ appId: app, hasSecret: true, version: before.version });
  expect(JSON.stringify(body)).not.toContain(NEW);
  expect(await muster.deps.store.count("secret", { org })).toBe(secrets);
  expect(await muster.deps.store.get("secret", { org, id: before.secret! })).toBeUndefined();
  expect((await muster.call("POST", `${apps()}/${app}/test`)).body.authorized).toBe(true);
  expect(bearer()).toBe(`Bearer ${NEW}`);
  expect(await auditOf(app)).toContain("replace-secret");
});

test("an application without credentials gets its first", async () => {
  const body = { name: "Bare", config: { url: target.url } };
  const app: AppId = (await muster.call("POST", apps(), { body })).body.appId;
  const secret = await muster.call("PUT", `${apps()}/${app}/secret`, { body: { secret: NEW } });
  expect(secret.body.hasSecret).toBe(true);
});

test("a target at rest says since when, why and until when, and wakes when new credentials do", async () => {
  const app = await newApplication();
  await sync(app);
  const { store, env } = muster.deps;
  const params = { status: 401 };
  const fault = { kind: "unauthenticated" as const, code: "target.unauthenticated", params };
  const next = env.now() + 60_000;
  const quarantine = { since: env.now(), attempts: 2, next, fault };
  const rest = { state: "quarantine" as const, quarantine, next_run: next };
  await store.commit([{ op: "update", table: "provisioning", key: { org, app }, set: rest }]);
  const { schedule } = (await muster.call("GET", `${apps()}/${app}`)).body;
  expect(routes.getApplication.response.shape.schedule.parse(schedule)).toEqual(schedule);
  const shown = { since: iso(quarantine.since), attempts: 2, nextProbeAt: iso(next) };
  const said = { code: "target.unauthenticated", params: { status: 401 } };
  expect(schedule).toMatchObject({ state: "quarantine", quarantine: { ...shown, fault: said } });
  const why = (await muster.call("GET", `${apps()}/${app}/why?find=${people[1]}`)).body;
  expect(why).toMatchObject({
    nextAttemptAt: iso(next),
    blockers: [
      { code: "why.schedule-quarantine", params: { since: shown.since, attempts: 2, next: iso(next) } },
      said,
    ],
  });
  await muster.call("PUT", `${apps()}/${app}/secret`, { body: { secret: NEW } });
  expect((await store.get("provisioning", { org, app }))?.state).toBe("quarantine");
  await muster.call("POST", `${apps()}/${app}/test`);
  expect((await muster.call("GET", `${apps()}/${app}`)).body.schedule).toMatchObject({
    state: "on",
    quarantine: null,
  });
});

const iso = (at: number) => new Date(at).toISOString();

test("another address makes the next cycle initial; a name and an interval do not", async () => {
  const app = await newApplication();
  const second = await startHostileTarget();
  try {
    expect(await sync(app)).toMatchObject({ kind: "initial", state: "closed" });
    const change = (body: object) => muster.call("PATCH", `${apps()}/${app}`, { body });
    const renamed = await change({ name: "Other name", everySeconds: 900 });
    expect([renamed.status, renamed.body]).toMatchObject([
      200,
      { name: "Other name", version: 1, schedule: { state: "on", everySeconds: 900 } },
    ]);
    const principals = await muster.deps.store.page("principal", { where: { org, app }, limit: 10 });
    expect(principals.map(({ name }) => name)).toEqual(["Other name"]);
    expect(await sync(app)).toMatchObject({ kind: "incremental" });
    const moved = await change({ config: { url: second.url }, secret: NEW });
    expect(moved.body).toMatchObject({ version: 2, config: { url: second.url } });
    expect((await muster.deps.store.get("provisioning", { org, app }))?.abilities).toBeNull();
    expect(await sync(app)).toMatchObject({ kind: "initial" });
    expect(second.requests.at(-1)?.headers.authorization).toBe(`Bearer ${NEW}`);
    expect((await change({ config: { url: second.url } })).body.version).toBe(2);
    expect(await auditOf(app)).toContain("update");
  } finally {
    await second.stop();
  }
});

test("a stored credential goes to no server that it was not stored for", async () => {
  const app = await newApplication();
  const before = await rowOf(app);
  const change = (config: object, more = {}) =>
    muster.call("PATCH", `${apps()}/${app}`, { body: { config, ...more } });
  const { origin, hostname, port } = new URL(target.url);
  const oauth = (tokenUrl: string) => ({ oauth: { tokenUrl, clientId: "muster" } });
  for (const [config, server] of [
    [{ url: `https://${hostname}:${port}/scim` }, `https://${hostname}:${port}`],
    [{ url: `http://${hostname}:1/scim` }, `http://${hostname}:1`],
    [{ url: `http://other.test:${port}/scim` }, `http://other.test:${port}`],
    [oauth("https://login.test/token"), "https://login.test"],
    [{ ...oauth(`${origin}/token`), url: "https://other.test/scim" }, "https://other.test"],
  ] as const) {
    const { status, body } = await change(config);
    expect([status, body.code, body.params?.server]).toEqual([409, "app.credential-needed", server]);
  }
  expect(await rowOf(app)).toEqual(before);
  expect((await change({ url: `${origin}/other`, ...oauth(`${origin}/token`) })).status).toBe(200);
  expect((await change(oauth("https://login.test/token"), { secret: NEW })).status).toBe(200);
  // A token endpoint has had the secret since; the target has only had access tokens.
  const back = await change({ oauth: null });
  expect([back.status, back.body.params?.server]).toEqual([409, origin]);
  expect(await auditOf(app)).not.toContain(NEW);
});

test("a key that has only signed is not sent as a client secret, not even to the server that knows its signatures", async () => {
  const app = await newApplication();
  const change = (method: string, more = {}) => {
    const oauth = { tokenUrl: "https://login.test/token", clientId: "muster", method };
    return muster.call("PATCH", `${apps()}/${app}`, { body: { config: { oauth }, ...more } });
  };
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  expect((await change("private_key_jwt", { privateKey: pem })).status).toBe(200);
  const { status, body } = await change("client_secret_post");
  expect([status, body.params?.server]).toEqual([409, "https://login.test"]);
  expect((await change("client_secret_basic", { secret: NEW })).status).toBe(200);
});

test("changes that cannot be are refused, and change nothing", async () => {
  const [app, other] = [await newApplication(), await newApplication()];
  const before = await rowOf(app);
  const taken = (await rowOf(other)).name.toUpperCase();
  for (const [body, status, code] of [
    [{}, 400, "request.invalid"],
    [{ everySeconds: 1 }, 400, "request.invalid"],
    [{ name: "\u200b\u2800" }, 400, "request.invalid"],
    [{ config: { url: "ftp://x" } }, 400, "config.url-invalid"],
    [{ config: { colour: "blue" } }, 400, "config.unknown"],
    [{ name: taken }, 409, "app.name-taken"],
  ] as const) {
    const answer = await muster.call("PATCH", `${apps()}/${app}`, { body });
    expect([body, answer.status, answer.body.code]).toEqual([body, status, code]);
  }
  expect(await rowOf(app)).toEqual(before);
  expect((await muster.call("PUT", `${apps()}/${app}/secret`, { body: { secret: "" } })).status).toBe(400);
});

async function keptOf(app: AppId): Promise<Record<string, number>> {
  const counts = KEPT.map(async (table: TableName) => [
    table,
    await muster.deps.store.count(table, { org, app }),
  ]);
  return Object.fromEntries(await Promise.all(counts));
}

/** Rows of an application that a cycle here leaves none of, and more links than one change set deletes. */
async function fill(app: AppId): Promise<void> {
  const { store, env } = muster.deps;
  const id = (n: number) => `0190a1b2-0000-7000-9000-${String(n).padStart(12, "0")}` as ObjectId;
  const time = { created: 1, expires: 2 };
  await store.commit([
    ...Array.from({ length: 1_203 }, (_, n) => ({
      op: "insert" as const,
      table: "link_member" as const,
      row: { org, app, group_id: id(n % 3), member_id: id(n) },
    })),
    {
      op: "insert",
      table: "approval",
      row: {
        org,
        app,
        object: id(1),
        verb: "disable",
        answer: "approved",
        actor: "x",
        comment: null,
        ...time,
      },
    },
    {
      op: "insert",
      table: "pending",
      row: {
        ...{
          org,
          app,
          object: id(1),
          reason: "retry",
          waiting_for: null,
          attempts: 1,
          equal_failures: 0,
          lane: null,
          failing_since: null,
        },
        ...{ next_attempt: env.now() + 1e9, parked: 0, fault: null, since: 1 },
      },
    },
  ]);
}

test("deleting removes what an application is, and keeps what it did", async () => {
  const app = await newApplication();
  const other = await newApplication();
  const cycle = await sync(app);
  expect(cycle.counts.created).toBe(people.length);
  await sync(other);
  await fill(app);
  const [row, untouched] = [await rowOf(app), await keptOf(other)];
  expect(await keptOf(app)).toMatchObject({ link: 3, link_member: 1_203, pending: 1, approval: 1 });
  const requests = target.requests.length;
  const deleted = await muster.call("DELETE", `${apps()}/${app}`);
  expect([deleted.status, deleted.body]).toEqual([204, ""]);
  expect(target.requests.length).toBe(requests);
  expect(Object.values(await keptOf(app)).filter((count) => count > 0)).toEqual([]);
  expect(await keptOf(other)).toEqual(untouched);
  const { store } = muster.deps;
  expect(await store.get("secret", { org, id: row.secret! })).toBeUndefined();
  expect(await store.count("lease", { org })).toBe(0);
  for (const table of ["plan", "cycle", "journal", "provisioning_log"] as const) {
    expect([table, await store.count(table, { org, app })]).not.toEqual([table, 0]);
  }
  expect((await muster.call("GET", `/api/v1/cycles/${cycle.cycleId}`)).body.counts).toEqual(cycle.counts);
  expect(await auditOf(app)).toContain("delete");
  for (const [method, path] of [
    ["GET", ""],
    ["DELETE", ""],
    ["POST", "/sync"],
    ["GET", "/why?find=x"],
    ["GET", "/removal?find=x"],
  ] as const) {
    const answer = await muster.call(method, `${apps()}/${app}${path}`);
    expect([path, answer.status, answer.body.code]).toEqual([path, 404, "app.not-found"]);
  }
  const again = await muster.call("POST", apps(), { body: { name: row.name, config: { url: target.url } } });
  expect(again.status).toBe(201);
});

test("while a cycle runs, here or in another process, nothing is deleted", async () => {
  const app = await newApplication();
  const { store, env } = muster.deps;
  const slow = await startHostileTarget();
  slow.behave({ kind: "hang" });
  await muster.call("PATCH", `${apps()}/${app}`, { body: { config: { url: slow.url }, secret: NEW } });
  expect((await muster.call("POST", `${apps()}/${app}/sync`)).status).toBe(202);
  const here = await muster.call("DELETE", `${apps()}/${app}`);
  expect([here.status, here.body.code]).toEqual([409, "engine.busy"]);
  await slow.stop();

  const next = await newApplication();
  const key = { org, name: `engine:${next}` };
  const row = { ...key, holder: "another", expires: env.now() + 60_000, version: 1 };
  await store.commit([{ op: "insert", table: "lease", row }]);
  const elsewhere = await muster.call("DELETE", `${apps()}/${next}`);
  expect([elsewhere.status, elsewhere.body]).toMatchObject([
    409,
    { code: "engine.busy", params: { app: (await rowOf(next)).name } },
  ]);
  await store.commit([{ op: "delete", table: "lease", key }]);
  expect((await muster.call("DELETE", `${apps()}/${next}`)).status).toBe(204);
});

test("a deletion that broke off is brought to its end by asking again", async () => {
  const app = await newApplication();
  await sync(app);
  await muster.deps.store.commit([{ op: "delete", table: "application", key: { org, id: app } }]);
  expect((await keptOf(app))["link"]).toBe(3);
  expect((await muster.call("DELETE", `${apps()}/${app}`)).status).toBe(204);
  const { principal: _, ...left } = await keptOf(app);
  expect(Object.values(left).filter((count) => count > 0)).toEqual([]);
});

test("nobody is assigned, and no hold answered, in an application that is gone", async () => {
  const app = await newApplication();
  const begun = await muster.call("POST", `${apps()}/${app}/plans`);
  const path = `/api/v1/plans/${begun.body.planId}`;
  for (let asked = 0; asked < 400; asked += 1) {
    if ((await muster.call("GET", path)).body.state !== "building") break;
    await muster.deps.env.sleep(25);
  }
  await deleteWhenFree(app);
  const applied = await muster.call("POST", `${path}/apply`);
  expect([applied.status, applied.body.code]).toEqual([404, "app.not-found"]);
  const body = { subject: { kind: "all" } };
  expect((await muster.call("POST", `${apps()}/${app}/assignments`, { body })).status).toBe(404);
  expect(await muster.deps.store.count("assignment", { org, app })).toBe(0);
});

async function deleteWhenFree(app: AppId): Promise<void> {
  for (let asked = 0; asked < 100; asked += 1) {
    if ((await muster.call("DELETE", `${apps()}/${app}`)).status === 204) return;
    await muster.deps.env.sleep(25);
  }
  throw new Error("the application stays busy");
}

test("a plan tells how many of its decisions it lists", async () => {
  const app = await newApplication();
  await muster.call("DELETE", `${apps()}/${app}/assignments/*`);
  await muster.call("POST", `${apps()}/${app}/assignments`, {
    body: { subject: { kind: "user", find: people[0] } },
  });
  const begun = (await muster.call("POST", `${apps()}/${app}/plans`)).body;
  expect(begun.listed).toBe(0);
  let plan = begun;
  for (let asked = 0; asked < 400 && plan.state === "building"; asked += 1) {
    await muster.deps.env.sleep(25);
    plan = (await muster.call("GET", `/api/v1/plans/${begun.planId}`)).body;
  }
  expect(plan).toMatchObject({ counts: { evaluated: 3, create: 1, skip: 2 }, listed: 1 });
});

test("a credential that may be an ordinary word is used, and a test names it", async () => {
  const app = await newApplication();
  const codesOf = async () => {
    const tested = await muster.call("POST", `${apps()}/${app}/test`);
    expect(tested.status).toBe(200);
    return tested.body.notes.map(({ code }: { readonly code: string }) => code);
  };
  expect(await codesOf()).not.toContain("target.secret-short");
  const replaced = await muster.call("PUT", `${apps()}/${app}/secret`, { body: { secret: "eleven-char" } });
  expect(replaced.status).toBe(200);
  expect(await codesOf()).toContain("target.secret-short");
  expect(bearer()).toBe("Bearer eleven-char");
});
