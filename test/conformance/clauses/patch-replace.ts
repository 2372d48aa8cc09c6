import { expect } from "vitest";
import { ENTERPRISE_URN, group, USER_URN, user } from "../../contract/scim/server.ts";
import { type Clause, may, must } from "../clause.ts";
import { expectError, expectUntouched, makeUsers, valuesOf } from "../expectations.ts";

const HOME = { value: "h@x.example", type: "home" };
const TO_WORK = { op: "replace", path: 'emails[type eq "work"].value', value: "a@x.example" };

/** Replacing with PATCH: RFC 7644 §3.5.2.3. */
export const PATCH_REPLACE_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7644 §3.5.2.3",
    "patch-replace/single",
    "Replacing sets a single value, or adds it if the attribute has no value.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada", { title: "old" }));
      await client.patch(`/Users/${id}`, [
        { op: "replace", path: "title", value: "new" },
        { op: "replace", path: "nickName", value: "N" },
        { op: "replace", path: "active", value: false },
      ]);
      expect((await client.get(`/Users/${id}`)).body).toMatchObject({
        title: "new",
        nickName: "N",
        active: false,
      });
    },
  ),
  must(
    "RFC 7644 §3.5.2.3",
    "patch-replace/complex",
    "Replacing a complex value sets the given sub-attributes and keeps the others.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada", { name: { familyName: "F", givenName: "G" } }));
      await client.patch(`/Users/${id}`, [{ op: "replace", path: "name", value: { givenName: "H" } }]);
      expect((await client.get(`/Users/${id}`)).body.name).toEqual({ familyName: "F", givenName: "H" });
    },
  ),
  must(
    "IOP §6.5",
    "patch-replace/complex-strict",
    "With the profile strict, replacing a complex value replaces all of it.",
    async ({ as }) => {
      const strict = await as("strict");
      const { id } = await strict.make("/Users", user("ada", { name: { familyName: "F", givenName: "G" } }));
      await strict.patch(`/Users/${id}`, [{ op: "replace", path: "name", value: { givenName: "H" } }]);
      expect((await strict.get(`/Users/${id}`)).body.name).toEqual({ givenName: "H" });
    },
  ),
  must(
    "RFC 7644 §3.5.2.3",
    "patch-replace/all-elements",
    "Replacing a multi-valued attribute without a filter replaces all of its elements.",
    async ({ client }) => {
      const { id } = await client.make(
        "/Users",
        user("ada", { emails: [{ value: "a", primary: true }, { value: "b" }] }),
      );
      await client.patch(`/Users/${id}`, [
        { op: "replace", path: "emails", value: [{ value: "c", type: "work" }] },
      ]);
      expect((await client.get(`/Users/${id}`)).body.emails).toEqual([{ value: "c", type: "work" }]);
    },
  ),
  must(
    "RFC 7644 §3.5.2.3",
    "patch-replace/filtered",
    "Replacing elements that a filter selects replaces each as a whole and keeps the values that the filter requires.",
    async ({ client }) => {
      const emails = [
        { value: "a", type: "work", display: "A" },
        { value: "b", type: "home", display: "B" },
        { value: "c", type: "work" },
      ];
      const { id } = await client.make("/Users", user("ada", { emails }));
      await client.patch(`/Users/${id}`, [
        { op: "replace", path: 'emails[type eq "home"]', value: { value: "z" } },
      ]);
      expect((await client.get(`/Users/${id}`)).body.emails[1]).toEqual({ value: "z", type: "home" });
      await client.patch(`/Users/${id}`, [
        { op: "replace", path: 'emails[type eq "work"].display', value: "D" },
      ]);
      expect((await client.get(`/Users/${id}`)).body.emails).toEqual([
        { value: "a", type: "work", display: "D" },
        { value: "z", type: "home" },
        { value: "c", type: "work", display: "D" },
      ]);
    },
  ),
  must(
    "RFC 7644 §3.5.2.3",
    "patch-replace/every-match",
    "A sub-attribute after a filter is set in every matching element and in no other.",
    async ({ client }) => {
      const { id } = await client.make(
        "/Users",
        user("ada", {
          addresses: [
            { type: "work", locality: "A" },
            { type: "work", locality: "B", country: "FR" },
            { type: "home", locality: "C" },
          ],
        }),
      );
      await client.patch(`/Users/${id}`, [
        { op: "replace", path: 'addresses[type eq "work" and locality pr].country', value: "BE" },
      ]);
      expect((await client.get(`/Users/${id}`)).body.addresses).toEqual([
        { type: "work", locality: "A", country: "BE" },
        { type: "work", locality: "B", country: "BE" },
        { type: "home", locality: "C" },
      ]);
    },
  ),
  must(
    "RFC 7644 §3.5.2.3",
    "patch-replace/no-target",
    "A filter that no element matches is refused with noTarget, and nothing changes.",
    async ({ client }) => {
      for (const emails of [[HOME], undefined]) {
        const before = await client.make("/Users", user(`u${String(emails?.length)}`, { emails }));
        expectError(await client.patch(`/Users/${before.id}`, [TO_WORK]), 400, "noTarget");
        await expectUntouched(client, `/Users/${before.id}`, before);
      }
    },
  ),
  must(
    "IOP §6.5",
    "patch-replace/no-target-strict",
    "With the profile strict, a filter without a match is refused with noTarget as well.",
    async ({ as }) => {
      const strict = await as("strict");
      const before = await strict.make("/Users", user("ada", { emails: [HOME] }));
      expectError(await strict.patch(`/Users/${before.id}`, [TO_WORK]), 400, "noTarget");
      await expectUntouched(strict, `/Users/${before.id}`, before);
    },
  ),
  may(
    "RFC 7644 §3.5.2.3",
    "patch-replace/no-target-generic",
    "With the profile generic, a filter of equalities without a match creates the element that it describes; any other filter is refused with noTarget.",
    async ({ as }) => {
      const generic = await as("generic");
      const { id } = await generic.make("/Users", user("ada", { emails: [HOME] }));
      expect((await generic.patch(`/Users/${id}`, [TO_WORK])).status).toBeLessThan(300);
      const { emails } = (await generic.get(`/Users/${id}`)).body;
      expect(emails).toEqual([HOME, { type: "work", value: "a@x.example" }]);
      const unclear = { ...TO_WORK, path: 'emails[type ne "work" and type sw "x"].value' };
      expectError(await generic.patch(`/Users/${id}`, [unclear]), 400, "noTarget");
    },
  ),
  must(
    "RFC 7644 §3.5.2.3",
    "patch-replace/no-path",
    "Without a path, the value contains the attributes to replace, and other attributes are kept.",
    async ({ client }) => {
      const { id } = await client.make(
        "/Users",
        user("ada", { title: "T", nickName: "N", emails: [{ value: "a" }] }),
      );
      await client.patch(`/Users/${id}`, [
        {
          op: "replace",
          value: { title: "U", emails: [{ value: "b" }], [ENTERPRISE_URN]: { department: "D" } },
        },
      ]);
      expect((await client.get(`/Users/${id}`)).body).toMatchObject({
        schemas: [USER_URN, ENTERPRISE_URN],
        title: "U",
        nickName: "N",
        emails: [{ value: "b" }],
        [ENTERPRISE_URN]: { department: "D" },
      });
    },
  ),
  must(
    "IOP §6.5.1.1",
    "patch-replace/no-path-strict",
    "With the profile strict, a PATCH without a path is refused.",
    async ({ as }) => {
      const strict = await as("strict");
      const before = await strict.make("/Users", user("ada"));
      for (const op of ["add", "replace"]) {
        expectError(
          await strict.patch(`/Users/${before.id}`, [{ op, value: { active: false } }]),
          400,
          "invalidSyntax",
        );
      }
      await expectUntouched(strict, `/Users/${before.id}`, before);
    },
  ),
  may(
    "RFC 7644 §3.5.2.3",
    "patch-replace/mixed-keys",
    "With the profile generic, the keys of a value without a path are paths, and text is read as a boolean for boolean attributes.",
    async ({ as, client }) => {
      const value = {
        displayName: "D",
        "name.givenName": "G",
        [`${ENTERPRISE_URN}:department`]: "X",
        active: "False",
      };
      const generic = await as("generic");
      const { id } = await generic.make("/Users", user("ada", { name: { familyName: "F" } }));
      expect((await generic.patch(`/Users/${id}`, [{ op: "replace", value }])).status).toBeLessThan(300);
      const after = (await client.get(`/Users/${id}`)).body;
      expect(after).toMatchObject({
        schemas: [USER_URN, ENTERPRISE_URN],
        displayName: "D",
        name: { familyName: "F", givenName: "G" },
        active: false,
        [ENTERPRISE_URN]: { department: "X" },
      });
    },
  ),
  must(
    "RFC 7643 §2.3.2",
    "patch-replace/no-coercion",
    "With the profile rfc, text is refused for a boolean attribute.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada"));
      for (const value of ["False", "true", 0, "", {}]) {
        expectError(
          await client.patch(`/Users/${before.id}`, [{ op: "replace", path: "active", value }]),
          400,
          "invalidValue",
        );
      }
      await expectUntouched(client, `/Users/${before.id}`, before);
    },
  ),
  must(
    "RFC 7643 §2.5",
    "patch-replace/null",
    "Replacing with null or an empty list removes the value.",
    async ({ client }) => {
      const { id } = await client.make(
        "/Users",
        user("ada", { title: "T", emails: [{ value: "a" }], name: { givenName: "G", familyName: "F" } }),
      );
      await client.patch(`/Users/${id}`, [
        { op: "replace", path: "title", value: null },
        { op: "replace", path: "emails", value: [] },
        { op: "replace", path: "name.givenName", value: null },
      ]);
      const { title, emails, name } = (await client.get(`/Users/${id}`)).body;
      expect([title, emails, name]).toEqual([undefined, undefined, { familyName: "F" }]);
    },
  ),
  must(
    "RFC 7644 §3.5.2.3",
    "patch-replace/members",
    "Replacing the members leaves exactly the given members.",
    async ({ client }) => {
      const [one = "", two = "", three = ""] = await makeUsers(client, "one", "two", "three");
      const { id } = await client.make("/Groups", group("Crew", [one, two]));
      await client.patch(`/Groups/${id}`, [
        { op: "replace", path: "members", value: [{ value: two }, { value: three }] },
      ]);
      expect(valuesOf((await client.get(`/Groups/${id}`)).body.members)).toEqual([two, three].sort());
      expect((await client.get(`/Users/${one}`)).body).not.toHaveProperty("groups");
      await client.patch(`/Groups/${id}`, [{ op: "replace", path: "members", value: [] }]);
      expect((await client.get(`/Groups/${id}`)).body).not.toHaveProperty("members");
    },
  ),
  must(
    "RFC 7643 §2.4",
    "patch-replace/primary",
    "An element that becomes primary demotes the previous primary.",
    async ({ client }) => {
      const { id } = await client.make(
        "/Users",
        user("ada", {
          emails: [
            { value: "a", type: "work", primary: true },
            { value: "b", type: "home" },
          ],
        }),
      );
      await client.patch(`/Users/${id}`, [
        { op: "replace", path: 'emails[type eq "home"].primary', value: true },
      ]);
      expect((await client.get(`/Users/${id}`)).body.emails).toEqual([
        { value: "a", type: "work", primary: false },
        { value: "b", type: "home", primary: true },
      ]);
    },
  ),
  must(
    "RFC 7644 §3.5.2.3",
    "patch-replace/idempotent",
    "Replacing with the existing value changes neither version nor lastModified.",
    async ({ client }) => {
      const before = await client.make(
        "/Users",
        user("ada", { title: "T", emails: [{ value: "a", type: "work" }] }),
      );
      for (const operation of [
        { op: "replace", path: "title", value: "T" },
        { op: "replace", path: "emails", value: before.emails },
        { op: "replace", path: 'emails[type eq "work"].value', value: "a" },
        { op: "replace", value: { userName: "ada", active: true } },
      ]) {
        const { status, headers } = await client.patch(`/Users/${before.id}`, [operation]);
        expect([status < 300, headers.get("etag")]).toEqual([true, before.meta.version]);
      }
      await expectUntouched(client, `/Users/${before.id}`, before);
    },
  ),
  must(
    "RFC 7644 §3.5.2",
    "patch-replace/read-only",
    "Replacing a read-only attribute is refused with mutability.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada"));
      for (const [path, value] of [
        ["id", "x"],
        ["meta.lastModified", "2001-01-01T00:00:00Z"],
        ["groups", []],
      ] as const) {
        expectError(
          await client.patch(`/Users/${before.id}`, [{ op: "replace", path, value }]),
          400,
          "mutability",
        );
      }
      expectError(
        await client.patch(`/Users/${before.id}`, [{ op: "replace", value: { id: "x", title: "T" } }]),
        400,
        "mutability",
      );
      await expectUntouched(client, `/Users/${before.id}`, before);
    },
  ),
  must(
    "RFC 7643 §4.1.1",
    "patch-replace/required",
    "A required attribute cannot be replaced with null or an empty value.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada"));
      for (const value of [null, ""]) {
        const { status, body } = await client.patch(`/Users/${before.id}`, [
          { op: "replace", path: "userName", value },
        ]);
        expect([status, body.scimType]).toEqual([400, expect.stringMatching(/^(invalidValue|mutability)$/)]);
      }
      await expectUntouched(client, `/Users/${before.id}`, before);
    },
  ),
];
