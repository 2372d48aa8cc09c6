import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AccountId, toAccountId } from "../../../src/core/ids.ts";
import type { Json, JsonObject } from "../../../src/core/json.ts";
import { type FlatAttributes, flattenAccount } from "../../../src/core/mapping/flat.ts";
import { isDisabled, toDisablingChange } from "../../../src/core/provisioning/account-rules.ts";
import type { ObjectType } from "../../../src/ports/kinds.ts";
import type { Account, AttributeChange } from "../../../src/ports/target.ts";
import { type RunningSystem, TARGETS, type TargetUnderTest } from "../../targets/all.ts";
import { anyStep, type ConnectedTarget, connectTarget } from "../../targets/connect.ts";
import { must } from "../../targets/scripted-connection.ts";

const never = new AbortController().signal;

function at(attributes: JsonObject, path: string): Json {
  return flattenAccount([path], attributes)[path] ?? null;
}

/** Texts that an account takes: what the default mapping copies, but for keys and references. */
function textPathsOf({ connector: { defaultMappings, rules } }: TargetUnderTest): readonly string[] {
  const keys = [rules.naturalKey.user, rules.sourceId];
  return defaultMappings.user.attributes
    .filter(({ kind, reference }) => kind === "direct" && reference === undefined)
    .map(({ target }) => target)
    .filter((path) => !keys.includes(path) && !path.endsWith(".primary"));
}

