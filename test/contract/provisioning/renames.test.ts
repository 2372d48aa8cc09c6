import { afterAll, beforeAll, expect, test } from "vitest";
import { startUniqueNamesTarget } from "../../targets/unique-names-target.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** Names that change hands, at a target that has no name twice: another organization of Muster itself. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

async function withUniqueNames(work: (directory: ProvisionedDirectory) => Promise<void>): Promise<void> {
  const { baseUrl, token } = await scim.client();
  await work(await provisionDirectory(scim, { url: baseUrl, token }));
}

type People = Readonly<Record<string, { readonly id: string }>>;

async function makePeople({ client }: ProvisionedDirectory, names: readonly string[]): Promise<People> {
  const made: Record<string, { id: string }> = {};
  for (const name of names) made[name] = await client.make("/Users", user(name));
  return made;
}

/** Gives these people new names at once, as a source does: each has a name in between that nobody wants. */
async function rename(
  { client }: ProvisionedDirectory,
  people: People,
  to: Readonly<Record<string, string>>,
) {
  for (const round of ["between-", ""]) {
    for (const [from, name] of Object.entries(to)) {
      const value = round === "" ? name : `${round}${name}`;
      const path = `/Users/${people[from]?.id}`;
      const { status } = await client.patch(path, [{ op: "replace", path: "userName", value }]);
      expect(status).toBe(200);
    }
  }
}

/** The name at the target of each account, by the name that it had. */
async function namesOf({ target }: ProvisionedDirectory, accounts: Readonly<Record<string, string>>) {
  const { body } = await target.get("/Users");
  const names = new Map<string, string>();
  for (const { id, userName } of body.Resources) names.set(id, userName);
  return Object.fromEntries(Object.entries(accounts).map(([name, id]) => [name, names.get(id)]));
}

async function accountsOf(directory: ProvisionedDirectory, names: readonly string[]) {
  const accounts: Record<string, string> = {};
  for (const name of names) accounts[name] = await directory.accountId(name);
  return accounts;
}

const CASES: readonly (readonly [kind: string, to: Readonly<Record<string, string>>, asides: number])[] = [
  ["two people who swap names", { ana: "ben", ben: "ana" }, 1],
  ["a ring of three", { ana: "ben", ben: "cleo", cleo: "ana" }, 1],
  ["a chain that ends in a new name", { ana: "ben", ben: "cleo", cleo: "zoe" }, 0],
  [
    "two rings, and a chain into a name that was free",
    { ana: "ben", ben: "ana", cleo: "dan", dan: "cleo", eve: "fay", fay: "gus" },
    2,
  ],
  ["a ring of names that differ from each other in case alone", { ana: "BEN", ben: "Ana" }, 1],
];

test.each(CASES)("%s: one cycle gives each account its own name", (_kind, to, asides) =>
  withUniqueNames(async (directory) => {
    const { sync, reasons } = directory;
    // The guard against mass rewrites holds six names of seven.
    await directory.change({ rewriteFloor: 100 });
    const names = [...Object.keys(to), "other"];
    const people = await makePeople(directory, names);
    await sync();
    const accounts = await accountsOf(directory, names);
    await rename(directory, people, to);
    const { counts, plan } = await sync();
    expect(counts).toEqual({ evaluated: names.length - 1, updated: names.length - 1 });
    expect(await namesOf(directory, accounts)).toEqual({ ...to, other: "other" });
    const why = Object.values(await reasons(plan)).flat();
    expect(why.filter((code) => code === "change.name-temporary")).toHaveLength(asides);
    expect((await sync()).counts).toEqual({});
  }),
);

test("groups that swap names keep their members", () =>
  withUniqueNames(async ({ client, sync, seen, target }) => {
    const [ana, ben] = [await client.make("/Users", user("ana")), await client.make("/Users", user("ben"))];
    const crew = await client.make("/Groups", group("Crew", [ana.id]));
    const desk = await client.make("/Groups", group("Desk", [ben.id]));
    await sync();
    const { body } = await target.get("/Groups");
    for (const [{ id }, displayName] of [
      [crew, "Desk"],
      [desk, "Crew"],
    ] as const)
      await client.patch(`/Groups/${id}`, [{ op: "replace", path: "displayName", value: displayName }]);
    expect((await sync()).counts).toEqual({ evaluated: 2, updated: 2 });
    expect((await seen()).members).toEqual({ Crew: ["ben"], Desk: ["ana"] });
    const after = (await target.get("/Groups")).body;
    expect(after.Resources.map(({ id }: { id: string }) => id).sort()).toEqual(
      body.Resources.map(({ id }: { id: string }) => id).sort(),
    );
  }));

