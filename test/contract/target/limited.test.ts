import { afterEach, expect, test } from "vitest";
import type { AccountId } from "../../../src/core/ids.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import type { FlatAttributes } from "../../../src/core/mapping/flat.ts";
import type { Account, AttributeChange } from "../../../src/ports/target.ts";
import { anyStep, type ConnectedTarget } from "../../targets/connect.ts";
import { must, openScripted } from "../../targets/scripted-connection.ts";
import {
  GONE,
  NO_EXTENSION,
  NO_PATCH,
  NO_PATCH_ON_GROUPS,
  type Script,
  type ScriptedCall,
  type ScriptedTarget,
} from "../../targets/scripted-target.ts";

const never = new AbortController().signal;
const DEPARTMENT = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department";
const PERSON: FlatAttributes = {
  userName: "ada@one.example",
  active: true,
  title: "Clerk",
  'emails[type eq "work"].value': "ada@one.example",
};

let running: ScriptedTarget;
let connected: ConnectedTarget;
let close: () => Promise<void>;
afterEach(async () => {
  await close();
});

async function open(script: Script): Promise<void> {
  ({ running, connected, close } = await openScripted(script));
}

async function create(attributes: FlatAttributes = PERSON): Promise<Account> {
  return must(await connected.target.create({ type: "user", attributes }, anyStep, never)).account;
}

function update({ id }: Account, changes: readonly AttributeChange[]) {
  return connected.target.update({ type: "user", id }, changes, anyStep, never);
}

const userOf = ({ id }: Account) => running.resources.Users.get(id);
const writes = () => running.calls.filter(({ method }) => method !== "GET").map(({ method }) => method);
const TITLE = { path: "title", from: "Clerk", to: "Chief" };
const OFF = { path: "active", from: true, to: false };

