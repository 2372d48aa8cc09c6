import { expect } from "vitest";
import { filtered, group, USER_URN, user } from "../../contract/scim/server.ts";
import { type Clause, must, NOBODY, should } from "../clause.ts";
import { expectError, expectList } from "../expectations.ts";

/** Creating and reading: RFC 7644 §3.3 and §3.4.1. */
export const CREATE_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7644 §3.3",
    "create/created",
    "A creation is answered with 201 and the resource as stored.",
    async ({ client }) => {
      const { status, body } = await client.send(
        "POST",
        "/Users",
        user("ada", { title: "T", emails: [{ value: "a@x.example", type: "work" }] }),
      );
      expect([status, body.userName, body.title, body.emails]).toEqual([
        201,
        "ada",
        "T",
        [{ value: "a@x.example", type: "work" }],
      ]);
      expect((await client.get(`/Users/${body.id}`)).body).toEqual(body);
      expectList(await client.get("/Users"), 1);
    },
  ),
  must(
    "RFC 7644 §3.3",
    "create/location",
    "The Location of a created resource equals its meta.location, and the resource can be read there.",
    async ({ client }) => {
      for (const [path, sent] of [
        ["/Users", user("ada")],
        ["/Groups", group("Crew")],
      ] as const) {
        const { headers, body } = await client.send("POST", path, sent);
        expect(headers.get("location")).toBe(`${client.baseUrl}${path}/${body.id}`);
        expect(headers.get("location")).toBe(body.meta.location);
        expect((await client.get(String(headers.get("location")).replace(client.baseUrl, ""))).body).toEqual(
          body,
        );
      }
    },
  ),
  must(
    "RFC 7644 §3.3",
    "create/read-only",
    "Read-only attributes are ignored in a creation.",
    async ({ client }) => {
      const sent = {
        id: NOBODY,
        meta: { version: "x", created: "2001-01-01T00:00:00Z" },
        groups: [{ value: NOBODY }],
      };
      const { status, body } = await client.send("POST", "/Users", user("ada", sent));
      expect([status, body.id === NOBODY, body.groups, body.meta.created > "2020"]).toEqual([
        201,
        false,
        undefined,
        true,
      ]);
      expectError(await client.get(`/Users/${NOBODY}`), 404);
    },
  ),
  must(
    "RFC 7644 §3.3",
    "create/duplicate",
    "A duplicate is refused with 409 and uniqueness, and no resource is created.",
    async ({ client }) => {
      const made = await client.make("/Users", user("ada", { title: "first" }));
      expectError(await client.send("POST", "/Users", user("Ada", { title: "second" })), 409, "uniqueness");
      expect(expectList(await client.get("/Users"), 1)).toEqual([made]);
    },
  ),
  must(
    "RFC 7643 §7",
    "create/duplicate-race",
    "When several clients create the same resource at once, exactly one succeeds.",
    async ({ client }) => {
      const names = ["Ada", "ada", "ADA", "aDa", "adA", "AdA"];
      const answers = await Promise.all(names.map((name) => client.send("POST", "/Users", user(name))));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
      expectList(await client.get("/Users"), 1);
    },
  ),
  must(
    "RFC 7644 §3.3",
    "create/required",
    "A resource without a required attribute is refused with invalidValue.",
    async ({ client }) => {
      expectError(
        await client.send("POST", "/Users", { schemas: [USER_URN], title: "T" }),
        400,
        "invalidValue",
      );
      expectError(
        await client.send("POST", "/Groups", { ...group("x"), displayName: null }),
        400,
        "invalidValue",
      );
      expectError(
        await client.send("POST", "/Groups", { ...group("x"), members: [{ type: "User" }] }),
        400,
        "invalidValue",
      );
      for (const path of ["/Users", "/Groups"]) expectList(await client.get(path), 0);
    },
  ),
  must(
    "RFC 7644 §3.3",
    "create/empty-body",
    "A request without a body creates no resource.",
    async ({ client }) => {
      expectError(await client.send("POST", "/Users"), 400, "invalidSyntax");
      expectError(await client.send("POST", "/Users", {}), 400, "invalidSyntax");
      expectList(await client.get("/Users"), 0);
    },
  ),
  should(
    "RFC 7643 §2.1",
    "create/unknown-attributes",
    "Attributes that no schema defines are ignored.",
    async ({ client }) => {
      const { status, body } = await client.send(
        "POST",
        "/Users",
        user("ada", { shoeSize: 44, name: { givenName: "A", nick: "x" } }),
      );
      expect([status, body.shoeSize, body.name]).toEqual([201, undefined, { givenName: "A" }]);
      expect(JSON.stringify((await client.get(`/Users/${body.id}`)).body)).not.toMatch(/shoeSize|nick"/);
    },
  ),
  should(
    "IOP §6.3",
    "create/unknown-attributes-strict",
    "With the profile strict, attributes that no schema defines are refused.",
    async ({ as }) => {
      const strict = await as("strict");
      expectError(await strict.send("POST", "/Users", user("ada", { shoeSize: 44 })), 400, "invalidSyntax");
      expectError(
        await strict.send("POST", "/Users", user("ada", { name: { nick: "x" } })),
        400,
        "invalidSyntax",
      );
      expectList(await strict.get("/Users"), 0);
    },
  ),
  must(
    "RFC 7644 §3.4.1",
    "read/resource",
    "A read is answered with 200, the ETag, and all attributes that are returned by default.",
    async ({ client }) => {
      const made = await client.make("/Users", user("ada", { title: "T", password: "correct-horse" }));
      const { status, headers, body } = await client.get(`/Users/${made.id}`);
      expect([status, headers.get("etag"), headers.get("content-type")]).toEqual([
        200,
        made.meta.version,
        "application/scim+json",
      ]);
      expect(body).toEqual({
        schemas: [USER_URN],
        id: made.id,
        userName: "ada",
        title: "T",
        active: true,
        meta: made.meta,
      });
    },
  ),
  must(
    "RFC 7644 §3.4.1",
    "read/missing",
    "An unknown id, or the id of a resource of another type, is answered with 404.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada"));
      for (const path of [`/Users/${NOBODY}`, `/Groups/${id}`, "/Users/1%2F..", `/Users/${id}x`])
        expectError(await client.get(path), 404);
      expect((await client.get(`/Users/${id}`)).status).toBe(200);
    },
  ),
  must("RFC 9110 §9.3.2", "read/head", "HEAD is answered like GET, without the body.", async ({ client }) => {
    const { id } = await client.make("/Users", user("ada"));
    const [got, asked] = [await client.get(`/Users/${id}`), await client.send("HEAD", `/Users/${id}`)];
    expect([asked.status, asked.body, asked.headers.get("etag")]).toEqual([
      200,
      undefined,
      got.headers.get("etag"),
    ]);
    expect(asked.headers.get("content-type")).toBe(got.headers.get("content-type"));
    expect((await client.send("HEAD", `/Users/${NOBODY}`)).status).toBe(404);
  }),
  must(
    "RFC 7644 §3.4.2",
    "read/inactive",
    "An inactive user can be read and found like any other user.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada", { active: false }));
      expect((await client.get(`/Users/${id}`)).body.active).toBe(false);
      expectList(await client.get(`/Users?${filtered('userName eq "ada"')}`), 1);
      expectList(await client.get(`/Users?${filtered("active eq false")}`), 1);
    },
  ),
  must(
    "RFC 7644 §3.9",
    "create/projected",
    "The answer to a creation contains the attributes that the client requests.",
    async ({ client }) => {
      const { status, body } = await client.send(
        "POST",
        "/Users?attributes=title",
        user("ada", { title: "T", nickName: "N" }),
      );
      expect([status, body]).toEqual([201, { schemas: [USER_URN], id: body.id, title: "T" }]);
      expect((await client.get(`/Users/${body.id}`)).body.nickName).toBe("N");
      const less = await client.send(
        "POST",
        "/Users?excludedAttributes=title,meta",
        user("eve", { title: "T" }),
      );
      expect(less.body).toEqual({ schemas: [USER_URN], id: less.body.id, userName: "eve", active: true });
    },
  ),
];
