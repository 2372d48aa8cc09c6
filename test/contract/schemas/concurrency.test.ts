import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keepLocked } from "../../../src/app/definitions/keep-locked.ts";
import { type Caller, type Directory, openDirectory } from "../../../src/app/directory/directory.ts";
import { createObject } from "../../../src/app/directory/write/create-object.ts";
import { deleteObject } from "../../../src/app/directory/write/delete-object.ts";
import { replaceObject } from "../../../src/app/directory/write/replace-object.ts";
import { type OrgTypes, STANDARD_TYPES } from "../../../src/app/resource-types/directory-type.ts";
import {
  LOCK_MS,
  readTypeSet,
  TypeRegistry,
  type TypeSource,
} from "../../../src/app/resource-types/type-registry.ts";
import { Authenticator, isActor } from "../../../src/app/tokens/authenticator.ts";
import type { ObjectId } from "../../../src/core/ids.ts";
import { GENERIC } from "../../../src/core/scim/profile.ts";
import { readResource } from "../../../src/core/scim/request/document.ts";
import { finishWork } from "../../../src/core/work.ts";
import type { Store } from "../../../src/ports/store.ts";
import { filtered, type ScimServer, startScimServer, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import { schemaAdmin, schemaOf } from "./server.ts";

/** Definitions that change while others write. */

const URN = "urn:example:crew:1.0:User";
const SHOWN = { members: false, groups: false };
const berth = (more: object = {}) => schemaOf(URN, [{ name: "berth", ...more }]);
const UNIQUE = { schemas: [berth({ uniqueness: "server" })] };
const numbered = (count: number) => Array.from({ length: count }, (_, n) => n);

let scim: ScimServer;

/** A registry that never learns of a change. */
class FixedTypes extends TypeRegistry {
  readonly #types: OrgTypes;

  constructor(store: ScimServer["deps"]["store"], env: ScimServer["deps"]["env"], types: OrgTypes) {
    super(store, env);
    this.#types = types;
  }

  override async of(): Promise<OrgTypes> {
    return this.#types;
  }
}

await overEveryStore((under) => {
  let databaseUrl: string | undefined;
  beforeAll(async () => {
    const place = await under.newPlace();
    databaseUrl = "url" in place ? place.url : undefined;
    scim = await startScimServer(databaseUrl === undefined ? {} : { databaseUrl });
  });
  afterAll(() => scim.close());

  async function newOrg(attribute: object = {}) {
    const client = await scim.client();
    const admin = await schemaAdmin(scim, client.org);
    const schemaExtensions = [{ schema: URN, required: false }];
    const define = () =>
      admin.apply({ schemas: [berth(attribute)], resourceTypes: [{ name: "User", schemaExtensions }] });
    return { client, admin, define };
  }

  /** The use cases of another process, which goes by these types whatever is stored. */
  async function elsewhere(
    client: { readonly token: string; readonly baseUrl: string },
    types: OrgTypes,
    registry: TypeSource = new FixedTypes(scim.deps.store, scim.deps.env, types),
  ) {
    const actor = await new Authenticator(scim.deps).authenticate(client.token);
    if (!isActor(actor)) throw new Error(actor.code);
    const caller: Caller = { actor, types, profile: GENERIC, baseUrl: client.baseUrl };
    const directory: Directory = openDirectory({ ...scim.deps, types: registry });
    const type = types.standard("user");
    return {
      create: (body: object) =>
        createObject(directory, caller, type, ({ resource }) => ({
          resource: finishWork(readResource(resource, body, GENERIC)),
          shown: SHOWN,
        })),
      replace: (id: string, body: object) =>
        replaceObject(directory, caller, type, {
          id: id as ObjectId,
          read: ({ resource }) => ({
            resource: finishWork(readResource(resource, body, GENERIC)),
            shown: SHOWN,
          }),
        }),
      remove: (id: string) => deleteObject(directory, caller, type, { id: id as ObjectId }),
    };
  }

  test("what was read by older definitions is never written", async () => {
    const { client, admin, define } = await newOrg();
    await define();
    const old = await scim.deps.types.of(client.org);
    const { id } = await client.make("/Users", user("ada", { [URN]: { berth: "1" } }));
    await admin.apply(UNIQUE);
    const stale = await elsewhere(client, old);
    expect(await stale.create(user("ivo", { [URN]: { berth: "1" } }))).toEqual({ kind: "types-changed" });
    expect(await stale.replace(id, user("ada", { [URN]: { berth: "2" } }))).toEqual({
      kind: "types-changed",
    });
    expect(await stale.remove(id)).toEqual({ kind: "types-changed" });
    const fresh = await elsewhere(client, await scim.deps.types.of(client.org));
    expect(await fresh.create(user("ivo", { [URN]: { berth: "1" } }))).toMatchObject({ kind: "taken" });
    expect(await fresh.remove(id)).toEqual({ kind: "deleted" });
    expect(await fresh.create(user("ivo", { [URN]: { berth: "1" } }))).toMatchObject({ kind: "written" });
  });

  test("who has not heard of the first definitions spoils nothing of theirs", async () => {
    const { client, define } = await newOrg({ uniqueness: "server" });
    await define();
    const { id } = await client.make("/Users", user("ada", { [URN]: { berth: "1" } }));
    const stale = await elsewhere(client, STANDARD_TYPES);
    expect(await stale.replace(id, user("ada", { title: "Pilot" }))).toEqual({ kind: "types-changed" });
    expect(await stale.remove(id)).toEqual({ kind: "types-changed" });
    expect(await stale.create(user("ivo"))).toMatchObject({ kind: "written" });
    expect((await client.get(`/Users/${id}`)).body).toMatchObject({ [URN]: { berth: "1" } });
  });

  test("a write by outdated definitions is done once more by the new ones", async () => {
    const { client, admin, define } = await newOrg();
    await define();
    const old = await scim.deps.types.of(client.org);
    const { id } = await client.make("/Users", user("ada", { [URN]: { berth: "1" } }));
    await admin.apply(UNIQUE);
    const late = await elsewhere(client, old, scim.deps.types);
    expect(await late.create(user("ivo", { [URN]: { berth: "1" } }))).toMatchObject({ kind: "taken" });
    expect(await late.create(user("ivo", { [URN]: { berth: "2" } }))).toMatchObject({ kind: "written" });
    expect(await late.replace(id, user("ada", { [URN]: { berth: "2" } }))).toMatchObject({ kind: "taken" });
    expect(await late.remove(id)).toEqual({ kind: "deleted" });
  });

  test("a request over HTTP is read once more by the new definitions", async () => {
    const { client, admin, define } = await newOrg();
    await define();
    const writers = numbered(24).map(async (n) => {
      await new Promise((resolve) => setTimeout(resolve, n));
      return client.send("POST", "/Users", user(`u${n}`, { [URN]: { berth: String(n) } }));
    });
    const changes = numbered(6).map(async (n) => {
      await new Promise((resolve) => setTimeout(resolve, 4 * n));
      const attributes = [{ name: "berth" }, ...numbered(n).map((m) => ({ name: `more${m}` }))];
      return (await admin.send("PUT", `/schemas/${URN}`, { attributes })).status;
    });
    expect((await Promise.all(changes)).every((status) => status === 200 || status === 409)).toBe(true);
    const answers = await Promise.all(writers);
    const written = answers.filter(({ status }) => status === 201);
    // A request that met two changes in a row is answered 503.
    expect(answers.filter(({ status }) => status !== 201 && status !== 503)).toEqual([]);
    expect(written.length).toBeGreaterThan(12);
    for (const { body } of written) expect(body[URN].berth).toBe(body.userName.slice(1));
  });

  test("whatever is written while an attribute becomes unique, it is unique then, and found", async () => {
    const { client, admin, define } = await newOrg();
    await define();
    await Promise.all(
      numbered(20).map((n) => client.make("/Users", user(`a${n}`, { [URN]: { berth: `A${n}` } }))),
    );
    const racing = numbered(20).map((n) =>
      client.send("POST", "/Users", user(`b${n}`, { [URN]: { berth: `a${n % 3}x` } })),
    );
    const change = await admin.send("POST", "/definitions", UNIQUE);
    await Promise.all(racing);
    expect([200, 409]).toContain(change.status);
    if (change.status === 409) expect(change.body.code).toBe("schema.not-unique");
    else {
      for (const value of ["a0x", "a1x", "a2x", "a7"]) {
        const found = await client.get(`/Users?${filtered(`${URN}:berth eq "${value}"`)}`);
        expect([value, found.body.totalResults <= 1]).toEqual([value, true]);
        const again = await client.send("POST", "/Users", user(`c${value}`, { [URN]: { berth: value } }));
        expect([value, again.status]).toEqual([value, found.body.totalResults === 1 ? 409 : 201]);
      }
    }
    const { version, locked } = (await scim.deps.store.get("type_set", { org: client.org }))!;
    const organization = await scim.deps.store.get("organization", { org: client.org });
    expect([locked, organization?.types]).toEqual([null, version]);
  });

  describe("while a change makes entries", () => {
    /** What a change does first: nobody writes until it ends, or `until` has passed. */
    async function lock(org: Parameters<TypeRegistry["of"]>[0], until: number) {
      const { store, types } = scim.deps;
      const { version } = (await store.get("type_set", { org }))!;
      const key = { org };
      const locked = await store.commit([
        { op: "update", table: "organization", key, set: { types: version + 1 }, expect: { types: version } },
        {
          op: "update",
          table: "type_set",
          key,
          set: { version: version + 1, locked: until },
          expect: { version },
        },
      ]);
      expect(locked.kind).toBe("committed");
      types.forget(org);
    }

    test("objects are read and not written, and no other change begins", async () => {
      const { client, admin, define } = await newOrg();
      await define();
      const { id } = await client.make("/Users", user("ada"));
      await lock(client.org, Date.now() + LOCK_MS);
      expect((await client.get(`/Users/${id}`)).status).toBe(200);
      for (const [method, path] of [
        ["POST", "/Users"],
        ["PUT", `/Users/${id}`],
        ["DELETE", `/Users/${id}`],
      ] as const) {
        expect((await client.send(method, path, user("bo"))).status).toBe(503);
      }
      const busy = await admin.send("POST", "/definitions", UNIQUE);
      expect([busy.status, busy.body.code]).toEqual([409, "schema.busy"]);
    });

    test("a lock that was left behind gives way", async () => {
      const { client, admin, define } = await newOrg();
      await define();
      await lock(client.org, Date.now() - 1);
      await client.make("/Users", user("ada", { [URN]: { berth: "1" } }));
      await admin.apply(UNIQUE);
      expect((await client.send("POST", "/Users", user("bo", { [URN]: { berth: "1" } }))).status).toBe(409);
    });

    test("a lock is renewed while its server lives, and gives way within seconds once it is killed", async () => {
      const { client, define } = await newOrg();
      await define();
      await lock(client.org, Date.now() + 1_500);
      const { version } = (await scim.deps.store.get("type_set", { org: client.org }))!;
      const kept = keepLocked(scim.deps, { org: client.org, version });
      await scim.deps.env.sleep(2_500);
      expect((await client.send("POST", "/Users", user("ada"))).status).toBe(503);
      expect(kept.isLost()).toBe(false);
      // The server is killed: no renewal follows.
      await kept.letGo();
      const start = Date.now();
      let status = 503;
      while (status === 503 && Date.now() - start < 20_000) {
        await scim.deps.env.sleep(100);
        status = (await client.send("POST", "/Users", user("ada"))).status;
      }
      expect(status).toBe(201);
      expect(Date.now() - start).toBeLessThan(10_000);
    });

    test("a lock that was renewed meanwhile is not taken for abandoned", async () => {
      const { client, define } = await newOrg();
      await define();
      const { store } = scim.deps;
      const expired = Date.now() - 1;
      await lock(client.org, expired);
      const renewing: Store = {
        ...store,
        async commit(changes) {
          const key = { org: client.org };
          const set = { locked: Date.now() + 60_000 };
          await store.commit([{ op: "update", table: "type_set", key, set }]);
          return store.commit(changes);
        },
      };
      const read = await readTypeSet(renewing, client.org, Date.now());
      expect(read?.locked).toBeGreaterThan(expired);
    });

    test("what a broken change left behind takes nobody's value", async () => {
      const { client, admin, define } = await newOrg();
      await define();
      const { id } = await client.make("/Users", user("ada", { [URN]: { berth: "1" } }));
      const garbage = {
        org: client.org,
        type: "user",
        path: `${URN}:berth`,
        value: "1",
        id: "gone" as ObjectId,
      } as const;
      await scim.deps.store.commit([{ op: "insert", table: "unique_value", row: garbage }]);
      await admin.apply(UNIQUE);
      const held = await scim.deps.store.get("unique_value", garbage);
      expect(held?.id).toBe(id);
    });
  });

  test("types stay the same object while nothing changes, and another process sees a change in a second", async () => {
    const { client, admin, define } = await newOrg();
    await define();
    const { store, env, types } = scim.deps;
    let now = env.monotonic();
    const other = new TypeRegistry(store, { ...env, monotonic: () => now });
    const first = await other.of(client.org);
    now += 5_000;
    expect(await other.of(client.org)).toBe(first);
    const mine = await types.of(client.org);
    await admin.apply({ schemas: [schemaOf(URN, [{ name: "berth" }, { name: "deck" }])] });
    expect(await types.of(client.org)).not.toBe(mine);
    expect(await other.of(client.org)).toBe(first);
    now += 1_000;
    const next = await other.of(client.org);
    expect(next.standard("user").resource.extensions.at(-1)?.schema.attributes).toHaveLength(2);
    const plain = await scim.newOrg();
    expect(await types.of(plain)).toBe(STANDARD_TYPES);
  });
});
