import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ScimTarget, startScimmyTarget } from "../../targets/scimmy-target.ts";
import { group, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { type ProvisionedDirectory, provisionDirectory } from "./provisioned-directory.ts";

/** The situations of matching, each provoked at a real target and answered by a person. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

interface Case {
  readonly objectId: string;
  readonly name: string;
  readonly situation: string;
  readonly candidates: readonly { readonly accountId: string; readonly privileged: boolean }[];
  readonly answer: { readonly answer: string; readonly accountId: string | null } | null;
}

interface Company extends ProvisionedDirectory {
  set(settings: object): Promise<void>;
  /** Creates an account in the target, which Muster does not know. Returns its id. */
  exists(userName: string, more?: Readonly<Record<string, unknown>>): Promise<string>;
  cases(situation?: string): Promise<readonly Case[]>;
  decide(body: object): Promise<{ readonly status: number; readonly body: Record<string, unknown> }>;
  /** The situation of each decision of a plan that lists it, by name and verb. */
  situations(plan: string): Promise<Readonly<Record<string, string | null>>>;
}

async function inCompany(work: (company: Company) => Promise<void>): Promise<void> {
  const server: ScimTarget = await startScimmyTarget();
  try {
    const directory = await provisionDirectory(scim, server);
    const { admin, org, app, target } = directory;
    const at = `/api/v1/organizations/${org}/applications/${app}`;
    await work({
      ...directory,
      async set(settings) {
        expect((await admin("PATCH", `${at}/settings`, { settings })).status).toBe(200);
      },
      exists: async (userName, more = {}) => (await target.make("/Users", user(userName, more))).id,
      async cases(situation) {
        const query = situation === undefined ? "" : `?situation=${situation}`;
        const { status, body } = await admin("GET", `${at}/matches${query}`);
        expect(status).toBe(200);
        return body.items;
      },
      decide: (body) => admin("POST", `${at}/matches/answer`, body),
      async situations(plan) {
        const { body } = await admin("GET", `/api/v1/plans/${plan}/decisions`);
        return Object.fromEntries(
          body.items.map((row: { name: string; verb: string; situation: string | null }) => [
            `${row.name} ${row.verb}`,
            row.situation,
          ]),
        );
      },
    });
  } finally {
    await server.stop();
  }
}

describe("found: one free account matches", () => {
  test("is adopted by default", () =>
    inCompany(async ({ client, exists, sync, situations, cases }) => {
      await exists("ada");
      await client.make("/Users", user("ada"));
      const { counts, plan } = await sync();
      expect(counts).toMatchObject({ adopted: 1 });
      expect(await situations(plan)).toEqual({ "ada adopt": "found" });
      expect(await cases()).toEqual([]);
    }));

  test("waits for a person where the settings say so, and follows each of the four answers", () =>
    inCompany(async ({ client, exists, sync, set, cases, decide, target, situations }) => {
      await set({ onFound: "ask" });
      const ids: Record<string, string> = {};
      for (const name of ["ada", "ben", "cid", "dot"]) {
        await exists(name, { title: "Before" });
        ids[name] = (await client.make("/Users", user(name, { title: "After" }))).id;
      }
      const { counts, plan } = await sync();
      expect(counts).toMatchObject({ held: 4 });
      expect(await situations(plan)).toMatchObject({ "ada hold": "found" });
      const open = await cases();
      expect(open.map(({ name, situation, candidates }) => [name, situation, candidates.length])).toEqual(
        ["ada", "ben", "cid", "dot"].map((name) => [name, "found", 1]),
      );
      for (const [name, answer] of [
        ["ada", "adopt"],
        ["ben", "reject"],
        ["cid", "create"],
        ["dot", "later"],
      ] as const)
        expect(await decide({ answer, objects: [ids[name]] })).toMatchObject({
          status: 200,
          body: { answered: 1 },
        });
      expect((await cases()).map(({ answer }) => answer?.answer)).toEqual([
        "adopt",
        "reject",
        "create",
        "later",
      ]);

      const after = await sync();
      expect(after.counts).toMatchObject({ adopted: 1, held: 2, created: 1 });
      const { body } = await target.get("/Users");
      const titles = (name: string) =>
        body.Resources.filter((each: { userName: string }) => each.userName === name)
          .map((each: { title: string }) => each.title)
          .sort();
      expect(titles("ada")).toEqual(["After"]);
      expect(titles("ben")).toEqual(["Before"]);
      expect(titles("cid")).toEqual(["After", "Before"]);
      expect(titles("dot")).toEqual(["Before"]);
      // The answers stand: the next cycle asks for nothing and sends nothing.
      expect((await sync()).counts).toMatchObject({ held: 2 });
      expect((await cases()).map(({ name, answer }) => [name, answer?.answer])).toEqual([
        ["ben", "reject"],
        ["dot", "later"],
      ]);
    }));

  test("is answered for all of a kind at once", () =>
    inCompany(async ({ client, exists, sync, set, cases, decide }) => {
      await set({ onFound: "ask", onAbsent: "ask" });
      for (let n = 0; n < 60; n += 1) {
        await exists(`user${n}`);
        await client.make("/Users", user(`user${n}`));
      }
      await client.make("/Users", user("newcomer"));
      expect((await sync()).counts).toMatchObject({ held: 61 });
      expect(await decide({ answer: "adopt", objects: "all", situation: "found" })).toMatchObject({
        body: { answered: 60 },
      });
      expect((await sync()).counts).toMatchObject({ adopted: 60, held: 1 });
      expect((await cases()).map(({ name, situation }) => [name, situation])).toEqual([
        ["newcomer", "absent"],
      ]);
    }));

  test("is left alone where the settings say so", () =>
    inCompany(async ({ client, exists, sync, set, seen }) => {
      await set({ onFound: "ignore" });
      await exists("ada");
      await client.make("/Users", user("ada"));
      expect((await sync()).counts).toMatchObject({ skipped: 1 });
      expect((await seen()).accounts).toHaveLength(1);
    }));
});

