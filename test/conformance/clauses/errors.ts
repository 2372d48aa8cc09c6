import { expect } from "vitest";
import { filtered, scimClient, user } from "../../contract/scim/server.ts";
import { type Clause, isOffered, LOW, LOW_RATE, may, must, NOBODY, should } from "../clause.ts";
import { expectError, expectList } from "../expectations.ts";

/** Errors and who is let in: RFC 7644 §2, §3.12 and §7. */
export const ERROR_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7644 §3.12",
    "errors/not-found",
    "Missing resources and unknown routes are answered with 404 and an error body.",
    async ({ client }) => {
      for (const path of [
        "/Nothing",
        "/Nothing/at/all",
        `/Users/${NOBODY}`,
        `/Groups/${NOBODY}`,
        "/Users/x",
        "/Schemas/urn:x",
        "/ResourceTypes/X",
      ]) {
        expectError(await client.get(path), 404);
      }
      expectError(await client.send("POST", "/Nothing", user("ada")), 404);
      expectList(await client.get("/Users"), 0);
    },
  ),
  must(
    "RFC 7644 §3.12",
    "errors/status-text",
    "The status in an error body is text and equals the status of the HTTP answer.",
    async ({ client }) => {
      const bad = await client.get(`/Users?${filtered("userName is")}`);
      const missing = await client.get(`/Users/${NOBODY}`);
      expect([bad.body.status, missing.body.status]).toEqual(["400", "404"]);
      expect([bad.status, missing.status]).toEqual([400, 404]);
    },
  ),
  must(
    "RFC 7644 §2",
    "errors/unauthenticated",
    "Without a valid token, the answer is 401 with WWW-Authenticate and an error body.",
    async ({ client, anonymous }) => {
      const { id } = await client.make("/Users", user("ada"));
      const wrong = scimClient(client.baseUrl, "mst_wrong");
      const refused = [
        await anonymous.get("/Users"),
        await wrong.get(`/Users/${id}`),
        await anonymous.send("DELETE", `/Users/${id}`),
        await anonymous.send("POST", "/Users", user("eve")),
      ];
      for (const answer of refused) {
        expectError(answer, 401);
        expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer\b/);
      }
      expectList(await client.get("/Users"), 1);
    },
  ),
  must(
    "RFC 6750 §3.1",
    "errors/invalid-token",
    "An invalid token is answered with the error code invalid_token; a missing token is answered without a code.",
    async ({ client, anonymous }) => {
      const wrong = await scimClient(client.baseUrl, "mst_wrong").get("/Users");
      const none = await anonymous.get("/Users");
      expect([wrong.status, none.status]).toEqual([401, 401]);
      expect(wrong.headers.get("www-authenticate")).toContain('error="invalid_token"');
      expect(none.headers.get("www-authenticate")).not.toContain("error=");
    },
  ),
  must(
    "RFC 7644 §6.1",
    "errors/tenants",
    "A token of one tenant can neither read nor change the resources of another tenant.",
    async ({ client, elsewhere }) => {
      const made = await client.make("/Users", user("ada"));
      const other = await elsewhere();
      expectList(await other.get("/Users"), 0);
      expectError(await other.get(`/Users/${made.id}`), 404);
      expectError(await other.send("PUT", `/Users/${made.id}`, user("eve")), 404);
      expectError(await other.patch(`/Users/${made.id}`, [{ op: "add", path: "title", value: "x" }]), 404);
      expectError(await other.send("DELETE", `/Users/${made.id}`), 404);
      expectError(await scimClient(client.baseUrl, other.token).get("/Users"), 401);
      await other.make("/Users", user("ADA"));
      expect((await client.get(`/Users/${made.id}`)).body).toEqual(made);
    },
  ),
  must(
    "RFC 9110 §15.5.6",
    "errors/method",
    "An unsupported method is refused with 405, and Allow lists the supported ones.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada"));
      for (const [method, path, allowed] of [
        ["PUT", "/Users", ["GET", "POST"]],
        ["DELETE", "/Groups", ["GET", "POST"]],
        ["PATCH", "/Users", ["GET", "POST"]],
        ["POST", `/Users/${id}`, ["DELETE", "GET", "PATCH", "PUT"]],
        ["POST", "/ServiceProviderConfig", ["GET"]],
        ["PUT", "/Schemas", ["GET"]],
        ["DELETE", "/ResourceTypes/User", ["GET"]],
        ["GET", "/Users/.search", ["POST"]],
      ] as const) {
        const answer = await client.send(
          method,
          path,
          method === "DELETE" || method === "GET" ? undefined : {},
        );
        expectError(answer, 405);
        const named = (answer.headers.get("allow") ?? "").split(/,\s*/).filter((each) => each !== "HEAD");
        expect([path, named.sort()]).toEqual([path, allowed]);
      }
    },
  ),
  should(
    "RFC 7644 §3.12",
    "errors/too-large",
    "A body larger than the published limit is refused with 413; a body of exactly that size is accepted.",
    async ({ limited }) => {
      const client = await limited();
      const { maxPayloadSize } = (await client.get("/ServiceProviderConfig")).body.bulk;
      expect(maxPayloadSize).toBe(LOW.bodySizeMax);
      const filled = (size: number) => {
        const bare = JSON.stringify(user("ada")).length;
        return `${JSON.stringify(user("ada"))}${" ".repeat(size - bare)}`;
      };
      expectError(await client.send("POST", "/Users", filled(maxPayloadSize + 1)), 413);
      expectList(await client.get("/Users"), 0);
      expect((await client.send("POST", "/Users", filled(maxPayloadSize))).status).toBe(201);
    },
  ),
  must(
    "RFC 7644 §3.12",
    "errors/scim-types",
    "An error that table 9 lists has the scimType of that table, and no other scimType is used.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada"));
      const send = (operation: unknown) => client.patch(`/Users/${id}`, [operation]);
      expectError(await client.get(`/Users?${filtered("userName zz 1")}`), 400, "invalidFilter");
      expectError(await client.send("POST", "/Users", user("ADA")), 409, "uniqueness");
      expectError(await send({ op: "replace", path: "id", value: "x" }), 400, "mutability");
      expectError(await client.send("POST", "/Users", "{"), 400, "invalidSyntax");
      expectError(await send({ op: "replace", path: "emails]", value: "x" }), 400, "invalidPath");
      expectError(await send({ op: "remove" }), 400, "noTarget");
      expectError(await send({ op: "replace", path: "active", value: "x" }), 400, "invalidValue");
    },
  ),
  should(
    "RFC 7644 §3.12",
    "errors/detail",
    "The detail describes the error and reveals no internals of the service.",
    async ({ client }) => {
      const unknown = await client.get(`/Users?${filtered('shoeSize eq "44"')}`);
      const taken = await client.send("POST", "/Users", { schemas: user("x").schemas });
      expect(unknown.body.detail).toContain("shoeSize");
      expect(taken.body.detail).toContain("userName");
      for (const { body } of [unknown, taken]) expect(body.detail).not.toMatch(/\bat \w+ \(|sqlite|\.ts:\d/i);
    },
  ),
  must(
    "RFC 7643 §4.1.1",
    "errors/no-secrets",
    "No answer contains the password that a client sent, even if the password is refused.",
    async ({ client }) => {
      const secret = "correct-horse-battery";
      const made = await client.send("POST", "/Users", user("ada", { password: secret }));
      const taken = await client.send("POST", "/Users", user("ada", { password: secret }));
      const wrong = await client.send("POST", "/Users", user("eve", { password: { value: secret } }));
      const path = `/Users/${made.body.id}`;
      const patched = await client.patch(path, [{ op: "replace", path: "password", value: secret }]);
      expect([made.status, taken.status, wrong.status, patched.status < 300]).toEqual([201, 409, 400, true]);
      const read = await client.get(`${path}?attributes=password`);
      expect(read.status).toBe(200);
      for (const { body } of [made, taken, wrong, patched, read])
        expect(JSON.stringify(body ?? "")).not.toContain(secret);
    },
  ),
  may(
    "RFC 7644 §3.12",
    "errors/not-implemented",
    "A feature that is not supported is answered with 501, and the configuration marks it as unsupported.",
    async ({ client }) => {
      const bulk = await client.send("POST", "/Bulk", { schemas: [], Operations: [] });
      if (await isOffered(client, "bulk")) expect(bulk.status).not.toBe(501);
      else expectError(bulk, 501);
      expectError(await client.get("/Me"), 501);
    },
  ),
  should(
    "RFC 6585 §4",
    "errors/too-many-requests",
    "A client that exceeds its rate receives 429 with the time to wait; other clients are still served.",
    async ({ limited }) => {
      const [client, other] = [await limited(), await limited()];
      const answers = await Promise.all(
        Array.from({ length: LOW_RATE.requestBurst * 2 }, () => client.get("/Users?count=0")),
      );
      const refused = answers.filter(({ status }) => status !== 200);
      expect(refused.length).toBeGreaterThan(0);
      expect(refused.length).toBeLessThan(answers.length);
      for (const answer of refused) {
        expectError(answer, 429);
        expect(Number(answer.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
      }
      expectList(await other.get("/Users"), 0);
    },
  ),
];
