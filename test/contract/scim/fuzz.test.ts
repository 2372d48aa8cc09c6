import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anyMutantOf, nested, PROTOTYPE_NAMES } from "../../property/hostile.ts";
import { agent, fire, MESSAGES, refusals, SCIM, type Sent } from "./concurrent-requests.ts";
import {
  ENTERPRISE_URN,
  filtered,
  GROUP_URN,
  PATCH_URN,
  type ScimServer,
  startScimServer,
  USER_URN,
  user,
} from "./server.ts";

/** Whatever is sent, the answer is one of SCIM: never a 500, never silence, and the next request is served. */

let scim: ScimServer;
let client: Awaited<ReturnType<ScimServer["client"]>>;
let generic: typeof client;
const ids = { user: "", group: "" };

beforeAll(async () => {
  scim = await startScimServer({ rateLimits: { requestsPerSecond: 0, requestBurst: 1 } });
  client = await scim.client({ profile: "rfc" });
  generic = await scim.client({ org: client.org, profile: "generic" });
  ids.user = (await client.make("/Users", user("ada", { emails: [{ value: "a", type: "work" }] }))).id;
  ids.group = (
    await client.make("/Groups", {
      schemas: [GROUP_URN],
      displayName: "Crew",
      members: [{ value: ids.user }],
    })
  ).id;
});
afterAll(async () => {
  agent.destroy();
  await scim.close();
});

const VALID_USER = {
  schemas: [USER_URN, ENTERPRISE_URN],
  userName: "fuzz",
  name: { familyName: "F" },
  emails: [{ value: "a", type: "work", primary: true }],
  [ENTERPRISE_URN]: { department: "D", manager: { value: "m" } },
};
const VALID_PATCH = {
  schemas: [PATCH_URN],
  Operations: [
    { op: "add", path: "emails", value: [{ value: "c" }] },
    { op: "replace", path: 'emails[type eq "work"].value', value: "d" },
    { op: "replace", value: { title: "T" } },
    { op: "remove", path: "nickName" },
  ],
};
const VALID_GROUP_PATCH = () => ({
  schemas: [PATCH_URN],
  Operations: [
    { op: "add", path: "members", value: [{ value: ids.user }] },
    { op: "remove", path: `members[value eq "${ids.user}"]` },
  ],
});
const VALID_SEARCH = {
  schemas: [`${MESSAGES}:SearchRequest`],
  filter: 'userName sw "a" or emails[type eq "work"]',
  attributes: ["userName"],
  sortBy: "userName",
  sortOrder: "descending",
  startIndex: 1,
  count: 3,
  cursor: "",
};
const VALID_BULK = {
  schemas: [`${MESSAGES}:BulkRequest`],
  failOnErrors: 3,
  Operations: [
    {
      method: "POST",
      path: "/Groups",
      bulkId: "g",
      data: { schemas: [GROUP_URN], displayName: "G", members: [{ value: "bulkId:u" }] },
    },
    { method: "POST", path: "/Users", bulkId: "u", data: VALID_USER },
    { method: "PATCH", path: "/Users/bulkId:u", data: VALID_PATCH },
    { method: "DELETE", path: "/Groups/bulkId:g", version: 'W/"1"' },
    { method: "DELETE", path: "/Users/bulkId:u" },
  ],
};

/** Mutants of a valid body as requests, the same ones each time. */
function mutants(count: number, seed: number, valid: unknown, to: Omit<Sent, "body">): readonly Sent[] {
  return fc.sample(anyMutantOf(valid), { numRuns: count, seed }).map((body, at) => ({
    ...to,
    body: JSON.stringify(body),
    token: at % 3 === 0 ? generic.token : client.token,
  }));
}

describe("bodies that are nearly right", () => {
  test.each([
    ["POST /Users", VALID_USER, () => ({ method: "POST", path: "/Users" })],
    ["PUT /Users", VALID_USER, () => ({ method: "PUT", path: `/Users/${ids.user}` })],
    ["PATCH /Users", VALID_PATCH, () => ({ method: "PATCH", path: `/Users/${ids.user}` })],
    ["PATCH /Groups", VALID_GROUP_PATCH, () => ({ method: "PATCH", path: `/Groups/${ids.group}` })],
    ["POST /Users/.search", VALID_SEARCH, () => ({ method: "POST", path: "/Users/.search" })],
    ["POST /.search", VALID_SEARCH, () => ({ method: "POST", path: "/.search" })],
    ["POST /Bulk", VALID_BULK, () => ({ method: "POST", path: "/Bulk" })],
  ] as const)("%s", async (name, valid, to) => {
    const body = typeof valid === "function" ? valid() : valid;
    const counts = await fire(client, mutants(120, name.length, body, to()));
    expect(refusals(counts)).toBeGreaterThan(10);
  });
});