test("absent: no account matches, and a person is asked before one is made", () =>
  inCompany(async ({ client, sync, set, cases, decide, seen, situations }) => {
    await set({ onAbsent: "ask" });
    const ada = await client.make("/Users", user("ada"));
    const crew = await client.make("/Groups", group("Crew", [ada.id]));
    const { plan } = await sync();
    expect(await situations(plan)).toMatchObject({ "ada hold": "absent", "Crew hold": "absent" });
    expect(await decide({ answer: "adopt", objects: [ada.id] })).toMatchObject({
      status: 400,
      body: { code: "match.account-needed" },
    });
    expect((await cases("absent")).map(({ objectId }) => objectId)).toEqual([ada.id, crew.id]);
    await decide({ answer: "create", objects: "all" });
    expect((await sync()).counts).toMatchObject({ created: 2 });
    expect(await seen()).toMatchObject({ accounts: ["ada active"], members: { Crew: ["ada"] } });
    await set({ onAbsent: "ignore" });
    await client.make("/Users", user("ben"));
    expect((await sync()).counts).toMatchObject({ skipped: 1 });
  }));

test("absent: a person may choose an account that matching does not find", () =>
  inCompany(async ({ client, exists, sync, set, decide, seen, accountId }) => {
    await set({ onAbsent: "ask" });
    const account = await exists("ada.old");
    const ada = await client.make("/Users", user("ada"));
    const ben = await client.make("/Users", user("ben"));
    await sync();
    await decide({ answer: "adopt", objects: [ada.id], accountId: account });
    expect((await sync()).counts).toMatchObject({ adopted: 1 });
    expect(await accountId("ada")).toBe(account);
    // The account has an owner now.
    expect(await decide({ answer: "adopt", objects: [ben.id], accountId: account })).toMatchObject({
      status: 409,
      body: { code: "match.account-taken", params: { owner: "ada", account } },
    });
    expect((await seen()).accounts).toEqual(["ada active"]);
  }));

