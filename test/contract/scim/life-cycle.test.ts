import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isRefusal } from "../../../src/app/deps.ts";
import { openDirectory } from "../../../src/app/directory/directory.ts";
import { patchObject } from "../../../src/app/directory/write/patch-object.ts";
import { STANDARD_TYPES, USERS } from "../../../src/app/resource-types/directory-type.ts";
import { Authenticator, isActor } from "../../../src/app/tokens/authenticator.ts";
import { createUserToken } from "../../../src/app/tokens/create-user-token.ts";
import { readPatch } from "../../../src/core/scim/patch/read-patch.ts";
import { GENERIC } from "../../../src/core/scim/profile.ts";
import type { Store } from "../../../src/ports/store.ts";
import { HEADER, importingInto } from "../admin/importing.ts";
import { call } from "../admin/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { filtered, type ScimClient, type ScimServer, scimClient, startScimServer, user } from "./server.ts";

let scim: ScimServer;

type OrgClient = Awaited<ReturnType<ScimServer["client"]>>;

/** A token of the organization that is issued to a user, and a client that holds it. */
async function issuedTo(client: OrgClient, name: string, kind: "scim" | "organization-admin" = "scim") {
  const input = { org: client.org, kind, profile: "generic", name: `${name}'s`, lifetimeDays: 1 } as const;
  const made = await createUserToken(scim.deps, "system", { ...input, user: name });
  if (isRefusal(made)) return { refused: made.code };
  return {
    refused: undefined,
    row: made.row,
    theirs: scimClient(client.baseUrl, made.token),
    token: made.token,
  };
}

const ask = (client: ScimClient) => client.get("/Users?count=0");

