import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { memoryConnector } from "../../../src/connectors/memory/index.ts";
import { openMemorySystem, SENTINELS } from "../../../src/connectors/memory/system.ts";
import type { Target } from "../../../src/ports/target.ts";
import { anyStep, connectTarget } from "../../targets/connect.ts";
import { must } from "../../targets/scripted-connection.ts";

/** What only the system in memory has: faults on demand, and a count of connections. The rest: target.test.ts. */

const never = new AbortController().signal;
let name: string;
let target: Target;
beforeEach(async () => {
  name = randomUUID();
  ({ target } = await connectTarget(memoryConnector, { name }, "none"));
});
afterEach(() => target.close());

async function create(attributes: Record<string, string>) {
  return must(await target.create({ type: "user", attributes }, anyStep, never)).account;
}

test("an account is found by its login in any case", async () => {
  const { id } = await create({ login: "Ada" });
  expect(
    must(await target.find("user", { path: "login", value: "ada" }, never)).map((found) => found.id),
  ).toEqual([id]);
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

test("an account that is removed is a member nowhere", async () => {
  const { id } = await create({ login: "ada" });
  const attributes = { title: "Crew" };
  const group = must(await target.create({ type: "group", attributes, members: [id] }, anyStep, never));
  must(await target.remove({ type: "user", id }, anyStep, never));
  expect(must(await target.readMembers(group.account.id, never)).members).toEqual([]);
});

test("the connections that are open are counted", async () => {
  expect(openMemorySystem(name).open).toBe(1);
  await target.close();
  expect(openMemorySystem(name).open).toBe(0);
  ({ target } = await connectTarget(memoryConnector, { name }, "none"));
});
