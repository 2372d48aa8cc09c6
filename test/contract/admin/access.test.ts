import { fastify } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { problem } from "../../../src/contract/problem.ts";
import { routes } from "../../../src/contract/routes.ts";
import type { PersonRole } from "../../../src/core/people/roles.ts";
import { NO_PLAN_COUNTS } from "../../../src/core/provisioning/cycle-balance.ts";
import { toFastifyPath } from "../../../src/http/admin/routes.ts";
import { keepRouteTable, type RouteEntry } from "../../../src/http/register-route.ts";
import { type Browser, openBrowser, PASSWORD } from "../sign-in/browser.ts";
import { type AdminServer, startAdminServer } from "./server.ts";
import { openBrowsers, promisedTo, ROLES, sortForWalk, statusOf, uploadTypeOf } from "./walk.ts";

/** All that anybody may ask without saying who they are. It may only shrink. */
const PUBLIC = [
  "/api/openapi.json",
  "/api/v1/links/read",
  "/api/v1/links/redeem",
  "/api/v1/session",
  "/api/v1/session/passkey",
  "/api/v1/sign-in",
  "/api/v1/sign-in/oidc",
  "/api/v1/sign-in/oidc/callback",
  "/api/v1/sign-in/passkey",
  "/healthz",
  "/readyz",
];
const SOME_ID = "0190a1b2-0000-7000-8000-000000000001";

let muster: AdminServer;
beforeAll(async () => {
  muster = await startAdminServer();
});
afterAll(() => muster.close());

const filled = (path: string, org: string) =>
  path.replace(":org", org).replace(":part", "people").replace(":kind", "log").replace(/:\w+/g, SOME_ID);
const closed = () => muster.server.routeTable.filter(({ permission }) => permission !== "public");
const ask = ({ method, path }: RouteEntry, token: string | undefined, org: string = muster.org) =>
  muster.call(method, filled(path, org), { token, ...(method === "PUT" ? { csv: "" } : {}) });

test("the table has every route of the contract, and only a few that are public", () => {
  const { routeTable } = muster.server;
  for (const { method, path, permission } of Object.values(routes)) {
    expect(routeTable).toContainEqual({ method, path: toFastifyPath(path), permission });
  }
  const open = routeTable.filter(({ permission }) => permission === "public").map(({ path }) => path);
  expect([...new Set(open)].sort()).toEqual(PUBLIC);
});

test("no route answers who does not say who they are", async () => {
  expect(closed().length).toBeGreaterThan(30);
  for (const route of closed()) {
    const { status, headers, body } = await ask(route, undefined);
    expect([route.path, status]).toEqual([route.path, 401]);
    expect(headers.get("www-authenticate")).toBe('Bearer realm="muster"');
    if (route.method !== "HEAD") expect(body).toMatchObject({ code: "auth.token-missing", status: 401 });
  }
});

test("no route answers a token that does not hold its permission", async () => {
  const held = ["scim", "events:read"];
  for (const route of closed().filter(({ permission }) => !held.includes(permission))) {
    const { status, headers, body } = await ask(route, muster.tokens.scim);
    expect([route.path, status]).toEqual([route.path, 403]);
    expect(headers.get("www-authenticate")).toContain('error="insufficient_scope"');
    if (route.method !== "HEAD") {
      expect(body).toMatchObject({
        code: "auth.forbidden",
        params: { kind: "scim", permission: route.permission },
      });
    }
  }
});

test("a token for metrics reads them and nothing else", async () => {
  const token = muster.tokens.metrics;
  expect((await muster.call("GET", "/metrics", { token })).status).toBe(200);
  const others = closed().filter(({ permission }) => permission !== "metrics:read");
  expect(others.length).toBeGreaterThan(30);
  for (const route of others)
    expect([route.path, (await ask(route, token)).status]).toEqual([route.path, 403]);
});

test("tokens for metrics come and go, and do not stand in for the last administrator's", async () => {
  const made = await muster.call("POST", "/api/v1/tokens", { body: { kind: "metrics" } });
  expect(made).toMatchObject({ status: 201, body: { kind: "metrics", name: "metrics" } });
  const { token, tokenId } = made.body as { token: string; tokenId: string };
  expect((await muster.call("GET", "/metrics", { token })).status).toBe(200);
  const list = await muster.call("GET", "/api/v1/tokens");
  const { items } = list.body as { items: readonly { kind: string; tokenId: string }[] };
  const administrators = items.filter(({ kind }) => kind === "instance-admin");
  expect(administrators).toHaveLength(1);
  const last = await muster.call("DELETE", `/api/v1/tokens/${administrators[0]?.tokenId}`);
  expect(last).toMatchObject({ status: 409, body: { code: "token.last" } });
  expect((await muster.call("DELETE", `/api/v1/tokens/${tokenId}`)).status).toBe(204);
  expect((await muster.call("GET", "/metrics", { token })).status).toBe(401);
});

