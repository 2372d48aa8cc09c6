import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScriptedTarget, startScriptedTarget } from "../../targets/refusing-target.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { provisionDirectory } from "./provisioned-directory.ts";

/** Targets that refuse a part of what they are sent: the rest is written, and a cycle always balances. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

async function connected(target: ScriptedTarget) {
  const directory = await provisionDirectory(scim, { url: target.url, token: "target-secret-9c1e" });
  const sync = async (kind?: "initial") => (await directory.sync(kind)).counts;
  const accountOf = (name: string) =>
    [...target.users.values(), ...target.groups.values()].find(
      (each) => each["userName"] === name || each["displayName"] === name,
    );
  const membersOf = (name: string) =>
    (accountOf(name)?.members ?? [])
      .map(({ value }) => target.users.get(value)?.["userName"] ?? value)
      .sort();
  /** Lets the accounts look as if they had been linked an hour ago. */
  async function ageAccounts(): Promise<void> {
    const { org, app } = directory;
    const { store, env } = scim.deps;
    const set = { created: env.now() - 3_600_000 };
    for (const { object } of await store.page("link", { where: { org, app }, limit: 100 }))
      await store.commit([{ op: "update", table: "link", key: { org, app, object }, set }]);
  }
  return { client: directory.client, sync, accountOf, membersOf, ageAccounts };
}

async function withTarget(work: (target: ScriptedTarget) => Promise<void>): Promise<void> {
  const target = await startScriptedTarget();
  try {
    await work(target);
  } finally {
    await target.stop();
  }
}

test("one refused member keeps nobody else out, and is not sent again before something changes", () =>
  withTarget(async (target) => {
    const { client, sync, accountOf, membersOf, ageAccounts } = await connected(target);
    const people: { id: string }[] = [];
    for (const name of ["ada", "bo", "cy", "di", "ed"]) people.push(await client.make("/Users", user(name)));
    const [ada, ...others] = people;
    const crew = await client.make("/Groups", group("Crew", [ada!.id]));
    expect(await sync()).toMatchObject({ created: 6 });
    await ageAccounts();
    target.rules.unknownMembers.add(accountOf("di")!.id);
    await client.send("PATCH", `/Groups/${crew.id}`, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "add", path: "members", value: others.map(({ id }) => ({ value: id })) }],
    });
    expect(await sync()).toMatchObject({ updated: 1 });
    expect(membersOf("Crew")).toEqual(["ada", "bo", "cy", "ed"]);
    target.writes.length = 0;
    await sync("initial");
    expect(target.writes).toEqual([]);
  }));

test("a member that the group has already is no failure", () =>
  withTarget(async (target) => {
    const { client, sync, accountOf, membersOf } = await connected(target);
    const ada = await client.make("/Users", user("ada"));
    const bo = await client.make("/Users", user("bo"));
    const crew = await client.make("/Groups", group("Crew", []));
    await sync();
    accountOf("Crew")!.members = [{ value: accountOf("ada")!.id }];
    target.rules.refusesPresentMembers = true;
    await client.send("PATCH", `/Groups/${crew.id}`, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "add", path: "members", value: [{ value: ada.id }, { value: bo.id }] }],
    });
    expect(await sync()).toMatchObject({ updated: 1 });
    expect(membersOf("Crew")).toEqual(["ada", "bo"]);
  }));

test("an answer of gone to a write disables nobody: a read decides", () =>
  withTarget(async (target) => {
    const { client, sync, accountOf } = await connected(target);
    const ada = await client.make("/Users", user("ada"));
    await sync();
    await client.send("DELETE", `/Users/${ada.id}`);
    target.rules.isGoneToWrites = true;
    expect((await sync())["disabled"]).toBeUndefined();
    target.rules.isGoneToWrites = false;
    expect(await sync()).toMatchObject({ disabled: 1 });
    expect(accountOf("ada")).toMatchObject({ active: false });
  }));

test("a target that gives every account one id has the others held, and the cycle balances", () =>
  withTarget(async (target) => {
    const { client, sync } = await connected(target);
    for (const name of ["ada", "bo", "cy"]) await client.make("/Users", user(name));
    target.rules.idOfNew = "the-same";
    expect(await sync()).toMatchObject({ evaluated: 3, created: 1, held: 2 });
    target.writes.length = 0;
    await sync();
    expect(target.writes).toEqual([]);
  }));

test("a nested group that vanishes leaves its parent too where the target does not cascade", () =>
  withTarget(async (target) => {
    const { client, sync, accountOf } = await connected(target);
    const inner = await client.make("/Groups", group("Inner", []));
    await client.make("/Groups", group("Outer", [inner.id]));
    await sync();
    await sync();
    expect(accountOf("Outer")?.members).toEqual([{ value: accountOf("Inner")?.id }]);
    await client.send("DELETE", `/Groups/${inner.id}`);
    expect(await sync()).toMatchObject({ deleted: 1 });
    expect(accountOf("Outer")?.members).toEqual([]);
  }));

