import { expect } from "vitest";
import { ENTERPRISE_URN, group, USER_URN, user } from "../../contract/scim/server.ts";
import { type Clause, may, must } from "../clause.ts";
import { expectError, expectUntouched, makeUsers, valuesOf } from "../expectations.ts";

/** Removing with PATCH: RFC 7644 §3.5.2.2. */
export const PATCH_REMOVE_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7644 §3.5.2.2",
    "patch-remove/no-path",
    "A remove without a path is refused with noTarget.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada", { title: "T" }));
      expectError(await client.patch(`/Users/${before.id}`, [{ op: "remove" }]), 400, "noTarget");
      await expectUntouched(client, `/Users/${before.id}`, before);
    },
  ),
  must(
    "RFC 7644 §3.5.2.2",
    "patch-remove/single",
    "Removing a single value leaves the attribute without one.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada", { title: "T", nickName: "N" }));
      await client.patch(`/Users/${id}`, [{ op: "remove", path: "title" }]);
      const { body } = await client.get(`/Users/${id}`);
      expect([body.title, body.nickName]).toEqual([undefined, "N"]);
    },
  ),
  must(
    "RFC 7644 §3.5.2.2",
    "patch-remove/active",
    "Removing active, which is neither required nor read-only, leaves it unassigned.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada", { active: false }));
      const { status } = await client.patch(`/Users/${id}`, [{ op: "remove", path: "active" }]);
      expect(status).toBeLessThan(300);
      expect((await client.get(`/Users/${id}`)).body).toMatchObject({ id, userName: "ada", active: true });
    },
  ),
  must(
    "RFC 7644 §3.5.2.2",
    "patch-remove/all-elements",
    "Removing a multi-valued attribute without a filter removes all of its elements.",
    async ({ client }) => {
      const [ada = ""] = await makeUsers(client, "ada");
      const { id } = await client.make("/Users", user("eve", { emails: [{ value: "a" }, { value: "b" }] }));
      await client.patch(`/Users/${id}`, [{ op: "remove", path: "emails" }]);
      expect((await client.get(`/Users/${id}`)).body).toMatchObject({ userName: "eve" });
      expect((await client.get(`/Users/${id}`)).body).not.toHaveProperty("emails");
      const crew = await client.make("/Groups", group("Crew", [ada, id]));
      expect(
        (await client.patch(`/Groups/${crew.id}`, [{ op: "remove", path: "members" }])).status,
      ).toBeLessThan(300);
      expect((await client.get(`/Groups/${crew.id}`)).body).not.toHaveProperty("members");
    },
  ),
  must(
    "RFC 7644 §3.5.2.2",
    "patch-remove/filtered",
    "Removing elements that a filter selects keeps the others.",
    async ({ client }) => {
      const emails = [
        { value: "a", type: "work" },
        { value: "b", type: "home" },
        { value: "c", type: "work" },
      ];
      const { id } = await client.make("/Users", user("ada", { emails }));
      await client.patch(`/Users/${id}`, [{ op: "remove", path: 'emails[type eq "work" and value sw "c"]' }]);
      expect((await client.get(`/Users/${id}`)).body.emails).toEqual(emails.slice(0, 2));
      await client.patch(`/Users/${id}`, [
        { op: "remove", path: 'emails[type eq "work" or type eq "home"]' },
      ]);
      expect((await client.get(`/Users/${id}`)).body).not.toHaveProperty("emails");
    },
  ),
  must(
    "RFC 7644 §3.5.2.2",
    "patch-remove/sub-attribute",
    "Removing a sub-attribute keeps the others; removing the last one removes the attribute.",
    async ({ client }) => {
      const { id } = await client.make(
        "/Users",
        user("ada", {
          name: { familyName: "F", givenName: "G" },
          emails: [
            { value: "a", type: "work", display: "D" },
            { value: "b", type: "home", display: "E" },
          ],
        }),
      );
      await client.patch(`/Users/${id}`, [
        { op: "remove", path: "name.familyName" },
        { op: "remove", path: 'emails[type eq "work"].display' },
      ]);
      const first = (await client.get(`/Users/${id}`)).body;
      expect([first.name, first.emails]).toEqual([
        { givenName: "G" },
        [
          { value: "a", type: "work" },
          { value: "b", type: "home", display: "E" },
        ],
      ]);
      await client.patch(`/Users/${id}`, [{ op: "remove", path: "name.givenName" }]);
      expect((await client.get(`/Users/${id}`)).body).not.toHaveProperty("name");
    },
  ),
  must(
    "RFC 7644 §3.5.2.2",
    "patch-remove/no-match",
    "A filter that no element matches removes nothing and succeeds, without a new version.",
    async ({ client }) => {
      const [ada = "", eve = ""] = await makeUsers(client, "ada", "eve");
      const crew = await client.make("/Groups", group("Crew", [ada]));
      const answer = await client.patch(`/Groups/${crew.id}`, [
        { op: "remove", path: `members[value eq "${eve}"]` },
      ]);
      expect([answer.status < 300, answer.headers.get("etag")]).toEqual([true, crew.meta.version]);
      await expectUntouched(client, `/Groups/${crew.id}`, crew);
      const before = await client.make("/Users", user("bob", { emails: [{ value: "a" }] }));
      expect(
        (
          await client.patch(`/Users/${before.id}`, [
            { op: "remove", path: 'emails[value eq "x"]' },
            { op: "remove", path: "title" },
          ])
        ).status,
      ).toBeLessThan(300);
      await expectUntouched(client, `/Users/${before.id}`, before);
    },
  ),
  must(
    "RFC 7644 §3.5.2.2",
    "patch-remove/member",
    "Removing a member by filter removes only that member.",
    async ({ client }) => {
      const [one = "", two = "", three = ""] = await makeUsers(client, "one", "two", "three");
      const { id } = await client.make("/Groups", group("Crew", [one, two, three]));
      await client.patch(`/Groups/${id}`, [{ op: "remove", path: `members[value eq "${two}"]` }]);
      expect(valuesOf((await client.get(`/Groups/${id}`)).body.members)).toEqual([one, three].sort());
      expect((await client.get(`/Users/${two}`)).body).not.toHaveProperty("groups");
      await client.patch(`/Groups/${id}`, [
        { op: "remove", path: `members[value eq "${one}" or value eq "${three}"]` },
      ]);
      expect((await client.get(`/Groups/${id}`)).body).not.toHaveProperty("members");
    },
  ),
  must(
    "RFC 7644 §3.5.2.2",
    "patch-remove/with-value",
    "With the profile rfc, a remove with a value is refused and not read as the removal of all elements.",
    async ({ client }) => {
      const [one = "", two = ""] = await makeUsers(client, "one", "two");
      const crew = await client.make("/Groups", group("Crew", [one, two]));
      expectError(
        await client.patch(`/Groups/${crew.id}`, [
          { op: "remove", path: "members", value: [{ value: one }] },
        ]),
        400,
        "invalidValue",
      );
      await expectUntouched(client, `/Groups/${crew.id}`, crew);
    },
  ),
  may(
    "RFC 7644 §3.5.2.2",
    "patch-remove/with-value-generic",
    "With the profile generic, a remove with a value removes only those elements.",
    async ({ as, client }) => {
      const [one = "", two = "", three = ""] = await makeUsers(client, "one", "two", "three");
      const generic = await as("generic");
      const { id } = await client.make("/Groups", group("Crew", [one, two, three]));
      await generic.patch(`/Groups/${id}`, [
        { op: "Remove", path: "members", value: [{ $ref: null, value: one }] },
      ]);
      expect(valuesOf((await client.get(`/Groups/${id}`)).body.members)).toEqual([two, three].sort());
      await generic.patch(`/Groups/${id}`, [{ op: "remove", path: "members", value: [] }]);
      expect(valuesOf((await client.get(`/Groups/${id}`)).body.members)).toEqual([two, three].sort());
    },
  ),
  must(
    "RFC 7644 §3.5.2.2",
    "patch-remove/required",
    "A required attribute cannot be removed.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada"));
      expectError(
        await client.patch(`/Users/${before.id}`, [{ op: "remove", path: "userName" }]),
        400,
        "mutability",
      );
      await expectUntouched(client, `/Users/${before.id}`, before);
      const crew = await client.make("/Groups", group("Crew"));
      expectError(
        await client.patch(`/Groups/${crew.id}`, [{ op: "remove", path: "displayName" }]),
        400,
        "mutability",
      );
      await expectUntouched(client, `/Groups/${crew.id}`, crew);
    },
  ),
  must(
    "RFC 7644 §3.5.2.2",
    "patch-remove/read-only",
    "A read-only attribute cannot be removed.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada"));
      for (const path of ["id", "meta", "meta.created", "groups", "schemas", 'groups[value eq "x"]']) {
        const { status, body } = await client.patch(`/Users/${before.id}`, [{ op: "remove", path }]);
        expect([path, status, body.scimType]).toEqual([path, 400, "mutability"]);
      }
      await expectUntouched(client, `/Users/${before.id}`, before);
    },
  ),
  must(
    "RFC 7644 §3.5.2.2",
    "patch-remove/immutable",
    "An immutable attribute that has a value cannot be removed.",
    async ({ custom }) => {
      const { client, endpoint, device } = await custom();
      const before = await client.make(endpoint, device("one", { serial: "S1" }));
      expectError(
        await client.patch(`${endpoint}/${before.id}`, [{ op: "remove", path: "serial" }]),
        400,
        "mutability",
      );
      await expectUntouched(client, `${endpoint}/${before.id}`, before);
    },
  ),
  must(
    "RFC 7644 §3.5.2.2",
    "patch-remove/extension",
    "Removing the last attribute of an extension removes its URN from schemas.",
    async ({ client }) => {
      const both = [USER_URN, ENTERPRISE_URN];
      const { id } = await client.make("/Users", {
        ...user("ada", { [ENTERPRISE_URN]: { department: "D", manager: { value: "m" } } }),
        schemas: both,
      });
      await client.patch(`/Users/${id}`, [{ op: "remove", path: `${ENTERPRISE_URN}:department` }]);
      expect((await client.get(`/Users/${id}`)).body.schemas).toEqual(both);
      await client.patch(`/Users/${id}`, [{ op: "remove", path: `${ENTERPRISE_URN}:manager` }]);
      const { body } = await client.get(`/Users/${id}`);
      expect([body.schemas, body[ENTERPRISE_URN]]).toEqual([[USER_URN], undefined]);
    },
  ),
  may(
    "RFC 7644 §3.10",
    "patch-remove/extension-object",
    "A whole extension is removed by its URN.",
    async ({ client }) => {
      const { id } = await client.make("/Users", {
        ...user("ada", { [ENTERPRISE_URN]: { department: "D", costCenter: "C" } }),
        schemas: [USER_URN, ENTERPRISE_URN],
      });
      await client.patch(`/Users/${id}`, [{ op: "remove", path: ENTERPRISE_URN }]);
      const { body } = await client.get(`/Users/${id}`);
      expect([body.schemas, body[ENTERPRISE_URN], body.userName]).toEqual([[USER_URN], undefined, "ada"]);
    },
  ),
  must(
    "RFC 7644 §3.5.2.2",
    "patch-remove/restores",
    "Adding and then removing a value restores the previous state of the resource.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada", { emails: [{ value: "a", type: "work" }] }));
      const answer = await client.patch(`/Users/${before.id}`, [
        { op: "add", path: "emails", value: [{ value: "b", type: "home" }] },
        { op: "add", path: `${ENTERPRISE_URN}:costCenter`, value: "C" },
        { op: "remove", path: 'emails[type eq "home"]' },
        { op: "remove", path: `${ENTERPRISE_URN}:costCenter` },
      ]);
      expect([answer.status < 300, answer.headers.get("etag")]).toEqual([true, before.meta.version]);
      await expectUntouched(client, `/Users/${before.id}`, before);
    },
  ),
];
