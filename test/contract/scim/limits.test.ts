import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { limitToken } from "../../../src/app/tokens/limit-token.ts";
import { readConfiguration } from "../../../src/commands/configuration.ts";
import { filtered, group, type ScimServer, startScimServer, user } from "./server.ts";

const LIMITS = {
  pageSizeDefault: 2,
  pageSizeMax: 3,
  bodySizeMax: 4_000,
  filterLengthMax: 200,
  filterNodesMax: 5,
  patchOperationsMax: 3,
  patchComparisonsMax: 12,
  membersMax: 4,
  keyLengthMax: 20,
};

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer({
    limits: LIMITS,
    rateLimits: { requestsPerSecond: 1, requestBurst: 30 },
  });
});
afterAll(() => scim.close());

test("a page is as long as is published, and no longer", async () => {
  const client = await scim.client();
  for (const name of ["a", "b", "c", "d"]) await client.make("/Users", user(name));
  const { pagination, filter } = (await client.get("/ServiceProviderConfig")).body;
  expect(pagination).toMatchObject({ defaultPageSize: 2, maxPageSize: 3 });
  expect(filter.maxResults).toBe(3);
  for (const [query, length] of [
    ["", 2],
    ["?count=3", 3],
    ["?count=4", 3],
  ] as const) {
    const { body } = await client.get(`/Users${query}`);
    expect([query, body.itemsPerPage, body.totalResults]).toEqual([query, length, 4]);
  }
});

test("a body may be as long as the limit", async () => {
  const client = await scim.client();
  const bare = JSON.stringify(user("ada"));
  const filled = (size: number) => bare + " ".repeat(size - bare.length);
  const over = await client.send("POST", "/Users", filled(4_001));
  expect([over.status, over.body.status]).toEqual([413, "413"]);
  expect(over.body.detail).toContain("4000 bytes");
  expect((await client.send("POST", "/Users", filled(4_000))).status).toBe(201);
});

test("a filter may be as long and have as many parts as the limits", async () => {
  const client = await scim.client();
  const sized = (length: number) => `title eq "${"x".repeat(length - 'title eq ""'.length)}"`;
  const parts = (count: number) => Array.from({ length: count }, (_, at) => `title eq "${at}"`).join(" or ");
  for (const [filter, status] of [
    [sized(200), 200],
    [sized(201), 400],
    [parts(4), 200], // four comparisons and what joins them
    [parts(5), 400],
  ] as const) {
    const answer = await client.get(`/Users?${filtered(filter)}`);
    expect([filter.length, answer.status]).toEqual([filter.length, status]);
    if (status === 400) expect(answer.body.scimType).toBe("invalidFilter");
    const searched = await client.send("POST", "/Users/.search", { filter });
    expect(searched.status).toBe(status);
  }
  const { id } = await client.make("/Users", user("ada", { emails: [{ value: "a@example.com" }] }));
  const path = (count: number) =>
    `emails[${Array.from({ length: count }, (_, at) => `value eq "${at}"`).join(" or ")}]`;
  const at = await client.patch(`/Users/${id}`, [{ op: "remove", path: path(4) }]);
  const over = await client.patch(`/Users/${id}`, [{ op: "remove", path: path(5) }]);
  const long = await client.patch(`/Users/${id}`, [{ op: "remove", path: `emails[${sized(201)}]` }]);
  expect([at.status, over.status, long.status]).toEqual([200, 400, 400]);
  expect([over.body.scimType, long.body.scimType]).toEqual(["invalidFilter", "invalidPath"]);
});

test("a PATCH may have as many operations as the limit", async () => {
  const client = await scim.client();
  const { id } = await client.make("/Users", user("ada"));
  const operations = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ op: "replace", path: "title", value: String(at) }));
  const over = await client.patch(`/Users/${id}`, operations(4));
  expect([over.status, over.body.status]).toEqual([413, "413"]);
  expect(over.body.detail).toMatch(/4 operations; 3 /);
  const at = await client.patch(`/Users/${id}`, operations(3));
  expect([at.status, at.body.title, at.body.meta.version]).toEqual([200, "2", 'W/"2"']);
});

test("the operations of a PATCH may look at as many values as the limit, together", async () => {
  const client = await scim.client();
  const emails = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ value: `${at}@example.com`, type: "work" }));
  const replace = (parts: number) => {
    const filter = Array.from({ length: parts }, (_, at) => `value eq "${at}@example.com"`).join(" or ");
    return { op: "replace", path: `emails[${filter}].display`, value: "x" };
  };
  const { id } = await client.make("/Users", user("ada", { emails: emails(4) }));
  // Three operations that look at four elements each.
  const at = await client.patch(`/Users/${id}`, [replace(1), replace(1), replace(1)]);
  expect([at.status, at.body.emails[0].display]).toEqual([200, "x"]);
  for (const operations of [
    [replace(2), replace(1)],
    [{ op: "add", path: "emails", value: [{ value: "5@example.com" }] }, replace(1), replace(1)],
  ]) {
    const over = await client.patch(`/Users/${id}`, operations);
    expect([over.status, over.body.status]).toEqual([413, "413"]);
    expect(over.body.detail).toMatch(/compare 1[46] values; 12 /);
  }
  expect((await client.get(`/Users/${id}`)).body).toEqual(at.body);
});

