import { closeSync, fstatSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Deps } from "../../../src/app/deps.ts";
import type { OrgId } from "../../../src/core/ids.ts";
import type { Write } from "../../../src/ports/store.ts";
import { openSqliteStore } from "../../../src/store/sqlite/open.ts";
import { type AdminServer, startAdminServer } from "./server.ts";

let muster: AdminServer;
beforeAll(async () => {
  muster = await startAdminServer();
});
afterAll(() => muster.close());

const ORGANIZATIONS = "/api/v1/organizations";

test("a misspelt parameter of a query is refused by its name", async () => {
  const answer = await muster.call("GET", `/api/v1/events?org=${muster.org}&limt=5`);
  expect([answer.status, answer.body.code]).toEqual([400, "request.invalid"]);
  expect(answer.body.detail).toContain("limt");
});

test.each([
  ["a body that is no JSON", { body: "{" }, 400, "request.invalid-json"],
  ["an empty body that says it is JSON", { body: "" }, 400, "request.invalid-json"],
  ["a member that is missing", { body: {} }, 400, "request.invalid"],
  ["a member that nothing reads", { body: { name: "New", softDeletDays: 7 } }, 400, "request.invalid"],
  ["a value of another type", { body: { name: 7 } }, 400, "request.invalid"],
  ["a text with NUL", { body: { name: "A\0B" } }, 400, "request.invalid"],
  ["a text with half of a surrogate pair", { body: { name: "A\ud83d" } }, 400, "request.invalid"],
  ["a name of a member that cannot be stored", { body: { name: "A", "\ud83d": 1 } }, 400, "request.invalid"],
  ["a name of white space", { body: { name: "  " } }, 400, "request.invalid"],
  [
    "another media type",
    { body: "name=x", headers: { "content-type": "text/plain" } },
    415,
    "request.media-type",
  ],
  [
    "a body that is compressed",
    { body: { name: "x" }, headers: { "content-encoding": "gzip" } },
    415,
    "request.content-encoding",
  ],
  ["a body that is too large", { body: { name: "x".repeat(1_100_000) } }, 413, "request.too-large"],
  ["a name that is taken, in other letters", { body: { name: "CONTOSO" } }, 409, "org.name-taken"],
])("%s is refused by its place", async (_, options, status, code) => {
  const answer = await muster.call("POST", ORGANIZATIONS, options);
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(answer.body.detail).not.toContain("{{");
});

test("a refusal names the place of what is wrong", async () => {
  const { body } = await muster.call("POST", `${ORGANIZATIONS}/${muster.org}/applications`, {
    body: { name: "Target", config: {}, everySeconds: 1 },
  });
  expect(body).toMatchObject({ code: "request.invalid", params: { place: "body.everySeconds" } });
  const { body: french } = await muster.call("POST", ORGANIZATIONS, {
    body: { name: 7 },
    headers: { "accept-language": "fr" },
  });
  expect(french.detail).toContain("doit être un texte");
  const { body: path } = await muster.call("GET", `${ORGANIZATIONS}/nowhere/tokens`);
  expect(path).toMatchObject({ code: "request.invalid", params: { place: "params.org" } });
});

test("paths are found in any letter case and with a slash at the end", async () => {
  const path = `/API/v1/Organizations/${muster.org.toUpperCase()}/Tokens/`;
  expect((await muster.call("GET", path)).status).toBe(200);
});

test("what is not there is 404, what takes another method 405 with the methods", async () => {
  const nothing = await muster.call("GET", "/api/v1/nothing?secret=x");
  expect([nothing.status, nothing.body.code, nothing.body.params]).toEqual([
    404,
    "request.not-found",
    { path: "/api/v1/nothing" },
  ]);
  const wrong = await muster.call("DELETE", `${ORGANIZATIONS}/${muster.org}/tokens`);
  expect([wrong.status, wrong.body.code, wrong.headers.get("allow")]).toEqual([
    405,
    "request.method-not-allowed",
    "GET, HEAD, POST",
  ]);
  const options = await muster.call("OPTIONS", `${ORGANIZATIONS}/${muster.org}`);
  expect([options.status, options.headers.get("allow")]).toEqual([405, "DELETE, PATCH"]);
});