test("an organization's administrator does nothing to the instance", async () => {
  const ofInstance = closed().filter(({ permission }) => permission === "instance");
  expect(ofInstance.length).toBeGreaterThan(1);
  for (const route of ofInstance) {
    expect((await ask(route, muster.tokens["organization-admin"])).status).toBe(403);
  }
});

test("an organization's administrator is told of another organization what is told of one that is not", async () => {
  const inOrg = closed().filter(({ path, method }) => path.includes(":org") && method !== "HEAD");
  expect(inOrg.length).toBeGreaterThan(15);
  for (const { method, path, permission } of inOrg) {
    const refusal = permission === "instance" ? [403, "auth.forbidden"] : [404, "org.not-found"];
    const body = method === "GET" || method === "DELETE" ? {} : { body: validBody(method, path) };
    const type = uploadTypeOf({ method, path });
    const upload = type === undefined ? body : { csv: "", headers: { "content-type": type } };
    const query = queryOf(path);
    const [other, none] = await Promise.all(
      [muster.otherOrg, SOME_ID].map((org) =>
        muster.call(method, `${filled(path, org)}${query}`, {
          token: muster.tokens["organization-admin"],
          ...upload,
        }),
      ),
    );
    expect([path, other!.status, other!.body.code]).toEqual([path, ...refusal]);
    expect([path, none!.status, none!.body.code]).toEqual([path, ...refusal]);
  }
});

/** A query that the route accepts. */
function queryOf(path: string): string {
  if (/\/(why|user|group|removal)$/.test(path)) return "?find=x";
  if (path.endsWith("/search")) return "?text=x";
  return path.endsWith("/:part") ? "?file=p.csv" : "";
}

const SOME_CREDENTIAL = {
  id: "AAAA",
  type: "public-key",
  response: {
    clientDataJSON: "AAAA",
    authenticatorData: "AAAA",
    signature: "AAAA",
    userHandle: "AAAA",
    attestationObject: "AAAA",
  },
};

function validBody(method: string, path: string): unknown {
  const spec = Object.values(routes).find(
    (each) => each.method === method && toFastifyPath(each.path) === path,
  );
  const bodies: Readonly<Record<string, unknown>> = {
    beginImport: { source: "hr" },
    createUser: { attributes: { userName: "ada@contoso.test" } },
    editUser: { attributes: { title: "Nurse" } },
    createGroup: { attributes: { displayName: "Engineering" } },
    editGroup: { attributes: { displayName: "Engineering" } },
    editMembers: { add: [SOME_ID] },
    createApplication: { name: "Target", config: {} },
    provisionObject: { find: "x" },
    rehearseObject: { find: "x" },
    setSchedule: { state: "on" },
    restartApplication: { scopes: ["escrows"] },
    setRole: { value: "editor" },
    replaceRoles: { roles: [] },
    answerMatches: { answer: "later", objects: "all" },
    updateSettings: { settings: { parkAfter: 4 } },
    setMapping: { mapping: "default" },
    previewMapping: { type: "user", mapping: { attributes: [] } },
    testMapping: { type: "user", find: "x" },
    replaceSecret: { secret: "another-secret-3b7d" },
    updateApplication: { name: "Other" },
    updateOrganization: { softDeleteDays: 30 },
    setRetention: { days: 100 },
    setInstanceRetention: { days: 100 },
    evaluateExpression: { expression: "[mail]" },
    testScope: { find: "x" },
    previewScope: { filters: [] },
    selectGroup: { find: "Engineering" },
    relinkObject: { accountId: "7d1f" },
    assign: { subject: { kind: "all" } },
    compareConfiguration: { documents: [{ muster: 1, kind: "application", name: "Target" }] },
    applyConfiguration: { documents: [{ muster: 1, kind: "application", name: "Target" }] },
    compareOrganization: { documents: [{ muster: 1, kind: "organization", name: "Contoso" }] },
    applyOrganization: { documents: [{ muster: 1, kind: "organization", name: "Contoso" }] },
    compareInstallation: { documents: [{ muster: 1, kind: "organization", name: "Contoso" }] },
    applyInstallation: { documents: [{ muster: 1, kind: "organization", name: "Contoso" }] },
    replayRequest: { request: { method: "GET", path: "/Users" } },
    invitePerson: { name: "grace", role: "reader" },
    setPersonRole: { role: "reader" },
    createWebhook: { name: "Payroll", url: "https://payroll.test/hook" },
    updateWebhook: { state: "off" },
    testMail: { to: "operations@contoso.test" },
    createIdentityProvider: { name: "Company", issuer: "https://id.test", clientId: "muster" },
    updateIdentityProvider: { state: "off" },
    confirmAuthenticator: { code: "000000" },
    removeAuthenticator: { code: "000000" },
    renewRecoveryCodes: { code: "000000" },
    updateOwnProfile: { language: "fr" },
    changeOwnPassword: { currentPassword: "not the present one", password: "twelve or more" },
    signInWithPasskey: { credential: SOME_CREDENTIAL },
    addPasskey: { name: "Laptop", credential: SOME_CREDENTIAL },
    renamePasskey: { name: "Laptop" },
  };
  return bodies[spec?.id ?? ""] ?? {};
}