test("somebody who is deactivated in an exchange of names loses access, whatever becomes of the names", () =>
  withUniqueNames(async (directory) => {
    const { client, sync, target } = directory;
    const people = await makePeople(directory, ["ana", "ben"]);
    await sync();
    const accounts = await accountsOf(directory, ["ana", "ben"]);
    await rename(directory, people, { ana: "ben", ben: "ana" });
    await client.patch(`/Users/${people["ben"]?.id}`, [{ op: "replace", path: "active", value: false }]);
    expect((await sync()).counts).toEqual({ evaluated: 2, updated: 1, disabled: 1 });
    expect(await namesOf(directory, accounts)).toEqual({ ana: "ben", ben: "ana" });
    const { body } = await target.get(`/Users/${accounts["ben"]}`);
    expect(body.active).toBe(false);
    expect((await sync()).counts).toEqual({});
  }));

test("memberships follow in the same cycle, after the accounts have exchanged their names", () =>
  withUniqueNames(async (directory) => {
    const { client, sync, seen } = directory;
    const people = await makePeople(directory, ["ana", "ben"]);
    const vault = await client.make("/Groups", group("Vault", []));
    await sync();
    await rename(directory, people, { ana: "ben", ben: "ana" });
    const value = [{ value: people["ben"]?.id }];
    await client.patch(`/Groups/${vault.id}`, [{ op: "add", path: "members", value }]);
    expect((await sync()).counts).toEqual({ evaluated: 3, updated: 3 });
    expect((await seen()).members).toEqual({ Vault: ["ana"] });
  }));

/** A target of unique names that also refuses to rename the accounts in `stuck`. */
async function withStuckNames(
  work: (directory: ProvisionedDirectory, stuck: Set<string>) => Promise<void>,
): Promise<void> {
  const target = await startUniqueNamesTarget();
  try {
    await work(await provisionDirectory(scim, target), target.stuck);
  } finally {
    await target.stop();
  }
}

test("an account that stepped aside gets its former name back if the other rename is refused", () =>
  withStuckNames(async (directory, stuck) => {
    const { client, sync, seen } = directory;
    const people = await makePeople(directory, ["ana", "ben"]);
    const vault = await client.make("/Groups", group("Vault", []));
    await sync();
    const accounts = await accountsOf(directory, ["ana", "ben"]);
    stuck.add(accounts["ben"] ?? "");
    await rename(directory, people, { ana: "ben", ben: "ana" });
    const value = [{ value: people["ben"]?.id }];
    await client.patch(`/Groups/${vault.id}`, [{ op: "add", path: "members", value }]);
    expect((await sync()).counts).toEqual({ evaluated: 3, failed: 2, pending: 1 });
    expect(await namesOf(directory, accounts)).toEqual({ ana: "ana", ben: "ben" });
    expect((await seen()).members).toEqual({ Vault: [] });
    for (let round = 0; round < 3; round += 1) await sync();
    expect(await namesOf(directory, accounts)).toEqual({ ana: "ana", ben: "ben" });

    // Both are parked by now. A change of one takes the other along: only together can they exchange their names.
    stuck.clear();
    const path = `/Users/${people["ana"]?.id}`;
    await client.patch(path, [{ op: "replace", path: "title", value: "Clerk" }]);
    expect((await sync()).counts).toEqual({ evaluated: 3, updated: 3 });
    expect(await namesOf(directory, accounts)).toEqual({ ana: "ben", ben: "ana" });
    expect((await seen()).members).toEqual({ Vault: ["ana"] });
    expect((await sync()).counts).toEqual({});
  }));

test("a ring that is refused in the middle keeps what is done, and is completed later", () =>
  withStuckNames(async (directory, stuck) => {
    const { sync, admin, org, app } = directory;
    const names = ["ana", "ben", "cleo"];
    const people = await makePeople(directory, names);
    await sync();
    const accounts = await accountsOf(directory, names);
    stuck.add(accounts["ben"] ?? "");
    await rename(directory, people, { ana: "ben", ben: "cleo", cleo: "ana" });
    expect((await sync()).counts).toEqual({ evaluated: 3, updated: 1, failed: 2 });
    const halfway = await namesOf(directory, accounts);
    expect(halfway).toEqual({ ana: expect.stringMatching(/^muster-rename-/), ben: "ben", cleo: "ana" });
    const log = await admin("GET", `/api/v1/organizations/${org}/applications/${app}/log?status=failure`);
    expect(log.body.items[0].fault).toMatchObject({
      code: "target.name-in-use",
      refusedBy: "muster",
      params: { path: "userName", value: "ben", id: people["ben"]?.id, account: accounts["ben"] },
    });
    stuck.clear();
    expect((await sync()).counts).toEqual({ evaluated: 2, updated: 2 });
    expect(await namesOf(directory, accounts)).toEqual({ ana: "ben", ben: "cleo", cleo: "ana" });
    expect((await sync()).counts).toEqual({});
  }));