test("an address that cannot be decoded is refused", async () => {
  const answer = await rawRequest("GET /api/v1/%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
  expect(answer).toMatch(/^HTTP\/1.1 400 /);
  expect(answer).toContain('"code":"request.bad-url"');
  expect(answer).toMatch(/x-tracking-id: [0-9a-f-]{36}/);
});

/** As fetch would not send it. */
function rawRequest(text: string): Promise<string> {
  const { hostname, port } = new URL(muster.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = "";
    socket.setEncoding("utf8").on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("end", () => resolve(answer)).on("error", reject);
  });
}

test("every answer has a tracking id of its own, whatever the client sends", async () => {
  const ids = new Set<string | null>();
  for (const [path, token] of [
    ["/healthz", undefined],
    ["/nothing", undefined],
    ["/api/v1/status", "x"],
  ] as const) {
    const { headers } = await muster.call("GET", path, { token, headers: { "request-id": "mine" } });
    ids.add(headers.get("x-tracking-id"));
  }
  expect([...ids].every((id) => /^[0-9a-f-]{36}$/.test(id ?? ""))).toBe(true);
  expect(ids.size).toBe(3);
});

test.each([
  ["fr-FR,fr;q=0.9,en;q=0.8", "fr"],
  ["de, fr;q=0.5", "fr"],
  ["en-GB,fr;q=0.5", "en"],
  ["de", "en"],
])("a client that reads %s is answered in %s", async (language, expected) => {
  const { headers, body } = await muster.call("GET", "/api/v1/status", {
    token: undefined,
    headers: { "accept-language": language },
  });
  expect(headers.get("content-language")).toBe(expected);
  const english = await muster.call("GET", "/api/v1/status", { token: undefined });
  expect(body.detail === english.body.detail).toBe(expected === "en");
});

test("health and readiness need no token; metrics do", async () => {
  expect((await muster.call("GET", "/healthz", { token: undefined })).body).toEqual({ status: "ok" });
  expect((await muster.call("GET", "/readyz", { token: undefined })).body).toEqual({ status: "ready" });
  const { status, body, headers } = await muster.call("GET", "/metrics");
  expect([status, headers.get("content-type")]).toEqual([200, expect.stringContaining("text/plain")]);
  expect(body).toContain(
    'muster_http_request_duration_seconds_count{method="GET",route="/readyz",status="200"}',
  );
  expect(body).toContain("process_cpu_seconds_total");
});

test("the status shows what the caller may see", async () => {
  const all = (await muster.call("GET", "/api/v1/status")).body;
  expect(all).toMatchObject({ version: "0.0.0-test", store: "sqlite" });
  expect(all.organizations.map(({ name }: { name: string }) => name)).toEqual(["Contoso", "Fabrikam"]);
  const own = (await muster.call("GET", "/api/v1/status", { token: muster.tokens["organization-admin"] }))
    .body;
  expect(own.organizations).toMatchObject([
    { name: "Contoso", scimUrl: `${muster.url}/scim/${muster.org}/v2`, users: 0 },
  ]);
});

test("a bug of ours tells the client a number, and the log the whole story", async () => {
  const logged: unknown[] = [];
  const broken = await startAdminServer((deps) => ({
    ...deps,
    store: {
      ...deps.store,
      count: () => Promise.reject(new Error("the secret reason")),
    },
    log: (level, code, detail) => logged.push([level, code, detail]),
  }));
  try {
    const { status, body, headers } = await broken.call("GET", "/api/v1/status");
    const incident = headers.get("x-tracking-id");
    expect([status, body.code, body.params]).toEqual([500, "server.incident", { incident }]);
    expect(JSON.stringify(body)).not.toContain("secret reason");
    expect(logged).toMatchObject([
      ["error", "server.incident", { trackingId: incident, error: { message: "the secret reason" } }],
    ]);
  } finally {
    await broken.close();
  }
});

function largeLease(org: OrgId, name: string): Write {
  return {
    op: "insert",
    table: "lease",
    row: { org, name, holder: "x".repeat(50_000), expires: 1, version: 1 },
  };
}

