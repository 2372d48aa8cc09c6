import { expect } from "vitest";
import { ENTERPRISE_URN, GROUP_URN, group, USER_URN, user } from "../../contract/scim/server.ts";
import { type Clause, may, must, NOBODY, should } from "../clause.ts";
import { expectError, expectList, expectUntouched, makeUsers, valuesOf } from "../expectations.ts";

/** Replacing with PUT: RFC 7644 §3.5.1. */
export const REPLACE_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7644 §3.5.1",
    "replace/replaced",
    "A replacement is answered with 200, the whole resource in its new state, and its new ETag.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada", { title: "T" }));
      const { status, headers, body } = await client.send(
        "PUT",
        `/Users/${before.id}`,
        user("eve", { nickName: "E" }),
      );
      expect([status, headers.get("etag")]).toEqual([200, body.meta.version]);
      expect(body).toEqual({
        schemas: [USER_URN],
        id: before.id,
        userName: "eve",
        nickName: "E",
        active: true,
        meta: { ...before.meta, lastModified: body.meta.lastModified, version: body.meta.version },
      });
      expect(body.meta.version).not.toBe(before.meta.version);
      await expectUntouched(client, `/Users/${before.id}`, body);
    },
  ),
  must(
    "RFC 7644 §3.5.1",
    "replace/never-creates",
    "PUT does not create resources: a missing one is answered with 404.",
    async ({ client }) => {
      expectError(await client.send("PUT", `/Users/${NOBODY}`, user("ada")), 404);
      expectError(await client.send("PUT", `/Groups/${NOBODY}`, group("Crew")), 404);
      for (const path of ["/Users", "/Groups"]) expectList(await client.get(path), 0);
    },
  ),
  should(
    "RFC 7644 §3.5.1",
    "replace/cleared",
    "Attributes that a replacement leaves out or sets to null or an empty list are cleared.",
    async ({ client }) => {
      const { id } = await client.make(
        "/Users",
        user("ada", {
          title: "T",
          nickName: "N",
          name: { givenName: "A", familyName: "B" },
          emails: [{ value: "a" }],
        }),
      );
      const { body } = await client.send(
        "PUT",
        `/Users/${id}`,
        user("ada", { nickName: null, emails: [], name: { givenName: "A" } }),
      );
      expect(body).toEqual({
        schemas: [USER_URN],
        id,
        userName: "ada",
        name: { givenName: "A" },
        active: true,
        meta: body.meta,
      });
      await expectUntouched(client, `/Users/${id}`, body);
    },
  ),
  must(
    "RFC 7644 §3.5.1",
    "replace/extension-cleared",
    "An extension that a replacement leaves out is removed, together with its URN in schemas.",
    async ({ client }) => {
      const both = [USER_URN, ENTERPRISE_URN];
      const before = await client.make("/Users", {
        ...user("ada", { [ENTERPRISE_URN]: { department: "D" } }),
        schemas: both,
      });
      expect([...before.schemas].sort()).toEqual([...both].sort());
      const { status, body } = await client.send("PUT", `/Users/${before.id}`, user("ada"));
      expect([status, body.schemas, body[ENTERPRISE_URN]]).toEqual([200, [USER_URN], undefined]);
    },
  ),
  must(
    "RFC 7644 §3.5.1",
    "replace/read-only",
    "Read-only attributes are ignored in a replacement.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada"));
      const { status, body } = await client.send(
        "PUT",
        `/Users/${before.id}`,
        user("ada", { id: NOBODY, groups: [{ value: NOBODY }], meta: { version: "x" } }),
      );
      expect([status, body]).toEqual([200, before]);
    },
  ),
  must(
    "RFC 7644 §3.5.1",
    "replace/required",
    "A replacement without a required attribute is refused and has no effect.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada", { title: "T" }));
      expectError(
        await client.send("PUT", `/Users/${before.id}`, { schemas: [USER_URN], title: "U" }),
        400,
        "invalidValue",
      );
      expectError(await client.send("PUT", `/Users/${before.id}`, user("")), 400, "invalidValue");
      await expectUntouched(client, `/Users/${before.id}`, before);
      const crew = await client.make("/Groups", group("Crew"));
      expectError(
        await client.send("PUT", `/Groups/${crew.id}`, { schemas: [GROUP_URN] }),
        400,
        "invalidValue",
      );
      await expectUntouched(client, `/Groups/${crew.id}`, crew);
    },
  ),
  must(
    "RFC 7644 §3.5.1",
    "replace/immutable",
    "An immutable value may be repeated; a different one is refused with mutability.",
    async ({ custom }) => {
      const { client, endpoint, device } = await custom();
      const before = await client.make(endpoint, device("one", { serial: "S1" }));
      expectError(
        await client.send("PUT", `${endpoint}/${before.id}`, device("one", { serial: "S2" })),
        400,
        "mutability",
      );
      await expectUntouched(client, `${endpoint}/${before.id}`, before);
      const { status, body } = await client.send(
        "PUT",
        `${endpoint}/${before.id}`,
        device("two", { serial: "S1" }),
      );
      expect([status, body.serial, body.label]).toEqual([200, "S1", "two"]);
    },
  ),
  must(
    "RFC 7644 §3.5.1",
    "replace/unique",
    "A replacement with another user's userName is refused with 409; a user's own may change its letter case.",
    async ({ client }) => {
      await client.make("/Users", user("eve"));
      const before = await client.make("/Users", user("ada"));
      expectError(await client.send("PUT", `/Users/${before.id}`, user("EVE")), 409, "uniqueness");
      await expectUntouched(client, `/Users/${before.id}`, before);
      expect((await client.send("PUT", `/Users/${before.id}`, user("ADA"))).body.userName).toBe("ADA");
    },
  ),
  may(
    "RFC 7644 §3.5.1",
    "replace/active-kept",
    "A replacement without active neither disables nor enables the user.",
    async ({ client }) => {
      const on = await client.make("/Users", user("on"));
      const off = await client.make("/Users", user("off", { active: false }));
      for (const { id, userName, active } of [on, off]) {
        const { status, body } = await client.send("PUT", `/Users/${id}`, user(userName, { title: "T" }));
        expect([status, body.title, body.active]).toEqual([200, "T", active]);
      }
    },
  ),
  should(
    "RFC 7643 §3.1",
    "replace/no-op",
    "A replacement with the resource as it was read changes neither version nor lastModified.",
    async ({ client }) => {
      const [ada = ""] = await makeUsers(client, "ada");
      const before = await client.make("/Users", {
        ...user("eve", {
          name: { givenName: "E" },
          emails: [{ value: "e", primary: true }],
          [ENTERPRISE_URN]: { manager: { value: ada } },
        }),
        schemas: [USER_URN, ENTERPRISE_URN],
      });
      const crew = await client.make("/Groups", group("Crew", [ada, before.id]));
      const read = (await client.get(`/Users/${before.id}`)).body;
      const { status, headers, body } = await client.send("PUT", `/Users/${before.id}`, read);
      expect([status, headers.get("etag"), body]).toEqual([200, before.meta.version, read]);
      const again = await client.send("PUT", `/Groups/${crew.id}`, crew);
      expect([again.status, again.body]).toEqual([200, crew]);
    },
  ),
  must(
    "RFC 7644 §3.5.1",
    "replace/idempotent",
    "The same replacement sent twice has the same result as sent once.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada"));
      const emails = [
        { value: "a", type: "work" },
        { value: "b", type: "home" },
      ];
      const sent = user("ada", {
        emails,
        name: { familyName: "F" },
      });
      const first = await client.send("PUT", `/Users/${id}`, sent);
      const second = await client.send("PUT", `/Users/${id}`, sent);
      expect([first.status, second.status, second.body]).toEqual([200, 200, first.body]);
      expect(first.body.emails).toEqual(emails);
    },
  ),
  must(
    "RFC 7644 §3.5.1",
    "replace/members",
    "A replacement's members become all members of the group; an empty list removes every member.",
    async ({ client }) => {
      const [one = "", two = "", three = ""] = await makeUsers(client, "one", "two", "three");
      const { id } = await client.make("/Groups", group("Crew", [one, two]));
      const replaced = await client.send("PUT", `/Groups/${id}`, group("Crew", [two, three]));
      expect([replaced.status, valuesOf(replaced.body.members)]).toEqual([200, [two, three].sort()]);
      expect((await client.get(`/Users/${one}`)).body).not.toHaveProperty("groups");
      const emptied = await client.send("PUT", `/Groups/${id}`, group("Crew", []));
      expect([emptied.status, emptied.body.displayName, emptied.body.members]).toEqual([
        200,
        "Crew",
        undefined,
      ]);
    },
  ),
  must(
    "RFC 7644 §3.5.1",
    "replace/refused-whole",
    "A replacement that contains any error has no effect.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada"));
      for (const wrong of [
        { active: "yes" },
        {
          emails: [
            { value: "a", primary: true },
            { value: "b", primary: true },
          ],
        },
        { name: "Ada" },
      ]) {
        expectError(await client.send("PUT", `/Users/${before.id}`, user("eve", wrong)), 400, "invalidValue");
      }
      expectError(await client.send("PUT", `/Users/${before.id}`, { userName: "eve" }), 400, "invalidSyntax");
      await expectUntouched(client, `/Users/${before.id}`, before);
    },
  ),
  must(
    "RFC 7644 §3.9",
    "replace/projected",
    "The answer to a replacement contains the requested attributes, and the replacement still applies to all of them.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada", { title: "T" }));
      const { status, body } = await client.send(
        "PUT",
        `/Users/${id}?attributes=nickName`,
        user("ada", { nickName: "N" }),
      );
      expect([status, body]).toEqual([200, { schemas: [USER_URN], id, nickName: "N" }]);
      expect((await client.get(`/Users/${id}`)).body).not.toHaveProperty("title");
    },
  ),
];
