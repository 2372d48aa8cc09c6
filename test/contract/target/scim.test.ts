import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { scimConnector } from "../../../src/connectors/scim/index.ts";
import type { AccountId } from "../../../src/core/ids.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import { ENTERPRISE } from "../../../src/core/mapping/attributes.ts";
import { flattenAccount } from "../../../src/core/mapping/flat.ts";
import type { AttributeChange } from "../../../src/ports/target.ts";
import { anyStep, type ConnectedTarget, connectTarget } from "../../targets/connect.ts";
import { type ScimTarget, startScimmyTarget } from "../../targets/scimmy-target.ts";
import { must } from "../../targets/scripted-connection.ts";

/** What only SCIM has: elements of lists, references, the form of a call, bearers. The rest: target.test.ts. */

const MANAGER = `${ENTERPRISE}:manager.value`;
const never = new AbortController().signal;

let running: ScimTarget;
let connected: ConnectedTarget;
beforeAll(async () => {
  running = await startScimmyTarget();
  connected = await connectTarget(scimConnector, { url: running.url }, running.token);
});
afterAll(async () => {
  await connected.wire.close();
  await running.stop();
});

async function newUser(): Promise<AccountId> {
  const attributes = { userName: `${randomUUID()}@one.example` };
  return must(await connected.target.create({ type: "user", attributes }, anyStep, never)).account.id;
}
async function update(id: AccountId, changes: readonly AttributeChange[]): Promise<void> {
  must(await connected.target.update({ type: "user", id }, changes, anyStep, never));
}
async function read(id: AccountId): Promise<JsonObject> {
  return must(await connected.target.read("user", id, never)).attributes;
}

test("refuses another token, and says whose refusal it was", async () => {
  const other = await connectTarget(scimConnector, { url: running.url }, "another-token");
  const outcome = await other.target.test(never);
  expect(outcome).toMatchObject({
    ok: false,
    fault: { kind: "unauthenticated", refusedBy: "target", status: 401 },
  });
  await other.wire.close();
});

test("an element of a list is changed in place, and is gone once it is cleared", async () => {
  const id = await newUser();
  const path = 'emails[type eq "work"].value';
  await update(id, [{ path, from: null, to: "a@one.example" }]);
  await update(id, [{ path, from: "a@one.example", to: "b@one.example" }]);
  expect((await read(id))["emails"]).toEqual([{ type: "work", value: "b@one.example" }]);
  await update(id, [{ path, from: "b@one.example", to: null }]);
  expect((await read(id))["emails"] ?? []).toEqual([]);
});

test("fills several parts of one missing element as one element, and then one part of it", async () => {
  const id = await newUser();
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
  const id = await newUser();
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
  const manager = async () => flattenAccount([MANAGER], await read(person))[MANAGER] ?? null;
  await update(person, [{ path: MANAGER, from: null, to: first }]);
  expect(await manager()).toBe(first);
  await update(person, [{ path: MANAGER, from: first, to: second }]);
  expect(await manager()).toBe(second);
  await update(person, [{ path: MANAGER, from: second, to: null }]);
  expect(await manager()).toBeNull();
});

test("reads and finds groups without their members", async () => {
  const attributes = { displayName: `Group ${randomUUID()}` };
  const { account } = must(await connected.target.create({ type: "group", attributes }, anyStep, never));
  const ref = { id: account.id, knownMembers: [] };
  const change = { add: [await newUser()], remove: [] };
  must(await connected.target.changeMembers(ref, change, anyStep, never));
  const found = must(
    await connected.target.find("group", { path: "displayName", value: attributes.displayName }, never),
  );
  expect(found.map(({ attributes: shown }) => shown["members"])).toEqual([undefined]);
  const shown = must(await connected.target.read("group", account.id, never)).attributes;
  expect(shown["members"]).toBeUndefined();
});