await overEveryStore((under) => {
  let databaseUrl: string | undefined;
  beforeAll(async () => {
    const place = await under.newPlace();
    databaseUrl = "url" in place ? place.url : undefined;
    scim = await startScimServer(databaseUrl === undefined ? {} : { databaseUrl });
  });
  afterAll(() => scim.close());

  /** Where merges read from a snapshot, keeps the next one between reading and writing; until released. */
  async function delayMerges(): Promise<() => Promise<void>> {
    if (databaseUrl === undefined) return async () => {};
    const other = new pg.Client({ connectionString: databaseUrl });
    await other.connect();
    await other.query("begin; lock table former_membership in access exclusive mode");
    return async () => {
      await other.query("rollback");
      await other.end();
    };
  }

  /** Every way in which SCIM ends an account. */
  const endings: Readonly<Record<string, (client: ScimClient, id: string) => Promise<{ status: number }>>> = {
    "PATCH active false": (client, id) =>
      client.patch(`/Users/${id}`, [{ op: "replace", path: "active", value: false }]),
    "PATCH that renames as well": (client, id) =>
      client.patch(`/Users/${id}`, [
        { op: "replace", value: { userName: `left-${id}`, active: false, displayName: "Left" } },
      ]),
    "PUT active false": (client, id) =>
      client.send("PUT", `/Users/${id}`, user(`left-${id}`, { active: false, title: "none" })),
    DELETE: (client, id) => client.send("DELETE", `/Users/${id}`),
  };

  describe("what is issued to a user", () => {
    test.each(Object.entries(endings))("is revoked at once by %s, and nothing else is", async (_, end) => {
      const client = await scim.client();
      const ada = await client.make("/Users", user("ada"));
      await client.make("/Users", user("bo"));
      const held = [await issuedTo(client, "ada"), await issuedTo(client, ada.id)];
      const others = await issuedTo(client, "bo");
      for (const { theirs } of [...held, others]) expect((await ask(theirs!)).status).toBe(200);
      expect((await end(client, ada.id)).status).toBeLessThan(300);
      for (const { theirs } of held) {
        const answer = await ask(theirs!);
        expect([answer.status, answer.body.schemas]).toEqual([
          401,
          ["urn:ietf:params:scim:api:messages:2.0:Error"],
        ]);
        expect(answer.headers.get("www-authenticate")).toContain('error="invalid_token"');
      }
      for (const each of [client, others.theirs!]) expect((await ask(each)).status).toBe(200);
      const audit = await scim.deps.store.page("audit", {
        where: { org: client.org, category: "token", activity: "revoke" },
        limit: 10,
      });
      expect(audit.map(({ target }) => target).sort()).toEqual(held.map(({ row }) => row!.id).sort());
      expect(audit[0]).toMatchObject({ detail: { issuedTo: ada.id, name: expect.any(String) } });
      expect(audit[0]!.actor).toMatch(/^token:/);
    });

    test("stays revoked when the user is active again, and a new one can be had then", async () => {
      const client = await scim.client();
      const { id } = await client.make("/Users", user("ada"));
      const held = await issuedTo(client, "ada");
      const set = (value: boolean) =>
        client.patch(`/Users/${id}`, [{ op: "replace", path: "active", value }]);
      await set(false);
      expect((await set(true)).body.active).toBe(true);
      expect((await ask(held.theirs!)).status).toBe(401);
      expect((await ask((await issuedTo(client, "ada")).theirs!)).status).toBe(200);
    });

    test("another change of the user leaves it alone", async () => {
      const client = await scim.client();
      const { id } = await client.make("/Users", user("ada"));
      const held = await issuedTo(client, "ada");
      await client.patch(`/Users/${id}`, [{ op: "replace", value: { userName: "ada2", active: true } }]);
      expect((await ask(held.theirs!)).status).toBe(200);
    });

    test("stays good when the request as a whole is refused", async () => {
      const client = await scim.client();
      const { id } = await client.make("/Users", user("ada"));
      await client.make("/Users", user("bo"));
      const held = await issuedTo(client, "ada");
      const taken = [{ op: "replace", value: { userName: "BO", active: false } }];
      expect((await client.patch(`/Users/${id}`, taken)).status).toBe(409);
      const other = { "if-match": 'W/"7"' };
      expect((await client.send("DELETE", `/Users/${id}`, undefined, other)).status).toBe(412);
      expect((await client.get(`/Users/${id}`)).body).toMatchObject({ userName: "ada", active: true });
      expect((await ask(held.theirs!)).status).toBe(200);
    });

    test("a user may end their own account with it, and gets the answer", async () => {
      const client = await scim.client();
      const { id } = await client.make("/Users", user("ada"));
      const { theirs } = await issuedTo(client, "ada");
      expect((await endings["PATCH active false"]!(theirs!, id)).status).toBe(200);
      expect((await ask(theirs!)).status).toBe(401);
    });

    test("nobody unknown, inactive or deleted gets any", async () => {
      const client = await scim.client();
      const off = await client.make("/Users", user("off", { active: false }));
      const gone = await client.make("/Users", user("gone"));
      await client.send("DELETE", `/Users/${gone.id}`);
      expect((await issuedTo(client, off.id)).refused).toBe("token.user-not-active");
      expect((await issuedTo(client, "off")).refused).toBe("token.user-not-active");
      for (const name of ["gone", gone.id, "nobody"]) {
        expect((await issuedTo(client, name)).refused).toBe("object.not-found");
      }
    });

    test("a token that is made while its user is deactivated does not survive", async () => {
      const client = await scim.client();
      for (let round = 0; round < 15; round += 1) {
        const { id } = await client.make("/Users", user(`u${round}`));
        const end = Object.values(endings)[round % 4]!;
        const [ended, held] = await Promise.all([end(client, id), issuedTo(client, id)]);
        expect(ended.status).toBeLessThan(300);
        if (held.theirs !== undefined) expect((await ask(held.theirs)).status).toBe(401);
        const where = { org: client.org, issued_to: id, revoked: null };
        expect(await scim.deps.store.count("token", where)).toBe(0);
      }
    });

    test("a token made between reading and committing makes both look again", async () => {
      const client = await scim.client();
      const { id } = await client.make("/Users", user("ada"));
      const { store } = scim.deps;
      let meddled = 0;
      const meddling: Store = {
        ...store,
        async commit(changes) {
          const ends = changes.some((write) => write.op === "requireNone" && write.table === "token");
          if (ends) meddled += 1;
          if (ends && meddled === 1) expect((await issuedTo(client, "ada")).refused).toBeUndefined();
          return store.commit(changes);
        },
      };
      const actor = await new Authenticator(scim.deps).authenticate(client.token);
      if (!isActor(actor)) throw new Error(actor.code);
      const caller = { actor, types: STANDARD_TYPES, profile: GENERIC, baseUrl: client.baseUrl };
      const directory = openDirectory({ ...scim.deps, store: meddling });
      const operations = [{ op: "replace", path: "active", value: false }];
      const { kind } = await patchObject(directory, caller, USERS, {
        id,
        read: ({ resource }) => ({
          operations: readPatch({ Operations: operations }, resource, GENERIC),
          shown: { members: false, groups: false },
        }),
      });
      expect([kind, meddled]).toEqual(["written", 2]);
      expect(await store.count("token", { org: client.org, issued_to: id as never, revoked: null })).toBe(0);
    });
  });

  test("an inactive user is still there for SCIM, and is activated again", async () => {
    const client = await scim.client();
    const { id } = await client.make("/Users", user("ada"));
    const set = (value: boolean) => client.patch(`/Users/${id}`, [{ op: "replace", path: "active", value }]);
    expect((await set(false)).body).toMatchObject({ id, active: false });
    expect((await client.get(`/Users/${id}`)).body.active).toBe(false);
    for (const filter of ['userName eq "ada"', "active eq false"]) {
      expect((await client.get(`/Users?${filtered(filter)}`)).body.totalResults).toBe(1);
    }
    expect((await client.send("POST", "/Users", user("ada"))).status).toBe(409);
    expect((await set(true)).body).toMatchObject({ id, userName: "ada", active: true });
  });

  test("a deleted user is gone for every verb, and the name makes somebody new", async () => {
    const client = await scim.client();
    const first = await client.make("/Users", user("ada"));
    const path = `/Users/${first.id}`;
    expect((await client.send("DELETE", path)).status).toBe(204);
    for (const answer of [
      await client.get(path),
      await client.send("PUT", path, user("ada")),
      await client.patch(path, [{ op: "replace", path: "active", value: true }]),
      await client.send("DELETE", path),
    ]) {
      expect(answer.status).toBe(404);
    }
    expect((await client.get("/Users")).body.totalResults).toBe(0);
    const second = await client.send("POST", "/Users", user("ada"));
    expect(second.status).toBe(201);
    expect(second.body.id).not.toBe(first.id);
    expect((await client.get(path)).status).toBe(404);
  });

  test("the admin API issues tokens of both kinds, and lists whose they are", async () => {
    const client = await scim.client();
    const { org } = client;
    const { id } = await client.make("/Users", user("Ada"));
    const token = await scim.token(org, "generic", "admin", "organization-admin");
    const path = `/api/v1/organizations/${org}/tokens`;
    const admin = (method: string, body?: object) => call(`${scim.url}${path}`, method, { token, body });
    const made = await admin("POST", { user: "ada", name: "own" });
    expect([made.status, made.body.issuedTo]).toEqual([201, { userId: id, userName: "Ada" }]);
    const second = await admin("POST", { user: id, kind: "organization-admin", name: "own" });
    const theirs = { token: second.body.token };
    expect((await call(`${scim.url}${path}`, "GET", theirs)).status).toBe(200);
    const unknown = await admin("POST", { user: "nobody" });
    expect([unknown.status, unknown.body.code]).toEqual([404, "object.not-found"]);
    await client.patch(`/Users/${id}`, [{ op: "replace", path: "active", value: false }]);
    const refused = await call(`${scim.url}${path}`, "GET", theirs);
    expect([refused.status, refused.body.code]).toEqual([401, "auth.token-revoked"]);
    const inactive = await admin("POST", { user: "ada" });
    expect([inactive.status, inactive.body]).toMatchObject([
      409,
      { code: "token.user-not-active", params: { name: "Ada", state: "inactive" } },
    ]);
    const listed = (await admin("GET")).body.items;
    const own = listed.filter(({ name }: { name: string }) => name === "own");
    expect(own).toHaveLength(2);
    for (const each of own) {
      expect(each).toMatchObject({ issuedTo: { userId: id }, revokedAt: expect.any(String) });
    }
  });

  test("a token that is issued while an import switches its user off does not survive", async () => {
    const client = await scim.client();
    const { org } = client;
    const token = await scim.token(org, "generic", "admin", "organization-admin");
    const importing = importingInto(
      {
        deps: scim.deps,
        call: (method, path, options = {}) => call(`${scim.url}${path}`, method, { token, ...options }),
      },
      org,
    );
    const snapshot = (enabled: boolean) =>
      [`${HEADER},accountEnabled`, `ada,ada,ada,,${enabled}`, "bo,bo,bo,,true"].join("\n");
    await importing.importAll(snapshot(true));
    const [ada] = (await client.get(`/Users?${filtered('userName eq "ada"')}`)).body.Resources;
    const id = await importing.begin();
    await importing.upload(id, "people", snapshot(false));
    const release = await delayMerges();
    const merged = importing.merge(id);
    await scim.deps.env.sleep(150);
    const held = await issuedTo(client, ada.id);
    await release();
    expect((await merged).body).toMatchObject({ state: "merged", updated: 1 });
    expect((await issuedTo(client, ada.id)).refused).toBe("token.user-not-active");
    expect(await scim.deps.store.count("token", { org, issued_to: ada.id, revoked: null })).toBe(0);
    if (held.theirs !== undefined) expect((await ask(held.theirs)).status).toBe(401);
  });

  test("an import revokes what is issued to those who leave or are switched off", async () => {
    const client = await scim.client();
    const { org } = client;
    const token = await scim.token(org, "generic", "admin", "organization-admin");
    const importing = importingInto(
      {
        deps: scim.deps,
        call: (method, path, options = {}) => call(`${scim.url}${path}`, method, { token, ...options }),
      },
      org,
    );
    const people = (...lines: string[]) => [`${HEADER},accountEnabled`, ...lines].join("\n");
    const line = (name: string, enabled = "true") => `${name},${name},${name},,${enabled}`;
    await importing.importAll(people(...["ada", "bo", "cleo"].map((name) => line(name))));
    await client.make("/Users", user("dan"));
    const held = new Map<string, ScimClient>();
    for (const name of ["ada", "bo", "cleo", "dan"]) held.set(name, (await issuedTo(client, name)).theirs!);
    const statuses = async () =>
      Promise.all([...held].map(async ([name, theirs]) => `${name} ${(await ask(theirs)).status}`));
    expect(await statuses()).toEqual(["ada 200", "bo 200", "cleo 200", "dan 200"]);
    const merged = await importing.importAll(people(line("ada"), line("bo", "false")), undefined, {
      acceptLeavers: 1,
    });
    expect(merged.body).toMatchObject({ state: "merged", updated: 1, leavers: 1 });
    expect(await statuses()).toEqual(["ada 200", "bo 401", "cleo 401", "dan 200"]);
    const audit = await scim.deps.store.page("audit", { where: { org, activity: "revoke" }, limit: 10 });
    expect(audit.map(({ actor, detail }) => [actor, detail["name"], detail["cause"]]).sort()).toEqual(
      ["bo", "cleo"].map((name) => [`import:${merged.body.importId}`, `${name}'s`, "import"]),
    );
    await importing.importAll(people(...["ada", "bo", "cleo"].map((name) => line(name))));
    expect(await statuses()).toEqual(["ada 200", "bo 401", "cleo 401", "dan 200"]);
  });
});
