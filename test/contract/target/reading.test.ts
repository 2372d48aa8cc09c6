import { afterAll, beforeEach, expect, test } from "vitest";
import { scimConnector } from "../../../src/connectors/scim/index.ts";
import type { Fault, Outcome } from "../../../src/core/provisioning/fault.ts";
import { connectTarget } from "../../targets/connect.ts";
import { type Behaviour, htmlPage, scimError, startHostileTarget } from "../../targets/hostile-target.ts";

const never = new AbortController().signal;
const hostile = await startHostileTarget();
afterAll(() => hostile.stop());
beforeEach(() => {
  (hostile.requests as unknown[]).length = 0;
});

async function run(call: "find" | "test", ...behaviours: Behaviour[]): Promise<Outcome<unknown>> {
  hostile.behave(...behaviours);
  const { target, wire } = await connectTarget(scimConnector, { url: hostile.url }, "t0ken-value");
  const outcome = await (call === "find"
    ? target.find("user", { path: "userName", value: "ada" }, never)
    : target.test(never));
  await wire.close();
  return outcome;
}

const json = (status: number, body: object): Behaviour => ({
  kind: "answer",
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

test("discovery takes what it gets", async () => {
  const list = (...Resources: object[]) => json(200, { totalResults: Resources.length, Resources });
  const partial = json(200, { patch: { supported: false }, filter: { supported: "true", maxResults: "50" } });
  const outcome = await run(
    "test",
    partial,
    list({ name: "User", endpoint: "/Users" }),
    scimError(404),
    list(),
  );
  expect(outcome).toMatchObject({
    ok: true,
    value: {
      patch: { user: "absent", group: "absent" },
      filter: "verified",
      groups: "absent",
      pageSizeMax: 50,
      membersPerCallMax: 100,
      notes: [
        { code: "scim.service-provider-config-partial", params: { name: "bulk" } },
        { code: "scim.patch-denied" },
        { code: "scim.number-as-text" },
        { code: "scim.no-groups" },
        { code: "scim.no-schemas" },
      ],
    },
  });
  const bare = await run(
    "test",
    htmlPage(404),
    scimError(403),
    { kind: "answer", status: 204 },
    list({ id: "9", userName: "someone" }),
  );
  expect(bare).toMatchObject({
    ok: true,
    value: {
      patch: { user: "untested", group: "untested" },
      filter: "absent",
      groups: "untested",
      notes: [
        { code: "scim.no-service-provider-config" },
        { code: "scim.no-resource-types" },
        { code: "scim.no-schemas" },
        { code: "scim.filter-ignored" },
      ],
    },
  });
});

test("schemas that come as a bare array are read as the list that they are", async () => {
  const core = "urn:ietf:params:scim:schemas:core:2.0:User";
  const schemas: Behaviour = {
    kind: "answer",
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify([{ id: core, attributes: [{ name: "userName" }] }]),
  };
  const empty = json(200, { totalResults: 0, Resources: [] });
  const outcome = await run("test", scimError(404), scimError(404), schemas, empty);
  expect(outcome).toMatchObject({
    ok: true,
    value: { attributes: { user: { listed: expect.arrayContaining(["username"]) } } },
  });
});

test("a search compares what it is given", async () => {
  const page = (totalResults: number, ...names: string[]) =>
    json(200, { totalResults, Resources: names.map((userName, index) => ({ id: String(index), userName })) });
  expect(await run("find", page(2, "adam", "ADA"))).toMatchObject({ ok: true, value: [{ id: "1" }] });
  expect(await run("find", page(500, "adam", "bob"))).toMatchObject({
    ok: false,
    fault: { kind: "invalid", code: "target.filter-ignored" },
  });
});

const LISTINGS: readonly [
  string,
  (startIndex: number, cursor: string | null) => object,
  readonly string[],
  string | undefined,
][] = [
  [
    "pages smaller than asked for",
    (start) => users(start, Math.min(start + 1, 5), 5),
    ["1", "2", "3", "4", "5"],
    undefined,
  ],
  ["numbers as text", (start) => ({ ...users(start, start, 2), totalResults: "2" }), ["1", "2"], undefined],
  [
    "no total, until a page is empty",
    (start) => ({ Resources: ids(start, Math.min(start + 1, 3)) }),
    ["1", "2", "3"],
    undefined,
  ],
  ["an empty directory", () => ({ totalResults: 0 }), [], undefined],
  [
    "cursors",
    (_start, cursor) =>
      cursor === null
        ? { Resources: ids(1, 2), nextCursor: "c/2" }
        : { Resources: cursor === "c/2" ? ids(3, 3) : [] },
    ["1", "2", "3"],
    undefined,
  ],
  [
    "a listing cut short",
    (start) => users(start, start > 2 ? start - 1 : start, 5),
    ["1", "2"],
    "target.listing-short",
  ],
  ["the same page for ever", () => users(1, 2, 5), ["1", "2"], "target.listing-repeats"],
  [
    "the same cursor for ever",
    () => ({ Resources: ids(1, 1), nextCursor: "c" }),
    ["1"],
    "target.listing-repeats",
  ],
  ["an account without id", () => ({ totalResults: 1, Resources: [{ userName: "x" }] }), [], "target.no-id"],
  ["something else", () => ({ users: [] }), [], "target.not-scim"],
];

function ids(from: number, to: number): object[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => ({ id: String(from + index) }));
}
function users(from: number, to: number, totalResults: number): object {
  return { totalResults, startIndex: from, Resources: ids(from, to) };
}

test.each(LISTINGS)("lists %s", async (_name, page, expected, code) => {
  hostile.behave({ kind: "list", page });
  const { target, wire } = await connectTarget(scimConnector, { url: hostile.url }, "t");
  const listed: string[] = [];
  let fault: Fault | undefined;
  for await (const outcome of target.list("user", never)) {
    if (outcome.ok) listed.push(...outcome.value.map((account) => account.id));
    else fault = outcome.fault;
  }
  await wire.close();
  expect(listed).toEqual(expected);
  expect(fault?.code).toBe(code);
  expect(hostile.requests.length).toBeLessThan(10);
});

test("a listing that fails on its second page ends with the fault", async () => {
  hostile.behave({ kind: "list", page: (start) => users(start, start + 1, 5) }, scimError(401));
  const { target, wire } = await connectTarget(scimConnector, { url: hostile.url }, "t");
  const outcomes: boolean[] = [];
  for await (const outcome of target.list("group", never)) outcomes.push(outcome.ok);
  await wire.close();
  expect(outcomes).toEqual([true, false]);
  expect(hostile.requests[0]?.path).toBe("/Groups?startIndex=1&count=100&excludedAttributes=members");
});

test("a byte order mark before an answer's JSON is skipped", async () => {
  const body = `\uFEFF${JSON.stringify({ totalResults: 1, Resources: [{ id: "7", userName: "ada" }] })}`;
  const marked: Behaviour = {
    kind: "answer",
    status: 200,
    headers: { "content-type": "application/scim+json" },
    body,
  };
  expect(await run("find", marked)).toMatchObject({ ok: true, value: [{ id: "7" }] });
});

test.each([
  ["a web page", htmlPage(404)],
  ["a SCIM error", scimError(404)],
  ["a start page", htmlPage(200)],
])("an address that answers discovery, and users with %s, is not called wrong", async (_, behaviour) => {
  const provider = json(200, { patch: { supported: true }, filter: { supported: true } });
  const outcome = await run("test", provider, scimError(404), scimError(404), behaviour);
  if (outcome.ok) throw new Error("the test succeeded");
  expect(outcome.fault).toMatchObject({ code: "target.no-users-endpoint", params: { path: "/Users" } });
  expect(outcome.fault.refusedBy).not.toBe("middlebox");
});

test.each([htmlPage(404), htmlPage(200)])("a wrong path does not blame something in front", async (page) => {
  const outcome = await run("test", page);
  if (outcome.ok) throw new Error("the test succeeded");
  expect(["target.wrong-url", "target.not-scim"]).toContain(outcome.fault.code);
  expect(outcome.fault.refusedBy).toBeUndefined();
});

test("a 404 to a search that matches nobody is no missing endpoint where users are listed", async () => {
  const list = (...Resources: object[]) => json(200, { totalResults: Resources.length, Resources });
  const provider = json(200, { patch: { supported: true }, filter: { supported: true, maxResults: 50 } });
  const discovered = [provider, list(), list()];
  const kept = await run("test", ...discovered, scimError(404), list({ id: "9", userName: "someone" }));
  expect(kept).toMatchObject({ ok: false, fault: { code: "target.search-not-found" } });
  const missing = await run("test", ...discovered, scimError(404), scimError(404));
  expect(missing).toMatchObject({ ok: false, fault: { code: "target.no-users-endpoint" } });
});

test.each([
  ["lists its users", "target.no-groups-endpoint"],
  ["lists nothing", "target.wrong-url"],
])("a 404 for groups of a target that %s is %s", async (does, code) => {
  const users = json(200, { totalResults: 1, Resources: [{ id: "9", userName: "someone" }] });
  hostile.behave(htmlPage(404), does === "lists its users" ? users : htmlPage(404));
  const { target, wire } = await connectTarget(scimConnector, { url: hostile.url }, "t0ken-value");
  const outcome = await target.find("group", { path: "displayName", value: "Staff" }, never);
  await wire.close();
  expect(outcome).toMatchObject({ ok: false, fault: { kind: "invalid", code, status: 404 } });
});
