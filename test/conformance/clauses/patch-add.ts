import { expect } from "vitest";
import { ENTERPRISE_URN, group, USER_URN, user } from "../../contract/scim/server.ts";
import { type Clause, may, must } from "../clause.ts";
import { expectError, expectUntouched, makeUsers, valuesOf } from "../expectations.ts";

/** Adding with PATCH: RFC 7644 §3.5.2.1. */
export const PATCH_ADD_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7644 §3.5.2.1",
    "patch-add/single",
    "Adding to a single value replaces it.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada", { title: "old" }));
      await client.patch(`/Users/${id}`, [
        { op: "add", path: "title", value: "new" },
        { op: "add", path: "nickName", value: "N" },
        { op: "add", path: "name.givenName", value: "G" },
      ]);
      expect((await client.get(`/Users/${id}`)).body).toMatchObject({
        title: "new",
        nickName: "N",
        name: { givenName: "G" },
      });
    },
  ),
  must(
    "RFC 7644 §3.5.2.1",
    "patch-add/elements",
    "Adding to a multi-valued attribute appends the elements that are missing.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada", { emails: [{ value: "a", type: "work" }] }));
      await client.patch(`/Users/${id}`, [
        {
          op: "add",
          path: "emails",
          value: [
            { value: "b", type: "home" },
            { value: "a", type: "work" },
          ],
        },
      ]);
      expect((await client.get(`/Users/${id}`)).body.emails).toEqual([
        { value: "a", type: "work" },
        { value: "b", type: "home" },
      ]);
    },
  ),
  must(
    "RFC 7644 §3.5.2.1",
    "patch-add/complex",
    "Adding to a complex value sets the given sub-attributes and keeps the others.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada", { name: { familyName: "F", givenName: "G" } }));
      await client.patch(`/Users/${id}`, [
        { op: "add", path: "name", value: { givenName: "H", middleName: "M" } },
      ]);
      expect((await client.get(`/Users/${id}`)).body.name).toEqual({
        familyName: "F",
        givenName: "H",
        middleName: "M",
      });
    },
  ),
  must(
    "RFC 7644 §3.5.2.1",
    "patch-add/no-path",
    "Without a path, the value contains the attributes to add.",
    async ({ client }) => {
      const { id } = await client.make(
        "/Users",
        user("ada", { emails: [{ value: "a" }], name: { familyName: "F" } }),
      );
      await client.patch(`/Users/${id}`, [
        {
          op: "add",
          value: {
            emails: [{ value: "b" }],
            nickName: "N",
            name: { givenName: "G" },
            [ENTERPRISE_URN]: { department: "D" },
          },
        },
      ]);
      expect((await client.get(`/Users/${id}`)).body).toMatchObject({
        schemas: [USER_URN, ENTERPRISE_URN],
        emails: [{ value: "a" }, { value: "b" }],
        nickName: "N",
        name: { familyName: "F", givenName: "G" },
        [ENTERPRISE_URN]: { department: "D" },
      });
      for (const value of ["x", 1, null, [1]])
        expect((await client.patch(`/Users/${id}`, [{ op: "add", value }])).status).toBe(400);
    },
  ),
  must(
    "RFC 7644 §3.5.2.1",
    "patch-add/filtered",
    "Adding to elements that a filter selects sets the sub-attribute in each of them.",
    async ({ client }) => {
      const emails = [
        { value: "a", type: "work" },
        { value: "b", type: "home" },
        { value: "c", type: "work" },
      ];
      const { id } = await client.make("/Users", user("ada", { emails }));
      await client.patch(`/Users/${id}`, [{ op: "add", path: 'emails[type eq "work"].display', value: "D" }]);
      expect((await client.get(`/Users/${id}`)).body.emails).toEqual([
        { value: "a", type: "work", display: "D" },
        { value: "b", type: "home" },
        { value: "c", type: "work", display: "D" },
      ]);
    },
  ),
  must(
    "RFC 7644 §3.5.2.1",
    "patch-add/members",
    "New members are added to the existing ones, and the group appears among their groups.",
    async ({ client }) => {
      const [one = "", two = ""] = await makeUsers(client, "one", "two");
      const { id } = await client.make("/Groups", group("Crew", [one]));
      await client.patch(`/Groups/${id}`, [
        { op: "add", path: "members", value: [{ value: two }, { value: one }] },
      ]);
      expect(valuesOf((await client.get(`/Groups/${id}`)).body.members)).toEqual([one, two].sort());
      expect((await client.get(`/Users/${two}`)).body.groups).toMatchObject([{ value: id, display: "Crew" }]);
    },
  ),
  must(
    "RFC 7643 §2.4",
    "patch-add/primary",
    "A new primary element is the only one: the previous primary is demoted.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada", { emails: [{ value: "a", primary: true }] }));
      await client.patch(`/Users/${id}`, [
        { op: "add", path: "emails", value: [{ value: "b", primary: true }] },
      ]);
      expect((await client.get(`/Users/${id}`)).body.emails).toEqual([
        { value: "a", primary: false },
        { value: "b", primary: true },
      ]);
      expectError(
        await client.patch(`/Users/${id}`, [
          {
            op: "add",
            path: "emails",
            value: [
              { value: "c", primary: true },
              { value: "d", primary: true },
            ],
          },
        ]),
        400,
        "invalidValue",
      );
    },
  ),
  must(
    "RFC 7644 §3.5.2.1",
    "patch-add/extension",
    "Adding the first attribute of an extension adds its URN to schemas.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada"));
      expect(before.schemas).toEqual([USER_URN]);
      await client.patch(`/Users/${before.id}`, [
        { op: "add", path: `${ENTERPRISE_URN}:costCenter`, value: "C" },
      ]);
      const { schemas, [ENTERPRISE_URN]: extension } = (await client.get(`/Users/${before.id}`)).body;
      expect([schemas, extension]).toEqual([[USER_URN, ENTERPRISE_URN], { costCenter: "C" }]);
    },
  ),
  may(
    "RFC 7644 §3.10",
    "patch-add/extension-object",
    "An extension may be named by its URN alone, with its attributes as value.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada"));
      await client.patch(`/Users/${id}`, [
        { op: "add", path: ENTERPRISE_URN, value: { costCenter: "C", manager: { value: "m" } } },
      ]);
      expect((await client.get(`/Users/${id}`)).body[ENTERPRISE_URN]).toMatchObject({
        costCenter: "C",
        manager: { value: "m" },
      });
    },
  ),
  must(
    "RFC 7644 §3.5.2.1",
    "patch-add/value",
    "An add without a value, or with one of the wrong type, is refused.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada", { title: "T" }));
      const attempts = [
        [{ op: "add", path: "title" }, /^(invalidValue|invalidSyntax)$/],
        [{ op: "add", path: "active", value: "yes" }, /^invalidValue$/],
        [{ op: "add", path: "title", value: { a: 1 } }, /^invalidValue$/],
        [{ op: "add", path: "name", value: "Ada" }, /^invalidValue$/],
        [{ op: "add", path: "emails", value: [1] }, /^invalidValue$/],
      ] as const;
      for (const [operation, scimType] of attempts) {
        const { status, body } = await client.patch(`/Users/${before.id}`, [operation]);
        expect([operation, status, body.scimType]).toEqual([operation, 400, expect.stringMatching(scimType)]);
      }
      await expectUntouched(client, `/Users/${before.id}`, before);
    },
  ),
  must(
    "RFC 7644 §3.5.2",
    "patch-add/read-only",
    "A change to a read-only attribute is refused with mutability.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada"));
      for (const [path, value] of [
        ["id", "x"],
        ["meta.created", "2001-01-01T00:00:00Z"],
        ["meta", { version: "x" }],
        ["groups", [{ value: "x" }]],
        ["schemas", ["urn:x"]],
      ] as const) {
        expectError(
          await client.patch(`/Users/${before.id}`, [{ op: "add", path, value }]),
          400,
          "mutability",
        );
      }
      await expectUntouched(client, `/Users/${before.id}`, before);
    },
  ),
  must(
    "RFC 7644 §3.5.2",
    "patch-add/immutable",
    "An immutable attribute can be added while it has no value; a later change is refused with mutability.",
    async ({ custom }) => {
      const { client, endpoint, device } = await custom();
      const { id } = await client.make(endpoint, device("one"));
      await client.patch(`${endpoint}/${id}`, [{ op: "add", path: "serial", value: "S1" }]);
      expectError(
        await client.patch(`${endpoint}/${id}`, [{ op: "add", path: "serial", value: "S2" }]),
        400,
        "mutability",
      );
      expectError(
        await client.patch(`${endpoint}/${id}`, [{ op: "replace", path: "serial", value: "S2" }]),
        400,
        "mutability",
      );
      expect((await client.get(`${endpoint}/${id}`)).body.serial).toBe("S1");
    },
  ),
  must(
    "RFC 7644 §3.5.2",
    "patch-add/unique",
    "A PATCH with another user's userName is refused with 409.",
    async ({ client }) => {
      await makeUsers(client, "eve");
      const before = await client.make("/Users", user("ada"));
      expectError(
        await client.patch(`/Users/${before.id}`, [{ op: "add", path: "userName", value: "EVE" }]),
        409,
        "uniqueness",
      );
      await expectUntouched(client, `/Users/${before.id}`, before);
    },
  ),
];
