import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AccountId, toAccountId } from "../../../src/core/ids.ts";
import type { Json, JsonObject } from "../../../src/core/json.ts";
import type { FlatAttributes } from "../../../src/core/mapping/flat.ts";
import { parsePath, readPath } from "../../../src/core/mapping/path.ts";
import type { Outcome } from "../../../src/core/provisioning/fault.ts";
import type { ObjectType } from "../../../src/ports/kinds.ts";
import type { Account, AttributeChange } from "../../../src/ports/target.ts";
import { TARGETS } from "../../targets/all.ts";
import { anyStep, type ConnectedTarget, connectTarget } from "../../targets/connect.ts";
import type { ScimTarget } from "../../targets/scimmy-target.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const MANAGER = `${ENTERPRISE}:manager.value`;
const never = new AbortController().signal;

function must<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.fault));
  return outcome.value;
}

function at(attributes: JsonObject, path: string): Json {
  const parsed = parsePath(path);
  if (parsed === undefined) throw new Error(path);
  return readPath(attributes, parsed) ?? null;
}

/** Each way in which one attribute is written: what is there, what shall be, in the order it happens. */
const FORMS: readonly (readonly [path: string, values: readonly Json[]])[] = [
  ["displayName", ["Ada L", 'Ada Löwe-O\'Neil "x"', null, "Ada"]],
  ["active", [true, false, true]],
  ["name.givenName", ["Ada", "Augusta", null, "Ada"]],
  ['emails[type eq "work"].value', ["a@one.example", "b@one.example", null, "c@one.example"]],
  ['phoneNumbers[type eq "mobile"].value', ["+41 1", null, "+41 2"]],
  ['addresses[type eq "work"].streetAddress', ["Street 1", "Street 2", null, "Street 3"]],
  [`${ENTERPRISE}:department`, ["R&D", "Ops", null, "R&D"]],
  [`${ENTERPRISE}:employeeNumber`, ["701984", null]],
];

