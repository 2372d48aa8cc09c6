import { request } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { INSTANCE } from "../../../src/core/ids.ts";
import { type ScimServer, scimClient, startScimServer, user } from "./server.ts";

const ERROR_URN = "urn:ietf:params:scim:api:messages:2.0:Error";

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer({ limits: { bodySizeMax: 2_000 } });
});
afterAll(() => scim.close());

interface Case {
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly status: number;
  readonly scimType?: string;
}

const NOBODY = "0190a1b2-0000-7000-8000-000000000001";
const cases: readonly Case[] = [
  { path: "/Nothing", status: 404 },
  { path: `/Users/${NOBODY}`, status: 404 },
  { path: "/Users/not-an-id", status: 404 },
  { path: `/Groups/${NOBODY}`, status: 404 },
  { path: "/Schemas/urn:nothing", status: 404 },
  { path: "/Schemas?filter=name+eq+%22x%22", status: 403 },
  { method: "POST", path: "/ServiceProviderConfig", body: {}, status: 405 },
  { method: "PUT", path: "/Users", body: {}, status: 405 },
  { method: "DELETE", path: "/Groups", status: 405 },
  { method: "POST", path: "/Users", body: "{", status: 400, scimType: "invalidSyntax" },
  { method: "POST", path: "/Users", body: '"text"', status: 400, scimType: "invalidSyntax" },
  { method: "POST", path: "/Users", body: "", status: 400, scimType: "invalidSyntax" },
  { method: "POST", path: "/Users", body: { userName: " ".repeat(3_000) }, status: 413 },
  { method: "POST", path: "/Users", body: "a=b", headers: { "content-type": "text/plain" }, status: 415 },
  { method: "POST", path: "/Users", body: {}, status: 400, scimType: "invalidValue" },
  { method: "POST", path: "/Users", body: { userName: "" }, status: 400, scimType: "invalidValue" },
  { method: "POST", path: "/Users", body: { userName: "a\0b" }, status: 400, scimType: "invalidValue" },
  {
    method: "POST",
    path: "/Users",
    body: { userName: "a", USERNAME: "b" },
    status: 400,
    scimType: "invalidSyntax",
  },
  { path: "/Users?filter=", status: 400, scimType: "invalidFilter" },
  { path: "/Users?filter=userName+is+%22x%22", status: 400, scimType: "invalidFilter" },
  { path: "/Users?filter=shoeSize+eq+44", status: 400, scimType: "invalidFilter" },
  { path: "/Users?filter=active+gt+true", status: 400, scimType: "invalidFilter" },
  { path: "/Users?filter=password+eq+%22x%22", status: 400, scimType: "invalidFilter" },
  { path: "/Users?startIndex=one", status: 400, scimType: "invalidValue" },
  { path: "/Users?attributes=id&excludedAttributes=name", status: 400, scimType: "invalidSyntax" },
  { method: "POST", path: "/Bulk", body: {}, status: 400, scimType: "invalidSyntax" },
  { path: "/Me", status: 501 },
];

test.each(cases)("$method $path is answered with a SCIM error $status $scimType", async (each) => {
  const client = await scim.client();
  const { status, body, headers } = await client.send(
    each.method ?? "GET",
    each.path,
    each.body,
    each.headers,
  );
  expect(status).toBe(each.status);
  expect(headers.get("content-type")).toBe("application/scim+json");
  expect(headers.get("x-tracking-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(body).toEqual({
    schemas: [ERROR_URN],
    status: String(each.status),
    ...(each.scimType === undefined ? {} : { scimType: each.scimType }),
    detail: expect.stringMatching(/\S/),
  });
  if (status === 405) expect(headers.get("allow")).toMatch(/GET/);
});

test("a value that things are found by is not endless", async () => {
  const client = await scim.client();
  const long = "x".repeat(501);
  for (const more of [{ displayName: long }, { externalId: long }, { emails: [{ value: long }] }]) {
    const { body } = await client.send("POST", "/Users", user("ada", more));
    expect(body).toMatchObject({ status: "400", scimType: "invalidValue" });
    expect(body.detail).toContain(Object.keys(more)[0]);
  }
  const { id } = await client.make("/Users", user("y".repeat(500)));
  const renamed = await client.patch(`/Users/${id}`, [{ op: "replace", path: "userName", value: long }]);
  expect(renamed.body.scimType).toBe("invalidValue");
});

test("every route but the configuration needs a SCIM token", async () => {
  const client = await scim.client();
  const routes = scim.server.routeTable.filter(({ path }) => path.startsWith("/scim/"));
  expect(routes.length).toBeGreaterThan(20);
  const open = routes.filter(({ permission }) => permission !== "scim").map(({ path }) => path);
  expect(new Set(open)).toEqual(new Set(["/scim/:org/v2/ServiceProviderConfig"]));
  const stranger = scimClient(scim.url, undefined);
  for (const { method, path } of routes.filter(({ permission }) => permission === "scim")) {
    const answer = await stranger.send(method, path.replace(":org", client.org).replace(":id", NOBODY));
    expect([method, path, answer.status]).toEqual([method, path, 401]);
  }
});

