import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createToken } from "../../src/app/create-token.ts";
import { REJECTED_KEPT } from "../../src/app/refusals/recorder.ts";
import { INSTANCE, type OrgId } from "../../src/core/ids.ts";
import {
  group,
  type ScimAnswer,
  type ScimServer,
  scimClient,
  startScimServer,
  USER_URN,
  user,
} from "./scim-server.ts";

let scim: ScimServer;
let admin: string;
beforeAll(async () => {
  scim = await startScimServer();
  const input = {
    org: INSTANCE,
    kind: "instance-admin",
    profile: "generic",
    name: "admin",
    lifetimeDays: 1,
  } as const;
  admin = (await createToken(scim.deps, "system", input)).token;
});
afterAll(() => scim.close());

const api = (method: string, path: string, body?: unknown): Promise<ScimAnswer> =>
  scimClient(`${scim.url}/api/v1`, admin).send(
    method,
    path,
    body,
    body === undefined ? {} : { "content-type": "application/json" },
  );

// biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
type Rejected = any;

/** The refused requests of an organization once there are this many of them, newest first. */
async function rejected(org: OrgId, count: number, query = ""): Promise<Rejected[]> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { body } = await api("GET", `/organizations/${org}/rejected-requests?limit=500${query}`);
    if (body.items.length >= count) return body.items;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`fewer than ${count} refused requests were recorded`);
}

const whole = async (org: OrgId, id: string): Promise<Rejected> =>
  (await api("GET", `/organizations/${org}/rejected-requests/${id}`)).body;

test("what is refused for what it says is kept, with everything that explains it", async () => {
  const client = await scim.client({ profile: "rfc", name: "entra of a test" });
  const { org } = client;
  const { id } = await client.make("/Users", user("ivo"));
  const operations = [{ op: "replace", path: "active", value: "False" }];
  const answer = await client.patch(`/Users/${id}?attributes=active`, operations, {
    "user-agent": "Okta SCIM Client 1.0.0",
    "if-match": 'W/"1"',
  });
  expect(answer.status).toBe(400);
  const [item] = await rejected(org, 1);
  expect(item).toMatchObject({
    tokenName: "entra of a test",
    profile: "rfc",
    method: "PATCH",
    path: `/Users/${id}?attributes=active`,
    headers: { "if-match": 'W/"1"' },
    userAgent: "Okta SCIM Client 1.0.0",
    contentType: "application/scim+json",
    status: 400,
    scimType: "invalidValue",
    detail: answer.body.detail,
    bodyKept: "whole",
    redacted: [],
  });
  expect(item).not.toHaveProperty("body");
  expect(JSON.parse((await whole(org, item.requestId)).body)).toMatchObject({ Operations: operations });
  expect((await api("GET", `/organizations/${org}/rejected-requests/${crypto.randomUUID()}`)).body.code).toBe(
    "rejected.not-found",
  );
});

test("each kind of refusal is kept, and what is no refusal is not", async () => {
  const client = await scim.client();
  const { org } = client;
  const { id } = await client.make("/Users", user("ivo"));
  const unknown = crypto.randomUUID();
  for (const [method, path, body, headers] of [
    ["GET", `/Users/${unknown}`],
    ["GET", "/Nothing"],
    ["PUT", "/Nothing/1", user("x")],
    ["GET", "/Users?filter=userName%20eq%20%22nobody%22"],
    ["GET", "/Users", undefined, { authorization: "Bearer muster_nothing" }],
    // From here on everything is kept, and told by its status.
    ["POST", "/Users", user("IVO")],
    ["POST", "/Users", '{"userName":'],
    ["POST", "/Users", "<user/>", { "content-type": "text/xml" }],
    ["GET", "/Users?filter=userName"],
    ["PUT", `/Users/${unknown}`, user("x")],
    ["PUT", `/Users/${id}`, user("x"), { "if-match": 'W/"9"' }],
    ["PATCH", "/Users"],
  ] as const) {
    await client.send(method, path, body, headers);
  }
  const items = await rejected(org, 7);
  expect(items.map(({ status }) => status).reverse()).toEqual([409, 400, 415, 400, 404, 412, 405]);
  expect((await rejected(org, 1, "&status=409")).map(({ scimType }) => scimType)).toEqual(["uniqueness"]);
  const tokenId = items[0].tokenId;
  expect(await rejected(org, 7, `&token=${tokenId}`)).toHaveLength(7);
  expect(await rejected(org, 0, `&token=${unknown}`)).toEqual([]);
  const page = await api("GET", `/organizations/${org}/rejected-requests?limit=3`);
  const rest = await api("GET", `/organizations/${org}/rejected-requests?limit=10&after=${page.body.next}`);
  expect([...page.body.items, ...rest.body.items]).toEqual(items);
  expect((await api("GET", `/organizations/${org}/rejected-requests?status=200`)).status).toBe(400);
});

