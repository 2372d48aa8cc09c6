import { afterAll, beforeAll, expect, test } from "vitest";
import { schemaAdmin, schemaOf } from "../schemas/server.ts";
import { ENTERPRISE_URN, filtered, group, user } from "../scim/server.ts";
import { overEveryStore } from "../store/stores.ts";
import {
  type KeepingServer,
  keeping,
  makeId,
  membersOf,
  remove,
  startKeepingServer,
} from "./deleted-users-server.ts";

const DAY_MS = 86_400_000;
let scim: KeepingServer;

await overEveryStore((under) => {
  beforeAll(async () => {
    scim = await startKeepingServer(await under.newPlace());
  });
  afterAll(() => scim.close());

  test("an organization that keeps nobody loses a deleted user for good", async () => {
    const { client, org, list } = await keeping(scim, 0);
    const id = await makeId(client, "/Users", user("ada"));
    await remove(client, `/Users/${id}`);
    expect((await list()).body).toEqual({ items: [], next: null });
    expect(await scim.deps.store.count("object", { org })).toBe(0);
  });

  test("to SCIM clients a kept user is gone: 404 for every verb, found and counted nowhere", async () => {
    const { client } = await keeping(scim);
    const boss = await makeId(client, "/Users", user("boss", { externalId: "E1", displayName: "The Boss" }));
    const report = await makeId(client, "/Users", user("report", { [ENTERPRISE_URN]: { manager: boss } }));
    const crew = await makeId(client, "/Groups", group("Crew", [boss, report]));
    await remove(client, `/Users/${boss}`);
    const path = `/Users/${boss}`;
    const active = [{ op: "replace", path: "active", value: true }];
    for (const { status } of [
      await client.get(path),
      await client.send("PUT", path, user("boss")),
      await client.patch(path, active),
      await client.send("DELETE", path),
    ]) {
      expect(status).toBe(404);
    }
    const queries = ["userName", "id", "externalId", "displayName"].map((name) => {
      const value = { userName: "boss", id: boss, externalId: "E1", displayName: "The Boss" }[name];
      return filtered(`${name} eq "${value}"`);
    });
    for (const query of [...queries, filtered('userName sw "b"')]) {
      expect([query, (await client.get(`/Users?${query}`)).body.totalResults]).toEqual([query, 0]);
    }
    expect((await client.get("/Users?count=0")).body.totalResults).toBe(1);
    expect(await membersOf(client, crew)).toEqual([report]);
    expect((await client.get(`/Users/${report}`)).body[ENTERPRISE_URN]).toBeUndefined();
    const add = [{ op: "add", path: "members", value: [{ value: boss }] }];
    expect((await client.patch(`/Groups/${crew}`, add)).status).toBe(400);
  });

  test("a restored user is the same one, with what it had, in the groups that are still there", async () => {
    const { client, org, restore, names, feedOf } = await keeping(scim);
    const boss = await makeId(client, "/Users", user("boss"));
    const gone = await makeId(client, "/Users", user("gone"));
    const manager = { [ENTERPRISE_URN]: { manager: boss, department: "X" } };
    const made = await client.make("/Users", user("Ada", { externalId: "E1", title: "Pilot", ...manager }));
    const crew = await makeId(client, "/Groups", group("Crew", [made.id, boss]));
    const dropped = await makeId(client, "/Groups", group("Dropped", [made.id]));
    const told = await feedOf(() => remove(client, `/Users/${made.id}`));
    expect(told).toEqual(
      [
        `user ${made.id}  removed`,
        `member ${crew} ${made.id} removed`,
        `member ${dropped} ${made.id} removed`,
      ].sort(),
    );
    await remove(client, `/Groups/${dropped}`);
    expect(await names()).toEqual(["Ada"]);
    let answer: Awaited<ReturnType<typeof restore>> | undefined;
    const back = await feedOf(async () => {
      answer = await restore(made.id);
    });
    expect([answer?.status, answer?.body]).toEqual([
      200,
      { userId: made.id, userName: "Ada", active: true, memberships: 1 },
    ]);
    expect(back).toEqual([`user ${made.id}  changed`, `member ${crew} ${made.id} added`].sort());
    const { body } = await client.get(`/Users/${made.id}`);
    expect(body).toMatchObject({ userName: "Ada", externalId: "E1", title: "Pilot", active: true });
    expect(body.groups.map(({ value }: { value: string }) => value)).toEqual([crew]);
    expect(body[ENTERPRISE_URN].manager.value).toBe(boss);
    expect((await client.get(`/Users?${filtered('userName eq "ada"')}`)).body.totalResults).toBe(1);
    expect((await client.get(`/Users?${filtered('externalId eq "E1"')}`)).body.totalResults).toBe(1);
    expect((await client.send("POST", "/Users", user("ada"))).status).toBe(409);
    expect(await names()).toEqual([]);
    expect((await restore(made.id)).body.code).toBe("user.not-deleted");
    for (const table of ["former_membership"] as const) {
      expect(await scim.deps.store.count(table, { org })).toBe(0);
    }
    const former = { org, type: "user", path: "former:userName" } as const;
    expect(await scim.deps.store.count("index_entry", former)).toBe(0);
    await remove(client, `/Users/${gone}`);
  });

  test("a manager who went meanwhile is no manager of who comes back", async () => {
    const { client, restore } = await keeping(scim);
    const boss = await makeId(client, "/Users", user("boss"));
    const id = await makeId(client, "/Users", user("ada", { [ENTERPRISE_URN]: { manager: boss } }));
    await remove(client, `/Users/${id}`);
    await remove(client, `/Users/${boss}`);
    await restore(id);
    expect((await client.get(`/Users/${id}`)).body[ENTERPRISE_URN]).toBeUndefined();
    expect((await restore(boss)).status).toBe(200);
  });

  test("a name that was taken meanwhile is refused, and another one can be given", async () => {
    const { client, restore } = await keeping(scim);
    const first = await makeId(client, "/Users", user("ada"));
    await remove(client, `/Users/${first}`);
    const second = await makeId(client, "/Users", user("ADA"));
    expect(second).not.toBe(first);
    const refused = await restore(first);
    expect([refused.status, refused.body]).toMatchObject([
      409,
      { code: "user.value-taken", params: { path: "userName", name: "ada", holder: "ADA", id: second } },
    ]);
    expect((await restore(first, { userName: "ADA " })).body.code).toBe("user.value-taken");
    expect((await restore(first, { userName: "x".repeat(501) })).body.code).toBe("request.invalid");
    for (const unseen of ["a\u0000", "\u200b", "\u2800", "a\nb"]) {
      expect((await restore(first, { userName: unseen })).body.code, unseen).toBe("request.invalid");
    }
    expect((await restore(first, { userName: "ADA \u200d" })).body.code).toBe("user.value-taken");
    const renamed = await restore(first, { userName: "ada2" });
    expect([renamed.status, renamed.body.userName]).toEqual([200, "ada2"]);
    expect((await client.get(`/Users/${first}`)).body.userName).toBe("ada2");
    expect((await client.get(`/Users/${second}`)).body.userName).toBe("ADA");
  });

  test("an attribute that an organization made unique is free meanwhile, and may stand in the way", async () => {
    const { client, org, restore, purge } = await keeping(scim);
    const { apply } = await schemaAdmin(scim, org);
    const urn = "urn:example:crew:1.0:User";
    const badge = (value: string) => ({ [urn]: { badge: value } });
    // Defined while the user is there, and deleted by whoever has not heard of it.
    const id = await makeId(client, "/Users", user("ada"));
    await apply({
      schemas: [schemaOf(urn, [{ name: "badge", uniqueness: "server" }])],
      resourceTypes: [{ name: "User", schemaExtensions: [{ schema: urn, required: false }] }],
    });
    const path = `${urn}:badge`;
    expect((await client.patch(`/Users/${id}`, [{ op: "add", path, value: "B1" }])).status).toBe(200);
    await remove(client, `/Users/${id}`);
    expect(await scim.deps.store.count("unique_value", { org })).toBe(0);
    const other = await client.make("/Users", user("bo", badge("b1")));
    const refused = await restore(id);
    expect([refused.status, refused.body]).toMatchObject([
      409,
      { code: "user.value-taken", params: { path, name: "ada", holder: "bo", id: other.id } },
    ]);
    await remove(client, `/Users/${other.id}`);
    expect((await restore(id)).status).toBe(200);
    expect((await client.send("POST", "/Users", user("cleo", badge("B1")))).status).toBe(409);
    expect((await purge(other.id)).status).toBe(204);
    expect(await scim.deps.store.count("index_entry", { org, id: other.id })).toBe(0);
  });

  test("of a restore and a new user of that name exactly one wins", async () => {
    const { client, restore } = await keeping(scim);
    for (let round = 0; round < 10; round += 1) {
      const id = await makeId(client, "/Users", user(`u${round}`));
      await remove(client, `/Users/${id}`);
      const [restored, made] = await Promise.all([
        restore(id),
        client.send("POST", "/Users", user(`U${round}`)),
      ]);
      expect([`${restored.status} ${made.status}`]).toEqual([expect.stringMatching(/^(200 409|409 201)$/)]);
      const found = await client.get(`/Users?${filtered(`userName eq "u${round}"`)}`);
      expect(found.body.totalResults).toBe(1);
    }
  });

  test("who is deleted while being added to a group ends up nowhere, and comes back consistently", async () => {
    const { client, restore } = await keeping(scim);
    for (let round = 0; round < 10; round += 1) {
      const id = await makeId(client, "/Users", user(`m${round}`));
      const crew = await makeId(client, "/Groups", group("Crew"));
      const [added] = await Promise.all([
        client.patch(`/Groups/${crew}`, [{ op: "add", path: "members", value: [{ value: id }] }]),
        remove(client, `/Users/${id}`),
      ]);
      expect([204, 400]).toContain(added.status);
      expect(await membersOf(client, crew)).toEqual([]);
      const { memberships } = (await restore(id)).body;
      expect(memberships).toBe(added.status === 204 ? 1 : 0);
      expect(await membersOf(client, crew)).toEqual(memberships === 1 ? [id] : []);
    }
  });

  test("deleted users are listed page by page, the last first, and found by the name they had", async () => {
    const { client, list, names } = await keeping(scim, 7);
    const ids: string[] = [];
    for (const name of ["ada", "bo", "cleo", "Bo"]) {
      const id = await makeId(client, "/Users", user(name, { displayName: `The ${name}` }));
      ids.push(id);
      await remove(client, `/Users/${id}`);
    }
    const first = (await list("?limit=3")).body;
    expect(first.items.map(({ userId }: { userId: string }) => userId)).toEqual([ids[3], ids[2], ids[1]]);
    const [{ deletedAt, purgeAt, displayName }] = first.items;
    expect(Date.parse(purgeAt) - Date.parse(deletedAt)).toBe(7 * DAY_MS);
    expect(displayName).toBe("The Bo");
    const second = (await list(`?limit=3&after=${first.next}`)).body;
    expect([second.items.map(({ userId }: { userId: string }) => userId), second.next]).toEqual([
      [ids[0]],
      null,
    ]);
    expect(await names("?userName=BO")).toEqual(["Bo", "bo"]);
    expect(await names("?userName=bo&limit=1")).toEqual(["Bo"]);
    expect(await names("?userName=nobody")).toEqual([]);
    expect((await list("?after=x")).body.code).toBe("request.invalid");
  });

  test("tokens end with a soft deletion, and are not restored", async () => {
    const { client, org, at, restore } = await keeping(scim);
    const id = await makeId(client, "/Users", user("ada"));
    const made = await scim.admin("POST", `${at}/tokens`, {
      body: { user: "ada", kind: "organization-admin" },
    });
    const theirs = { token: made.body.token };
    expect((await scim.admin("GET", `${at}/deleted-users`, theirs)).status).toBe(200);
    await remove(client, `/Users/${id}`);
    expect((await scim.admin("GET", `${at}/deleted-users`, theirs)).status).toBe(401);
    expect((await scim.admin("POST", `${at}/tokens`, { body: { user: "ada" } })).body).toMatchObject({
      code: "token.user-not-active",
      params: { state: "deleted" },
    });
    await restore(id);
    expect((await scim.admin("GET", `${at}/deleted-users`, theirs)).status).toBe(401);
    expect(await scim.deps.store.count("token", { org, issued_to: id as never, revoked: null })).toBe(0);
  });

  test("groups are deleted for good", async () => {
    const { client, org } = await keeping(scim);
    const id = await makeId(client, "/Groups", group("Crew"));
    await remove(client, `/Groups/${id}`);
    expect(await scim.deps.store.count("object", { org })).toBe(0);
  });
});
