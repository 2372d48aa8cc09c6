import { afterAll, expect, test } from "vitest";
import { scimConnector } from "../../../src/connectors/scim/index.ts";
import { toAccountId } from "../../../src/core/ids.ts";
import type { Json, JsonObject } from "../../../src/core/json.ts";
import { anyStep, connectTarget } from "../../targets/connect.ts";
import { startHostileTarget } from "../../targets/hostile-target.ts";
import { openScripted } from "../../targets/scripted-connection.ts";
import { NO_PATCH, type Script, type ScriptedCall } from "../../targets/scripted-target.ts";

/** An answer that contradicts itself concludes nothing: neither a match, nor a miss, nor a whole listing. */

const never = new AbortController().signal;
const hostile = await startHostileTarget();
afterAll(() => hostile.stop());

async function answered(call: "find" | "list", ...bodies: readonly object[]) {
  hostile.behave(
    ...bodies.map((body) => ({
      kind: "answer" as const,
      status: 200,
      headers: { "content-type": "application/scim+json" },
      body: JSON.stringify(body),
    })),
  );
  const { target, wire } = await connectTarget(scimConnector, { url: hostile.url }, "t0ken-value");
  const codes: string[] = [];
  if (call === "find") {
    const found = await target.find("user", { path: "userName", value: "ada" }, never);
    codes.push(found.ok ? `${found.value.length} found` : found.fault.code);
  } else {
    for await (const page of target.list("user", never)) {
      codes.push(page.ok ? `${page.value.length} listed` : page.fault.code);
    }
  }
  await wire.close();
  return codes;
}

const USER = "urn:ietf:params:scim:schemas:core:2.0:User";
const GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
const ada = { id: "1", userName: "ada" };
const bob = { id: "2", userName: "bob" };

test.each<[string, object]>([
  ["a total without resources", { totalResults: 1 }],
  ["a total with an empty list", { totalResults: 1, Resources: [] }],
  ["resources with the total 0", { totalResults: 0, Resources: [ada] }],
  ["one match of two", { totalResults: 2, Resources: [ada] }],
  ["the same id twice", { totalResults: 2, Resources: [ada, ada] }],
  ["an account without the attribute", { totalResults: 1, Resources: [{ id: "1" }] }],
])("a search is not answered by %s", async (_, body) => {
  expect(await answered("find", body)).toEqual(["target.inconsistent"]);
});

test.each<[string, object, string]>([
  ["no account", { totalResults: 0 }, "0 found"],
  ["one account", { totalResults: 1, Resources: [ada] }, "1 found"],
  ["two accounts", { totalResults: 2, Resources: [ada, { ...ada, id: "3" }] }, "2 found"],
  ["a list without a total", { Resources: [ada] }, "1 found"],
])("a search is answered by %s", async (_, body, outcome) => {
  expect(await answered("find", body)).toEqual([outcome]);
});

test.each<[string, object, string]>([
  ["another account alone", { totalResults: 1, Resources: [bob] }, "target.filter-ignored"],
  ["an empty list without its total", { Resources: [] }, "target.no-total"],
  ["an empty list with the total null", { totalResults: null, Resources: [] }, "target.no-total"],
  [
    "a group by its schemas",
    { totalResults: 1, Resources: [{ ...ada, schemas: [GROUP] }] },
    "target.other-type",
  ],
  [
    "a group by its resource type",
    { totalResults: 1, Resources: [{ ...ada, schemas: [USER], meta: { resourceType: "Group" } }] },
    "target.other-type",
  ],
])("nothing is concluded from %s", async (_, body, code) => {
  expect(await answered("find", body)).toEqual([code]);
});

test("an empty listing without its total proves nothing, and neither does one of another type", async () => {
  expect(await answered("list", { Resources: [] })).toEqual(["target.no-total"]);
  const groups = { totalResults: 1, Resources: [{ ...ada, schemas: [GROUP] }] };
  expect(await answered("list", groups)).toEqual(["target.other-type"]);
});

test("a resource with a schema of the target's own is an account", async () => {
  const own = { ...ada, schemas: ["urn:example:person"], meta: { resourceType: "Person" } };
  expect(await answered("find", { totalResults: 1, Resources: [own] })).toEqual(["1 found"]);
});