describe.each(TARGETS)("$name", ({ connector, start }) => {
  let running: ScimTarget;
  let connected: ConnectedTarget;
  beforeAll(async () => {
    running = await start();
    connected = await connectTarget(connector, { url: running.url }, running.token);
  });
  afterAll(async () => {
    await connected.wire.close();
    await running.stop();
  });

  const newUser = (more: FlatAttributes = {}) =>
    createAs("user", { userName: `${randomUUID()}@one.example`, ...more });
  const newGroup = () => createAs("group", { displayName: `Group ${randomUUID()}` });
  async function createAs(type: ObjectType, attributes: FlatAttributes): Promise<Account> {
    return must(await connected.target.create({ type, attributes }, anyStep, never)).account;
  }
  async function update(id: AccountId, changes: readonly AttributeChange[]): Promise<Account | undefined> {
    return must(await connected.target.update({ type: "user", id }, changes, anyStep, never)).account;
  }
  async function read(id: AccountId): Promise<JsonObject> {
    return must(await connected.target.read("user", id, never)).attributes;
  }
  async function members(id: AccountId): Promise<readonly string[]> {
    return [...must(await connected.target.readMembers(id, never)).members].sort();
  }

  test("shows that address and credentials will do, and what it can", async () => {
    const abilities = must(await connected.target.test(never));
    expect(abilities).toMatchObject({
      patch: { user: "verified", group: "verified" },
      filter: "verified",
      groups: "verified",
      notes: [],
    });
    expect(must(await connected.target.discover(never))).toEqual(abilities);
  });

  test("refuses another token, and says whose refusal it was", async () => {
    const other = await connectTarget(connector, { url: running.url }, "another-token");
    const outcome = await other.target.test(never);
    expect(outcome).toMatchObject({
      ok: false,
      fault: { kind: "unauthenticated", refusedBy: "target", status: 401 },
    });
    await other.wire.close();
  });

  test("creates an account and finds it again by what it was given", async () => {
    const userName = `Ada.O'Neil+${randomUUID()}@one.example`;
    const externalId = randomUUID();
    const created = await newUser({
      userName,
      externalId,
      active: true,
      "name.givenName": "Ada",
      "name.familyName": "O'Neil",
      'emails[type eq "work"].value': userName,
      'emails[type eq "work"].primary': true,
      [`${ENTERPRISE}:department`]: "R&D",
    });
    expect(created.attributes).toMatchObject({ userName, active: true, [ENTERPRISE]: { department: "R&D" } });
    for (const [path, value] of [
      ["userName", userName],
      ["externalId", externalId],
      ['emails[type eq "work"].value', userName],
    ] as const) {
      const found = must(await connected.target.find("user", path, value, never));
      expect(found.map(({ id }) => id)).toEqual([created.id]);
    }
    expect(await read(created.id)).toMatchObject({ userName, externalId });
  });

  test("finds nothing where there is nothing, and no account that only begins so", async () => {
    const userName = `${randomUUID()}@one.example`;
    await newUser({ userName });
    expect(must(await connected.target.find("user", "userName", userName.slice(0, -1), never))).toEqual([]);
    expect(must(await connected.target.find("group", "displayName", randomUUID(), never))).toEqual([]);
  });

  test.each(FORMS)("writes, changes and clears %s", async (path, values) => {
    const { id } = await newUser();
    let from: Json = at(await read(id), path);
    for (const to of values) {
      await update(id, [{ path, from, to }]);
      expect(at(await read(id), path)).toEqual(to);
      from = to;
    }
    expect((await read(id))["emails"] ?? []).toHaveLength(path.startsWith("emails") ? 1 : 0);
  });

  test("fills several parts of one missing element as one element, and then one part of it", async () => {
    const { id } = await newUser();
    const street = 'addresses[type eq "work"].streetAddress';
    const country = 'addresses[type eq "work"].country';
    const locality = 'addresses[type eq "work"].locality';
    await update(id, [
      { path: street, from: null, to: "Street 1" },
      { path: country, from: null, to: "CH" },
    ]);
    await update(id, [{ path: locality, from: null, to: "Bern" }]);
    expect((await read(id))["addresses"]).toEqual([
      { type: "work", streetAddress: "Street 1", country: "CH", locality: "Bern" },
    ]);
  });

  test("changes many attributes in one call", async () => {
    const { id } = await newUser();
    await connected.wire.flush();
    const before = connected.rows.length;
    await update(id, [
      { path: "title", from: null, to: "Dr" },
      { path: "active", from: null, to: true },
      { path: "name.familyName", from: null, to: "L" },
      { path: 'emails[type eq "work"].value', from: null, to: "w@one.example" },
      { path: 'emails[type eq "home"].value', from: null, to: "h@one.example" },
      { path: `${ENTERPRISE}:division`, from: null, to: "North" },
    ]);
    await connected.wire.flush();
    expect(connected.rows.slice(before).map(({ method }) => method)).toEqual(["PATCH"]);
    expect(await read(id)).toMatchObject({
      title: "Dr",
      active: true,
      name: { familyName: "L" },
      emails: [
        { type: "work", value: "w@one.example" },
        { type: "home", value: "h@one.example" },
      ],
      [ENTERPRISE]: { division: "North" },
    });
  });

  test("sets, changes and clears the manager", async () => {
    const [first, second, person] = [await newUser(), await newUser(), await newUser()];
    await update(person.id, [{ path: MANAGER, from: null, to: first.id }]);
    expect(at(await read(person.id), MANAGER)).toBe(first.id);
    await update(person.id, [{ path: MANAGER, from: first.id, to: second.id }]);
    expect(at(await read(person.id), MANAGER)).toBe(second.id);
    await update(person.id, [{ path: MANAGER, from: second.id, to: null }]);
    expect(at(await read(person.id), MANAGER)).toBeNull();
  });

  test("adds and removes members in chunks, each once, and leaves the others", async () => {
    const group = await newGroup();
    const people = await Promise.all(Array.from({ length: 25 }, () => newUser()));
    const ids = people.map(({ id }) => id);
    const change = (add: readonly AccountId[], remove: readonly AccountId[]) =>
      connected.target.changeMembers({ id: group.id, knownMembers: [] }, { add, remove }, anyStep, never);
    for (let start = 0; start < ids.length; start += 10) must(await change(ids.slice(start, start + 10), []));
    expect(await members(group.id)).toEqual([...ids].sort());
    must(await change(ids.slice(0, 1), ids.slice(1, 4)));
    must(await change([], ids.slice(1, 4)));
    must(await change([], []));
    expect(await members(group.id)).toEqual([ids[0], ...ids.slice(4)].sort());
    must(await change([], [...ids]));
    expect(await members(group.id)).toEqual([]);
  });

  test("reads and finds groups without their members", async () => {
    const group = await newGroup();
    const person = await newUser();
    must(
      await connected.target.changeMembers(
        { id: group.id, knownMembers: [] },
        { add: [person.id], remove: [] },
        anyStep,
        never,
      ),
    );
    const name = String(group.attributes["displayName"]);
    const [found] = must(await connected.target.find("group", "displayName", name, never));
    expect(found?.id).toBe(group.id);
    expect(found?.attributes["members"]).toBeUndefined();
    expect(must(await connected.target.read("group", group.id, never)).attributes["members"]).toBeUndefined();
    const renamed = { path: "displayName", from: name, to: `${name} 2` };
    must(await connected.target.update({ type: "group", id: group.id }, [renamed], anyStep, never));
    expect(await members(group.id)).toEqual([person.id]);
  });

  test("disables an account, which stays", async () => {
    const { id } = await newUser({ active: true });
    await update(id, [{ path: "active", from: true, to: false }]);
    expect((await read(id))["active"]).toBe(false);
  });

  test("removes an account, and one that is gone already", async () => {
    const { id } = await newUser();
    must(await connected.target.remove({ type: "user", id }, anyStep, never));
    expect(await connected.target.read("user", id, never)).toMatchObject({
      ok: false,
      fault: { kind: "not-found", refusedBy: "target" },
    });
    must(await connected.target.remove({ type: "user", id }, anyStep, never));
    must(await connected.target.remove({ type: "user", id: toAccountId(randomUUID()) }, anyStep, never));
  });

  test("lists every account once, over several pages", async () => {
    const made = new Set(await Promise.all(Array.from({ length: 30 }, async () => (await newUser()).id)));
    const abilities = { ...must(await connected.target.discover(never)), pageSizeMax: 7 };
    const config = { url: running.url };
    const { secret, wire } = connected;
    const small = await connector.connect({ config, secret, wire, abilities });
    const listed: string[] = [];
    let pages = 0;
    for await (const page of small.list("user", never)) {
      listed.push(...must(page).map(({ id }) => id));
      pages += 1;
    }
    expect(pages).toBeGreaterThan(4);
    expect(new Set(listed).size).toBe(listed.length);
    expect([...made].filter((id) => !listed.includes(id))).toEqual([]);
  });
});