describe("roles of persons", () => {
  let browsers: ReadonlyMap<PersonRole, Browser>;
  const personalTokens = new Map<PersonRole, string>();
  beforeAll(async () => {
    browsers = await openBrowsers(muster);
    for (const [role, browser] of browsers) {
      const { body } = await browser.call("POST", "/api/v1/personal-tokens", { name: "walk" });
      personalTokens.set(role, body.token);
    }
  });

  const request = (browser: Browser, { method, path }: RouteEntry): RequestInit => {
    const headers = { cookie: browser.cookie ?? "", "x-csrf-token": browser.csrf ?? "" };
    if (["GET", "HEAD", "DELETE"].includes(method)) return { method, headers };
    const type = uploadTypeOf({ method, path });
    if (type !== undefined) return { method, headers: { ...headers, "content-type": type }, body: "" };
    const body = JSON.stringify(validBody(method, path));
    return { method, headers: { ...headers, "content-type": "application/json" }, body };
  };

  test.each(ROLES)("%s: does what is promised, in the own organization alone", async (role) => {
    const browser = browsers.get(role)!;
    const promised = promisedTo(role);
    expect(closed().length).toBeGreaterThan(100);
    for (const route of sortForWalk(closed())) {
      const { method, path, permission } = route;
      const own = await statusOf(
        `${muster.url}${filled(path, muster.org)}${queryOf(path)}`,
        request(browser, route),
      );
      expect([method, path, own[0] !== 401 && own[0] !== 403]).toEqual([
        method,
        path,
        promised.has(permission),
      ]);
      if (!path.includes(":org")) continue;
      const foreign = await statusOf(
        `${muster.url}${filled(path, muster.otherOrg)}${queryOf(path)}`,
        request(browser, route),
      );
      const isHidden = role !== "instance-admin" && promised.has(permission) && method !== "HEAD";
      if (isHidden) expect([method, path, ...foreign]).toEqual([method, path, 404, "org.not-found"]);
      else expect([method, path, foreign[0] === 403]).toEqual([method, path, !promised.has(permission)]);
    }
  });

  test.each(ROLES)("%s: a personal token does the same, but for what needs a session", async (role) => {
    const promised = promisedTo(role);
    const token = personalTokens.get(role);
    for (const route of closed()) {
      const { method, path, permission } = route;
      const headers = { authorization: `Bearer ${token}` };
      const { headers: _, ...sent } = request(browsers.get(role)!, route);
      const type = uploadTypeOf(route) ?? "application/json";
      const url = `${muster.url}${filled(path, muster.org)}${queryOf(path)}`;
      const [status] = await statusOf(url, {
        ...sent,
        headers: sent.body === undefined ? headers : { ...headers, "content-type": type },
      });
      const isPromised = permission !== "session" && promised.has(permission);
      expect([method, path, status !== 401 && status !== 403]).toEqual([method, path, isPromised]);
    }
  });

  test("a console shows what the API allows", async () => {
    for (const role of ROLES.filter((each) => each !== "instance-admin")) {
      const browser = openBrowser(muster.url);
      const { body } = await browser.signIn(`walking ${role}`, PASSWORD);
      const shown = new Set(["session", "person", ...body.organizations[0].permissions]);
      expect([role, shown]).toEqual([role, promisedTo(role)]);
    }
  });
});

