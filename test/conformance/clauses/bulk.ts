import { expect } from "vitest";
import { PATCH_URN, type ScimAnswer, type ScimClient, USER_URN, user } from "../../contract/scim/server.ts";
import { BULK_URN, type Clause, ERROR_URN, LOW, MESSAGES, may, must, NOBODY } from "../clause.ts";
import { expectError, expectList, expectUntouched, makeUsers } from "../expectations.ts";

// biome-ignore lint/suspicious/noExplicitAny: results of every shape
type Result = any;

export function sendBulk(client: ScimClient, operations: unknown, more: object = {}): Promise<ScimAnswer> {
  return client.send("POST", "/Bulk", { schemas: [BULK_URN], Operations: operations, ...more });
}

export const post = (path: string, bulkId: string, data: unknown) => ({ method: "POST", path, bulkId, data });
export const patchOf = (...operations: readonly object[]) => ({
  schemas: [PATCH_URN],
  Operations: operations,
});

/** The results of a bulk request that was answered as a whole. */
export function resultsOf({ status, body }: ScimAnswer): readonly Result[] {
  expect([status, body.schemas]).toEqual([200, [`${MESSAGES}:BulkResponse`]]);
  return body.Operations;
}

export const statuses = (answer: ScimAnswer) => resultsOf(answer).map(({ status }) => status);
export const idIn = ({ location }: Result) => String(location).split("/").at(-1) ?? "";