test("an initial cycle removes members that do not exist at the target, and leaves those that were added there", () =>
  withTarget(async (target) => {
    const { client, sync, accountOf, membersOf } = await connected(target);
    const ada = await client.make("/Users", user("ada"));
    const inner = await client.make("/Groups", group("Inner", []));
    await client.make("/Groups", group("Outer", [ada.id, inner.id]));
    await client.make("/Groups", group("Empty", []));
    await sync();
    // As an older version left it: deleted accounts among the members, beside those that an administrator added.
    target.users.set("by-hand", { id: "by-hand", userName: "by hand" });
    target.groups.set("crew-by-hand", { id: "crew-by-hand", displayName: "Crew by hand" });
    const added = ["dead-group", "by-hand", "crew-by-hand", "dead-user"].map((value) => ({ value }));
    accountOf("Outer")!.members?.push(...added);
    accountOf("Empty")!.members = [{ value: "dead-user" }];
    target.writes.length = 0;
    expect(await sync()).toEqual({});
    expect(target.writes).toEqual([]);

    expect(await sync("initial")).toMatchObject({ updated: 2, unchanged: 2 });
    const kept = ["ada", "by hand", accountOf("Inner")!.id, "crew-by-hand"].sort();
    expect([membersOf("Outer"), membersOf("Empty")]).toEqual([kept, []]);
    expect(target.writes).toHaveLength(2);
    expect(await sync("initial")).toEqual({ evaluated: 4, unchanged: 4 });
    expect(target.writes).toHaveLength(2);
  }));

test("a member that no read proves to be gone stays, and one that the target keeps is left to the next initial cycle", () =>
  withTarget(async (target) => {
    const { client, sync, accountOf } = await connected(target);
    await client.make("/Groups", group("Outer", []));
    await sync();
    const members = [{ value: "unreadable" }, { value: "immovable" }];
    accountOf("Outer")!.members = [...members];
    target.rules.refusal = ({ method, id, paths }) => {
      if (method === "GET" && id === "unreadable") return 500;
      if (method === "PUT") return 501;
      return paths.some((path) => path.includes("immovable")) ? 400 : undefined;
    };
    expect(await sync("initial")).toMatchObject({ evaluated: 1, failed: 1 });
    expect(accountOf("Outer")!.members).toEqual(members);
    expect(await sync()).toEqual({});
  }));

test("a member whose account is gone is created again in the next cycle, and joins its groups in the same one", () =>
  withTarget(async (target) => {
    const { client, sync, accountOf, membersOf } = await connected(target);
    const ada = await client.make("/Users", user("ada"));
    const bo = await client.make("/Users", user("bo"));
    const crew = await client.make("/Groups", group("Crew", [ada.id]));
    await client.make("/Groups", group("Club", [bo.id]));
    expect(await sync()).toMatchObject({ created: 4 });
    const lost = accountOf("bo")!.id;
    target.users.delete(lost);
    accountOf("Club")!.members = [];
    target.rules.unknownMembers.add(lost);
    await client.send("PATCH", `/Groups/${crew.id}`, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "add", path: "members", value: [{ value: bo.id }] }],
    });
    expect(await sync()).toMatchObject({ pending: 1 });
    expect([accountOf("bo"), membersOf("Crew")]).toEqual([undefined, ["ada"]]);
    expect(await sync()).toMatchObject({ created: 1 });
    expect([membersOf("Crew"), membersOf("Club")]).toEqual([["ada", "bo"], ["bo"]]);
    target.writes.length = 0;
    await sync("initial");
    expect(target.writes).toEqual([]);
  }));

test("a new account that a part of the target does not know yet joins its groups in a later cycle", () =>
  withTarget(async (target) => {
    const { client, sync, accountOf, membersOf, ageAccounts } = await connected(target);
    const crew = await client.make("/Groups", group("Crew", []));
    await sync();
    const known = new Set<string>();
    target.rules.refusal = ({ added }) => (added.some((id) => !known.has(id)) ? 404 : undefined);
    for (const name of ["ada", "bo"]) {
      const { id } = await client.make("/Users", user(name));
      await client.patch(`/Groups/${crew.id}`, [{ op: "add", path: "members", value: [{ value: id }] }]);
    }
    expect(await sync()).toMatchObject({ created: 2, pending: 1 });
    known.add(accountOf("ada")!.id);
    expect(await sync()).toMatchObject({ pending: 1 });
    expect(membersOf("Crew")).toEqual(["ada"]);
    // An account that is not known for long is refused for good, and named.
    await ageAccounts();
    await sync();
    target.writes.length = 0;
    await sync("initial");
    expect([membersOf("Crew"), target.writes]).toEqual([["ada"], []]);
  }));

test("the id of an account that is gone leaves its groups too, where the target keeps it among the members", () =>
  withTarget(async (target) => {
    const { client, sync, accountOf, membersOf } = await connected(target);
    const ada = await client.make("/Users", user("ada"));
    const bo = await client.make("/Users", user("bo"));
    const crew = await client.make("/Groups", group("Crew", [ada.id, bo.id]));
    await sync();
    const lost = accountOf("bo")!.id;
    target.users.delete(lost);
    target.rules.refusal = ({ paths }) => (paths.some((path) => path.includes(lost)) ? 404 : undefined);
    await client.patch(`/Groups/${crew.id}`, [{ op: "remove", path: `members[value eq "${bo.id}"]` }]);
    await sync();
    target.rules.refusal = undefined;
    await sync();
    await sync("initial");
    expect(membersOf("Crew")).toEqual(["ada"]);
    await sync("initial");
    expect([accountOf("bo") === undefined, membersOf("Crew")]).toEqual([false, ["ada"]]);
  }));

test("gains and losses of a group share one call", () =>
  withTarget(async (target) => {
    const { client, sync, membersOf } = await connected(target);
    const ada = await client.make("/Users", user("ada"));
    const bo = await client.make("/Users", user("bo"));
    await sync();
    const crew = await client.make("/Groups", group("Crew", [ada.id]));
    expect(await sync()).toMatchObject({ created: 1 });
    expect(membersOf("Crew")).toEqual(["ada"]);
    target.writes.length = 0;
    await client.send("PATCH", `/Groups/${crew.id}`, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "replace", path: "members", value: [{ value: bo.id }] }],
    });
    expect(await sync()).toMatchObject({ updated: 1 });
    expect([membersOf("Crew"), target.writes.length]).toEqual([["bo"], 1]);
  }));
