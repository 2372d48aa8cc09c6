import { expect } from "vitest";
import { ENTERPRISE_URN, filtered, group, USER_URN, user } from "../../contract/scim/server.ts";
import { type Clause, may, must, NOBODY } from "../clause.ts";
import { expectError, expectList, makeUsers, valuesOf } from "../expectations.ts";

/** Deleting: RFC 7644 §3.6. */
export const DELETE_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7644 §3.6",
    "delete/deleted",
    "A deletion is answered with 204 without a body.",
    async ({ client }) => {
      for (const [path, sent] of [
        ["/Users", user("ada")],
        ["/Groups", group("Crew")],
      ] as const) {
        const { id } = await client.make(path, sent);
        const answer = await client.send("DELETE", `${path}/${id}`);
        expect([answer.status, answer.body]).toEqual([204, undefined]);
        expectError(await client.get(`${path}/${id}`), 404);
      }
    },
  ),
  must(
    "RFC 7644 §3.6",
    "delete/gone",
    "A deleted resource is answered with 404 for every method.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada"));
      expect((await client.send("DELETE", `/Users/${id}`)).status).toBe(204);
      expectError(await client.get(`/Users/${id}`), 404);
      expectError(await client.send("PUT", `/Users/${id}`, user("ada")), 404);
      expectError(await client.patch(`/Users/${id}`, [{ op: "replace", path: "active", value: true }]), 404);
      expectError(await client.send("DELETE", `/Users/${id}`), 404);
    },
  ),
  must(
    "RFC 7644 §3.6",
    "delete/not-found-in-queries",
    "A deleted resource is neither listed nor counted.",
    async ({ client }) => {
      const [ada = ""] = await makeUsers(client, "ada", "eve");
      expectList(await client.get("/Users"), 2);
      await client.send("DELETE", `/Users/${ada}`);
      expect(expectList(await client.get("/Users"), 1)[0].userName).toBe("eve");
      for (const filter of [
        'userName eq "ada"',
        `id eq "${ada}"`,
        'userName sw "a"',
        'active eq true and userName co "d"',
      ]) {
        expectList(await client.get(`/Users?${filtered(filter)}`), 0);
      }
    },
  ),
  must(
    "RFC 7644 §3.6",
    "delete/no-conflict",
    "The userName of a deleted user can be used again, and the new user has a new id.",
    async ({ client }) => {
      const before = await client.make("/Users", user("bjensen", { externalId: "e1" }));
      await client.send("DELETE", `/Users/${before.id}`);
      const after = await client.make("/Users", user("BJensen", { externalId: "e1" }));
      expect(after.id).not.toBe(before.id);
      expectError(await client.get(`/Users/${before.id}`), 404);
      expectList(await client.get("/Users"), 1);
    },
  ),
  must(
    "RFC 7643 §3.1",
    "delete/id-not-reused",
    "An id is never assigned a second time.",
    async ({ client }) => {
      const seen = new Set<string>();
      for (let round = 0; round < 5; round += 1) {
        const { id } = await client.make("/Users", user("ada"));
        expect(seen.has(id)).toBe(false);
        seen.add(id);
        await client.send("DELETE", `/Users/${id}`);
      }
      for (const id of seen) expectError(await client.get(`/Users/${id}`), 404);
    },
  ),
  must(
    "RFC 7644 §3.6",
    "delete/missing",
    "The deletion of a missing resource is answered with 404.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada"));
      for (const path of [`/Users/${NOBODY}`, `/Groups/${id}`, "/Users/x"])
        expectError(await client.send("DELETE", path), 404);
      expectList(await client.get("/Users"), 1);
    },
  ),
  may(
    "RFC 7643 §2.3.7",
    "delete/references",
    "A deleted user is removed from groups, and from users who have it as manager.",
    async ({ client }) => {
      const [boss = "", ada = ""] = await makeUsers(client, "boss", "ada");
      const crew = await client.make("/Groups", group("Crew", [boss, ada]));
      const managed = await client.make("/Users", {
        ...user("eve", { [ENTERPRISE_URN]: { manager: { value: boss }, department: "D" } }),
        schemas: [USER_URN, ENTERPRISE_URN],
      });
      expect(managed[ENTERPRISE_URN].manager.value).toBe(boss);
      await client.send("DELETE", `/Users/${boss}`);
      expect(valuesOf((await client.get(`/Groups/${crew.id}`)).body.members)).toEqual([ada]);
      expect((await client.get(`/Users/${managed.id}`)).body[ENTERPRISE_URN]).toEqual({ department: "D" });
    },
  ),
  must(
    "RFC 7644 §3.6",
    "delete/group",
    "The members of a deleted group still exist and are no longer in it.",
    async ({ client }) => {
      const [ada = ""] = await makeUsers(client, "ada");
      const inner = await client.make("/Groups", group("Inner", [ada]));
      const outer = await client.make("/Groups", group("Outer", [inner.id]));
      expect(valuesOf((await client.get(`/Users/${ada}`)).body.groups)).toContain(inner.id);
      await client.send("DELETE", `/Groups/${inner.id}`);
      expect((await client.get(`/Users/${ada}`)).body).not.toHaveProperty("groups");
      expect((await client.get(`/Groups/${outer.id}`)).body).not.toHaveProperty("members");
    },
  ),
  must(
    "IOP §6.6",
    "delete/not-disabled",
    "A deletion does not leave an inactive user.",
    async ({ client, as }) => {
      const strict = await as("strict");
      const { id } = await strict.make("/Users", user("ada"));
      expectList(await strict.get("/Users"), 1);
      await strict.send("DELETE", `/Users/${id}`);
      for (const reader of [client, strict])
        expectList(await reader.get(`/Users?${filtered("active eq false")}`), 0);
      expectError(await strict.patch(`/Users/${id}`, [{ op: "replace", path: "active", value: true }]), 404);
    },
  ),
];
