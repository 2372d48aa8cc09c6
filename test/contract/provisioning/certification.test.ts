import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memoryConnector } from "../../../src/connectors/memory/index.ts";
import type { AccountId } from "../../../src/core/ids.ts";
import type { Json, JsonObject } from "../../../src/core/json.ts";
import { flattenAccount } from "../../../src/core/mapping/flat.ts";
import { isDisabled } from "../../../src/core/provisioning/account-rules.ts";
import type { ObjectType } from "../../../src/ports/kinds.ts";
import type { Account, Connector } from "../../../src/ports/target.ts";
import type { RunningSystem } from "../../targets/all.ts";
import { CERTIFIED } from "../../targets/certified.ts";
import { anyStep, type ConnectedTarget, connectTarget } from "../../targets/connect.ts";
import { must } from "../../targets/scripted-connection.ts";
import { ENTERPRISE_URN, group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/**
 * The certification of a connector: whole cycles make every kind of change in a system, which is read back through the
 * connector, and after each change another comparison of everything finds nothing to do.
 */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
  (scim.deps.connectors as Map<string, Connector>).set("memory", memoryConnector);
});
afterAll(() => scim.close());

const never = new AbortController().signal;
const email = (name: string) => ({ emails: [{ type: "work", primary: true, value: name }] });
const person = (name: string, more: object = {}) =>
  user(`${name}@one.example`, { displayName: name, ...email(`${name}@one.example`), ...more });
const managedBy = (id: string) => ({ [ENTERPRISE_URN]: { manager: { value: id } } });
const set = (path: string, value: unknown) => ({ op: "replace", path, value });

/** A user or group as the system holds it. */
interface Held {
  readonly id: AccountId;
  readonly title: Json;
  readonly isActive: boolean;
  /** The user name of the manager. */
  readonly manager: string | null;
  /** The names of the members of a group. */
  readonly members: readonly string[];
}

/** The paths at the target of what the suite looks at. */
function pathsOf({ defaultMappings, rules }: Connector) {
  const targetOf = (source: string) =>
    defaultMappings.user.attributes.find((each) => each.kind === "direct" && each.source === source)?.target;
  const title = targetOf("jobTitle");
  if (title === undefined) throw new Error("the default mapping has no title");
  const manager = targetOf("manager");
  // A manager is an object with the id as its value.
  return {
    name: rules.naturalKey,
    title,
    manager: manager && `${manager}.value`,
    state: rules.disabled.path,
  };
}

async function readAll(
  connector: Connector,
  { target }: ConnectedTarget,
): Promise<Readonly<Record<string, Held>>> {
  const paths = pathsOf(connector);
  const accounts: Account[] = [];
  for (const type of ["user", "group"] as const satisfies readonly ObjectType[])
    for await (const page of target.list(type, never)) accounts.push(...must(page));
  const at = ({ attributes }: Account, path: string): Json =>
    flattenAccount([path], attributes as JsonObject)[path] ?? null;
  const nameOf = (account: Account) => String(at(account, paths.name[account.type]));
  const names = new Map(accounts.map((each): [string, string] => [each.id, nameOf(each)]));
  const held = accounts.map(async (account): Promise<[string, Held]> => {
    const members = account.type === "group" ? must(await target.readMembers(account.id, never)).members : [];
    const manager = paths.manager === undefined ? null : at(account, paths.manager);
    const flat = flattenAccount([paths.state], account.attributes);
    return [
      nameOf(account),
      {
        id: account.id,
        title: account.type === "user" ? at(account, paths.title) : null,
        isActive: account.type === "group" || !isDisabled(connector.rules, flat),
        manager: typeof manager === "string" ? (names.get(manager) ?? "unknown") : null,
        members: members.map((id) => names.get(id) ?? "unknown").sort(),
      },
    ];
  });
  return Object.fromEntries(await Promise.all(held));
}