const CANARY = "Zr7canaryplum";
const password = `${CANARY}!`;

test("no secret reaches the database, however it is wrapped", async () => {
  const client = await scim.client({ profile: "strict" });
  const { org, token } = client;
  const patch = (operation: unknown) => ({ Operations: [operation] });
  const bodies: readonly unknown[] = [
    user("a", { password }),
    { schemas: [USER_URN], userName: "a", [`${USER_URN}:password`]: password },
    { USERNAME: "a", Password: [password], nested: { deep: [{ newPassword: password }] } },
    { userName: "a", roles: [{ value: JSON.stringify({ password }) }] },
    patch({ op: "replace", path: "password", value: password }),
    patch({ op: "Replace", value: { password } }),
    patch({ OP: "add", PATH: `${USER_URN}:PASSWORD`, VALUE: { x: password } }),
    patch({ op: "remove", path: `emails[password eq "${password}"].value` }),
    `{"schemas":["${USER_URN}"],"userName":"a","password":"${password}`,
    `{'password':'${password}'}`,
    `{"password":"${password}",}`,
    `{"value":"${password}","path":"password"`,
    `{"\\u0070assword":"${password}"}x`,
    `{"userName":"a","filler":"${"x".repeat(70_000)}","value":"${password}","path":"password"`,
  ];
  for (const body of bodies) {
    expect((await client.send("POST", "/Users", body)).status).toBe(400);
    expect((await client.send("PATCH", `/Users/${crypto.randomUUID()}`, body)).status).toBeGreaterThan(399);
  }
  const filter = encodeURIComponent(`password eq "${password}"`);
  for (const path of [
    `?filter=${filter}`,
    `?access_token=${password}&filter=x`,
    `?filter=password%20${password}`,
  ]) {
    expect((await client.get(`/Users${path}`, { "user-agent": `x Bearer ${password}1` })).status).toBe(400);
  }
  const search = await client.send("POST", "/Users/.search", { filter: `password eq "${password}" and` });
  expect(search.status).toBe(400);
  const items = await rejected(org, bodies.length * 2 + 4);
  const kept = await Promise.all(items.map(({ requestId }) => whole(org, requestId)));
  expect(JSON.stringify(kept)).not.toContain(CANARY);
  expect(kept.filter(({ redacted }) => redacted.length === 0)).toEqual([]);
  for (const text of databaseTexts()) {
    expect(text.includes(CANARY)).toBe(false);
    expect(text.includes(token)).toBe(false);
  }
});

/** The bytes of every file of the data directory. */
function databaseTexts(): readonly string[] {
  const files = readdirSync(scim.directory).map((name) => join(scim.directory, name));
  const texts = files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, "latin1"));
  expect(texts.some((text) => text.includes("rejected_request"))).toBe(true);
  return texts;
}

test("a body is kept up to 16 KB, and what is longer by its structure", async () => {
  const client = await scim.client({ profile: "rfc" });
  const long = "ü".repeat(12_000);
  await client.send("POST", "/Users", user("a", { active: "no", title: long }));
  await client.send("POST", "/Users", user("a", { active: "no", title: long.repeat(4) }));
  const items = await rejected(client.org, 2);
  expect(items.map(({ bodyKept }) => bodyKept)).toEqual(["cut", "cut"]);
  const [structure, cut] = await Promise.all(items.map(({ requestId }) => whole(client.org, requestId)));
  expect(Buffer.byteLength(cut.body)).toBeLessThanOrEqual(16_384);
  expect(cut.body.length).toBeGreaterThan(8_000);
  expect(structure.body).not.toContain("ü");
  expect(
    (await api("POST", `/organizations/${client.org}/rejected-requests/${cut.requestId}/replay`, {})).body
      .code,
  ).toBe("replay.incomplete");
});