/** Bulk requests and what they answer: RFC 7644 §3.7 and §3.7.3, with erratum 5050. */
export const BULK_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7644 §3.7",
    "bulk/advertised",
    "A service that accepts bulk requests states this and the limits.",
    async ({ limited }) => {
      const client = await limited();
      const { bulk } = (await client.get("/ServiceProviderConfig")).body;
      expect(bulk).toEqual({
        supported: true,
        maxOperations: LOW.bulkOperationsMax,
        maxPayloadSize: LOW.bulkSizeMax,
      });
    },
  ),
  must(
    "RFC 7644 §3.7",
    "bulk/response",
    "Every operation has a result: method, status as text, bulkId where one was given, location and version.",
    async ({ client }) => {
      const ada = await client.make("/Users", user("ada"));
      const eve = await client.make("/Users", user("eve"));
      const answer = await sendBulk(client, [
        post("/Users", "one", user("bob")),
        { method: "PUT", path: `/Users/${ada.id}`, data: user("ada", { title: "T" }) },
        {
          method: "PATCH",
          path: `/Users/${ada.id}`,
          bulkId: "two",
          data: patchOf({ op: "add", path: "nickName", value: "N" }),
        },
        { method: "DELETE", path: `/Users/${eve.id}` },
      ]);
      const [made, put, patched, deleted] = resultsOf(answer);
      const after = (await client.get(`/Users/${ada.id}`)).body;
      const bob = (await client.get(`/Users/${idIn(made)}`)).body;
      expect(bob.userName).toBe("bob");
      expect(made).toEqual({
        method: "POST",
        bulkId: "one",
        location: bob.meta.location,
        version: bob.meta.version,
        status: "201",
      });
      expect(put).toMatchObject({ method: "PUT", location: ada.meta.location, status: "200" });
      expect(patched).toMatchObject({
        method: "PATCH",
        bulkId: "two",
        location: ada.meta.location,
        version: after.meta.version,
        status: expect.stringMatching(/^20[04]$/),
      });
      expect(deleted).toMatchObject({ method: "DELETE", location: eve.meta.location, status: "204" });
      expect([after.title, after.nickName, (await client.get(`/Users/${eve.id}`)).status]).toEqual([
        "T",
        "N",
        404,
      ]);
    },
  ),
  must(
    "RFC 7644 §3.7.3",
    "bulk/errors",
    "A failed operation has a complete error as its response, and its location unless it is a POST.",
    async ({ client }) => {
      await makeUsers(client, "ada");
      const [taken, missing] = resultsOf(
        await sendBulk(client, [
          post("/Users", "q", user("ADA")),
          { method: "DELETE", path: `/Users/${NOBODY}` },
        ]),
      );
      const detail = expect.stringMatching(/\S/);
      expect(taken).toEqual({
        method: "POST",
        bulkId: "q",
        status: "409",
        response: { schemas: [ERROR_URN], status: "409", scimType: "uniqueness", detail },
      });
      expect(missing).toEqual({
        method: "DELETE",
        location: `${client.baseUrl}/Users/${NOBODY}`,
        status: "404",
        response: { schemas: [ERROR_URN], status: "404", detail },
      });
    },
  ),
  must(
    "RFC 7644 §3.7.3",
    "bulk/continues",
    "Without failOnErrors, operations after a failed one are performed.",
    async ({ client }) => {
      const operations = [
        post("/Users", "1", { schemas: [USER_URN] }),
        post("/Users", "2", user("")),
        post("/Nothing", "3", user("x")),
        post("/Users", "4", user("eve")),
      ];
      expect(statuses(await sendBulk(client, operations))).toEqual(["400", "400", "404", "201"]);
      expect(expectList(await client.get("/Users"), 1)[0].userName).toBe("eve");
    },
  ),
  must(
    "RFC 7644 §3.7.3",
    "bulk/fail-on-errors",
    "After the number of errors in failOnErrors, no further operation is performed, and the rest have no results.",
    async ({ client }) => {
      const bad = (bulkId: string) => post("/Users", bulkId, user(""));
      const operations = [
        bad("1"),
        post("/Users", "2", user("ada")),
        bad("3"),
        post("/Users", "4", user("eve")),
      ];
      expect(statuses(await sendBulk(client, operations, { failOnErrors: 2 }))).toEqual([
        "400",
        "201",
        "400",
      ]);
      expect(expectList(await client.get("/Users"), 1)[0].userName).toBe("ada");
      expect(
        statuses(await sendBulk(client, [bad("1"), post("/Users", "2", user("bob"))], { failOnErrors: 1 })),
      ).toEqual(["400"]);
      expectList(await client.get("/Users"), 1);
    },
  ),
  must(
    "RFC 7644 §3.7",
    "bulk/atomic-each",
    "Each operation is atomic and independent: a failed operation does not undo others.",
    async ({ client }) => {
      const before = await client.make("/Users", user("ada"));
      const answer = await sendBulk(client, [
        post("/Users", "1", user("eve")),
        {
          method: "PATCH",
          path: `/Users/${before.id}`,
          data: patchOf({ op: "add", path: "title", value: "T" }, { op: "remove" }),
        },
      ]);
      expect(statuses(answer)).toEqual(["201", "400"]);
      await expectUntouched(client, `/Users/${before.id}`, before);
      expectList(await client.get("/Users"), 2);
    },
  ),
  must(
    "RFC 7644 §3.7",
    "bulk/in-order",
    "Operations that depend on each other are performed in the given order.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada"));
      const answer = await sendBulk(client, [
        post("/Users", "1", user("bob")),
        { method: "PUT", path: `/Users/${id}`, data: user("eve") },
        post("/Users", "2", user("ada")),
        { method: "DELETE", path: `/Users/${id}` },
        post("/Users", "3", user("eve")),
        { method: "DELETE", path: `/Users/${id}` },
      ]);
      expect(statuses(answer)).toEqual(["201", "200", "201", "204", "201", "404"]);
      expectList(await client.get("/Users"), 3);
    },
  ),
  must(
    "RFC 7644 §3.7",
    "bulk/bulk-id-required",
    "A POST without a bulkId is refused; other operations do not need one.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada"));
      const answer = await sendBulk(client, [
        { method: "POST", path: "/Users", data: user("eve") },
        { method: "PUT", path: `/Users/${id}`, data: user("bob") },
      ]);
      if (answer.status === 200) expect(statuses(answer)).toEqual(["400", "200"]);
      else expectError(answer, 400, "invalidSyntax");
      expectList(await client.get("/Users"), 1);
    },
  ),
  must(
    "RFC 7644 §3.7",
    "bulk/methods",
    "Only POST, PUT, PATCH and DELETE are operations.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada"));
      for (const method of ["GET", "HEAD", "MERGE", "", undefined]) {
        const answer = await sendBulk(client, [{ method, path: `/Users/${id}` }]);
        if (answer.status === 200)
          expect([method, ...statuses(answer)]).toEqual([method, expect.stringMatching(/^4\d\d$/)]);
        else expectError(answer, 400, "invalidSyntax");
      }
      expectList(await client.get("/Users"), 1);
    },
  ),
  must(
    "RFC 7644 §3.7",
    "bulk/message",
    "A bulk request is an object with the schema BulkRequest and a list of operations.",
    async ({ client }) => {
      const operation = post("/Users", "1", user("ada"));
      for (const body of [
        { schemas: [PATCH_URN], Operations: [operation] },
        { schemas: [BULK_URN] },
        { schemas: [BULK_URN], Operations: operation },
        [operation],
      ]) {
        expectError(await client.send("POST", "/Bulk", body), 400, "invalidSyntax");
      }
      expectError(await client.send("POST", "/Bulk", "{"), 400, "invalidSyntax");
      for (const failOnErrors of ["x", 1.5, -1]) {
        expectError(await sendBulk(client, [operation], { failOnErrors }), 400, "invalidValue");
      }
      expectList(await client.get("/Users"), 0);
    },
  ),
  must(
    "RFC 7644 §3.7",
    "bulk/version",
    "The version of an operation has the effect of If-Match.",
    async ({ client }) => {
      const ada = await client.make("/Users", user("ada"));
      const path = `/Users/${ada.id}`;
      const put = (version: string) => ({
        method: "PUT",
        path,
        version,
        data: user("ada", { title: version }),
      });
      const answer = await sendBulk(client, [
        put('W/"stale"'),
        put(ada.meta.version),
        put(ada.meta.version),
        { method: "DELETE", path, version: ada.meta.version },
      ]);
      expect(statuses(answer)).toEqual(["412", "200", "412", "412"]);
      expect((await client.get(path)).body.title).toBe(ada.meta.version);
    },
  ),
  must(
    "RFC 7644 §3.7",
    "bulk/patch-data",
    "The data of a PATCH is a PatchOp, which is read like that of a single PATCH.",
    async ({ client }) => {
      const { id } = await client.make("/Users", user("ada", { emails: [{ value: "a", type: "work" }] }));
      const patch = (data: unknown) => ({ method: "PATCH", path: `/Users/${id}`, data });
      const answer = await sendBulk(client, [
        patch(patchOf({ op: "replace", path: 'emails[type eq "work"].value', value: "b" })),
        patch(patchOf({ op: "replace", path: "emails]", value: "c" })),
        patch({ schemas: [USER_URN], Operations: [] }),
        patch(undefined),
      ]);
      expect(resultsOf(answer).map(({ status, response }) => [status, response?.scimType])).toEqual([
        [expect.stringMatching(/^20[04]$/), undefined],
        ["400", "invalidPath"],
        ["400", "invalidSyntax"],
        ["400", "invalidSyntax"],
      ]);
      expect((await client.get(`/Users/${id}`)).body.emails).toEqual([{ value: "b", type: "work" }]);
    },
  ),
  may(
    "RFC 7644 §3.7",
    "bulk/patch-data-list",
    "With the profile generic, a bare list of operations is read as a PatchOp, as in a figure of the RFC.",
    async ({ client, as }) => {
      const { id } = await client.make("/Users", user("ada"));
      const generic = await as("generic");
      const answer = await sendBulk(generic, [
        { method: "PATCH", path: `/Users/${id}`, data: [{ op: "add", path: "title", value: "T" }] },
      ]);
      expect(statuses(answer)).toEqual([expect.stringMatching(/^20[04]$/)]);
      expect((await client.get(`/Users/${id}`)).body.title).toBe("T");
    },
  ),
  must(
    "RFC 7644 §3.7",
    "bulk/secrets",
    "No result contains an attribute that is never returned.",
    async ({ client }) => {
      const secret = "correct-horse-battery";
      const answer = await sendBulk(client, [
        post("/Users", "1", user("ada", { password: secret })),
        post("/Users", "2", user("ADA", { password: secret })),
        post("/Users", "3", user("eve", { password: { x: secret } })),
      ]);
      expect(statuses(answer)).toEqual(["201", "409", "400"]);
      expect(JSON.stringify(answer.body)).not.toContain(secret);
    },
  ),
  must(
    "RFC 7644 §3.7.4",
    "bulk/too-many",
    "A request with more operations than the limit is refused with 413, which names the limit, and has no effect.",
    async ({ limited }) => {
      const client = await limited();
      const operations = (count: number) =>
        Array.from({ length: count }, (_, at) => post("/Users", `b${at}`, user(`u${at}`)));
      const refused = await sendBulk(client, operations(LOW.bulkOperationsMax + 1));
      expectError(refused, 413);
      expect(refused.body.detail).toContain(String(LOW.bulkOperationsMax));
      expectList(await client.get("/Users"), 0);
      expect(statuses(await sendBulk(client, operations(LOW.bulkOperationsMax)))).toEqual([
        "201",
        "201",
        "201",
      ]);
    },
  ),
  must(
    "RFC 7644 §3.7.4",
    "bulk/too-large",
    "A request larger than the limit is refused with 413, which names the limit, and has no effect.",
    async ({ limited }) => {
      const client = await limited();
      const sized = (title: string) =>
        JSON.stringify({ schemas: [BULK_URN], Operations: [post("/Users", "1", user("ada", { title }))] });
      const room = LOW.bulkSizeMax - sized("").length;
      const refused = await client.send("POST", "/Bulk", sized("x".repeat(room + 1)));
      expectError(refused, 413);
      expect(refused.body.detail.replace(/\D/g, "")).toContain(String(LOW.bulkSizeMax));
      expectList(await client.get("/Users"), 0);
      expect(statuses(await client.send("POST", "/Bulk", sized("x".repeat(room))))).toEqual(["201"]);
    },
  ),
  must(
    "RFC 7644 §3.7",
    "bulk/tenants",
    "Like single requests, bulk requests cannot reach another tenant.",
    async ({ client, elsewhere, anonymous }) => {
      const before = await client.make("/Users", user("ada"));
      const other = await elsewhere();
      const paths = [
        `/Users/${before.id}`,
        before.meta.location,
        "/../../v2/Users",
        `/Users/../Users/${before.id}`,
      ];
      for (const path of paths) {
        const [result] = resultsOf(await sendBulk(other, [{ method: "DELETE", path }]));
        expect([path, result.status]).toEqual([path, expect.stringMatching(/^4\d\d$/)]);
      }
      expectError(await sendBulk(anonymous, [{ method: "DELETE", path: `/Users/${before.id}` }]), 401);
      await expectUntouched(client, `/Users/${before.id}`, before);
    },
  ),
];
