import { expect } from "vitest";
import { ENTERPRISE_URN, group, PATCH_URN, USER_URN, user } from "../../contract/scim/server.ts";
import { type Clause, must, should } from "../clause.ts";
import { expectError, expectUntouched, makeUsers } from "../expectations.ts";

/** PATCH in general: RFC 7644 §3.5.2. */
export const PATCH_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7644 §3.5.2",
    "patch/message",
    "A PATCH has the schema of a PatchOp and at least one operation.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada"));
      const path = `/Users/${before.id}`;
      const operation = { op: "add", path: "title", value: "T" };
      for (const body of [
        { Operations: [operation] },
        { schemas: [], Operations: [operation] },
        { schemas: [USER_URN], Operations: [operation] },
        { schemas: [PATCH_URN] },
        { schemas: [PATCH_URN], Operations: [] },
        { schemas: [PATCH_URN], Operations: operation },
        [operation],
        "x",
      ]) {
        const answer = await client.send("PATCH", path, JSON.stringify(body));
        expect([JSON.stringify(body), answer.status, answer.body.scimType]).toEqual([
          JSON.stringify(body),
          400,
          "invalidSyntax",
        ]);
      }
      await expectUntouched(client, path, before);
      expect((await client.patch(path, [operation])).body.title).toBe("T");
    },
  ),
  must(
    "RFC 7644 §3.5.2",
    "patch/operation",
    "An operation is add, remove or replace; any other is refused.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada"));
      for (const op of ["move", "", undefined, null, 1, "add "]) {
        expectError(
          await client.patch(`/Users/${before.id}`, [{ op, path: "title", value: "T" }]),
          400,
          "invalidSyntax",
        );
      }
      for (const operation of [null, "add", 1, []])
        expectError(await client.patch(`/Users/${before.id}`, [operation]), 400, "invalidSyntax");
      await expectUntouched(client, `/Users/${before.id}`, before);
    },
  ),
  must(
    "RFC 7644 §3.5.2",
    "patch/answer",
    "A PATCH is answered with 200 and the resource in its new state, or with 204; both have the new ETag.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada"));
      const answer = await client.patch(`/Users/${before.id}`, [{ op: "add", path: "title", value: "T" }]);
      const after = (await client.get(`/Users/${before.id}`)).body;
      expect(after).toEqual({
        ...before,
        title: "T",
        meta: { ...before.meta, version: after.meta.version, lastModified: after.meta.lastModified },
      });
      expect([answer.headers.get("etag"), after.meta.version === before.meta.version]).toEqual([
        after.meta.version,
        false,
      ]);
      expect([200, 204]).toContain(answer.status);
      expect(answer.body).toEqual(answer.status === 200 ? after : undefined);
    },
  ),
  must(
    "RFC 7644 §3.5.2",
    "patch/in-order",
    "Operations are applied in the given order, each to the result of the previous one.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada"));
      await client.patch(`/Users/${id}`, [
        { op: "add", path: "emails", value: [{ value: "a", type: "work" }] },
        { op: "replace", path: 'emails[type eq "work"].value', value: "b" },
        { op: "add", path: "title", value: "one" },
        { op: "remove", path: "title" },
        { op: "add", path: "title", value: "two" },
      ]);
      const { emails, title } = (await client.get(`/Users/${id}`)).body;
      expect([emails, title]).toEqual([[{ value: "b", type: "work" }], "two"]);
    },
  ),
  must(
    "RFC 7644 §3.5.2",
    "patch/atomic",
    "When one operation fails, no operation takes effect.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada", { title: "T", emails: [{ value: "a" }] }));
      for (const [last, scimType] of [
        [{ op: "remove" }, "noTarget"],
        [{ op: "replace", path: "active", value: "x" }, "invalidValue"],
        [{ op: "replace", path: "id", value: "x" }, "mutability"],
        [{ op: "add", path: "emails]", value: "x" }, "invalidPath"],
      ] as const) {
        const operations = [
          { op: "replace", path: "title", value: "U" },
          { op: "remove", path: "emails" },
          last,
        ];
        expectError(await client.patch(`/Users/${before.id}`, operations), 400, scimType);
        await expectUntouched(client, `/Users/${before.id}`, before);
      }
    },
  ),
  must(
    "RFC 7644 §3.5.2.1",
    "patch/no-op",
    "Adding an existing value changes neither version nor lastModified.",
    async ({ client }) => {
      const [ada = ""] = await makeUsers(client, "ada");
      const before = await client.make(
        "/Users",
        user("eve", { title: "T", emails: [{ value: "a", type: "work" }], name: { givenName: "E" } }),
      );
      for (const [path, value] of [
        ["title", "T"],
        ["emails", [{ value: "a", type: "work" }]],
        ["name", { givenName: "E" }],
        ["name.givenName", "E"],
      ] as const) {
        const { status, headers } = await client.patch(`/Users/${before.id}`, [{ op: "add", path, value }]);
        expect([path, status < 300, headers.get("etag")]).toEqual([path, true, before.meta.version]);
      }
      await expectUntouched(client, `/Users/${before.id}`, before);
      const crew = await client.make("/Groups", group("Crew", [ada]));
      expect(
        (await client.patch(`/Groups/${crew.id}`, [{ op: "add", path: "members", value: [{ value: ada }] }]))
          .status,
      ).toBeLessThan(300);
      await expectUntouched(client, `/Groups/${crew.id}`, crew);
    },
  ),
  must(
    "RFC 7644 §3.5.2",
    "patch/paths",
    "Paths are accepted in any letter case and with the URN of their schema.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada", { emails: [{ value: "a", type: "work" }] }));
      await client.patch(`/Users/${id}`, [
        { op: "add", path: "TITLE", value: "T" },
        { op: "add", path: `${USER_URN}:nickName`, value: "N" },
        { op: "add", path: `${USER_URN.toUpperCase()}:Name.FAMILYNAME`, value: "F" },
        { op: "replace", path: `${USER_URN}:emails[TYPE EQ "WORK"].VALUE`, value: "b" },
        { op: "add", path: `${ENTERPRISE_URN}:department`, value: "D" },
        { op: "add", path: `${ENTERPRISE_URN}:manager.value`, value: "m" },
      ]);
      expect((await client.get(`/Users/${id}`)).body).toMatchObject({
        title: "T",
        nickName: "N",
        name: { familyName: "F" },
        emails: [{ value: "b", type: "work" }],
        [ENTERPRISE_URN]: { department: "D", manager: { value: "m" } },
        schemas: [USER_URN, ENTERPRISE_URN],
      });
    },
  ),
  must(
    "RFC 7644 §3.5.2",
    "patch/invalid-path",
    "A path that does not follow the grammar is refused with invalidPath.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada"));
      for (const path of [
        "emails]",
        "name..familyName",
        ".title",
        "title.",
        "a b",
        "name.familyName.x",
        "1title",
        "urn:",
        5,
        ["title"],
      ]) {
        const { status, body } = await client.patch(`/Users/${before.id}`, [{ op: "add", path, value: "x" }]);
        expect([path, status, body.scimType]).toEqual([
          path,
          400,
          expect.stringMatching(/^(invalidPath|invalidSyntax)$/),
        ]);
      }
      await expectUntouched(client, `/Users/${before.id}`, before);
    },
  ),
  should(
    "RFC 7644 §3.5.2",
    "patch/unknown-path",
    "A path to an attribute that the type lacks is refused with invalidPath.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada"));
      for (const path of [
        "shoeSize",
        "name.shoeSize",
        "urn:example:none:x",
        "members",
        'shoes[size eq "1"]',
        "__proto__",
        "constructor.name",
      ]) {
        const { status, body } = await client.patch(`/Users/${before.id}`, [{ op: "add", path, value: "x" }]);
        expect([path, status, body.scimType]).toEqual([path, 400, "invalidPath"]);
      }
      await expectUntouched(client, `/Users/${before.id}`, before);
    },
  ),
];