test("bytes that are no JSON, or more than anybody expects of it", async () => {
  const deepObject = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
  const hostile: readonly (string | Buffer)[] = [
    "",
    " ",
    "\0",
    "\ufeff{}",
    "nul",
    "NaN",
    "1e999",
    "-",
    "[",
    '{"a":1,}',
    "{'a':1}",
    '"\ud800"',
    '{"userName":"\\ud800","schemas":["x"]}',
    Buffer.from([0xff, 0xfe, 0x00]),
    Buffer.from([0xc0, 0x80]),
    Buffer.from([0xed, 0xa0, 0x80]),
    Buffer.alloc(1_000, 0x7b),
    nested(50_000),
    deepObject,
    "[".repeat(100_000),
    `{"schemas":["${USER_URN}"],"userName":${nested(20_000)}}`,
    `{"schemas":["${USER_URN}"],"userName":"x","__proto__":{"active":"x"},"constructor":{"prototype":{}}}`,
    `{"schemas":["${USER_URN}"],"userName":"twice","userName":"other"}`,
    `{"schemas":["${USER_URN}"],"userName":1e400}`,
    `{"schemas":["${USER_URN}"],"userName":${"9".repeat(10_000)}}`,
    `{"schemas":["${USER_URN}"],"userName":"${"a\u0301".repeat(20_000)}"}`,
    `{"schemas":["${PATCH_URN}"],"Operations":${deepObject}}`,
    `{"schemas":["${MESSAGES}:BulkRequest"],"Operations":[{"method":"POST","path":"/Users","bulkId":"a","data":${deepObject}}]}`,
    `{"schemas":["${MESSAGES}:BulkRequest"],"Operations":[{"method":"POST","path":"/Users","bulkId":"a","data":{"userName":"x","emails":${nested(20_000)}}}]}`,
    ...fc
      .sample(fc.uint8Array({ maxLength: 60 }), { numRuns: 30, seed: 7 })
      .map((bytes) => Buffer.from(bytes)),
  ];
  const targets: readonly (readonly [string, string])[] = [
    ["POST", "/Users"],
    ["PUT", `/Users/${ids.user}`],
    ["PATCH", `/Users/${ids.user}`],
    ["POST", "/Bulk"],
    ["POST", "/Users/.search"],
  ];
  const requests = hostile.flatMap((body) => targets.map(([method, path]) => ({ method, path, body })));
  expect(refusals(await fire(client, requests))).toBeGreaterThan(200);
});

test("paths, parameters and cursors", async () => {
  const words = [
    ...PROTOTYPE_NAMES,
    "",
    "%",
    "%zz",
    "%00",
    "%ff",
    "%ed%a0%80",
    "..",
    "%2e%2e%2f",
    "*",
    "x".repeat(3_000),
    "💥".length.toString(),
    "%F0%9F%92%A5",
    "-1",
    "1e9",
    "9".repeat(400),
    "[]",
    "{}",
    "a,b,,",
    "W/%221%22",
    "%22%5C",
    "(((",
    "not%20",
  ];
  const names = [
    "filter",
    "sortBy",
    "sortOrder",
    "startIndex",
    "count",
    "cursor",
    "attributes",
    "excludedAttributes",
    "__proto__",
    "constructor",
  ];
  const asked = words.flatMap((word) =>
    names.flatMap((name) => [`/Users?${name}=${word}`, `/Groups?${name}=${word}&${name}=1`]),
  );
  const below = words.flatMap((word) => [
    `/${word}`,
    `/Users/${word}`,
    `/Schemas/${word}`,
    `/ResourceTypes/${word}`,
    `/Users/${ids.user}/${word}`,
    `/?${word}`,
    `//${word}`,
  ]);
  const filters = fc.sample(
    anyMutantOf('userName sw "a" and not (emails[type eq "work"])').map((text) =>
      JSON.stringify(text).slice(1, -1),
    ),
    { numRuns: 60, seed: 8 },
  );
  const searched = filters
    .map((text) => `/Users?${filtered(text.slice(0, 3_000))}`)
    .filter((path) => /^[\x20-\x7e]+$/.test(path));
  const paths = [...asked, ...below, ...searched].filter((path) => /^[\x21-\x7e]+$/.test(path));
  const counts = await fire(
    client,
    paths.map((path) => ({ method: "GET", path })),
  );
  expect(refusals(counts)).toBeGreaterThan(200);
  expect(counts.get(200)).toBeGreaterThan(50);
});