test("another version of the protocol is refused by name", async () => {
  const client = await scim.client();
  const answer = await scimClient(`${scim.url}/scim/${client.org}/v1`, client.token).get("/Users");
  expect(answer.body).toMatchObject({ status: "400", scimType: "invalidVers" });
});

test("nobody gets in without a good token of this organization", async () => {
  const client = await scim.client();
  const other = await scim.client();
  const secret = await client.make("/Users", user("secret"));
  for (const token of [undefined, "wrong", other.token]) {
    const { status, headers, body } = await scimClient(client.baseUrl, token).get(`/Users/${secret.id}`);
    expect(status).toBe(401);
    expect(headers.get("www-authenticate")).toMatch(/^Bearer realm="muster"/);
    expect(body).toMatchObject({ schemas: [ERROR_URN], status: "401" });
  }
  const nowhere = await scimClient(`${scim.url}/scim/${NOBODY}/v2`, client.token).get("/Users");
  expect(nowhere.status).toBe(401);
  expect((await other.get(`/Users/${secret.id}`)).status).toBe(404);
});

test("administrators are not SCIM clients", async () => {
  const client = await scim.client();
  for (const [org, kind] of [
    [INSTANCE, "instance-admin"],
    [client.org, "organization-admin"],
  ] as const) {
    const token = await scim.token(org, "generic", "admin", kind);
    const { status, body } = await scimClient(client.baseUrl, token).get("/Users");
    expect([status, body.status]).toEqual([403, "403"]);
  }
});

test("a body is refused for its author before it is for its size", async () => {
  const client = await scim.client();
  const answer = await scimClient(client.baseUrl, undefined).send("POST", "/Users", "x".repeat(10_000));
  expect(answer.status).toBe(401);
});

test("a body that is not UTF-8 is refused", async () => {
  const client = await scim.client();
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const sent = request(`${client.baseUrl}/Users`, { method: "POST" }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on("error", reject);
    sent.setHeader("authorization", `Bearer ${client.token}`);
    sent.setHeader("content-type", "application/scim+json; charset=utf-8");
    sent.end(Buffer.from('{"userName":"caf\xe9"}', "latin1"));
  });
  expect(status).toBe(400);
  expect((await client.get("/Users?count=0")).body.totalResults).toBe(0);
});

test("a taken user name is a uniqueness conflict, in any letter case", async () => {
  const client = await scim.client();
  await client.make("/Users", user("BJensen"));
  const { id } = await client.make("/Users", user("ada"));
  const posted = await client.send("POST", "/Users", user("bjensen"));
  const renamed = await client.patch(`/Users/${id}`, [{ op: "replace", path: "userName", value: "bJENSEN" }]);
  for (const { status, body } of [posted, renamed]) {
    expect([status, body.status, body.scimType]).toEqual([409, "409", "uniqueness"]);
  }
  const own = await client.patch(`/Users/${id}`, [{ op: "replace", path: "userName", value: "ADA" }]);
  expect(own.body.userName).toBe("ADA");
});

test("application/json is answered to who accepts nothing else", async () => {
  const client = await scim.client();
  for (const [accept, expected] of [
    ["application/json", "application/json"],
    ["application/scim+json", "application/scim+json"],
    ["application/json, application/scim+json", "application/scim+json"],
    ["application/json, */*", "application/scim+json"],
  ] as const) {
    const { headers } = await client.get("/Users", { accept });
    expect([accept, headers.get("content-type")]).toEqual([accept, expected]);
  }
});

test("who accepts neither is told so before anything is done", async () => {
  const client = await scim.client();
  for (const accept of ["text/html", "application/xml;q=0.9", "*/*;q=0"]) {
    const { status, headers, body } = await client.send("POST", "/Users", user("ada"), { accept });
    expect([accept, status, headers.get("content-type")]).toEqual([accept, 406, "application/scim+json"]);
    expect(body).toMatchObject({ schemas: [ERROR_URN], status: "406" });
  }
  expect((await client.get("/Users?count=0")).body.totalResults).toBe(0);
});

const ALLOWED: Readonly<Record<string, string>> = {
  "/Users": "GET, HEAD, POST",
  "/groups/": "GET, HEAD, POST",
  [`/Users/${NOBODY}`]: "DELETE, GET, HEAD, PATCH, PUT",
  "/Users/.search": "POST",
  "/Schemas": "GET, HEAD",
  "/Schemas/urn:x": "GET, HEAD",
  "/ResourceTypes": "GET, HEAD",
  "/ServiceProviderConfig": "GET, HEAD",
  "/Bulk": "POST",
  "/.search": "POST",
};

