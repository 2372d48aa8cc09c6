import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { memoryConnector } from "../../../src/connectors/memory/index.ts";
import { openMemorySystem, SENTINELS } from "../../../src/connectors/memory/system.ts";
import { toDisablingChange } from "../../../src/core/provisioning/account-rules.ts";
import type { Outcome } from "../../../src/core/provisioning/fault.ts";
import type { Target } from "../../../src/ports/target.ts";
import { anyStep, openRecordedWire } from "../../targets/connect.ts";

const never = new AbortController().signal;
let name: string;
let target: Target;
beforeEach(async () => {
  name = randomUUID();
  const { wire } = openRecordedWire("http://memory.invalid/");
  const options = { config: { name }, secret: undefined, wire, abilities: undefined };
  target = await memoryConnector.connect(options);
});
afterEach(() => target.close());

function must<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.fault));
  return outcome.value;
}

async function create(attributes: Record<string, string>) {
  return must(await target.create({ type: "user", attributes }, anyStep, never)).account;
}

test("an account is found by its natural key, and disabled as this kind of target disables", async () => {
  const { naturalKey } = memoryConnector.rules;
  const { id } = await create({ [naturalKey.user]: "Ada", status: "live" });
  expect(must(await target.find("user", naturalKey.user, "ada", never)).map((found) => found.id)).toEqual([
    id,
  ]);
  const change = toDisablingChange(memoryConnector.rules, { status: "live" });
  expect(must(await target.update({ type: "user", id }, [change], anyStep, never)).refused).toEqual([]);
  expect(must(await target.read("user", id, never)).attributes).toEqual({
    login: "Ada",
    status: "suspended",
  });
});

test("a group begins with the members that it is given, and shows all of them", async () => {
  const [first, second] = [await create({ login: "ada" }), await create({ login: "bea" })];
  const attributes = { title: "Crew" };
  const made = must(await target.create({ type: "group", attributes, members: [first.id] }, anyStep, never));
  expect(made.members).toEqual([first.id]);
  const change = { add: [second.id], remove: [first.id] };
  must(await target.changeMembers({ id: made.account.id, knownMembers: [] }, change, anyStep, never));
  expect(must(await target.readMembers(made.account.id, never))).toEqual({
    members: [second.id],
    isWhole: true,
  });
  const held = must(
    await target.checkMembers({ id: made.account.id, knownMembers: [] }, [first.id, second.id], never),
  );
  expect([...held]).toEqual([
    [first.id, false],
    [second.id, true],
  ]);
});

test.each(SENTINELS)("%s provokes %s, and takes nothing else with it", async (sentinel, kind, code) => {
  const made = await target.create({ type: "user", attributes: { login: sentinel } }, anyStep, never);
  expect(made).toMatchObject({ ok: false, fault: { kind, code } });
  const { id } = await create({ login: "ada" });
  const changes = [
    { path: "position", from: null, to: sentinel },
    { path: "fullName", from: null, to: "Ada" },
  ];
  expect(must(await target.update({ type: "user", id }, changes, anyStep, never)).refused).toMatchObject([
    { path: "position", valueKind: "text", fault: { kind } },
  ]);
  expect(must(await target.read("user", id, never)).attributes).toEqual({ login: "ada", fullName: "Ada" });
});

test("an account that is removed is gone, and is a member nowhere", async () => {
  const { id } = await create({ login: "ada" });
  const attributes = { title: "Crew" };
  const group = must(
    await target.create({ type: "group", attributes, members: [id] }, anyStep, never),
  ).account;
  must(await target.remove({ type: "user", id }, anyStep, never));
  expect(await target.read("user", id, never)).toMatchObject({ ok: false, fault: { kind: "not-found" } });
  expect(must(await target.readMembers(group.id, never)).members).toEqual([]);
});

test("a system keeps its accounts between connections, and counts those that are open", async () => {
  await create({ login: "ada" });
  expect(openMemorySystem(name).open).toBe(1);
  await target.close();
  expect(openMemorySystem(name)).toMatchObject({ open: 0 });
  target = await memoryConnector.connect({
    config: { name },
    secret: undefined,
    wire: openRecordedWire("http://memory.invalid/").wire,
    abilities: undefined,
  });
  const listed: string[] = [];
  for await (const page of target.list("user", never)) listed.push(...must(page).map(({ id }) => id));
  expect(listed).toHaveLength(1);
});
