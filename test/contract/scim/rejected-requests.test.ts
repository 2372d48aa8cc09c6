import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RETENTION_DEFINITIONS } from "../../../src/core/retention/kinds.ts";
import { schemaAdmin } from "../schemas/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { type RefusalApi, type Rejected, refusalApi } from "./rejected-request-api.ts";
import { type ScimServer, startScimServer, USER_URN, user } from "./server.ts";

const KEPT = RETENTION_DEFINITIONS.rejectedRequests.default.number ?? 0;

const CREW = "urn:example:crew:1.0:User";
const CANARY = "Zr7canaryplum";
const password = `${CANARY}!`;

/** The bytes of every file of the data directory. */
function databaseTexts(directory: string): readonly string[] {
  const files = readdirSync(directory).map((name) => join(directory, name));
  const texts = files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, "latin1"));
  return texts;
}

await overEveryStore(({ kind, newPlace }) => {
  let scim: ScimServer;
  let admin: RefusalApi;
  beforeAll(async () => {
    const place = await newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
    admin = await refusalApi(scim);
  });
  afterAll(() => scim?.close());
  const api: RefusalApi["api"] = (...asked) => admin.api(...asked);
  const rejected: RefusalApi["rejected"] = (...asked) => admin.rejected(...asked);
  test("characters that no store keeps cost neither their request nor the others beside it", async () => {
    const client = await scim.client();
    const bodies = [
      '{"userName":{}}',
      '{"userName":"a\\u0000b"}',
      '{"userName\\ud83d":1}',
      '{"user\u0000Name":"b"}',
      `{"${"x".repeat(1_970)}${"😀".repeat(20)}":1}`,
    ];
    for (const body of bodies) expect((await client.send("POST", "/Users", body)).status).toBe(400);
    const items = await rejected(client.org, bodies.length);
    // The names of unknown attributes stand in the details.
    expect(items.some(({ detail }) => detail.includes("userName\ufffd"))).toBe(true);
    expect(items).toHaveLength(bodies.length);
  });

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
    expect(item.requestId).toBe(answer.headers.get("x-tracking-id"));
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
    expect(JSON.parse((await admin.whole(org, item.requestId)).body)).toMatchObject({
      Operations: operations,
    });
    expect(
      (await api("GET", `/organizations/${org}/rejected-requests/${crypto.randomUUID()}`)).body.code,
    ).toBe("rejected.not-found");
  });

  test("a rejected request is deleted with all that was kept of it, once, and the trail has no query of it", async () => {
    const client = await scim.client();
    const { org } = client;
    await client.send("GET", "/Users?filter=userName%20qe%20%22ivo%22");
    await client.send("GET", "/Users?count=x");
    const [newest, oldest] = await rejected(org, 2);
    const path = `/organizations/${org}/rejected-requests/${oldest.requestId}`;
    expect((await api("DELETE", path)).status).toBe(204);
    expect([(await api("GET", path)).status, (await api("DELETE", path)).body.code]).toEqual([
      404,
      "rejected.not-found",
    ]);
    expect((await rejected(org, 1)).map(({ requestId }) => requestId)).toEqual([newest.requestId]);
    const { items } = (await api("GET", `/organizations/${org}/audit`)).body;
    const entry = items.find(({ activity }: Rejected) => activity === "delete-rejected-request");
    expect(entry.detail).toEqual({ method: "GET", path: "/Users", status: 400 });
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

  test("operations of a bulk request are kept as the requests that they would be alone", async () => {
    const client = await scim.client({ name: "bulk of a test" });
    const { org } = client;
    const schemas = ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"];
    const operations = [
      { method: "POST", path: "/Users", bulkId: "a", data: user("ada") },
      { method: "POST", path: "/Users", bulkId: "b", data: user("ADA", { password }) },
      {
        method: "PATCH",
        path: "/Users/bulkId:a?attributes=id",
        version: 'W/"9"',
        data: { Operations: [{ op: "add", path: "title", value: "T" }] },
      },
      { method: "POST", path: "/Groups", bulkId: "g", data: { members: [{ value: "bulkId:a" }] } },
      { method: "GET", path: "/Users" },
      { method: "DELETE", path: `/Users/${crypto.randomUUID()}` },
    ];
    const sent = { schemas, Operations: operations };
    const answer = await client.send("POST", "/Bulk", sent, { "user-agent": "Okta SCIM Client 1.0.0" });
    const made = answer.body.Operations[0].location.split("/").at(-1);
    const kept = (await rejected(org, 5)).reverse();
    expect(kept.map(({ method, path, status, scimType }) => [method, path, status, scimType])).toEqual([
      ["POST", "/Users", 409, "uniqueness"],
      ["PATCH", `/Users/${made}?attributes=id`, 412, null],
      ["POST", "/Groups", 400, "invalidValue"],
      ["POST", "/Bulk", 400, "invalidSyntax"],
      ["DELETE", operations[5]?.path, 404, null],
    ]);
    expect(kept[0]).toMatchObject({ tokenName: "bulk of a test", redacted: ["password"], bodyKept: "whole" });
    expect(kept[1]).toMatchObject({ headers: { "if-match": 'W/"9"' }, userAgent: "Okta SCIM Client 1.0.0" });
    expect(kept.map(({ detail }) => detail)).toEqual(
      answer.body.Operations.slice(1).map(({ response }: Rejected) => response.detail),
    );
    const bodies = await Promise.all(kept.map(({ requestId }) => admin.whole(org, requestId)));
    expect(bodies.map(({ body }) => body && JSON.parse(body))).toEqual([
      { ...user("ADA"), password: "[redacted]" },
      operations[2]?.data,
      { members: [{ value: made }] },
      { schemas, Operations: [operations[4]] },
      "",
    ]);
    // A trial is no refusal.
    const replay = { request: { method: "POST", path: "/Bulk", body: sent }, profiles: ["generic"] };
    expect((await api("POST", `/organizations/${org}/replays`, replay)).status).toBe(200);
    await client.send("POST", "/Users", user("ada"));
    expect(await rejected(org, 6)).toHaveLength(6);
  });

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
    const kept = await Promise.all(items.map(({ requestId }) => admin.whole(org, requestId)));
    expect(JSON.stringify(kept)).not.toContain(CANARY);
    expect(kept.filter(({ redacted }) => redacted.length === 0)).toEqual([]);
    const texts = databaseTexts(scim.directory);
    if (kind === "SQLite") expect(texts.some((text) => text.includes("rejected_request"))).toBe(true);
    for (const text of texts) {
      expect(text.includes(CANARY)).toBe(false);
      expect(text.includes(token)).toBe(false);
    }
  });

  test("what an organization's own schemas call write-only, or never returned, is a secret too", async () => {
    const client = await scim.client({ profile: "rfc" });
    const { org } = client;
    const schemas = await schemaAdmin(scim, org);
    const attributes = [
      { name: "berth", mutability: "writeOnly", returned: "never" },
      { name: "knot", returned: "never" },
      { name: "deck" },
    ];
    expect((await schemas.send("PUT", `/schemas/${CREW}`, { attributes })).status).toBe(200);
    const onUser = { name: "User", schemaExtensions: [{ schema: CREW, required: false }] };
    expect((await schemas.send("PUT", "/resource-types/User", onUser)).status).toBe(200);
    const held = { berth: CANARY, knot: [CANARY], deck: "upper", active: 1 };
    await client.send("POST", "/Users", { schemas: [USER_URN], userName: "a", [CREW]: held });
    await client.patch("/Users/1", [{ op: "replace", path: `${CREW}:Knot`, value: CANARY }]);
    await client.get(`/Users?filter=${encodeURIComponent(`${CREW}:berth eq "${CANARY}"`)}`);
    const kept = await Promise.all(
      (await rejected(org, 3)).map(({ requestId }) => admin.whole(org, requestId)),
    );
    expect(JSON.stringify(kept)).not.toContain(CANARY);
    expect(kept.map(({ redacted }) => redacted)).toEqual([["filter"], [`${CREW}:Knot`], ["berth", "knot"]]);
    expect(kept[2].body).toContain('"deck":"upper"');
  });

  test("a body is kept up to 16 KB, and what is longer by its structure", async () => {
    const client = await scim.client({ profile: "rfc" });
    const long = "ü".repeat(12_000);
    await client.send("POST", "/Users", user("a", { active: "no", title: long }));
    await client.send("POST", "/Users", user("a", { active: "no", title: long.repeat(4) }));
    const items = await rejected(client.org, 2);
    expect(items.map(({ bodyKept }) => bodyKept)).toEqual(["cut", "cut"]);
    const [structure, cut] = await Promise.all(
      items.map(({ requestId }) => admin.whole(client.org, requestId)),
    );
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
    const rest = {
      user_agent: null,
      content_type: null,
      status: 400,
      scim_type: null,
      detail: "",
      body: null,
    };
    for (let from = 0; from < KEPT + 20; from += 255) {
      await store.commit(
        Array.from({ length: 255 }, () => ({
          op: "insert" as const,
          table: "rejected_request" as const,
          row: { ...row, ...rest, id: scim.deps.env.newId(), body_kept: "none", redacted: [] } as never,
        })),
      );
    }
    const [oldest] = await store.page("rejected_request", { where: { org }, limit: 1 });
    const begun = performance.now();
    await Promise.all(Array.from({ length: 300 }, () => client.get("/Users?filter=x")));
    // Fifty wait at most, and they are written each half second: a slow machine writes more often.
    const groups = Math.ceil((performance.now() - begun) / 500) + 1;
    const noted = await rejected(org, 1, `&token=${await admin.tokenIdOf(org)}`);
    expect(noted.length).toBeLessThanOrEqual(50 * groups);
    // The newest are written first, and then the oldest go.
    const kept = () => store.count("rejected_request", { org });
    await expect.poll(kept, { timeout: 10_000 }).toBe(KEPT);
    expect(await store.get("rejected_request", { org, id: oldest?.id ?? "" })).toBeUndefined();
  });

  test("organizations do not see each other's refusals", async () => {
    const client = await scim.client();
    await client.get("/Users?filter=x");
    const [item] = await rejected(client.org, 1);
    const other = await scim.newOrg();
    expect(await rejected(other, 0)).toEqual([]);
    expect((await api("GET", `/organizations/${other}/rejected-requests/${item.requestId}`)).status).toBe(
      404,
    );
  });

  test("a token tells what it tolerates, who used it last and which profile suits them", async () => {
    const client = await scim.client({ profile: "generic" });
    const { org } = client;
    const tokenId = await admin.tokenIdOf(org);
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
});