test("a full disk is said to be one, and an import that meets it changes nothing", async () => {
  const directory = mkdtempSync(join(tmpdir(), "muster-full-"));
  let store: Deps["store"] | undefined;
  const full = await startAdminServer(async (deps) => {
    store = await openSqliteStore({ directory, pagesMax: 300 });
    return { ...deps, store };
  });
  try {
    const imports = `${ORGANIZATIONS}/${full.org}/imports`;
    const { importId } = (await full.call("POST", imports, { body: { source: "hr" } })).body;
    const rows = Array.from({ length: 20_000 }, (_, n) => `m${n}@contoso.test,Member ${n}`);
    const csv = ["userPrincipalName,displayName", ...rows].join("\n");
    const refused = await full.call("PUT", `${imports}/${importId}/people?file=people.csv`, { csv });
    expect([refused.status, refused.body.code]).toEqual([503, "store.disk-full"]);
    expect(refused.headers.get("retry-after")).toBe("5");
    expect(await full.deps.store.count("object", { org: full.org })).toBe(0);
    expect((await full.call("GET", "/readyz")).status).toBe(200);
    const filler = (name: string) => full.deps.store.commit([largeLease(full.org, name)]);
    await expect(
      (async () => {
        for (let n = 0; n < 100; n += 1) await filler(`n${n}`);
      })(),
    ).rejects.toMatchObject({ code: "store.disk-full" });
    const notReady = await full.call("GET", "/readyz");
    expect([notReady.status, notReady.body]).toEqual([503, { status: "disk-full" }]);
    await full.deps.store.commit([{ op: "delete", table: "lease", key: { org: full.org, name: "n0" } }]);
    await full.deps.store.commit([{ op: "delete", table: "lease", key: { org: full.org, name: "n1" } }]);
    expect((await full.call("GET", "/readyz")).status).toBe(200);
  } finally {
    await full.close();
    await store?.close();
    rmSync(directory, { recursive: true, force: true });
  }
});

test("a damaged database file has a status of its own", async () => {
  const directory = mkdtempSync(join(tmpdir(), "muster-damaged-"));
  let store: Deps["store"] | undefined;
  const damaged = await startAdminServer(async (deps) => {
    const before = await openSqliteStore({ directory });
    for (let n = 0; n < 20; n += 1) await before.commit([largeLease(deps.env.newId() as OrgId, `l${n}`)]);
    await before.close();
    store = await openSqliteStore({ directory });
    return { ...deps, store };
  });
  try {
    expect((await damaged.call("GET", "/readyz")).status).toBe(200);
    const handle = openSync(join(directory, "muster.db"), "r+");
    const pages = Math.floor(fstatSync(handle).size / 4_096);
    for (let page = 2; page < pages; page += 1) {
      writeSync(handle, Buffer.alloc(4_096, 0xee), 0, 4_096, page * 4_096);
    }
    closeSync(handle);
    await expect(store?.page("lease", { where: {}, limit: 100 })).rejects.toThrow("store.damaged");
    const { status, body } = await damaged.call("GET", "/readyz", { token: undefined });
    expect([status, body]).toEqual([503, { status: "damaged" }]);
  } finally {
    await damaged.close();
    await store?.close().catch(() => {});
    rmSync(directory, { recursive: true, force: true });
  }
});

test("a store that does not answer makes the server not ready", async () => {
  const silent = await startAdminServer();
  await silent.deps.store.close();
  try {
    const { status, body } = await silent.call("GET", "/readyz", { token: undefined });
    expect([status, body]).toEqual([503, { status: "store-unavailable" }]);
    expect((await silent.call("GET", "/healthz", { token: undefined })).status).toBe(200);
  } finally {
    await silent.close();
  }
});

test("closing lets a request in hand end", async () => {
  const closing = await startAdminServer((deps) => ({
    ...deps,
    store: {
      ...deps.store,
      count: async (table, where) => {
        await deps.env.sleep(300);
        return deps.store.count(table, where);
      },
    },
  }));
  const answer = closing.call("GET", "/api/v1/organizations");
  await closing.deps.env.sleep(100);
  const begun = Date.now();
  await closing.close();
  expect((await answer).status).toBe(200);
  expect(Date.now() - begun).toBeLessThan(2_000);
});
