import { expect } from "vitest";
import { filtered, type ScimClient } from "../../contract/scim/server.ts";
import { type Clause, LIST_URN, must, namesIn, SEARCH_URN, should } from "../clause.ts";
import { expectError, makeUsers } from "../expectations.ts";

const FIVE = ["a", "b", "c", "d", "e"] as const;

/** A page by its parameters: status, total, startIndex, itemsPerPage and the names on it. */
async function page(client: ScimClient, parameters: string): Promise<readonly unknown[]> {
  const answer = await client.get(`/Users?${parameters}`);
  const { totalResults, startIndex, itemsPerPage } = answer.body;
  return [answer.status, totalResults, startIndex, itemsPerPage, namesIn(answer).length];
}

/** Paging by index: RFC 7644 §3.4.2.4. */
export const PAGING_CLAUSES: readonly Clause[] = [
  must(
    "RFC 7644 §3.4.2.4",
    "paging/page",
    "startIndex and count select a page, which states its start, its length and the total.",
    async ({ client }) => {
      await makeUsers(client, ...FIVE);
      expect(await page(client, "startIndex=1&count=2")).toEqual([200, 5, 1, 2, 2]);
      expect(await page(client, "startIndex=3&count=2")).toEqual([200, 5, 3, 2, 2]);
      expect(await page(client, "startIndex=5&count=2")).toEqual([200, 5, 5, 1, 1]);
      expect((await client.get("/Users?count=1")).body.schemas).toEqual([LIST_URN]);
    },
  ),
  must(
    "RFC 7644 §3.4.2.4",
    "paging/from-one",
    "Without startIndex, or with a startIndex below 1, the page begins at 1.",
    async ({ client }) => {
      await makeUsers(client, ...FIVE);
      for (const parameters of ["count=2", "startIndex=0&count=2", "startIndex=-5&count=2"]) {
        expect([parameters, ...(await page(client, parameters))]).toEqual([parameters, 200, 5, 1, 2, 2]);
      }
    },
  ),
  must(
    "RFC 7644 §3.4.2.4",
    "paging/count-negative",
    "A negative count is treated as zero.",
    async ({ client }) => {
      await makeUsers(client, ...FIVE);
      expect(await page(client, "count=-3")).toEqual([200, 5, 1, 0, 0]);
    },
  ),
  must(
    "RFC 7644 §3.4.2.4",
    "paging/count-zero",
    "A count of zero returns only the total.",
    async ({ client }) => {
      await makeUsers(client, ...FIVE);
      expect(await page(client, "count=0")).toEqual([200, 5, 1, 0, 0]);
      expect(await page(client, `count=0&${filtered('userName gt "b"')}`)).toEqual([200, 3, 1, 0, 0]);
    },
  ),
  must(
    "RFC 7644 §3.4.2.4",
    "paging/beyond",
    "A page after the end is empty and states the total.",
    async ({ client }) => {
      await makeUsers(client, ...FIVE);
      expect(await page(client, "startIndex=6&count=2")).toEqual([200, 5, 6, 0, 0]);
      expect(await page(client, "startIndex=1000000")).toEqual([200, 5, 1_000_000, 0, 0]);
    },
  ),
  must(
    "RFC 7644 §3.4.2.4",
    "paging/never-more",
    "A page never contains more than count resources.",
    async ({ client, limited }) => {
      await makeUsers(client, ...FIVE);
      for (const count of [1, 2, 4, 5, 50])
        expect((await page(client, `count=${count}`))[3]).toBe(Math.min(count, 5));
      const low = await limited();
      await makeUsers(low, ...FIVE);
      expect([await page(low, "count=1"), await page(low, "count=100")]).toEqual([
        [200, 5, 1, 1, 1],
        [200, 5, 1, 3, 3],
      ]);
    },
  ),
  must(
    "RFC 7644 §3.4.2.4",
    "paging/walk",
    "A sequence of pages contains every resource exactly once.",
    async ({ client }) => {
      const names = Array.from({ length: 11 }, (_, at) => `user-${at}`);
      await makeUsers(client, ...names);
      const seen: string[] = [];
      for (let start = 1; start <= 11; start += 3)
        seen.push(...namesIn(await client.get(`/Users?startIndex=${start}&count=3`)));
      expect([...seen].sort()).toEqual([...names].sort());
    },
  ),
  should(
    "RFC 7644 §3.4.2.4",
    "paging/stable",
    "The order is the same for each query, even after resources were changed.",
    async ({ client }) => {
      const [, second = ""] = await makeUsers(client, ...FIVE);
      const before = namesIn(await client.get("/Users"));
      expect(before).toHaveLength(5);
      await client.patch(`/Users/${second}`, [{ op: "add", path: "title", value: "T" }]);
      expect(namesIn(await client.get("/Users"))).toEqual(before);
      const halves = [
        ...namesIn(await client.get("/Users?count=3")),
        ...namesIn(await client.get("/Users?startIndex=4&count=3")),
      ];
      expect(halves).toEqual(before);
    },
  ),
  must(
    "RFC 7644 §3.4.2.4",
    "paging/filtered",
    "A filter applies before paging: total and positions refer to its results.",
    async ({ client }) => {
      await makeUsers(client, ...FIVE);
      expect(await page(client, `${filtered('userName gt "b"')}&startIndex=2&count=1`)).toEqual([
        200, 3, 2, 1, 1,
      ]);
      expect(
        namesIn(await client.get(`/Users?${filtered('userName gt "b"')}&startIndex=3&count=5`)),
      ).toHaveLength(1);
    },
  ),
  should(
    "RFC 7644 §3.4.2.4",
    "paging/no-number",
    "A startIndex or count that is not an integer is refused.",
    async ({ client }) => {
      await makeUsers(client, ...FIVE);
      for (const parameters of ["startIndex=x", "count=x", "count=1.5", "startIndex=1e400", "count=NaN"]) {
        const { status, body } = await client.get(`/Users?${parameters}`);
        expect([parameters, status, body.scimType]).toEqual([parameters, 400, "invalidValue"]);
      }
      expectError(
        await client.send("POST", "/Users/.search", { schemas: [SEARCH_URN], count: "x" }),
        400,
        "invalidValue",
      );
    },
  ),
  must(
    "RFC 7644 §3.4.3",
    "paging/search",
    "A search request is paged like a query in a URL.",
    async ({ client }) => {
      await makeUsers(client, ...FIVE);
      const search = async (more: object) =>
        (await client.send("POST", "/Users/.search", { schemas: [SEARCH_URN], ...more })).body;
      expect(await search({ startIndex: 4, count: 5 })).toMatchObject({
        totalResults: 5,
        startIndex: 4,
        itemsPerPage: 2,
      });
      expect(await search({ startIndex: -1, count: -1 })).toMatchObject({
        totalResults: 5,
        startIndex: 1,
        itemsPerPage: 0,
        Resources: [],
      });
    },
  ),
];