test.each([
  ["501", NO_PATCH],
  ["405", ({ method }) => (method === "PATCH" ? { status: 405 } : undefined)],
] satisfies [string, Script][])(
  "without PATCH (%s) an account is read, merged and written whole, under the version that was read",
  async (_, script) => {
    await open(script);
    const account = await create({ ...PERSON, "name.givenName": "Ada" });
    expect(must(await update(account, [TITLE])).refused).toEqual([]);
    expect(must(await update(account, [OFF])).refused).toEqual([]);
    expect(userOf(account)).toMatchObject({
      userName: "ada@one.example",
      active: false,
      title: "Chief",
      name: { givenName: "Ada" },
      emails: [{ type: "work", value: "ada@one.example" }],
    });
    expect(writes()).toEqual(["POST", "PATCH", "PUT", "PUT"]);
    const put = running.calls.find(({ method }) => method === "PUT");
    expect(put?.headers["if-match"]).toMatch(/^W\//);
    expect(put?.body["meta"]).toBeUndefined();
    expect(connected.target.abilities().patch.user).toBe("absent");
  },
);

test("where groups alone have no PATCH, their members are written by PUT, and users by PATCH", async () => {
  await open(NO_PATCH_ON_GROUPS);
  const [first, second] = [await create(), await create({ ...PERSON, userName: "bea@one.example" })];
  const attributes = { displayName: "Crew" };
  const made = must(
    await connected.target.create({ type: "group", attributes, members: [first.id] }, anyStep, never),
  );
  expect(made.members).toEqual([first.id]);
  const change = { add: [second.id], remove: [first.id] };
  must(
    await connected.target.changeMembers({ id: made.account.id, knownMembers: [] }, change, anyStep, never),
  );
  must(await update(first, [TITLE]));
  expect(running.resources.Groups.get(made.account.id)).toMatchObject({ members: [{ value: second.id }] });
  expect(writes()).toEqual(["POST", "POST", "POST", "PATCH", "PUT", "PATCH"]);
  const held = must(await connected.target.readMembers(made.account.id, never));
  expect(held).toEqual({ members: [second.id], isWhole: true });
});

test("members that steps change at once are all kept where a group has neither PATCH nor version", async () => {
  const script: Script = (call) =>
    call.method === "PUT" && call.headers["if-match"] !== undefined
      ? { status: 400 }
      : NO_PATCH_ON_GROUPS(call);
  const withoutVersion = ({ meta: _, ...rest }: JsonObject): JsonObject => rest;
  ({ running, connected, close } = await openScripted(script, withoutVersion));
  const members: AccountId[] = [];
  for (let n = 0; n < 8; n += 1)
    members.push((await create({ ...PERSON, userName: `p${n}@one.example` })).id);
  const [leavers, newcomers] = [members.slice(0, 4), members.slice(4)];
  const group = { type: "group" as const, attributes: { displayName: "Crew" }, members: leavers };
  const { account } = must(await connected.target.create(group, anyStep, never));
  const steps = [
    ...leavers.map((each) => ({ add: [], remove: [each] })),
    ...newcomers.map((each) => ({ add: [each], remove: [] })),
  ].map((change) =>
    connected.target.changeMembers({ id: account.id, knownMembers: [] }, change, anyStep, never),
  );
  for (const outcome of await Promise.all(steps)) must(outcome);
  const held = must(await connected.target.readMembers(account.id, never));
  expect(new Set(held.members)).toEqual(new Set(newcomers));
});

test("a group that does not show its members is never written whole", async () => {
  await open(NO_PATCH_ON_GROUPS);
  const attributes = { displayName: "Crew" };
  const { account } = must(await connected.target.create({ type: "group", attributes }, anyStep, never));
  const change = { add: [account.id], remove: [] };
  expect(
    await connected.target.changeMembers({ id: account.id, knownMembers: [] }, change, anyStep, never),
  ).toMatchObject({
    ok: false,
    fault: { code: "target.not-whole", refusedBy: "muster", params: { attributes: "members" } },
  });
  expect(writes()).toEqual(["POST", "PATCH"]);
});

test("an attribute that is refused takes nothing else with it, and a disable goes by itself", async () => {
  await open(NO_EXTENSION);
  const made = must(
    await connected.target.create(
      { type: "user", attributes: { ...PERSON, [DEPARTMENT]: "R&D" } },
      anyStep,
      never,
    ),
  );
  const refused = [{ path: DEPARTMENT, valueKind: "text", fault: { status: 400 } }];
  expect(made.refused).toMatchObject(refused);
  expect(userOf(made.account)).toMatchObject({ title: "Clerk", active: true });
  const before = running.calls.length;
  const changed = must(await update(made.account, [TITLE, { path: DEPARTMENT, from: null, to: "Ops" }, OFF]));
  expect(changed.refused).toMatchObject(refused);
  expect(userOf(made.account)).toMatchObject({ title: "Chief", active: false });
  const sent = running.calls.slice(before);
  expect(sent.map(({ method }) => method)).toEqual(["PATCH", "PATCH", "PATCH", "PATCH"]);
  expect(JSON.stringify(sent[0]?.body["Operations"])).toBe(
    '[{"op":"replace","path":"active","value":false}]',
  );
});

test("a value that is refused is narrowed down among many, and not taken for the attribute's refusal", async () => {
  await open(({ body }) =>
    JSON.stringify(body).includes("bad") ? { status: 400, scimType: "invalidValue" } : undefined,
  );
  const account = await create();
  const changes = ["nickName", "locale", "timezone", "title", "userType", "profileUrl"].map((path) => ({
    path,
    from: null,
    to: path === "locale" ? "bad" : "good",
  }));
  expect(must(await update(account, changes)).refused).toMatchObject([
    { path: "locale", valueKind: "text", fault: { params: { scimType: "invalidValue" } } },
  ]);
  expect(userOf(account)).toMatchObject({ nickName: "good", title: "good", profileUrl: "good" });
  expect(writes().length).toBeLessThan(9);
  expect(must(await update(account, [{ path: "locale", from: null, to: "fr" }])).refused).toEqual([]);
});

test("taking access away goes first, in a call of its own, whatever becomes of the rest", async () => {
  await open(({ method, body }) =>
    method === "PATCH" && JSON.stringify(body).includes("title") ? { status: 500 } : undefined,
  );
  const account = await create();
  expect(must(await update(account, [TITLE, OFF])).refused).toMatchObject([
    { path: "title", fault: { kind: "unknown-outcome" } },
  ]);
  expect(userOf(account)).toMatchObject({ active: false, title: "Clerk" });
});

test("a 410 to every write is not believed: the accounts are there, and nothing counts as gone", async () => {
  await open(GONE);
  const id = "7";
  running.resources.Users.set(id, { id, userName: "ada@one.example", active: true });
  const account = must(
    await connected.target.find("user", { path: "userName", value: "ada@one.example" }, never),
  )[0];
  if (account === undefined) throw new Error("not found");
  const contradiction = { ok: false, fault: { kind: "conflict", code: "target.contradiction", status: 410 } };
  expect(await update(account, [OFF])).toMatchObject(contradiction);
  const ref = { type: "user", id: account.id } as const;
  expect(await connected.target.remove(ref, anyStep, never)).toMatchObject(contradiction);
  running.resources.Users.clear();
  expect(await update(account, [OFF])).toMatchObject({ ok: false, fault: { kind: "not-found" } });
  expect(await connected.target.remove(ref, anyStep, never)).toEqual({ ok: true, value: undefined });
});

const PHONES = {
  'phoneNumbers[type eq "mobile"].value': "+44 2",
  'phoneNumbers[type eq "work"].value': "+44 1",
};

/** A target that can hold one telephone number: it refuses a second one, or drops it without a word. */
const ONE_PHONE: readonly (readonly [string, Script])[] = [
  ["refuses", (call) => (countPhones(call) > 1 ? { status: 400, scimType: "invalidValue" } : undefined)],
  [
    "drops",
    ({ body }) => {
      const phones = body["phoneNumbers"];
      if (Array.isArray(phones)) phones.length = 1;
      return undefined;
    },
  ],
];

/** The numbers that an account would have after this call. */
function countPhones({ method, id, body }: ScriptedCall): number {
  const held = method === "PATCH" ? running.resources.Users.get(id ?? "") : undefined;
  return JSON.stringify([held ?? null, body]).split("+44").length - 1;
}

test.each(ONE_PHONE)("an account is made without the second number that the target %s", async (_, script) => {
  await open(script);
  const made = must(
    await connected.target.create({ type: "user", attributes: { ...PERSON, ...PHONES } }, anyStep, never),
  );
  expect(made.refused.map(({ path }) => path)).toEqual(['phoneNumbers[type eq "work"].value']);
  const [held] = [...running.resources.Users.values()];
  expect(held).toMatchObject({ title: "Clerk", phoneNumbers: [{ type: "mobile", value: "+44 2" }] });
});

test("a target that keeps all is not read again", async () => {
  await open(() => undefined);
  await create({ ...PERSON, ...PHONES });
  expect(running.calls.map(({ method }) => method)).toEqual(["POST"]);
});

test("a target that refuses PATCH and PUT alike is known to change nothing, until it does", async () => {
  let isRefusing = true;
  await open(({ method }) =>
    isRefusing && (method === "PATCH" || method === "PUT") ? { status: 405 } : undefined,
  );
  const account = await create(PERSON);
  expect((await update(account, [TITLE])).ok).toBe(false);
  expect(connected.target.abilities().changes.user).toBe("absent");
  expect(must(await connected.target.test(never)).changes.user).toBe("absent");
  isRefusing = false;
  must(await update(account, [TITLE]));
  expect(connected.target.abilities().changes.user).toBe("verified");
});