/** What the port promises, for every connector: a path in it comes from the connector's rules or its mapping. */
describe.each(TARGETS)("$name", (tested) => {
  const { connector, start } = tested;
  const { naturalKey, sourceId, disabled, enabled } = connector.rules;
  const texts = textPathsOf(tested);
  let running: RunningSystem;
  let connected: ConnectedTarget;
  beforeAll(async () => {
    running = await start();
    connected = await connectTarget(connector, running.config, running.token);
  });
  afterAll(async () => {
    await connected.target.close();
    await connected.wire.close();
    await running.stop();
  });

  const newName = () => `${randomUUID()}@one.example`;
  const newUser = (more: FlatAttributes = {}) => createAs("user", { [naturalKey.user]: newName(), ...more });
  const newGroup = () => createAs("group", { [naturalKey.group]: `Group ${randomUUID()}` });
  async function createAs(type: ObjectType, attributes: FlatAttributes): Promise<Account> {
    return must(await connected.target.create({ type, attributes }, anyStep, never)).account;
  }
  async function update(id: AccountId, changes: readonly AttributeChange[], type: ObjectType = "user") {
    const updated = must(await connected.target.update({ type, id }, changes, anyStep, never));
    expect(updated.refused).toEqual([]);
  }
  async function read(id: AccountId, type: ObjectType = "user"): Promise<JsonObject> {
    return must(await connected.target.read(type, id, never)).attributes;
  }
  async function find(type: ObjectType, path: string, value: string): Promise<readonly AccountId[]> {
    return must(await connected.target.find(type, { path: path, value: value }, never)).map(({ id }) => id);
  }
  async function changeMembers(group: Account, add: readonly AccountId[], remove: readonly AccountId[]) {
    const ref = { id: group.id, knownMembers: [] };
    must(await connected.target.changeMembers(ref, { add, remove }, anyStep, never));
  }
  async function members(id: AccountId): Promise<readonly string[]> {
    const { members: found, isWhole } = must(await connected.target.readMembers(id, never));
    expect(isWhole).toBe(true);
    return [...found].sort();
  }

  test("the mapping names texts to write", () => {
    expect(texts.length).toBeGreaterThan(1);
  });

  test("shows that it will do for provisioning, and what it can", async () => {
    const abilities = must(await connected.target.test(never));
    expect(abilities).toMatchObject({
      patch: { user: "verified", group: "verified" },
      filter: "verified",
      groups: "verified",
      notes: [],
    });
    expect(must(await connected.target.discover(never))).toEqual(abilities);
    expect(connected.target.abilities()).toEqual(abilities);
  });

  test("creates an account and finds it again by what identifies it", async () => {
    const name = `Ada.O'Neil+${newName()}`;
    const identity: Record<string, string> = { [naturalKey.user]: name };
    if (sourceId !== undefined) identity[sourceId] = randomUUID();
    const values = Object.fromEntries(texts.map((path, n) => [path, `Text ${n}`]));
    const created = await newUser({ ...identity, ...values, [disabled.path]: enabled });
    expect(isDisabled(connector.rules, flattenAccount([disabled.path], created.attributes))).toBe(false);
    for (const [path, value] of Object.entries(identity)) {
      expect(await find("user", path, value)).toEqual([created.id]);
    }
    const held = await read(created.id);
    for (const [path, value] of Object.entries({ ...identity, ...values })) {
      expect([path, at(held, path)]).toEqual([path, value]);
    }
  });

  test("finds nothing where there is nothing, and no account that only begins so", async () => {
    const name = newName();
    await newUser({ [naturalKey.user]: name });
    expect(await find("user", naturalKey.user, name.slice(0, -1))).toEqual([]);
    expect(await find("group", naturalKey.group, randomUUID())).toEqual([]);
  });

  test.each(texts)("writes, changes and clears %s", async (path) => {
    const { id } = await newUser();
    let from: Json = null;
    for (const to of ["Ada L", 'Ada Löwe-O\'Neil "x"', null, "Ada"]) {
      await update(id, [{ path, from, to }]);
      expect(at(await read(id), path)).toEqual(to);
      from = to;
    }
  });

  test("changes many attributes in one call", async () => {
    const { id } = await newUser();
    const changes = texts.map((path, n) => ({ path, from: null, to: `Text ${n}` }));
    await update(id, changes);
    const held = await read(id);
    for (const { path, to } of changes) expect([path, at(held, path)]).toEqual([path, to]);
  });

  test("disables an account, which stays, and enables it again", async () => {
    const { id } = await newUser({ [disabled.path]: enabled });
    const flat = async () => flattenAccount([disabled.path], await read(id));
    await update(id, [toDisablingChange(connector.rules, await flat())]);
    expect(isDisabled(connector.rules, await flat())).toBe(true);
    await update(id, [{ path: disabled.path, from: disabled.value, to: enabled }]);
    expect(await flat()).toEqual({ [disabled.path]: enabled });
  });

  test("a group that is created with members has those that the answer names, and no others", async () => {
    const person = await newUser();
    const attributes = { [naturalKey.group]: `Group ${randomUUID()}` };
    const group = { type: "group", attributes, members: [person.id] } as const;
    const made = must(await connected.target.create(group, anyStep, never));
    expect(await members(made.account.id)).toEqual([...made.members]);
  });

  test("adds and removes members in chunks, each once, and leaves the others", async () => {
    const group = await newGroup();
    const people = await Promise.all(Array.from({ length: 25 }, () => newUser()));
    const ids = people.map(({ id }) => id);
    for (let first = 0; first < ids.length; first += 10) {
      await changeMembers(group, ids.slice(first, first + 10), []);
    }
    expect(await members(group.id)).toEqual([...ids].sort());
    await changeMembers(group, ids.slice(0, 1), ids.slice(1, 4));
    await changeMembers(group, [], ids.slice(1, 4));
    await changeMembers(group, [], []);
    expect(await members(group.id)).toEqual([ids[0], ...ids.slice(4)].sort());
    await changeMembers(group, [], ids);
    expect(await members(group.id)).toEqual([]);
  });

  test("says of each account whether it is a member", async () => {
    const [group, member, other] = [await newGroup(), await newUser(), await newUser()];
    await changeMembers(group, [member.id], []);
    const ref = { id: group.id, knownMembers: [member.id] };
    const held = must(await connected.target.checkMembers(ref, [member.id, other.id], never));
    expect([held.get(member.id), held.get(other.id)]).toEqual([true, false]);
  });

  test("a group keeps its members while its attributes are read, found and changed", async () => {
    const [group, person] = [await newGroup(), await newUser()];
    await changeMembers(group, [person.id], []);
    const name = String(at(group.attributes, naturalKey.group));
    expect(await find("group", naturalKey.group, name)).toEqual([group.id]);
    const shown = flattenAccount([naturalKey.group], await read(group.id, "group"));
    expect(shown).toEqual({ [naturalKey.group]: name });
    await update(group.id, [{ path: naturalKey.group, from: name, to: `${name} 2` }], "group");
    expect(await find("group", naturalKey.group, `${name} 2`)).toEqual([group.id]);
    expect(await members(group.id)).toEqual([person.id]);
  });

  test("removes an account, and one that is gone already", async () => {
    const name = newName();
    const { id } = await newUser({ [naturalKey.user]: name });
    must(await connected.target.remove({ type: "user", id }, anyStep, never));
    must(await connected.target.remove({ type: "user", id }, anyStep, never));
    must(await connected.target.remove({ type: "user", id: toAccountId(randomUUID()) }, anyStep, never));
    expect(await find("user", naturalKey.user, name)).toEqual([]);
  });

  test("says that an account is gone to whatever is asked of it", async () => {
    const [user, group] = [await newUser(), await newGroup()];
    for (const { type, id } of [user, group]) {
      must(await connected.target.remove({ type, id }, anyStep, never));
      const gone = { ok: false, fault: { kind: "not-found", refusedBy: "target" } };
      expect(await connected.target.read(type, id, never)).toMatchObject(gone);
      const change = { path: naturalKey[type], from: null, to: newName() };
      expect(await connected.target.update({ type, id }, [change], anyStep, never)).toMatchObject(gone);
    }
    expect(await connected.target.readMembers(group.id, never)).toMatchObject({
      fault: { kind: "not-found" },
    });
  });

  test("keeps its accounts between connections", async () => {
    const { id } = await newUser();
    const again = await connectTarget(connector, running.config, running.token);
    expect(must(await again.target.read("user", id, never)).id).toBe(id);
    await again.target.close();
    await again.wire.close();
  });

  test("lists every account once, over several pages", async () => {
    const made = new Set(await Promise.all(Array.from({ length: 30 }, async () => (await newUser()).id)));
    const abilities = { ...must(await connected.target.discover(never)), pageSizeMax: 7 };
    const { secret, wire } = connected;
    const small = await connector.connect({ config: running.config, secret, wire, abilities, now: Date.now });
    const listed: string[] = [];
    let pages = 0;
    for await (const page of small.list("user", never)) {
      listed.push(...must(page).map(({ id }) => id));
      pages += 1;
    }
    await small.close();
    expect(pages).toBeGreaterThan(4);
    expect(new Set(listed).size).toBe(listed.length);
    expect([...made].filter((id) => !listed.includes(id))).toEqual([]);
  });
});