test.each(Object.entries(ALLOWED))("%s tells that it takes %s", async (path, allowed) => {
  const client = await scim.client();
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
    if (allowed.split(", ").includes(method)) continue;
    // Not even a body that cannot be read comes before the method that is wrong.
    const body = method === "GET" ? undefined : "a=b";
    const answer = await client.send(method, path, body, { "content-type": "text/plain" });
    expect([method, answer.status, answer.headers.get("allow")]).toEqual([method, 405, allowed]);
    expect(answer.body).toMatchObject({ schemas: [ERROR_URN], status: "405" });
  }
  // Nor does a method that no path has make it more.
  for (const method of ["OPTIONS", "TRACE", "PROPFIND"] as const) {
    const answer = await scim.server.inject({
      method: method as "OPTIONS",
      url: `/scim/${client.org}/v2${path}`,
    });
    expect([method, answer.statusCode, answer.headers["allow"]]).toEqual([method, 405, allowed]);
    expect(answer.json()).toMatchObject({ schemas: [ERROR_URN], status: "405" });
  }
});

test("what nothing is served at allows nothing", async () => {
  const client = await scim.client();
  const answer = await client.send("OPTIONS", "/Users/1/2/3");
  expect([answer.status, answer.headers.get("allow")]).toEqual([404, null]);
});

test("a body in an encoding that is not decoded is refused, and says which is", async () => {
  const client = await scim.client();
  const body = JSON.stringify(user("ada"));
  for (const encoding of ["gzip", "GZIP", "identity, br", "x"]) {
    for (const [method, path] of [
      ["POST", "/Users"],
      ["PATCH", `/Users/${NOBODY}`],
      ["POST", "/Bulk"],
    ] as const) {
      const answer = await client.send(method, path, body, { "content-encoding": encoding });
      expect([encoding, answer.status, answer.headers.get("accept-encoding")]).toEqual([
        encoding,
        415,
        "identity",
      ]);
      expect(answer.body).toMatchObject({ schemas: [ERROR_URN], status: "415" });
      expect(answer.body.detail).toContain(encoding);
    }
  }
  expect((await client.send("POST", "/Users", body, { "content-encoding": "identity" })).status).toBe(201);
  expect((await client.get("/Users", { "content-encoding": "gzip" })).status).toBe(200);
});

test("what is no endpoint is not there for any method", async () => {
  const client = await scim.client();
  for (const path of [
    "/Nothing",
    "/Nothing/1",
    "/Nothing/1/members",
    "/Nothing/.search",
    "/Users/1/2/3",
    "/Nothing/1/2/3",
  ]) {
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]) {
      const { status } = await client.send(method, path);
      expect([method, path, status]).toEqual([method, path, 404]);
    }
  }
});

test("HEAD is GET without the body", async () => {
  const client = await scim.client();
  const { id, meta } = await client.make("/Users", user("ada"));
  const { status, headers, body } = await client.send("HEAD", `/Users/${id}`);
  expect([status, headers.get("etag"), body]).toEqual([200, meta.version, undefined]);
  expect((await client.send("HEAD", `/Users/${NOBODY}`)).status).toBe(404);
});

test("a base URL with a flag, slashes and letter cases are read as they are meant", async () => {
  const client = await scim.client();
  const { id } = await client.make("/Users", user("ada"));
  for (const path of [
    "?aadOptscim062020/Users?count=5",
    "/Users?aadOptscim062020",
    "/Users/?aadOptscim062020&count=5",
    "//Users/",
    "/uSERS",
  ]) {
    const { status, body } = await client.get(path);
    expect([path, status, body.Resources?.[0]?.id]).toEqual([path, 200, id]);
  }
  expect((await client.get(`?aadOptscim062020/Users/${id}`)).body.userName).toBe("ada");
});

test("a path that cannot be decoded, or is endless, is a SCIM error too", async () => {
  const client = await scim.client();
  for (const [path, status] of [
    ["/Users/%zz", 400],
    ["/Users/%ff", 400],
    [`/Users/${"x".repeat(2_000)}`, 404],
  ] as const) {
    const answer = await client.get(path);
    expect(answer.headers.get("content-type")).toBe("application/scim+json");
    expect([answer.status, answer.body.status]).toEqual([status, String(status)]);
  }
});

/** What a server answers to bytes that no client library would send. */
function sendRaw(text: string): Promise<string> {
  const { hostname, port } = new URL(scim.url);
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(text));
    socket.on("data", (data) => {
      answer += data.toString("utf8");
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(answer));
  });
}

test("what is no HTTP is answered with a SCIM error", async () => {
  const client = await scim.client();
  const path = new URL(client.baseUrl).pathname;
  const head = `POST ${path}/Users HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${client.token}\r\n`;
  const json = "content-type: application/scim+json\r\n";
  for (const [sent, status] of [
    ["nonsense\r\n\r\n", 400],
    [`${head}${json}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n`, 400],
    [`${head}x-long: ${"x".repeat(40_000)}\r\n\r\n`, 431],
  ] as const) {
    const answer = await sendRaw(sent);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    const body = JSON.parse(answer.slice(answer.indexOf("\r\n\r\n") + 4));
    expect(body).toMatchObject({ schemas: [ERROR_URN], status: String(status) });
  }
  expect((await client.get("/Users?count=0")).status).toBe(200);
});