test("a flood is counted, not kept, and an organization keeps no more than its ring", async () => {
  const client = await scim.client();
  const { org } = client;
  const { store } = scim.deps;
  const row = {
    org,
    at: 1,
    token: "t",
    token_name: "t",
    profile: "rfc",
    method: "GET",
    path: "/",
    headers: {},
  };
  const rest = { user_agent: null, content_type: null, status: 400, scim_type: null, detail: "", body: null };
  for (let from = 0; from < REJECTED_KEPT + 20; from += 255) {
    await store.commit(
      Array.from({ length: 255 }, () => ({
        op: "insert" as const,
        table: "rejected_request" as const,
        row: { ...row, ...rest, id: scim.deps.env.newId(), body_kept: "none", redacted: [] } as never,
      })),
    );
  }
  const [oldest] = await store.page("rejected_request", { where: { org }, limit: 1 });
  await Promise.all(Array.from({ length: 300 }, () => client.get("/Users?filter=x")));
  const noted = await rejected(org, 1, `&token=${await tokenIdOf(org)}`);
  expect(noted.length).toBeLessThanOrEqual(150);
  expect(await store.count("rejected_request", { org })).toBe(REJECTED_KEPT);
  expect(await store.get("rejected_request", { org, id: oldest?.id ?? "" })).toBeUndefined();
});

async function tokenIdOf(org: OrgId): Promise<string> {
  const { body } = await api("GET", `/organizations/${org}/tokens`);
  return body.items[0].tokenId;
}

/** Everything that a change would show in. */
async function traces(org: OrgId): Promise<unknown> {
  const { store } = scim.deps;
  const objects = await store.page("object", { where: { org }, limit: 1_000 });
  const rows = await Promise.all(
    (["object_key", "claim", "membership", "audit"] as const).map((table) => store.count(table, { org })),
  );
  return { objects, rows, head: await store.feedHead(org) };
}

test("a replay tells how each profile would answer, and what would change, and changes nothing", async () => {
  const client = await scim.client({ profile: "rfc" });
  const { org } = client;
  const ivo = await client.make("/Users", user("ivo", { externalId: "e1" }));
  const ada = await client.make("/Users", user("ada"));
  const crew = await client.make("/Groups", group("Crew", [ivo.id, ada.id]));
  await client.patch(`/Users/${ivo.id}`, [
    { op: "Replace", path: "active", value: "False" },
    { op: "Add", path: `${ENTERPRISE}:department`, value: "Tides" },
  ]);
  await client.patch(`/Groups/${crew.id}`, [{ op: "remove", path: "members", value: [{ value: ada.id }] }]);
  await client.send("POST", "/Users", user("IVO"));
  const [taken, members, inactive] = await rejected(org, 3);
  const before = await traces(org);
  const replay = async (request: Rejected, body: unknown = {}) =>
    (await api("POST", `/organizations/${org}/rejected-requests/${request.requestId}/replay`, body)).body;

  const told = await replay(inactive);
  expect(told).toMatchObject({ sent: false, redacted: [] });
  expect(
    told.items.map(({ profile, accepted, scimType }: Rejected) => [profile, accepted, scimType]),
  ).toEqual([
    ["rfc", false, "invalidSyntax"],
    ["generic", true, null],
    ["entra", true, null],
    ["okta", true, null],
    ["strict", false, "invalidSyntax"],
  ]);
  expect(told.items[2]).toMatchObject({
    status: 200,
    effect: "update",
    changes: [
      { path: "active", from: true, to: false },
      { path: `${ENTERPRISE}:department`, from: null, to: "Tides" },
    ],
  });
  expect(told.items[0]).toMatchObject({ status: 400, effect: "none", changes: [] });
  expect((await replay(members, { profiles: ["entra"] })).items).toMatchObject([
    {
      profile: "entra",
      status: 204,
      effect: "update",
      changes: [{ path: "members", from: [ada.id], to: [] }],
    },
  ]);
  expect((await replay(taken, { profiles: ["generic"] })).items).toMatchObject([
    { accepted: false, status: 409, scimType: "uniqueness", effect: "none" },
  ]);
  const file = { method: "DELETE", path: `/Users/${ada.id}` };
  const removal = await api("POST", `/organizations/${org}/replays`, { request: file });
  expect(removal.body.items.map(({ status, effect }: Rejected) => [status, effect])).toEqual(
    Array.from({ length: 5 }, () => [204, "delete"]),
  );
  const creation = {
    method: "POST",
    path: "/Users",
    body: { userName: "eve", active: "True", password: "x" },
  };
  const made = await api("POST", `/organizations/${org}/replays`, {
    request: creation,
    profiles: ["okta", "strict"],
  });
  expect(made.body.items).toMatchObject([
    { accepted: true, status: 201, effect: "create" },
    { accepted: false, status: 400 },
  ]);
  expect(JSON.stringify(made.body)).not.toContain("password");
  expect(await traces(org)).toEqual(before);
  expect((await client.get(`/Users/${ivo.id}`)).body).toEqual((await client.get(`/Users/${ivo.id}`)).body);
  expect((await client.get(`/Users/${ivo.id}`)).body.meta.version).toBe('W/"1"');
});

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