test("ambiguous: several accounts match, and a person names the right one, or a new one", () =>
  inCompany(async ({ client, exists, sync, cases, decide, target, situations, set }) => {
    const accounts = [await exists("ada"), await exists("ada"), await exists("ben"), await exists("ben")];
    const ada = await client.make("/Users", user("ada", { title: "Chief" }));
    const ben = await client.make("/Users", user("ben", { title: "Chief" }));
    const { plan } = await sync();
    expect(await situations(plan)).toEqual({ "ada hold": "ambiguous", "ben hold": "ambiguous" });
    const [first] = await cases("ambiguous");
    expect(first?.candidates.map(({ accountId }) => accountId).sort()).toEqual(accounts.slice(0, 2).sort());
    expect(await decide({ answer: "adopt", objects: [ada.id] })).toMatchObject({
      status: 400,
      body: { code: "match.account-needed", params: { count: 2 } },
    });
    expect((await decide({ answer: "adopt", objects: [ada.id], accountId: accounts[1] })).status).toBe(200);
    expect((await decide({ answer: "create", objects: [ben.id] })).status).toBe(200);
    expect((await sync()).counts).toMatchObject({ adopted: 1, created: 1 });
    const titled = (await target.get("/Users")).body.Resources.filter(
      ({ title }: { title?: string }) => title === "Chief",
    );
    expect(titled.map(({ userName }: { userName: string }) => userName).sort()).toEqual(["ada", "ben"]);
    expect(titled.some(({ id }: { id: string }) => id === accounts[1])).toBe(true);
    expect((await sync()).counts).toEqual({});
    await set({ onAmbiguous: "ignore" });
    await exists("cid");
    await exists("cid");
    await client.make("/Users", user("cid"));
    expect((await sync()).counts).toMatchObject({ skipped: 1 });
  }));

test("ambiguous: an answer is void once other accounts match", () =>
  inCompany(async ({ client, exists, sync, cases, decide }) => {
    await exists("ada");
    await exists("ada");
    const ada = await client.make("/Users", user("ada"));
    await sync();
    await decide({ answer: "create", objects: [ada.id] });
    await exists("ada");
    expect((await sync()).counts).toMatchObject({ held: 1 });
    expect((await cases()).map(({ candidates, answer }) => [candidates.length, answer])).toEqual([[3, null]]);
  }));

test("collision: the account of a leaver, and that of another user, are not given away", () =>
  inCompany(async ({ client, sync, cases, decide, situations }) => {
    const leaver = await client.make("/Users", user("dee"));
    await sync();
    await client.send("DELETE", `/Users/${leaver.id}`);
    const newcomer = await client.make("/Users", user("dee"));
    const { plan } = await sync();
    expect(await situations(plan)).toMatchObject({ "dee hold": "collision" });
    expect((await cases()).map(({ objectId, situation }) => [objectId, situation])).toEqual([
      [newcomer.id, "collision"],
    ]);
    await decide({ answer: "adopt", objects: [newcomer.id] });
    expect((await sync()).counts).toMatchObject({ adopted: 1 });
    expect(await cases()).toEqual([]);
  }));

test("confirmed, unqualified and source-missing: the decisions on linked objects name them", () =>
  inCompany(async ({ client, sync, admin, org, app, situations }) => {
    const ada = await client.make("/Users", user("ada"));
    const ben = await client.make("/Users", user("ben"));
    const cid = await client.make("/Users", user("cid"));
    await sync();
    const path = `/api/v1/organizations/${org}/applications/${app}/assignments`;
    for (const { id } of [ada, cid]) await admin("POST", path, { subject: { kind: "user", find: id } });
    await admin("DELETE", `${path}/*`);
    await client.patch(`/Users/${ada.id}`, [{ op: "replace", path: "title", value: "Head" }]);
    await client.send("DELETE", `/Users/${cid.id}`);
    expect((await admin("DELETE", `/api/v1/organizations/${org}/deleted-users/${cid.id}`)).status).toBe(204);
    const { plan } = await sync();
    expect(await situations(plan)).toEqual({
      "ada update": "confirmed",
      "ben disable": "unqualified",
      "cid disable": "source-missing",
    });
    expect(ben.id).not.toBe(cid.id);
  }));

