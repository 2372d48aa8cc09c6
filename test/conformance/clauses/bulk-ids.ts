import { expect } from "vitest";
import { ENTERPRISE_URN, group, USER_URN, user } from "../../contract/scim/server.ts";
import { type Clause, ERROR_URN, must } from "../clause.ts";
import { expectError, expectList, makeUsers, valuesOf } from "../expectations.ts";
import { idIn, patchOf, post, resultsOf, sendBulk, statuses } from "./bulk.ts";

/** References between the operations of a bulk request: RFC 7644 §3.7.1 and §3.7.2. */
export const BULK_ID_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7644 §3.7.2",
    "bulk-id/backward",
    "A bulkId refers to the resource that an earlier operation created.",
    async ({ client }) => {
      const answer = await sendBulk(client, [
        post("/Users", "ada", user("ada")),
        post("/Groups", "crew", group("Crew", ["bulkId:ada"])),
      ]);
      expect(statuses(answer)).toEqual(["201", "201"]);
      const [ada, crew] = resultsOf(answer).map(idIn);
      expect(valuesOf((await client.get(`/Groups/${crew}`)).body.members)).toEqual([ada]);
      expect((await client.get(`/Users/${ada}`)).body.groups).toMatchObject([{ value: crew }]);
    },
  ),
  must(
    "RFC 7644 §3.7.2",
    "bulk-id/forward",
    "A bulkId may refer to a resource that a later operation creates.",
    async ({ client }) => {
      const answer = await sendBulk(client, [
        post("/Groups", "crew", group("Crew", ["bulkId:ada"])),
        post("/Users", "ada", user("ada")),
      ]);
      expect(statuses(answer)).toEqual(["201", "201"]);
      const [crew, ada] = resultsOf(answer).map(idIn);
      expect(valuesOf((await client.get(`/Groups/${crew}`)).body.members)).toEqual([ada]);
    },
  ),
  must(
    "RFC 7644 §3.7.1",
    "bulk-id/circular",
    "Resources that refer to each other are created with both references.",
    async ({ client }) => {
      const answer = await sendBulk(client, [
        post("/Groups", "a", group("A", ["bulkId:b"])),
        post("/Groups", "b", group("B", ["bulkId:a"])),
      ]);
      expect(statuses(answer)).toEqual(["201", "201"]);
      const [a = {}, b = {}] = resultsOf(answer);
      const groupA = (await client.get(`/Groups/${idIn(a)}`)).body;
      const groupB = (await client.get(`/Groups/${idIn(b)}`)).body;
      expect([valuesOf(groupA.members), valuesOf(groupB.members)]).toEqual([[idIn(b)], [idIn(a)]]);
      expect([a.version, b.version]).toEqual([groupA.meta.version, groupB.meta.version]);
    },
  ),
  must(
    "RFC 7644 §3.7.2",
    "bulk-id/extension",
    "A bulkId in an extension is resolved.",
    async ({ client }) => {
      const managed = {
        ...user("ada", { [ENTERPRISE_URN]: { manager: { value: "bulkId:boss" } } }),
        schemas: [USER_URN, ENTERPRISE_URN],
      };
      const answer = await sendBulk(client, [
        post("/Users", "ada", managed),
        post("/Users", "boss", user("boss")),
      ]);
      expect(statuses(answer)).toEqual(["201", "201"]);
      const [ada, boss] = resultsOf(answer).map(idIn);
      expect((await client.get(`/Users/${ada}`)).body[ENTERPRISE_URN].manager.value).toBe(boss);
    },
  ),
  must(
    "RFC 7644 §3.7.2",
    "bulk-id/patch",
    "A bulkId in the value or the filter of a PATCH is resolved.",
    async ({ client }) => {
      const [eve = ""] = await makeUsers(client, "eve");
      const { id } = await client.make("/Groups", group("Crew", [eve]));
      const patch = (...operations: readonly object[]) => ({
        method: "PATCH",
        path: `/Groups/${id}`,
        data: patchOf(...operations),
      });
      const answer = await sendBulk(client, [
        patch({ op: "add", path: "members", value: [{ value: "bulkId:ada" }, { value: "bulkId:bob" }] }),
        post("/Users", "ada", user("ada")),
        post("/Users", "bob", user("bob")),
        patch({ op: "remove", path: 'members[value eq "bulkId:bob"]' }),
      ]);
      expect(statuses(answer)).toEqual([
        expect.stringMatching(/^20[04]$/),
        "201",
        "201",
        expect.stringMatching(/^20[04]$/),
      ]);
      expect(valuesOf((await client.get(`/Groups/${id}`)).body.members)).toEqual(
        [eve, idIn(resultsOf(answer)[1])].sort(),
      );
    },
  ),
  must(
    "RFC 7644 §3.7.2",
    "bulk-id/path",
    "A bulkId in the path of an operation is resolved.",
    async ({ client }) => {
      const answer = await sendBulk(client, [
        post("/Users", "ada", user("ada")),
        {
          method: "PATCH",
          path: "/Users/bulkId:ada",
          data: patchOf({ op: "add", path: "title", value: "T" }),
        },
        post("/Users", "eve", user("eve")),
        { method: "DELETE", path: "/Users/bulkId:eve" },
      ]);
      expect(statuses(answer)).toEqual(["201", expect.stringMatching(/^20[04]$/), "201", "204"]);
      const [only] = expectList(await client.get("/Users"), 1);
      expect([only.userName, only.title, only.id]).toEqual(["ada", "T", idIn(resultsOf(answer)[0])]);
    },
  ),
  must(
    "RFC 7644 §3.7.1",
    "bulk-id/unresolved",
    "An operation that refers to an unknown bulkId is answered with a conflict, and its resource is not created.",
    async ({ client }) => {
      const answer = await sendBulk(client, [
        post("/Groups", "1", group("One", ["bulkId:none"])),
        post("/Users", "bad", user("")),
        post("/Groups", "2", group("Two", ["bulkId:bad"])),
        { method: "DELETE", path: "/Users/bulkId:none" },
        post("/Users", "3", user("ada")),
      ]);
      expect(statuses(answer)).toEqual(["409", "400", "409", "409", "201"]);
      for (const { response } of resultsOf(answer).filter(({ status }) => status === "409"))
        expect(response.schemas).toEqual([ERROR_URN]);
      expectList(await client.get("/Groups"), 0);
      expectList(await client.get("/Users"), 1);
    },
  ),
  must(
    "RFC 7644 §3.7.2",
    "bulk-id/only-references",
    "Text that only looks like a bulkId is not changed.",
    async ({ client }) => {
      const answer = await sendBulk(client, [
        post("/Users", "ada", user("ada", { title: "bulkId:none", nickName: "see bulkId:ada" })),
      ]);
      expect(statuses(answer)).toEqual(["201"]);
      const { title, nickName } = expectList(await client.get("/Users"), 1)[0];
      expect([title, nickName]).toEqual(["bulkId:none", "see bulkId:ada"]);
    },
  ),
  must(
    "RFC 7644 §3.7",
    "bulk-id/unique",
    "A bulkId that several operations use does not refer to any of their resources.",
    async ({ client }) => {
      const answer = await sendBulk(client, [
        post("/Users", "same", user("ada")),
        post("/Users", "same", user("eve")),
        post("/Groups", "crew", group("Crew", ["bulkId:same"])),
      ]);
      if (answer.status === 200)
        expect(statuses(answer).filter((status) => status !== "201").length).toBeGreaterThan(0);
      else expectError(answer, 400, "invalidSyntax");
      const made = (await client.get("/Users")).body.totalResults;
      expect(made).toBeLessThan(2);
    },
  ),
];