test("what is sent again is done in the token's profile, and audited; never with values that were not kept", async () => {
  const client = await scim.client({ profile: "rfc", name: "sender" });
  const { org } = client;
  const boss = await client.make("/Users", user("boss"));
  const ivo = user("ivo", { password: "x1", [ENTERPRISE]: { manager: { value: boss.id } } });
  expect((await client.send("POST", "/Users", { ...ivo, schemas: [] })).status).toBe(400);
  expect((await client.send("POST", "/Users", { ...ivo, schemas: [], badgeToken: "x2" })).status).toBe(400);
  const missing = `/Users/${crypto.randomUUID()}`;
  expect((await client.send("PUT", missing, user("later"))).status).toBe(404);
  const [absent, badge, bare] = await rejected(org, 3);
  const send = (request: Rejected) =>
    api("POST", `/organizations/${org}/rejected-requests/${request.requestId}/replay`, { send: true });
  expect((await send(badge)).body).toMatchObject({
    code: "replay.redacted",
    params: { names: "password, badgeToken" },
  });
  expect((await send(bare)).body).toMatchObject({ sent: true, items: [{ profile: "rfc", accepted: false }] });
  expect((await send(absent)).body.items).toMatchObject([{ profile: "rfc", status: 404 }]);
  const tokenId = absent.tokenId;
  const request = { method: "POST", path: "/Users", body: user("eve") };
  const byToken = await api("POST", `/organizations/${org}/replays`, { request, token: tokenId, send: true });
  expect(byToken.body).toMatchObject({ sent: true, items: [{ accepted: true, status: 201 }] });
  expect((await client.get("/Users?filter=userName%20eq%20%22eve%22")).body.totalResults).toBe(1);
  const nobody = await api("POST", `/organizations/${org}/replays`, { request, send: true });
  expect([nobody.status, nobody.body.code]).toEqual([400, "replay.token-needed"]);
  const audit = await scim.deps.store.page("audit", { where: { org, service: "admin" }, limit: 100 });
  expect(audit.filter(({ activity }) => activity === "replay")).toHaveLength(3);
  await api("DELETE", `/organizations/${org}/tokens/${tokenId}`);
  expect((await send(absent)).body.code).toBe("replay.token-ended");
});

test("organizations do not see each other's refusals", async () => {
  const client = await scim.client();
  await client.get("/Users?filter=x");
  const [item] = await rejected(client.org, 1);
  const other = await scim.newOrg();
  expect(await rejected(other, 0)).toEqual([]);
  expect((await api("GET", `/organizations/${other}/rejected-requests/${item.requestId}`)).status).toBe(404);
});

test("a token tells what it tolerates, who used it last and which profile suits them", async () => {
  const client = await scim.client({ profile: "generic" });
  const { org } = client;
  const tokenId = await tokenIdOf(org);
  const show = async () => (await api("GET", `/organizations/${org}/tokens/${tokenId}`)).body;
  expect(await show()).toMatchObject({ tokenId, profile: "generic", lastUse: null, suggestion: null });
  await client.get("/Users", { "user-agent": "Okta SCIM Client 1.0.0" });
  const shown = await show();
  expect(shown).toMatchObject({
    lastUse: { at: expect.stringMatching(/Z$/), userAgent: "Okta SCIM Client 1.0.0" },
    suggestion: { client: "Okta", profile: "okta" },
  });
  expect(shown.tolerances).toContainEqual({ name: "coerceBooleans", on: true });
  expect(shown.tolerances).toContainEqual({ name: "pathlessRemove", on: false });
  let stored: unknown;
  for (let attempt = 0; attempt < 100 && stored === undefined; attempt += 1) {
    stored = await scim.deps.store.get("token_use", { org, token: tokenId as never });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(stored).toMatchObject({ user_agent: "Okta SCIM Client 1.0.0" });
  // Another use within the next minutes is known here and not written.
  await client.get("/Users", { "user-agent": "curl/8" });
  expect(await show()).toMatchObject({ lastUse: { userAgent: "curl/8" }, suggestion: null });
  expect(await scim.deps.store.get("token_use", { org, token: tokenId as never })).toEqual(stored);
});
