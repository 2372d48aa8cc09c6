import { afterEach, expect, test } from "vitest";
import { type AccountId, toAccountId } from "../../../src/core/ids.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import { anyStep, type ConnectedTarget } from "../../targets/connect.ts";
import { must, openScripted } from "../../targets/scripted-connection.ts";
import { NO_PATCH, type Script, type ScriptedTarget, type Shape } from "../../targets/scripted-target.ts";

/** Targets that show a part of what they hold: nothing is concluded from what is not shown, and nothing is lost. */

const never = new AbortController().signal;
const CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
const BADGES = "urn:example:params:scim:schemas:extension:badges:2.0:User";
const OFF = { path: "active", from: true, to: false };
const TITLE = { path: "title", from: "Clerk", to: "Chief" };

let running: ScriptedTarget;
let connected: ConnectedTarget;
let close: () => Promise<void>;
afterEach(async () => {
  await close();
});

async function open(script: Script, shape?: Shape): Promise<void> {
  ({ running, connected, close } = await openScripted(script, shape));
}

async function createGroup(members: readonly AccountId[]) {
  const attributes = { displayName: "Crew" };
  return must(await connected.target.create({ type: "group", attributes, members }, anyStep, never));
}

async function createUser() {
  const attributes = { userName: "ada@one.example", active: true, title: "Clerk" };
  return must(await connected.target.create({ type: "user", attributes }, anyStep, never)).account;
}

const membersOf = (group: AccountId) => running.resources.Groups.get(group)?.["members"];
const [ada, bo, cy] = ["ada", "bo", "cy"].map(toAccountId) as [AccountId, AccountId, AccountId];
const isGroup = (resource: JsonObject) => resource["displayName"] !== undefined;
const withoutList: Shape = (resource) => (isGroup(resource) ? { ...resource, members: [] } : resource);
const firstMember: Shape = (resource) =>
  Array.isArray(resource["members"]) ? { ...resource, members: resource["members"].slice(0, 1) } : resource;

test.each([
  ["no members at all", withoutList],
  ["the first member only", firstMember],
])("a target that shows %s does not prove that a member is gone", async (_, shape) => {
  await open(() => undefined, shape);
  const { account } = await createGroup([ada, bo]);
  const group = { id: account.id, knownMembers: [ada, bo, cy] };
  const checked = must(await connected.target.checkMembers(group, [bo], never));
  expect(checked.get(bo)).toBeUndefined();
});

test.each([
  ["no members at all", withoutList],
  ["the first member only", firstMember],
])("without PATCH, a group of which a target shows %s is not written whole", async (_, shape) => {
  await open(NO_PATCH, shape);
  const { account } = await createGroup([ada, bo]);
  const group = { id: account.id, knownMembers: [ada, bo] };
  const change = { add: [cy], remove: [] };
  expect(await connected.target.changeMembers(group, change, anyStep, never)).toMatchObject({
    fault: { code: "target.not-whole", params: { attributes: "members" } },
  });
  const renamed = { path: "displayName", from: "Crew", to: "Staff" };
  const ref = { type: "group", ...group } as const;
  const updated = await connected.target.update(ref, [renamed], anyStep, never);
  expect(JSON.stringify(updated)).toContain("target.not-whole");
  expect(membersOf(account.id)).toEqual([{ value: ada }, { value: bo }]);
});

test("members that a new group was created with, and that the target ignored, are not taken as written", async () => {
  await open(({ method, endpoint, body }) => {
    if (method === "POST" && endpoint === "Groups") Object.assign(body, { members: [] });
    return undefined;
  });
  expect((await createGroup([ada, bo])).members).toEqual([]);
});

test("a member leaves by PUT where the target does not read a path with a filter", async () => {
  await open(({ method, body }) =>
    method === "PATCH" && JSON.stringify(body).includes("members[")
      ? { status: 400, scimType: "invalidPath" }
      : undefined,
  );
  const { account } = await createGroup([ada, bo]);
  const group = { id: account.id, knownMembers: [ada, bo] };
  must(await connected.target.changeMembers(group, { add: [], remove: [bo] }, anyStep, never));
  expect(membersOf(account.id)).toEqual([{ value: ada }]);
});

const schemas = (...attributes: readonly JsonObject[]): JsonObject => ({
  Resources: [
    { id: CORE, attributes },
    { id: BADGES, attributes: [{ name: "badge", mutability: "readWrite", returned: "request" }] },
  ],
});
const middleName = { name: "middleName", mutability: "readWrite", returned: "request" };
const NAME = { name: "name", mutability: "readWrite", returned: "default", subAttributes: [middleName] };

/** Shows the badge and the middle name on request only. */
const onRequest: Shape = (resource, { query }) => {
  const { [BADGES]: badges = {}, name = {}, ...rest } = resource;
  return query.includes("attributes=") ? resource : { ...rest, ...(isGroup(resource) ? {} : { name: {} }) };
};

test("without PATCH, attributes that are shown on request survive, in extensions and below others too", async () => {
  await open(
    (call) =>
      NO_PATCH(call) ?? (call.endpoint === "Schemas" ? { status: 200, body: schemas(NAME) } : undefined),
    onRequest,
  );
  const { id } = await createUser();
  const hidden = { [BADGES]: { badge: "B-17" }, name: { middleName: "M" } };
  running.resources.Users.set(id, { ...running.resources.Users.get(id), ...hidden });
  must(await connected.target.update({ type: "user", id }, [TITLE], anyStep, never));
  expect(running.resources.Users.get(id)).toMatchObject({ ...hidden, title: "Chief" });
});