test("a test that shows that filters are ignored lets everything that the target has prove a miss", async () => {
  hostile.behave({
    kind: "answer",
    status: 200,
    headers: { "content-type": "application/scim+json" },
    body: JSON.stringify({ totalResults: 1, Resources: [bob] }),
  });
  const { target, wire } = await connectTarget(scimConnector, { url: hostile.url }, "t0ken-value");
  const before = await target.find("user", { path: "userName", value: "ada" }, never);
  const tested = await target.test(never);
  const after = await target.find("user", { path: "userName", value: "ada" }, never);
  await wire.close();
  expect([before.ok, tested.ok, after]).toEqual([false, true, { ok: true, value: [] }]);
});

test("a listing with more accounts than it announces is not whole", async () => {
  expect(await answered("list", { totalResults: 1, Resources: [ada, bob] })).toEqual(["target.inconsistent"]);
});

test("a listing that reaches its total by repeating an account is not whole", async () => {
  const first = { totalResults: 3, Resources: [ada, bob] };
  const codes = await answered("list", first, { totalResults: 3, Resources: [bob] });
  expect(codes.at(-1)).toBe("target.listing-repeats");
});

const OTHER = { id: "2", userName: "bob", active: false, title: "Judge", members: [{ value: "9" }] };
const OWN = { id: "1", userName: "ada", active: true, title: "Clerk" };

/** A target that shows another account than the one that a call is about. */
async function withOther<Result>(
  script: Script,
  showsOther: (call: ScriptedCall) => boolean,
  use: (opened: Awaited<ReturnType<typeof openScripted>>) => Promise<Result>,
): Promise<readonly [result: Result, kept: Json | undefined, writes: readonly string[]]> {
  const shape = (resource: JsonObject, call: ScriptedCall) =>
    call.id !== undefined && showsOther(call) ? OTHER : resource;
  const opened = await openScripted(script, shape);
  for (const held of Object.values(opened.running.resources)) held.set("1", OWN);
  const result = await use(opened);
  await opened.close();
  const writes = opened.running.calls.filter(({ method }) => method !== "GET").map(({ method }) => method);
  return [result, opened.running.resources.Users.get("1"), writes];
}

const ref = { type: "user", id: toAccountId("1") } as const;
const other = { ok: false, fault: { code: "target.other-account", params: { account: "1", other: "2" } } };

test("an account is not written whole from the values of another that a read shows in its place", async () => {
  const change = [{ path: "title", from: "Clerk", to: "Chief" }];
  const [updated, kept, writes] = await withOther(
    NO_PATCH,
    ({ method }) => method === "GET",
    ({ connected }) => connected.target.update(ref, change, anyStep, never),
  );
  expect(updated).toMatchObject(other);
  expect([kept, writes]).toEqual([OWN, ["PATCH"]]);
});

test.each<[string, readonly string[], object]>([
  ["an answer", ["PATCH"], { ok: false, fault: { code: "target.not-applied" } }],
  ["an answer and a read", ["PATCH", "GET"], other],
])("nothing is disabled because %s shows another account that is", async (_, methods, expected) => {
  const ignoring: Script = ({ method, body }) => {
    if (method === "PATCH") Object.assign(body, { Operations: [] });
    return undefined;
  };
  const [disabled, kept] = await withOther(
    ignoring,
    ({ method }) => methods.includes(method),
    ({ connected }) =>
      connected.target.update(ref, [{ path: "active", from: true, to: false }], anyStep, never),
  );
  expect(disabled).toMatchObject(expected);
  expect(kept).toMatchObject({ active: true });
});

test("the account and the members of another id are not those that were requested", async () => {
  const [read] = await withOther(
    () => undefined,
    () => true,
    async ({ connected: { target } }) => [
      await target.read("user", ref.id, never),
      await target.readMembers(ref.id, never),
    ],
  );
  expect(read).toMatchObject([other, other]);
});

test("a target that ignores the case of ids may write one in another case", async () => {
  const opened = await openScripted(
    () => undefined,
    (resource) => ({ ...resource, id: "ABC" }),
  );
  opened.running.resources.Users.set("abc", { id: "abc", userName: "ada" });
  const read = await opened.connected.target.read("user", toAccountId("abc"), never);
  await opened.close();
  expect(read.ok).toBe(true);
});
