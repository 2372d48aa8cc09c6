import { expect } from "vitest";
import { filtered, GROUP_URN, group, USER_URN, user } from "../../contract/scim/server.ts";
import { type Clause, LIST_URN, may, must, SEARCH_URN } from "../clause.ts";
import { expectError, expectList, makeUsers } from "../expectations.ts";

const search = (more: Readonly<Record<string, unknown>> = {}) => ({ schemas: [SEARCH_URN], ...more });

/** Querying in general, search requests and the root: RFC 7644 §3.4.2, §3.4.2.1 and §3.4.3. */
export const QUERY_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7644 §3.4.2",
    "query/list",
    "A query is answered with a ListResponse that has JSON numbers and complete resources.",
    async ({ client }) => {
      const made = await client.make("/Users", user("ada", { title: "T" }));
      const { status, headers, body } = await client.get("/Users");
      expect([status, headers.get("content-type")]).toEqual([200, "application/scim+json"]);
      expect(body).toEqual({
        schemas: [LIST_URN],
        totalResults: 1,
        startIndex: 1,
        itemsPerPage: 1,
        Resources: [made],
      });
    },
  ),
  must(
    "RFC 7644 §3.4.2",
    "query/no-match",
    "A query without results is answered with 200, a total of zero and no resources.",
    async ({ client }) => {
      await makeUsers(client, "ada");
      const { status, body } = await client.get(`/Users?${filtered('userName eq "nobody"')}`);
      expect([status, body.totalResults, body.Resources]).toEqual([200, 0, []]);
    },
  ),
  must(
    "RFC 7644 §3.4.2",
    "query/of-type",
    "The endpoint of a type lists only that type.",
    async ({ client }) => {
      const [ada = ""] = await makeUsers(client, "ada");
      const crew = await client.make("/Groups", group("Crew", [ada]));
      expect(expectList(await client.get("/Users"), 1)[0].id).toBe(ada);
      expect(expectList(await client.get("/Groups"), 1)[0]).toEqual(crew);
    },
  ),
  must(
    "RFC 7644 §3.4.3",
    "query/search",
    "A search request finds the same resources as the same query in a URL.",
    async ({ client }) => {
      await makeUsers(client, "ada", "adam", "eve");
      const filter = 'userName sw "ad"';
      const url = await client.get(`/Users?${filtered(filter)}&attributes=userName&startIndex=2&count=1`);
      const sent = await client.send(
        "POST",
        "/Users/.search",
        search({ filter, attributes: ["userName"], startIndex: 2, count: 1 }),
      );
      expect([sent.status, sent.headers.get("content-type"), sent.headers.get("location")]).toEqual([
        200,
        "application/scim+json",
        null,
      ]);
      expect(sent.body).toEqual(url.body);
      expect(sent.body).toMatchObject({
        schemas: [LIST_URN],
        totalResults: 2,
        startIndex: 2,
        itemsPerPage: 1,
      });
      expect(Object.keys(sent.body.Resources[0]).sort()).toEqual(["id", "schemas", "userName"]);
    },
  ),
  must(
    "RFC 7644 §3.4.3",
    "query/search-names",
    "Names in a search request are accepted in any letter case.",
    async ({ client }) => {
      await makeUsers(client, "ada", "eve");
      const sent = { SCHEMAS: [SEARCH_URN], FILTER: 'userName eq "eve"', ExcludedAttributes: ["meta"] };
      const [found] = expectList(await client.send("POST", "/Users/.search", sent), 1);
      expect(found).toEqual({ schemas: [USER_URN], id: found.id, userName: "eve", active: true });
    },
  ),
  must(
    "RFC 7644 §3.4.3",
    "query/search-refused",
    "A wrong search request is refused with the same error as a wrong URL.",
    async ({ client }) => {
      await makeUsers(client, "ada");
      const send = (body: unknown) => client.send("POST", "/Users/.search", body);
      expectError(await send(search({ filter: "userName" })), 400, "invalidFilter");
      expectError(
        await send(search({ attributes: ["title"], excludedAttributes: ["id"] })),
        400,
        "invalidSyntax",
      );
      expectError(await send("{"), 400, "invalidSyntax");
      expectError(await send([]), 400, "invalidSyntax");
      expectError(await client.send("POST", "/Nothing/.search", search()), 404);
      expectList(await send(search()), 1);
    },
  ),
  may(
    "RFC 7644 §3.4.2.1",
    "query/root",
    "A query on the root finds resources of every type.",
    async ({ client }) => {
      const [ada = ""] = await makeUsers(client, "ada", "eve");
      const crew = await client.make("/Groups", group("Crew", [ada]));
      const all = expectList(await client.get("/"), 3);
      expect(all.map(({ meta }) => meta.resourceType).sort()).toEqual(["Group", "User", "User"]);
      expect(all).toContainEqual(crew);
      const [found] = expectList(await client.get(`/?${filtered(`id eq "${ada}"`)}`), 1);
      expect(found.userName).toBe("ada");
    },
  ),
  must(
    "RFC 7644 §3.4.2.1",
    "query/root-no-value",
    "In a query on the root, an attribute that a type lacks counts as absent and is not refused.",
    async ({ client }) => {
      await makeUsers(client, "ada");
      await client.make("/Groups", group("ada"));
      const names = async (filter: string) =>
        expectSome(await client.get(`/?${filtered(filter)}`))
          .map(({ meta }) => meta.resourceType)
          .sort();
      expect(await names('userName eq "ada"')).toEqual(["User"]);
      expect(await names('displayName eq "ada"')).toEqual(["Group"]);
      expect(await names('userName eq "ada" or displayName eq "ada"')).toEqual(["Group", "User"]);
      expect(await names("not (userName pr)")).toEqual(["Group"]);
      expect(await names('shoeSize eq "1"')).toEqual([]);
    },
  ),
  may(
    "RFC 7644 §3.4.3",
    "query/root-search",
    "A search request to the root finds resources of every type, also by meta.resourceType.",
    async ({ client }) => {
      await makeUsers(client, "ada", "eve");
      await client.make("/Groups", group("Crew"));
      const send = (body: unknown) => client.send("POST", "/.search", body);
      expectList(await send(search()), 3);
      const [crew] = expectList(
        await send(search({ filter: 'meta.resourceType eq "Group"', attributes: ["displayName"] })),
        1,
      );
      expect(crew).toEqual({ schemas: [GROUP_URN], id: crew.id, displayName: "Crew" });
      const paged = await send(search({ startIndex: 2, count: 1 }));
      expect(paged.body).toMatchObject({ totalResults: 3, startIndex: 2, itemsPerPage: 1 });
    },
  ),
  must(
    "RFC 7644 §3.4.2",
    "query/secrets",
    "An attribute that is never returned cannot be used to filter or sort.",
    async ({ client }) => {
      await client.make("/Users", user("ada", { password: "correct-horse" }));
      for (const filter of ["password pr", 'password eq "correct-horse"', 'password sw "c"']) {
        expectError(await client.get(`/Users?${filtered(filter)}`), 400, "invalidFilter");
      }
      expectList(await client.get("/Users?attributes=password"), 1);
    },
  ),
];

/** The resources of a list of any length. */
// biome-ignore lint/suspicious/noExplicitAny: resources of every shape
function expectSome(answer: { readonly status: number; readonly body: any }): readonly any[] {
  expect([answer.status, answer.body.schemas]).toEqual([200, [LIST_URN]]);
  return answer.body.Resources;
}