test.each([
  ["when it cannot say which attributes it hides", "Schemas", 500, "unavailable"],
  ["when it does not show hidden attributes on request", "Users", 400, "invalid"],
])("without PATCH, an account is not written whole %s", async (_, endpoint, status, kind) => {
  await open((call) => {
    if (call.endpoint === endpoint && (endpoint === "Schemas" || call.query.includes("attributes="))) {
      return { status };
    }
    if (call.endpoint === "Schemas") return { status: 200, body: schemas(NAME) };
    return NO_PATCH(call);
  }, onRequest);
  const { id } = await createUser();
  const updated = await connected.target.update({ type: "user", id }, [TITLE], anyStep, never);
  expect(JSON.stringify(updated)).toContain(`"kind":"${kind}"`);
  expect(running.calls.filter(({ method }) => method === "PUT")).toEqual([]);
  must(await connected.target.update({ type: "user", id }, [OFF], anyStep, never));
  expect(running.resources.Users.get(id)).toMatchObject({ active: false });
});

test("without PATCH, read-only attributes are not sent back", async () => {
  await open((call) => {
    if (call.endpoint === "Schemas") {
      const lastLogin = { name: "lastLogin", mutability: "readOnly", returned: "default" };
      return { status: 200, body: schemas(lastLogin) };
    }
    const isEchoed = call.method === "PUT" && call.body["lastLogin"] !== undefined;
    return isEchoed ? { status: 400, scimType: "mutability" } : NO_PATCH(call);
  });
  const { id } = await createUser();
  running.resources.Users.set(id, { ...running.resources.Users.get(id), lastLogin: "2026-01-01T00:00:00Z" });
  must(await connected.target.update({ type: "user", id }, [OFF], anyStep, never));
  expect(running.resources.Users.get(id)).toMatchObject({ active: false });
});

test("disabling is written by PUT where every PATCH is refused for its content", async () => {
  await open(({ method }) => (method === "PATCH" ? { status: 400, scimType: "invalidSyntax" } : undefined));
  const { id } = await createUser();
  must(await connected.target.update({ type: "user", id }, [OFF], anyStep, never));
  expect(running.resources.Users.get(id)).toMatchObject({ active: false, title: "Clerk" });
});

test("a PATCH carries If-Match where the target demands it", async () => {
  await open(({ method, headers }) =>
    method === "PATCH" && headers["if-match"] === undefined ? { status: 428 } : undefined,
  );
  const { id } = await createUser();
  must(await connected.target.update({ type: "user", id }, [OFF, TITLE], anyStep, never));
  expect(running.resources.Users.get(id)).toMatchObject({ active: false, title: "Chief" });
});

test("a target that never shows whether an account is active is believed when it reports success", async () => {
  await open(
    () => undefined,
    ({ active: _, ...shown }) => shown,
  );
  const { id } = await createUser();
  must(await connected.target.update({ type: "user", id }, [OFF], anyStep, never));
  expect(running.calls.filter(({ method }) => method === "PATCH")).toHaveLength(1);
});

test.each([
  ["an error", { schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: "403" }],
  ["something else", { success: false }],
])("a success whose body is %s does not count as disabled", async (_, body) => {
  await open(({ method }) => (method === "PATCH" ? { status: 200, body } : undefined));
  const { id } = await createUser();
  expect(await connected.target.update({ type: "user", id }, [OFF], anyStep, never)).toMatchObject({
    ok: false,
  });
});

test("a page that answers one PATCH does not make the target one without PATCH", async () => {
  let isBroken = true;
  await open(({ method }) => {
    if (method !== "PATCH" || !isBroken) return undefined;
    isBroken = false;
    return { status: 404, page: "<html><body>Not found</body></html>" };
  });
  const { id } = await createUser();
  must(await connected.target.update({ type: "user", id }, [TITLE], anyStep, never));
  expect(connected.target.abilities().patch.user).not.toBe("absent");
});

/** Leaves out the members of an empty group, as RFC 7643 §2.5 allows. */
const withoutEmptyList: Shape = (resource) => {
  const { members, ...rest } = resource;
  return Array.isArray(members) && members.length > 0 ? resource : rest;
};

test.each([
  ["joins where filters show that it is empty", true],
  ["stays out where filters do not answer", false],
])("without PATCH, the first member of a group without a member list %s", async (_, answersFilters) => {
  const own = { id: "", displayName: "Crew" };
  await open((call) => {
    const filter = new URLSearchParams(call.query).get("filter") ?? "";
    if (call.method !== "GET" || call.endpoint !== "Groups" || filter === "") return NO_PATCH(call);
    if (!answersFilters) return { status: 400, scimType: "invalidFilter" };
    const Resources = filter.endsWith("members pr") ? [] : [own];
    return { status: 200, body: { totalResults: Resources.length, Resources } };
  }, withoutEmptyList);
  const { account } = await createGroup([]);
  own.id = account.id;
  const group = { id: account.id, knownMembers: [] };
  const added = await connected.target.changeMembers(group, { add: [ada], remove: [] }, anyStep, never);
  expect(added.ok).toBe(answersFilters);
  expect(membersOf(account.id)).toEqual(answersFilters ? [{ value: ada }] : undefined);
});