test("methods and header fields", async () => {
  const values = [
    "",
    "*/*",
    ";",
    "a/b;q=",
    "application/scim+json;q=0",
    `${SCIM};charset=utf-16`,
    ",,,",
    "x".repeat(5_000),
    '"',
    "W/",
    "application/json;;;",
    "__proto__",
    "*",
    "\u00ff",
  ];
  const fields = [
    "accept",
    "content-type",
    "if-match",
    "if-none-match",
    "accept-language",
    "accept-encoding",
    "prefer",
    "x-tracking-id",
    "x-request-id",
    "host",
  ];
  const requests: Sent[] = values.flatMap((value) =>
    fields.map((field) => ({ method: "GET", path: `/Users/${ids.user}`, headers: { [field]: value } })),
  );
  requests.push(
    ...values.map((value) => ({
      method: "PUT",
      path: `/Users/${ids.user}`,
      body: JSON.stringify(user("ada")),
      headers: { "content-type": value },
    })),
  );
  requests.push(
    ...["OPTIONS", "TRACE", "PROPFIND", "SEARCH", "LINK", "QUERY"].map((method) => ({
      method,
      path: "/Users",
    })),
  );
  requests.push(
    ...[
      "Bearer",
      "bearer  x",
      "Basic eDp5",
      "Bearer \u00ff",
      `Bearer ${"x".repeat(5_000)}`,
      "Digest x",
      "",
    ].map((authorization) => ({ method: "GET", path: "/Users", headers: { authorization } })),
  );
  expect(refusals(await fire(client, requests))).toBeGreaterThan(20);
});

test("texts that a careless pattern would go over again and again", async () => {
  const long = (piece: string) => piece.repeat(400_000 / piece.length);
  const bulk = (operation: object) =>
    JSON.stringify({ schemas: [`${MESSAGES}:BulkRequest`], Operations: [operation] });
  const remove = (path: string) => bulk({ method: "DELETE", path });
  const patch = (path: string) =>
    JSON.stringify({ schemas: [PATCH_URN], Operations: [{ op: "remove", path }] });
  const search = (more: object) => JSON.stringify({ schemas: [`${MESSAGES}:SearchRequest`], ...more });
  const bodies: readonly (readonly [string, string, (piece: string) => string])[] = [
    ["POST", "/Bulk", (piece) => remove(`/Users${long(piece)}x`)],
    [
      "POST",
      "/Bulk",
      (piece) => bulk({ method: "PUT", path: "/Users/1", version: `${long(piece)}x`, data: {} }),
    ],
    [
      "POST",
      "/Bulk",
      (piece) =>
        bulk({
          method: "POST",
          path: "/Users",
          bulkId: `${long(piece)}x`,
          data: user("x", { title: `bulkId:${long(piece)}` }),
        }),
    ],
    ["PATCH", `/Users/${ids.user}`, (piece) => patch(`emails${long(piece)}x`)],
    ["POST", "/Users/.search", (piece) => search({ filter: `title eq "${long(piece)}` })],
    [
      "POST",
      "/Users/.search",
      (piece) => search({ attributes: [`${long(piece)}x`], cursor: `${long(piece)}x` }),
    ],
    ["POST", "/Users/.search", (piece) => search({ sortBy: `${long(piece)}x`, count: `${long(piece)}x` })],
    [
      "POST",
      "/Users",
      (piece) =>
        JSON.stringify(
          user(`${long(piece)}x`, {
            profileUrl: `${long(piece)} `,
            x509Certificates: [{ value: `${long(piece)}!` }],
          }),
        ),
    ],
  ];
  const pieces = ["/", " ", "=", "(", "not ", '\\"', "%2e", "bulkId:", "a.", ":", ",", "\t"];
  const begun = performance.now();
  await fire(
    client,
    bodies.flatMap(([method, path, make]) => pieces.map((piece) => ({ method, path, body: make(piece) }))),
  );
  // Ninety-six requests of 400 kB or more: read once over, a second or two; over again for each character, minutes.
  expect(performance.now() - begun).toBeLessThan(30_000);
});
