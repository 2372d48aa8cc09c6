import { request } from "node:http";
import { expect } from "vitest";
import { filtered, scimClient, user } from "../../contract/scim/server.ts";
import { type Clause, may, must, NOBODY, should } from "../clause.ts";
import { expectError, expectList } from "../expectations.ts";

const SCIM = "application/scim+json";

/** Media types, versions, names and bodies: RFC 7644 §3.1, §3.8, §3.13, and HTTP's own. */
export const MESSAGE_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7644 §3.8",
    "messages/accept-scim",
    "A client that accepts application/scim+json receives that type.",
    async ({ client }) => {
      await client.make("/Users", user("ada"));
      for (const accept of [SCIM, "APPLICATION/SCIM+JSON", `text/html, ${SCIM};q=0.5`]) {
        const { status, headers, body } = await client.get("/Users", { accept });
        const found = [status, headers.get("content-type"), body.totalResults];
        expect([accept, ...found]).toEqual([accept, 200, SCIM, 1]);
      }
    },
  ),
  should(
    "RFC 7644 §3.8",
    "messages/accept-json",
    "A client that accepts only application/json receives that type.",
    async ({ client }) => {
      const { status, headers, body } = await client.get("/Users", { accept: "application/json" });
      expect([status, headers.get("content-type"), body.totalResults]).toEqual([200, "application/json", 0]);
    },
  ),
  must(
    "RFC 7644 §8.1",
    "messages/default-type",
    "Answers, including errors, have the type application/scim+json without parameters.",
    async ({ client }) => {
      const created = await client.send("POST", "/Users", user("ada"));
      const listed = await client.get("/Users", { accept: "*/*" });
      const missing = await client.get(`/Users/${NOBODY}`);
      expect([created.status, listed.status, missing.status]).toEqual([201, 200, 404]);
      for (const { headers } of [created, listed, missing]) expect(headers.get("content-type")).toBe(SCIM);
    },
  ),
  must(
    "RFC 7644 §3.1",
    "messages/request-scim",
    "Bodies of type application/scim+json are accepted, with or without parameters.",
    async ({ client }) => {
      for (const [at, type] of [
        SCIM,
        `${SCIM}; charset=utf-8`,
        "Application/SCIM+JSON;charset=UTF-8",
      ].entries()) {
        const answer = await client.send("POST", "/Users", user(`user-${at}`), { "content-type": type });
        expect([type, answer.status, answer.body.userName]).toEqual([type, 201, `user-${at}`]);
      }
    },
  ),
  should(
    "RFC 7644 §3.8",
    "messages/request-json",
    "Bodies of type application/json are accepted.",
    async ({ client }) => {
      const answer = await client.send("POST", "/Users", user("ada"), { "content-type": "application/json" });
      expect([answer.status, answer.body.userName]).toEqual([201, "ada"]);
      expectList(await client.get("/Users"), 1);
    },
  ),
  should(
    "RFC 9110 §15.5.16",
    "messages/other-type",
    "A body of another media type is refused with 415.",
    async ({ client }) => {
      for (const type of ["text/plain", "application/xml", "application/x-www-form-urlencoded"]) {
        const text = JSON.stringify(user("ada"));
        expectError(await client.send("POST", "/Users", text, { "content-type": type }), 415);
      }
      expectList(await client.get("/Users"), 0);
    },
  ),
  may(
    "RFC 9110 §15.5.7",
    "messages/not-acceptable",
    "A client that accepts neither SCIM nor JSON receives 406.",
    async ({ client }) => {
      for (const accept of ["text/html", "application/xml, text/*;q=0.5", `${SCIM};q=0`]) {
        expectError(await client.get("/Users", { accept }), 406);
      }
      expectList(await client.get("/Users", { accept: "application/*" }), 0);
    },
  ),
  must(
    "RFC 7644 §3.1",
    "messages/utf-8",
    "Text in every script is unchanged when it is written, read and used in a filter.",
    async ({ client }) => {
      const displayName = "Zoë Grüßmann 王小明 مرحبا 🚀";
      const { id } = await client.make("/Users", user("zoë@example.com", { displayName }));
      expect((await client.get(`/Users/${id}`)).body).toMatchObject({
        userName: "zoë@example.com",
        displayName,
      });
      const [found] = expectList(
        await client.get(`/Users?${filtered(`displayName eq "${displayName}"`)}`),
        1,
      );
      expect(found.id).toBe(id);
    },
  ),
  must(
    "RFC 8259 §8.1",
    "messages/not-utf-8",
    "A body in an encoding other than UTF-8 is refused and not misread.",
    async ({ client, anonymous }) => {
      const status = await sendBytes(
        `${anonymous.baseUrl}/Users`,
        client.token,
        Buffer.from('{"userName":"caf\xe9"}', "latin1"),
      );
      expect(status).toBe(400);
      expectList(await client.get("/Users"), 0);
    },
  ),
  must(
    "RFC 7644 §3.12",
    "messages/no-json",
    "A body that is not a JSON object is refused with invalidSyntax.",
    async ({ client }) => {
      for (const body of ["{", "", '"text"', "[]", "17", "null", '{"userName":"a"} trailing']) {
        expectError(await client.send("POST", "/Users", body), 400, "invalidSyntax");
      }
      expectList(await client.get("/Users"), 0);
    },
  ),
  must(
    "RFC 7643 §2.1",
    "messages/name-case",
    "Names of attributes in a body are accepted in any letter case and returned as defined.",
    async ({ client }) => {
      const body = {
        ...user("ada"),
        NAME: { GivenName: "Ada" },
        EMAILS: [{ VALUE: "a@example.com", Type: "work" }],
        DisplayNAME: "D",
      };
      const made = await client.make("/Users", body);
      expect(made).toMatchObject({
        name: { givenName: "Ada" },
        emails: [{ value: "a@example.com", type: "work" }],
        displayName: "D",
      });
      expect(Object.keys(made)).not.toContain("NAME");
      const upper = await client.send("POST", "/Users", { SCHEMAS: user("x").schemas, USERNAME: "eve" });
      expect([upper.status, upper.body.userName]).toEqual([201, "eve"]);
    },
  ),
  should(
    "RFC 7643 §2.1",
    "messages/same-name-twice",
    "A body that contains a name twice in different letter case is refused.",
    async ({ client }) => {
      expectError(await client.send("POST", "/Users", { ...user("a"), USERNAME: "b" }), 400, "invalidSyntax");
      const nested = { ...user("a"), name: { givenName: "a", GIVENNAME: "b" } };
      expectError(await client.send("POST", "/Users", nested), 400, "invalidSyntax");
      expectList(await client.get("/Users"), 0);
    },
  ),
  must(
    "RFC 7643 §2.5",
    "messages/unassigned",
    "Null and an empty list have the same effect as an attribute that is left out.",
    async ({ client }) => {
      const made = await client.make(
        "/Users",
        user("ada", { title: null, emails: [], name: { givenName: null }, nickName: "A" }),
      );
      expect(Object.keys(made).filter((name) => /title|emails|name$/.test(name))).toEqual([]);
      expect(made).toMatchObject({ userName: "ada", nickName: "A" });
      const replaced = await client.send("PUT", `/Users/${made.id}`, user("ada", { nickName: null }));
      expect([replaced.status, "nickName" in replaced.body]).toEqual([200, false]);
    },
  ),
  should(
    "RFC 7643 §2.5",
    "messages/no-nulls",
    "Answers contain no null: attributes without a value are left out.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada", { emails: [{ value: "a", display: null }] }));
      const texts = await Promise.all(
        ["/Users", `/Users/${id}`, "/Schemas", "/ResourceTypes", "/ServiceProviderConfig"].map((path) =>
          client.get(path),
        ),
      );
      expect(texts.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      for (const { body } of texts) expect(JSON.stringify(body)).not.toMatch(/:null|\bnull,|\[null/);
    },
  ),
  must(
    "RFC 7644 §3.13",
    "messages/version",
    "The version segment before an endpoint is respected; an unsupported version is refused with invalidVers.",
    async ({ client }) => {
      expect(client.baseUrl).toMatch(/\/v2$/);
      expectList(await client.get("/Users"), 0);
      for (const version of ["v1", "v3", "v2.1"]) {
        const other = scimClient(client.baseUrl.replace(/v2$/, version), client.token);
        expectError(await other.get("/Users"), 400, "invalidVers");
      }
    },
  ),
  should(
    "RFC 7644 §3.13",
    "messages/no-version",
    "Without a version segment, the latest version is used.",
    async ({ client }) => {
      const bare = scimClient(client.baseUrl.replace(/\/v2$/, ""), client.token);
      await client.make("/Users", user("ada"));
      expectList(await bare.get("/Users"), 1);
    },
  ),
  should(
    "RFC 7644 §3.4.2",
    "messages/unknown-parameters",
    "Parameters of a URL that the service does not know are ignored.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada"));
      const list = await client.get("/Users?aadOptscim062020&foo=bar&foo=baz&__proto__=x");
      expect(expectList(list, 1)[0].id).toBe(id);
      expect((await client.get(`/Users/${id}?constructor=1`)).body.id).toBe(id);
    },
  ),
  may(
    "RFC 3986 §6.2.3",
    "messages/trailing-slash",
    "A slash at the end of an endpoint is ignored.",
    async ({ client }) => {
      const answer = await client.send("POST", "/Users/", user("ada"));
      expect(answer.status).toBe(201);
      expect((await client.get(`/Users/${answer.body.id}/`)).body).toEqual(answer.body);
      expectList(await client.get("/Users/"), 1);
    },
  ),
];

function sendBytes(url: string, token: string, bytes: Buffer): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST" }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on("error", reject);
    sent.setHeader("authorization", `Bearer ${token}`);
    sent.setHeader("content-type", "application/scim+json; charset=utf-8");
    sent.end(bytes);
  });
}