test("a newcomer gets the name that another account gives up in the same cycle", () =>
  withUniqueNames(async (directory) => {
    const { client, sync, seen, reasons, accountId } = directory;
    const people = await makePeople(directory, ["ana", "ben"]);
    await sync();
    const former = await accountId("ana");
    await rename(directory, people, { ana: "anna" });
    await client.make("/Users", user("ana"));
    const { counts, plan } = await sync();
    expect(counts).toEqual({ evaluated: 2, created: 1, updated: 1 });
    expect((await reasons(plan))["ana create"]).toEqual(
      expect.arrayContaining(["match.name-given-up", "change.name-order"]),
    );
    expect((await seen()).accounts).toEqual(["ana active", "anna active", "ben active"]);
    expect(await accountId("anna")).toBe(former);
    expect((await sync()).counts).toEqual({});
    expect((await sync("initial")).counts).toEqual({ evaluated: 3, unchanged: 3 });
  }));

test("a newcomer gets no account as long as the rename that frees her name fails", () =>
  withUniqueNames(async (directory) => {
    const { client, sync, seen, reasons, target, accountId } = directory;
    const people = await makePeople(directory, ["ana", "ben"]);
    await sync();
    await rename(directory, people, { ana: "anna" });
    // Another account of the target has the name that is to be taken.
    await target.make("/Users", user("anna"));
    await client.make("/Users", user("ana"));
    const { counts } = await sync();
    expect(counts).toEqual({ evaluated: 2, failed: 2 });
    expect((await seen()).accounts).toEqual(["ana active", "anna active", "ben active"]);
    expect((await target.send("DELETE", `/Users/${await accountId("anna")}`)).status).toBe(204);
    const next = await sync();
    expect(next.counts).toEqual({ evaluated: 2, created: 1, updated: 1 });
    expect((await reasons(next.plan))["ana create"]).toContain("match.name-given-up");
    expect((await seen()).accounts).toEqual(["ana active", "anna active", "ben active"]);
  }));

test("an account that cleared its address gets it back if the other account keeps its own", () =>
  withStuckNames(async ({ client, sync, target, accountId }, stuck) => {
    const address = (name: string) => [{ type: "work", value: `${name}@contoso.example` }];
    const ids: string[] = [];
    for (const name of ["ana", "ben"])
      ids.push((await client.make("/Users", { ...user(name), emails: address(name) })).id);
    await sync();
    const accounts = [await accountId("ana"), await accountId("ben")];
    for (const account of accounts) stuck.add(`address of ${account}`);
    for (const [at, name] of ["ben", "ana"].entries())
      await client.patch(`/Users/${ids[at]}`, [{ op: "replace", path: "emails", value: address(name) }]);
    await sync();
    for (const [at, name] of ["ana", "ben"].entries()) {
      const { body } = await target.get(`/Users/${accounts[at]}`);
      expect(body.emails).toMatchObject(address(name));
    }
  }));

const ADDRESS_CASES: readonly (readonly [
  kind: string,
  to: Readonly<Record<string, string>>,
  isNameToo: boolean,
  asides: number,
])[] = [
  ["two people who swap addresses", { ana: "ben", ben: "ana" }, false, 1],
  ["a ring of three", { ana: "ben", ben: "cleo", cleo: "ana" }, false, 1],
  ["a chain that ends in a new address", { ana: "ben", ben: "cleo", cleo: "zoe" }, false, 0],
  ["two people who swap names and addresses", { ana: "ben", ben: "ana" }, true, 1],
];

test.each(ADDRESS_CASES)("%s: each address is free before it is taken", (_kind, to, isNameToo, asides) =>
  withStuckNames(async (directory) => {
    const { client, sync, reasons, target } = directory;
    const address = (name: string) => [{ type: "work", value: `${name}@contoso.example` }];
    const ids: Record<string, string> = {};
    for (const name of Object.keys(to))
      ids[name] = (await client.make("/Users", { ...user(name), emails: address(name) })).id;
    await sync();
    const accounts = await accountsOf(directory, Object.keys(to));
    if (isNameToo)
      await rename(directory, Object.fromEntries(Object.entries(ids).map(([n, id]) => [n, { id }])), to);
    for (const [from, name] of Object.entries(to))
      await client.patch(`/Users/${ids[from]}`, [{ op: "replace", path: "emails", value: address(name) }]);
    const { counts, plan } = await sync();
    const size = Object.keys(to).length;
    expect(counts).toEqual({ evaluated: size, updated: size });
    for (const [from, name] of Object.entries(to)) {
      const { body } = await target.get(`/Users/${accounts[from]}`);
      expect(body.emails).toMatchObject(address(name));
      expect(body.userName).toBe(isNameToo ? name : from);
    }
    const why = Object.values(await reasons(plan)).flat();
    expect(why.filter((code) => code === "change.value-aside")).toHaveLength(asides);
    expect((await sync()).counts).toEqual({});
  }),
);