test("an answer may have as many members as the limit", async () => {
  const client = await scim.client();
  const ids: string[] = [];
  for (const name of ["a", "b", "c", "d", "e"]) ids.push((await client.make("/Users", user(name))).id);
  const { id } = await client.make("/Groups", group("Team", ids.slice(0, 4)));
  expect((await client.get(`/Groups/${id}`)).body.members).toHaveLength(4);
  await client.patch(`/Groups/${id}`, [{ op: "add", path: "members", value: [{ value: ids[4] }] }]);
  const over = await client.get(`/Groups/${id}`);
  expect([over.status, over.body.scimType]).toEqual([400, "tooMany"]);
  expect(over.body.detail).toMatch(/excludedAttributes=members/);
  expect(over.body.detail).toContain("/Groups/{id}/members");
  expect((await client.get(`/Groups/${id}?excludedAttributes=members`)).status).toBe(200);
});

test("a value that things are found by may be as long as the limit", async () => {
  const client = await scim.client();
  expect((await client.send("POST", "/Users", user("x".repeat(20)))).status).toBe(201);
  const over = await client.send("POST", "/Users", user("x".repeat(21)));
  expect([over.status, over.body.scimType]).toEqual([400, "invalidValue"]);
  expect(over.body.detail).toContain("userName");
});

test("a token that asks too often has to wait, others not", async () => {
  const client = await scim.client();
  const other = await scim.client();
  const asked = await Promise.all(Array.from({ length: 31 }, () => client.get("/Users?count=0")));
  const refused = asked.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(1);
  expect(refused[0]?.headers.get("retry-after")).toBe("1");
  expect(refused[0]?.headers.get("content-type")).toBe("application/scim+json");
  expect(refused[0]?.body).toMatchObject({
    schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
    status: "429",
  });
  expect((await other.get("/Users?count=0")).status).toBe(200);
  expect((await client.get("/ServiceProviderConfig")).status).toBe(200);
});

test("a token with a limit of its own goes by it at once, and is told how to get another", async () => {
  const client = await scim.client();
  const { store } = scim.deps;
  const [row] = await store.page("token", { where: { org: client.org }, limit: 1 });
  const { org, id: token } = row!;
  const ask = async (count: number) => {
    const asked = await Promise.all(Array.from({ length: count }, () => client.get("/Users?count=0")));
    return asked.filter(({ status }) => status === 429);
  };
  const [refused] = await ask(31);
  expect(refused?.body.detail).toContain("1 requests a second");
  expect(refused?.body.detail).toContain(`muster token limit ${token} --per-second`);
  expect(await limitToken(scim.deps, "system", { org, token, requestsPerSecond: 0 })).toMatchObject({
    id: token,
  });
  expect(await ask(40)).toEqual([]);
  await limitToken(scim.deps, "system", { org, token, requestsPerSecond: null });
  expect((await ask(1)).map(({ status }) => status)).toEqual([429]);
  const trail = await store.page("audit", { where: { org, target: token }, limit: 100 });
  expect(
    trail.flatMap(({ activity, detail }) => (activity === "limit" ? [detail["requestsPerSecond"]] : [])),
  ).toEqual([0, null]);
});

describe("the environment", () => {
  const read = (env: Record<string, string>) => {
    const parsed = readConfiguration(env);
    if (!parsed.ok) return parsed.problems;
    const { scimLimits, rateLimits } = parsed.configuration;
    return { scimLimits, rateLimits };
  };

  test("changes what it names", () => {
    expect(read({ MUSTER_SCIM_BULK_OPERATIONS_MAX: "7", MUSTER_RATE_PER_SECOND: "0" })).toEqual({
      scimLimits: { bulkOperationsMax: 7, pageSizeDefault: 100 },
      rateLimits: { requestsPerSecond: 0, requestBurst: 1_000 },
    });
    expect(read({ MUSTER_SCIM_PAGE_SIZE_MAX: "50" })).toMatchObject({
      scimLimits: { pageSizeDefault: 50, pageSizeMax: 50 },
    });
  });

  test("does not have a page that nobody named be longer than the longest", () => {
    const [name, most] = ["MUSTER_SCIM_PAGE_SIZE_DEFAULT", "MUSTER_SCIM_PAGE_SIZE_MAX"];
    expect(read({ [name]: "50", [most]: "50" })).toMatchObject({ scimLimits: { pageSizeDefault: 50 } });
    const above = (limit: number) => [{ variable: name, issue: { params: { variable: most, limit } } }];
    expect(read({ [name]: "51", [most]: "50" })).toMatchObject(above(50));
    expect(read({ [name]: "1001" })).toMatchObject(above(1_000));
    expect(read({ MUSTER_SCIM_PATCH_COMPARISONS_MAX: "9" })).toMatchObject({
      scimLimits: { patchComparisonsMax: 9 },
    });
  });

  test.each([
    ["MUSTER_SCIM_PATCH_COMPARISONS_MAX", "0"],
    ["MUSTER_SCIM_PAGE_SIZE_MAX", "0"],
    ["MUSTER_SCIM_PAGE_SIZE_MAX", "10001"],
    ["MUSTER_SCIM_BODY_BYTES_MAX", "1e6"],
    ["MUSTER_SCIM_KEY_LENGTH_MAX", "501"],
    ["MUSTER_RATE_PER_SECOND", "-1"],
    ["MUSTER_RATE_BURST", "0"],
  ])("%s=%s is wrong", (name, value) => {
    expect(read({ [name]: value })).toMatchObject([{ variable: name }]);
  });
});