describe("privileged accounts", () => {
  const filter = 'userType eq "Admin" or roles[value eq "root"]';

  test.each([
    ["looked up", 50],
    ["listed", 0],
  ])("are never adopted silently, %s", (_, listOverUnlinked) =>
    inCompany(async ({ client, exists, sync, set, cases, decide }) => {
      await set({ privilegedAccounts: filter, listOverUnlinked });
      await exists("ada", { userType: "Admin" });
      await exists("ben", { roles: [{ value: "root" }] });
      await exists("cid", { userType: "Clerk" });
      const ids: string[] = [];
      for (const name of ["ada", "ben", "cid"]) ids.push((await client.make("/Users", user(name))).id);
      expect((await sync()).counts).toMatchObject({ adopted: 1, held: 2 });
      expect((await cases()).map(({ name, candidates }) => [name, candidates[0]?.privileged])).toEqual([
        ["ada", true],
        ["ben", true],
      ]);
      // A policy does not speak for them.
      await set({ onFound: "ignore" });
      expect((await sync()).counts).toMatchObject({ held: 2 });
      expect(await decide({ answer: "adopt", objects: [ids[0]] })).toMatchObject({ body: { answered: 1 } });
      expect((await sync()).counts).toMatchObject({ adopted: 1, held: 1 });
    }),
  );

  test("a text that is no filter is refused", () =>
    inCompany(async ({ admin, org, app }) => {
      const path = `/api/v1/organizations/${org}/applications/${app}/settings`;
      for (const privilegedAccounts of ["userType eq", "nonsense eq 1", 'roles[value eq "a"', ""]) {
        expect(await admin("PATCH", path, { settings: { privilegedAccounts } })).toMatchObject({
          status: 400,
        });
      }
    }));
});

test("an answer about a user who does not wait changes nothing", () =>
  inCompany(async ({ client, decide }) => {
    const { id } = await client.make("/Users", user("eve"));
    expect(await decide({ answer: "adopt", objects: [id] })).toMatchObject({
      status: 409,
      body: { code: "match.not-open" },
    });
  }));

describe("between a plan and its apply", () => {
  /** A target that refuses a user name twice: another organization of Muster itself. */
  async function applyAfter(
    before: (target: ProvisionedDirectory["target"]) => Promise<void>,
    change: (target: ProvisionedDirectory["target"]) => Promise<void>,
  ): Promise<readonly unknown[]> {
    const { baseUrl, token } = await scim.client();
    const { client, plan, sync, admin, org, app, target } = await provisionDirectory(scim, {
      url: baseUrl,
      token,
    });
    const at = `/api/v1/organizations/${org}/applications/${app}`;
    const settings = { privilegedAccounts: 'userType eq "Admin"' };
    expect((await admin("PATCH", `${at}/settings`, { settings })).status).toBe(200);
    await client.make("/Users", user("ada"));
    await before(target);
    const planned = await plan();
    await change(target);
    const begun = await admin("POST", `/api/v1/plans/${planned}/apply`, {});
    expect(begun.status).toBe(202);
    const isClosed = async () => (await admin("GET", `/api/v1/cycles/${begun.body.cycleId}`)).body.state;
    await expect.poll(isClosed, { timeout: 10_000 }).toBe("closed");
    expect(await scim.deps.store.count("link", { org, app })).toBe(0);
    await scim.deps.env.sleep(100);
    const { plan: next } = await sync();
    expect(await scim.deps.store.count("link", { org, app })).toBe(0);
    const { body } = await admin("GET", `/api/v1/plans/${next}/decisions`);
    return body.items.map(({ verb, reasons }: { verb: string; reasons: { code: string }[] }) => [
      verb,
      reasons.at(-1)?.code,
    ]);
  }
  const admin = user("ada", { userType: "Admin" });

  test("an account that becomes privileged is not adopted", async () => {
    const decided = await applyAfter(
      async (target) => void (await target.make("/Users", user("ada"))),
      async (target) => {
        const [{ id }] = (await target.get("/Users")).body.Resources;
        await target.patch(`/Users/${id}`, [{ op: "replace", path: "userType", value: "Admin" }]);
      },
    );
    expect(decided).toEqual([["hold", "hold.account-privileged"]]);
  });

  test("a privileged account that a refused create reveals is not adopted", async () => {
    const decided = await applyAfter(
      async () => {},
      async (target) => void (await target.make("/Users", admin)),
    );
    expect(decided).toEqual([["hold", "hold.account-privileged"]]);
  });
});
