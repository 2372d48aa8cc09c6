import { expect } from "vitest";
import { ENTERPRISE_URN, filtered, GROUP_URN, group, USER_URN, user } from "../../contract/scim/server.ts";
import { type Clause, may, must, should } from "../clause.ts";
import { expectError, expectFound, expectList, makeUsers, valuesOf } from "../expectations.ts";

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Common attributes, users and groups: RFC 7643 §3 and §4. */
export const RESOURCE_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7643 §3",
    "resources/schemas-required",
    "A resource without schemas is refused.",
    async ({ client }) => {
      for (const schemas of [undefined, null, []]) {
        expectError(await client.send("POST", "/Users", { schemas, userName: "ada" }), 400, "invalidSyntax");
      }
      expectList(await client.get("/Users"), 0);
    },
  ),
  must(
    "RFC 7643 §3",
    "resources/schemas-of-type",
    "Schemas that do not belong to the resource type are refused.",
    async ({ client }) => {
      for (const schemas of [
        [GROUP_URN],
        [USER_URN, GROUP_URN],
        [USER_URN, "urn:example:none"],
        [ENTERPRISE_URN],
      ]) {
        expectError(await client.send("POST", "/Users", { schemas, userName: "ada" }), 400, "invalidValue");
      }
      expectList(await client.get("/Users"), 0);
    },
  ),
  must(
    "RFC 7643 §3",
    "resources/schemas-order",
    "The order of schemas and the letter case of their URNs are ignored, and answers list each URN once.",
    async ({ client }) => {
      const extension = { [ENTERPRISE_URN]: { department: "D" } };
      for (const [at, schemas] of [
        [ENTERPRISE_URN, USER_URN],
        [USER_URN.toUpperCase(), ENTERPRISE_URN.toLowerCase()],
        [USER_URN, ENTERPRISE_URN, USER_URN],
      ].entries()) {
        const made = await client.make("/Users", { ...user(`u${at}`, extension), schemas });
        expect([...made.schemas].sort()).toEqual([USER_URN, ENTERPRISE_URN].sort());
        expect(made[ENTERPRISE_URN]).toEqual({ department: "D" });
      }
    },
  ),
  must(
    "RFC 7643 §3.3",
    "resources/schemas-list",
    "A body with values of an extension must list the extension's URN in schemas.",
    async ({ client }) => {
      expectError(
        await client.send("POST", "/Users", user("ada", { [ENTERPRISE_URN]: { department: "D" } })),
        400,
        "invalidValue",
      );
      expectList(await client.get("/Users"), 0);
    },
  ),
  must(
    "RFC 7643 §3",
    "resources/empty-extension",
    "An extension without values is not returned, and its URN is not in schemas.",
    async ({ client }) => {
      for (const [at, value] of [{}, { department: null }, { manager: {} }].entries()) {
        const made = await client.make("/Users", {
          ...user(`u${at}`, { [ENTERPRISE_URN]: value }),
          schemas: [USER_URN, ENTERPRISE_URN],
        });
        expect([made.schemas, made[ENTERPRISE_URN]]).toEqual([[USER_URN], undefined]);
      }
    },
  ),
  must(
    "RFC 7643 §3.1",
    "resources/id",
    "The service assigns a different id to every resource and ignores an id from the client.",
    async ({ client }) => {
      const one = await client.make("/Users", user("one", { id: "mine" }));
      const two = await client.make("/Users", user("two", { id: one.id }));
      const crew = await client.make("/Groups", { ...group("Crew"), id: one.id });
      expect(new Set([one.id, two.id, crew.id, "mine"]).size).toBe(4);
      for (const { id } of [one, two, crew]) expect(id).toMatch(/^(?!.*bulkId)\S+$/i);
      expect((await client.get(`/Users/${one.id}`)).body.userName).toBe("one");
      expectError(await client.get(`/Groups/${one.id}`), 404);
    },
  ),
  must(
    "RFC 7643 §3.1",
    "resources/id-case",
    "The letter case of an id is significant.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada"));
      expectList(await client.get(`/Users?${filtered(`id eq "${id}"`)}`), 1);
      if (id.toUpperCase() === id) return;
      expectList(await client.get(`/Users?${filtered(`id eq "${id.toUpperCase()}"`)}`), 0);
    },
  ),
  must(
    "RFC 7643 §3.1",
    "resources/id-kept",
    "The id stays the same through every change.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada"));
      const replaced = await client.send("PUT", `/Users/${id}`, user("eve", { id: "other" }));
      expect([replaced.status, replaced.body.id]).toEqual([200, id]);
      expectError(
        await client.patch(`/Users/${id}`, [{ op: "replace", path: "id", value: "other" }]),
        400,
        "mutability",
      );
      expect((await client.get(`/Users/${id}`)).body).toEqual(replaced.body);
    },
  ),
  must(
    "RFC 7643 §3.1",
    "resources/external-id",
    "The externalId belongs to the client: it is stored as sent, exact in letter case, and not unique.",
    async ({ client }) => {
      const one = await client.make("/Users", user("one", { externalId: "Ext-1" }));
      await client.make("/Users", user("two", { externalId: "Ext-1" }));
      expect(one.externalId).toBe("Ext-1");
      await expectFound(client, "/Users", [
        ['externalId eq "Ext-1"', "one two"],
        ['externalId eq "ext-1"', ""],
      ]);
    },
  ),
  must(
    "RFC 7643 §3.1",
    "resources/external-id-domain",
    "Each client has an externalId of its own for the same resource.",
    async ({ client, as }) => {
      const { id } = await client.make("/Users", user("ada", { externalId: "mine" }));
      const other = await as("rfc", "second");
      expect((await other.get(`/Users/${id}`)).body).not.toHaveProperty("externalId");
      await expectFound(other, "/Users", [['externalId eq "mine"', ""]]);
      await other.patch(`/Users/${id}`, [{ op: "add", path: "externalId", value: "theirs" }]);
      expect((await other.get(`/Users/${id}`)).body.externalId).toBe("theirs");
      expect((await client.get(`/Users/${id}`)).body.externalId).toBe("mine");
    },
  ),
  must(
    "RFC 7643 §3.1",
    "resources/meta",
    "The service assigns meta and returns all of it; a client's meta is ignored.",
    async ({ client }) => {
      const sent = {
        resourceType: "X",
        created: "2001-01-01T00:00:00Z",
        lastModified: "2001-01-01T00:00:00Z",
        location: "https://x.example",
        version: "x",
      };
      const { id, meta } = await client.make("/Users", user("ada", { meta: sent }));
      expect(meta).toEqual({
        resourceType: "User",
        created: expect.stringMatching(INSTANT),
        lastModified: meta.created,
        location: `${client.baseUrl}/Users/${id}`,
        version: expect.stringMatching(/^(W\/)?"[^"]+"$/),
      });
      expect(meta.created > "2020").toBe(true);
      const replaced = await client.send("PUT", `/Users/${id}`, user("ada", { meta: sent }));
      expect(replaced.body.meta).toEqual(meta);
    },
  ),
  must(
    "RFC 7643 §3.1",
    "resources/last-modified",
    "lastModified equals created at first and increases with each change; created never changes.",
    async ({ client }) => {
      const { id, meta } = await client.make("/Users", user("ada"));
      const { body } = await client.send("PUT", `/Users/${id}`, user("ada", { title: "T" }));
      expect([body.meta.created, body.meta.lastModified >= meta.lastModified]).toEqual([meta.created, true]);
      expect(body.meta.version).not.toBe(meta.version);
      await expectFound(client, "/Users", [
        [`meta.lastModified ge "${body.meta.lastModified}"`, "ada"],
        [`meta.lastModified gt "${body.meta.lastModified}"`, ""],
      ]);
    },
  ),
  must(
    "RFC 7643 §3.1",
    "resources/content-location",
    "meta.location equals the Content-Location of the answer.",
    async ({ client }) => {
      const { id, meta } = await client.make("/Users", user("ada"));
      const { headers } = await client.get(`/Users/${id}`);
      expect([headers.get("content-location"), meta.location]).toEqual([
        meta.location,
        `${client.baseUrl}/Users/${id}`,
      ]);
    },
  ),
  must(
    "RFC 7643 §4.1.1",
    "resources/user-name",
    "A user has a userName, and it is not empty.",
    async ({ client }) => {
      for (const userName of [undefined, null, ""]) {
        expectError(await client.send("POST", "/Users", { ...user("x"), userName }), 400, "invalidValue");
      }
      expectList(await client.get("/Users"), 0);
    },
  ),
  must(
    "RFC 7643 §4.1.1",
    "resources/user-name-unique",
    "A userName is unique without regard to letter case, stored as sent, and found in any letter case.",
    async ({ client }) => {
      const made = await client.make("/Users", user("BJensen"));
      expect(made.userName).toBe("BJensen");
      expectError(await client.send("POST", "/Users", user("bjensen")), 409, "uniqueness");
      await expectFound(client, "/Users", [['userName eq "BJENSEN"', "BJensen"]]);
      expectList(await client.get("/Users"), 1);
    },
  ),
  must(
    "RFC 7644 §5",
    "resources/user-name-prepared",
    "userNames are prepared before comparison: width, composition and letter case make no difference.",
    async ({ client }) => {
      await client.make("/Users", user("zo\u00eb"));
      await client.make("/Users", user("bob"));
      expectError(await client.send("POST", "/Users", user("ZOE\u0308")), 409, "uniqueness");
      expectError(await client.send("POST", "/Users", user("\uff22\uff4f\uff42")), 409, "uniqueness");
      await expectFound(client, "/Users", [
        ['userName eq "zoe\u0308"', "zo\u00eb"],
        ['userName eq "\uff42\uff4f\uff42"', "bob"],
      ]);
    },
  ),
  should(
    "RFC 7643 §4.1.1",
    "resources/active",
    "A new user is active unless the client sets active to false.",
    async ({ client }) => {
      expect((await client.make("/Users", user("ada"))).active).toBe(true);
      expect((await client.make("/Users", user("eve", { active: false }))).active).toBe(false);
    },
  ),
  must(
    "RFC 7643 §4.1.2",
    "resources/groups-read-only",
    "The groups of a user result from memberships; groups that a client sends are ignored.",
    async ({ client }) => {
      const crew = await client.make("/Groups", group("Crew"));
      const sent = { groups: [{ value: crew.id }] };
      const { id } = await client.make("/Users", user("ada", sent));
      const replaced = await client.send("PUT", `/Users/${id}`, user("ada", { ...sent, title: "T" }));
      expect([replaced.body.title, replaced.body.groups]).toEqual(["T", undefined]);
      expectError(
        await client.patch(`/Users/${id}`, [{ op: "add", path: "groups", value: sent.groups }]),
        400,
        "mutability",
      );
      await client.patch(`/Groups/${crew.id}`, [{ op: "add", path: "members", value: [{ value: id }] }]);
      const { body } = await client.get(`/Users/${id}`);
      expect(body.groups).toEqual([
        { value: crew.id, $ref: `${client.baseUrl}/Groups/${crew.id}`, display: "Crew", type: "direct" },
      ]);
    },
  ),
  may(
    "RFC 7643 §4.1.2",
    "resources/groups-indirect",
    "A user in a nested group is listed in both groups: directly in the inner one, indirectly in the outer one.",
    async ({ client }) => {
      const [ada = ""] = await makeUsers(client, "ada");
      const inner = await client.make("/Groups", group("Inner", [ada]));
      const outer = await client.make("/Groups", group("Outer", [inner.id]));
      const { groups } = (await client.get(`/Users/${ada}`)).body;
      const types = Object.fromEntries(
        groups.map((each: { value: string; type: string }) => [each.value, each.type]),
      );
      expect(types).toEqual({ [inner.id]: "direct", [outer.id]: "indirect" });
    },
  ),
  must(
    "RFC 7643 §4.2",
    "resources/members",
    "A member has the id, address and type of the resource that it refers to.",
    async ({ client }) => {
      const [ada = ""] = await makeUsers(client, "ada");
      const inner = await client.make("/Groups", group("Inner"));
      const { members } = await client.make("/Groups", group("Outer", [ada, inner.id]));
      expect(members).toHaveLength(2);
      expect(members).toContainEqual(
        expect.objectContaining({ value: ada, $ref: `${client.baseUrl}/Users/${ada}`, type: "User" }),
      );
      expect(members).toContainEqual(
        expect.objectContaining({
          value: inner.id,
          $ref: `${client.baseUrl}/Groups/${inner.id}`,
          type: "Group",
        }),
      );
    },
  ),
  must(
    "RFC 7643 §4.2",
    "resources/nested-cycle",
    "Groups that contain each other are stored and returned.",
    async ({ client }) => {
      const [ada = ""] = await makeUsers(client, "ada");
      const one = await client.make("/Groups", group("One", [ada]));
      const two = await client.make("/Groups", group("Two", [one.id]));
      const added = await client.patch(`/Groups/${one.id}`, [
        { op: "add", path: "members", value: [{ value: two.id }] },
      ]);
      expect(added.status).toBeLessThan(300);
      expect(valuesOf((await client.get(`/Groups/${one.id}`)).body.members)).toEqual([ada, two.id].sort());
      expect(valuesOf((await client.get(`/Users/${ada}`)).body.groups)).toContain(one.id);
    },
  ),
  may(
    "RFC 7643 §2.3.7",
    "resources/unknown-member",
    "A member that does not exist is refused, and the group stays unchanged.",
    async ({ client }) => {
      const nobody = "0190a1b2-0000-7000-8000-000000000001";
      expectError(await client.send("POST", "/Groups", group("Crew", [nobody])), 400, "invalidValue");
      expectList(await client.get("/Groups"), 0);
      const { id } = await client.make("/Groups", group("Crew"));
      expectError(
        await client.patch(`/Groups/${id}`, [{ op: "add", path: "members", value: [{ value: nobody }] }]),
        400,
        "invalidValue",
      );
      expect((await client.get(`/Groups/${id}`)).body).not.toHaveProperty("members");
    },
  ),
  must(
    "RFC 7643 §4.2",
    "resources/group-name",
    "A group has a displayName, which does not have to be unique.",
    async ({ client }) => {
      expectError(await client.send("POST", "/Groups", { schemas: [GROUP_URN] }), 400, "invalidValue");
      const one = await client.make("/Groups", group("Crew"));
      const two = await client.make("/Groups", group("Crew"));
      expect(one.id).not.toBe(two.id);
    },
  ),
  must(
    "RFC 7643 §4.3",
    "resources/manager",
    "A manager is stored by id, and a client cannot set the manager's name.",
    async ({ client }) => {
      const [boss = ""] = await makeUsers(client, "boss");
      const manager = { value: boss, displayName: "Somebody else" };
      const made = await client.make("/Users", {
        ...user("ada", { [ENTERPRISE_URN]: { manager } }),
        schemas: [USER_URN, ENTERPRISE_URN],
      });
      expect(made[ENTERPRISE_URN].manager.value).toBe(boss);
      expect(made[ENTERPRISE_URN].manager.displayName).not.toBe("Somebody else");
      await expectFound(client, "/Users", [[`${ENTERPRISE_URN}:manager.value eq "${boss}"`, "ada"]]);
    },
  ),
];