describe.each(CERTIFIED)("$name", ({ connector, start, lacks }) => {
  let running: RunningSystem;
  let connected: ConnectedTarget;
  let directory: ProvisionedDirectory;
  beforeAll(async () => {
    running = await start();
    connected = await connectTarget(connector, running.config, running.token);
    directory = await provisionDirectory(
      scim,
      { url: String(running.config["url"] ?? scim.url), token: running.token },
      { connection: { connector: connector.name, config: running.config } },
    );
  });
  afterAll(async () => {
    await connected.target.close();
    await connected.wire.close();
    await running.stop();
  });

  const holdings = () => readAll(connector, connected);
  const heldAs = async (name: string) => (await holdings())[name];
  const make = async (path: string, body: Readonly<Record<string, unknown>>): Promise<string> =>
    (await directory.client.make(path, body)).id;
  const change = async (path: string, ...operations: object[]) =>
    expect((await directory.client.patch(path, operations)).status).toBeLessThan(300);

  /** Runs a cycle that counts this, then one that compares everything and has nothing to do. */
  async function syncs(counts: object): Promise<void> {
    expect((await directory.sync()).counts).toMatchObject(counts);
    const { evaluated = 0, unchanged = 0, skipped = 0, ...rest } = (await directory.sync("initial")).counts;
    expect([rest, unchanged + skipped]).toEqual([{}, evaluated]);
    expect(evaluated).toBeGreaterThan(0);
  }

  test("create", async () => {
    await make("/Users", person("ada", { title: "Engineer" }));
    await syncs({ created: 1 });
    expect(await heldAs("ada@one.example")).toMatchObject({ title: "Engineer", isActive: true });
  });

  test("adopt: an account that is there already is taken, not made a second time", async () => {
    const name = "bo@one.example";
    const paths = pathsOf(connector);
    const attributes = {
      [paths.name.user]: name,
      ...(connector.name === "scim" ? { 'emails[type eq "work"].value': name } : {}),
    };
    const before = must(await connected.target.create({ type: "user", attributes }, anyStep, never));
    await make("/Users", person("bo", { title: "Clerk" }));
    await syncs({ adopted: 1 });
    expect(await heldAs(name)).toMatchObject({ id: before.account.id, title: "Clerk", isActive: true });
  });

  test("update, and clear", async () => {
    const id = await make("/Users", person("cy", { title: "Clerk" }));
    await syncs({ created: 1 });
    await change(`/Users/${id}`, set("title", "Principal"));
    await syncs({ updated: 1 });
    expect(await heldAs("cy@one.example")).toMatchObject({ title: "Principal" });
    await change(`/Users/${id}`, { op: "remove", path: "title" });
    await syncs({ updated: 1 });
    expect(await heldAs("cy@one.example")).toMatchObject({ title: null });
  });

  test("disable, and enable", async () => {
    const id = await make("/Users", person("di"));
    await syncs({ created: 1 });
    const { id: account } = (await heldAs("di@one.example"))!;
    for (const active of [false, true]) {
      await change(`/Users/${id}`, set("active", active));
      await syncs(active ? { updated: 1 } : { disabled: 1 });
      expect(await heldAs("di@one.example")).toMatchObject({ id: account, isActive: active });
    }
  });

  test("rename", async () => {
    const id = await make("/Users", person("eva"));
    await syncs({ created: 1 });
    const { id: account } = (await heldAs("eva@one.example"))!;
    const name = "eva.lind@one.example";
    await change(`/Users/${id}`, set("userName", name), set("emails", email(name).emails));
    await syncs({ updated: 1 });
    expect(await heldAs(name)).toMatchObject({ id: account });
    expect(await heldAs("eva@one.example")).toBeUndefined();
  });

  test("memberships, and restore: a user who was deleted has the same account and groups again", async () => {
    const [fay, gil] = [await make("/Users", person("fay")), await make("/Users", person("gil"))];
    const crew = await make("/Groups", group("Crew", [fay]));
    await syncs({ created: 3 });
    expect((await heldAs("Crew"))?.members).toEqual(["fay@one.example"]);
    await change(`/Groups/${crew}`, { op: "add", path: "members", value: [{ value: gil }] });
    await syncs({ updated: 1 });
    expect((await heldAs("Crew"))?.members).toEqual(["fay@one.example", "gil@one.example"]);
    const { id: account } = (await heldAs("fay@one.example"))!;
    await directory.client.send("DELETE", `/Users/${fay}`);
    await syncs({ disabled: 1 });
    expect((await heldAs("Crew"))?.members).toEqual(["gil@one.example"]);
    expect(await heldAs("fay@one.example")).toMatchObject({ id: account, isActive: false });
    await directory.restore(fay);
    await syncs({ updated: 2 });
    expect(await heldAs("fay@one.example")).toMatchObject({ id: account, isActive: true });
    expect((await heldAs("Crew"))?.members).toEqual(["fay@one.example", "gil@one.example"]);
    await change(`/Groups/${crew}`, { op: "remove", path: `members[value eq "${gil}"]` });
    await syncs({ updated: 1 });
    expect((await heldAs("Crew"))?.members).toEqual(["fay@one.example"]);
  });

  test(`groups as members${lacks.nestedGroups === undefined ? "" : `: ${lacks.nestedGroups}`}`, async () => {
    const inner = await make("/Groups", group("Inner"));
    const outer = await make("/Groups", group("Outer", [inner]));
    const isLacking = lacks.nestedGroups !== undefined;
    await syncs({ created: 2 });
    expect((await heldAs("Outer"))?.members).toEqual(isLacking ? [] : ["Inner"]);
    await change(`/Groups/${outer}`, { op: "remove", path: "members" });
    expect((await directory.sync()).counts).toMatchObject({ evaluated: 1 });
    expect((await heldAs("Outer"))?.members).toEqual([]);
  });

  test("references: a manager, a ring of three, and a manager who has none", async () => {
    const [hal, ida, jon] = [
      await make("/Users", person("hal")),
      await make("/Users", person("ida")),
      await make("/Users", person("jon")),
    ];
    for (const [report, manager] of [
      [hal, ida],
      [ida, jon],
      [jon, hal],
    ] as const) {
      await change(`/Users/${report}`, { op: "add", value: managedBy(manager) });
    }
    await syncs({ created: 3 });
    const managers = async () => {
      const held = await holdings();
      return ["hal", "ida", "jon"].map((name) => held[`${name}@one.example`]?.manager);
    };
    const ring = ["ida@one.example", "jon@one.example", "hal@one.example"];
    expect(await managers()).toEqual(lacks.references === undefined ? ring : [null, null, null]);
    await change(`/Users/${hal}`, { op: "remove", path: `${ENTERPRISE_URN}:manager` });
    await syncs({ evaluated: 1 });
    expect((await managers())[0]).toBeNull();
  });

  test("delete: a user whose account the policy deletes, and a group", async () => {
    await directory.change({ onUserDeleted: "delete" });
    const id = await make("/Users", person("kim"));
    const club = await make("/Groups", group("Club", [id]));
    await syncs({ created: 2 });
    await directory.client.send("DELETE", `/Users/${id}`);
    await directory.client.send("DELETE", `/Groups/${club}`);
    await syncs({ deleted: 2 });
    const held = await holdings();
    expect([held["kim@one.example"], held["Club"]]).toEqual([undefined, undefined]);
  });
});