test("plans and cycles of another organization are not there", async () => {
  const app = "0190a1b2-0000-7000-8000-00000000000a" as never;
  const id = "0190a1b2-0000-7000-8000-00000000000b" as never;
  const row = {
    org: muster.otherOrg,
    id,
    app,
    kind: "initial",
    state: "planned",
    created: 0,
    config_version: 1,
    watermark: null,
    upto: null,
    hash: "h",
    counts: NO_PLAN_COUNTS,
    notes: [],
    attributes: [],
    sending: null,
  } as const;
  await muster.deps.store.commit([{ op: "insert", table: "plan", row }]);
  const token = muster.tokens["organization-admin"];
  expect((await muster.call("GET", `/api/v1/plans/${id}`, { token })).body.code).toBe("plan.not-found");
  const seen = await muster.call("GET", `/api/v1/plans/${id}`);
  expect([seen.status, seen.body.orgId, seen.body.counts.evaluated]).toEqual([200, muster.otherOrg, 0]);
});

test("an expired token says when it expired and how to make another", async () => {
  const token = await muster.newToken(muster.org, "organization-admin", 1e-9);
  const { status, body, headers } = await muster.call("GET", "/api/v1/status", { token });
  expect([status, body.code]).toEqual([401, "auth.token-expired"]);
  expect(body.params.at).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect(body.detail).toContain("muster token create");
  expect(headers.get("www-authenticate")).toContain('error="invalid_token"');
});

test("a revoked token stops at once, although it was used a moment ago", async () => {
  const path = `/api/v1/organizations/${muster.org}/tokens`;
  const made = await muster.call("POST", path, { body: { kind: "organization-admin", name: "short" } });
  expect(made.status).toBe(201);
  const { token, tokenId } = made.body;
  expect((await muster.call("GET", path, { token })).status).toBe(200);
  expect((await muster.call("DELETE", `${path}/${tokenId}`)).status).toBe(204);
  const refused = await muster.call("GET", path, { token });
  expect([refused.status, refused.body.code]).toEqual([401, "auth.token-revoked"]);
  const listed = (await muster.call("GET", path)).body.items;
  expect(listed.find((each: { tokenId: string }) => each.tokenId === tokenId).revokedAt).not.toBeNull();
  expect(JSON.stringify(listed)).not.toContain(token.slice(0, 20));
});

test.each(["", "Basic dXNlcjpwYXNz", "Bearer", "Bearer a b"])("%j names nobody", async (authorization) => {
  const { status, body } = await muster.call("GET", "/api/v1/status", {
    token: undefined,
    headers: { authorization },
  });
  expect([status, body.code]).toEqual([401, "auth.token-missing"]);
});

test("a mistyped token is unknown", async () => {
  const token = muster.tokens["instance-admin"];
  const mistyped = `${token.slice(0, -1)}${token.endsWith("a") ? "b" : "a"}`;
  for (const each of [mistyped, "muster_x", "x"]) {
    expect((await muster.call("GET", "/api/v1/status", { token: each })).body.code).toBe(
      "auth.token-unknown",
    );
  }
});

test("SCIM tokens of one name are one integration's", async () => {
  const path = `/api/v1/organizations/${muster.org}/tokens`;
  for (const name of ["rotated", "rotated", "another"]) await muster.call("POST", path, { body: { name } });
  const rows = await muster.deps.store.page("token", { where: { org: muster.org }, limit: 100 });
  const of = (name: string) => rows.filter((row) => row.name === name).map(({ principal }) => principal);
  expect(new Set(of("rotated")).size).toBe(1);
  expect(of("another")[0]).not.toBe(of("rotated")[0]);
});

test("a route that declares no permission cannot be registered", () => {
  const server = fastify();
  keepRouteTable(server);
  expect(() => server.get("/open", async () => "")).toThrow("declares no permission");
});

test("problems are problem documents", async () => {
  const { headers, body } = await muster.call("GET", "/api/v1/status", { token: undefined });
  expect(headers.get("content-type")).toMatch("application/problem+json");
  expect(problem.strict().parse(body).trackingId).toBe(headers.get("x-tracking-id"));
});
