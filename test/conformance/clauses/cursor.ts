import { expect } from "vitest";
import { filtered, type ScimAnswer, type ScimClient, user } from "../../contract/scim/server.ts";
import { type Clause, LIST_URN, may, must, namesIn, SEARCH_URN, should } from "../clause.ts";
import { expectError, makeUsers } from "../expectations.ts";

const SEVEN = ["a", "b", "c", "d", "e", "f", "g"] as const;

/** Follows nextCursor until there is none; at most 20 pages. */
async function walk(client: ScimClient, parameters: string, from = ""): Promise<readonly ScimAnswer[]> {
  const pages: ScimAnswer[] = [];
  for (let cursor: string | undefined = from; cursor !== undefined; ) {
    expect(pages.length).toBeLessThan(20);
    const answer: ScimAnswer = await client.get(`/Users?${parameters}&cursor=${cursor}`);
    expect([answer.status, answer.body.schemas]).toEqual([200, [LIST_URN]]);
    pages.push(answer);
    cursor = answer.body.nextCursor;
  }
  return pages;
}

/** The cursor of the second page. */
async function second(client: ScimClient, parameters = "count=2"): Promise<string> {
  const { body } = await client.get(`/Users?${parameters}&cursor=`);
  expect(body.nextCursor).toMatch(/./);
  return body.nextCursor;
}

/** Paging by cursor: RFC 9865. */
export const CURSOR_CLAUSES: readonly Clause[] = [
  must(
    "RFC 9865 §4",
    "cursor/advertised",
    "A service that pages by cursor states this, and the lifetime of a cursor.",
    async ({ client }) => {
      const { pagination } = (await client.get("/ServiceProviderConfig")).body;
      expect(pagination).toMatchObject({ cursor: true, index: true, defaultPaginationMethod: "index" });
      expect([Number.isSafeInteger(pagination.cursorTimeout), pagination.cursorTimeout > 0]).toEqual([
        true,
        true,
      ]);
    },
  ),
  must(
    "RFC 9865 §2",
    "cursor/first-page",
    "An empty cursor returns the first page, which has a nextCursor and no previousCursor.",
    async ({ client }) => {
      await makeUsers(client, ...SEVEN);
      for (const parameters of ["count=2&cursor=", "count=2&cursor"]) {
        const { status, body } = await client.get(`/Users?${parameters}`);
        expect([status, body.itemsPerPage, body.Resources.length, body.previousCursor]).toEqual([
          200,
          2,
          2,
          undefined,
        ]);
        expect(body.nextCursor).toMatch(/./);
      }
    },
  ),
  must(
    "RFC 9865 §2",
    "cursor/walk",
    "The pages that nextCursor leads to contain every resource once, and only the last page has no nextCursor.",
    async ({ client }) => {
      await makeUsers(client, ...SEVEN);
      const pages = await walk(client, "count=3");
      expect(pages.flatMap(namesIn)).toEqual([...SEVEN]);
      expect(pages.map(({ body }) => body.Resources.length)).toEqual([3, 3, 1]);
      expect(pages.map(({ body }) => "nextCursor" in body)).toEqual([true, true, false]);
    },
  ),
  must("RFC 9865 §2", "cursor/exact-end", "A full last page has no nextCursor.", async ({ client }) => {
    await makeUsers(client, "a", "b", "c", "d");
    const pages = await walk(client, "count=2");
    expect(pages.map(({ body }) => [body.Resources.length, "nextCursor" in body])).toEqual([
      [2, true],
      [2, false],
    ]);
  }),
  must(
    "RFC 9865 §2",
    "cursor/characters",
    "Cursors consist of characters that need no escaping in a URL, and do not show the position.",
    async ({ client }) => {
      await makeUsers(client, ...SEVEN);
      const cursors = (await walk(client, "count=1")).flatMap(({ body }) => body.nextCursor ?? []);
      expect(cursors).toHaveLength(6);
      for (const cursor of cursors) expect(cursor).toMatch(/^[-A-Za-z0-9._~]{8,}$/);
      expect(new Set(cursors).size).toBe(6);
    },
  ),
  must("RFC 9865 §2", "cursor/no-start-index", "A page by cursor has no startIndex.", async ({ client }) => {
    await makeUsers(client, ...SEVEN);
    const { status, body } = await client.get("/Users?cursor=&count=2");
    expect([status, body.itemsPerPage, "startIndex" in body]).toEqual([200, 2, false]);
    const indexed = (await client.get("/Users?count=2")).body;
    expect([indexed.startIndex, "nextCursor" in indexed]).toEqual([1, false]);
  }),
  must(
    "RFC 9865 §2",
    "cursor/empty",
    "A query without results has one page, without a cursor.",
    async ({ client }) => {
      await makeUsers(client, "a");
      const { status, body } = await client.get(`/Users?cursor=&${filtered('userName eq "x"')}`);
      expect([status, body.Resources, "nextCursor" in body, body.totalResults ?? 0]).toEqual([
        200,
        [],
        false,
        0,
      ]);
    },
  ),
  must(
    "RFC 9865 §2.1",
    "cursor/invalid",
    "A text that is not a cursor is refused with invalidCursor.",
    async ({ client }) => {
      await makeUsers(client, ...SEVEN);
      const cursor = await second(client);
      const changed = `${cursor.slice(0, -2)}${cursor.endsWith("AA") ? "BB" : "AA"}`;
      for (const wrong of [
        "x",
        "1",
        "0",
        "%00",
        "AAAAAAAAAAAAAAAA",
        changed,
        `${cursor}x`,
        cursor.slice(1),
      ]) {
        expectError(await client.get(`/Users?count=2&cursor=${wrong}`), 400, "invalidCursor");
      }
      expect(namesIn(await client.get(`/Users?count=2&cursor=${cursor}`))).toEqual(["c", "d"]);
    },
  ),
  must(
    "RFC 9865 §2.1",
    "cursor/other-query",
    "A cursor is valid only for its own query: another filter, order or type is refused.",
    async ({ client }) => {
      await makeUsers(client, ...SEVEN);
      const cursor = await second(client, `count=2&${filtered("userName pr")}`);
      for (const path of [
        `/Users?count=2&${filtered("id pr")}`,
        "/Users?count=2",
        `/Groups?count=2&${filtered("displayName pr")}`,
        `/Users?count=2&sortBy=userName&${filtered("userName pr")}`,
      ]) {
        const { status, body } = await client.get(`${path}&cursor=${cursor}`);
        expect([path, status, body.scimType]).toEqual([path, 400, "invalidCursor"]);
      }
      expect(namesIn(await client.get(`/Users?count=2&${filtered("userName pr")}&cursor=${cursor}`))).toEqual(
        ["c", "d"],
      );
    },
  ),
  should(
    "RFC 9865 §2.1",
    "cursor/other-count",
    "A later page with another count either has that size or is refused with invalidCount.",
    async ({ client }) => {
      await makeUsers(client, ...SEVEN);
      const cursor = await second(client);
      const answer = await client.get(`/Users?count=3&cursor=${cursor}`);
      if (answer.status === 400) expectError(answer, 400, "invalidCount");
      else expect([answer.status, namesIn(answer)]).toEqual([200, ["c", "d", "e"]]);
    },
  ),
  must(
    "RFC 9865 §5",
    "cursor/tenants",
    "A cursor of another tenant or another client is refused.",
    async ({ client, elsewhere, as }) => {
      await makeUsers(client, ...SEVEN);
      const cursor = await second(client);
      const other = await elsewhere();
      await makeUsers(other, ...SEVEN);
      expectError(await other.get(`/Users?count=2&cursor=${cursor}`), 400, "invalidCursor");
      const stranger = await as("rfc", "second");
      expectError(await stranger.get(`/Users?count=2&cursor=${cursor}`), 400, "invalidCursor");
      expect(namesIn(await client.get(`/Users?count=2&cursor=${cursor}`))).toEqual(["c", "d"]);
    },
  ),
  must(
    "RFC 9865 §5",
    "cursor/authorized-anew",
    "A cursor does not authenticate: every page requires a valid token.",
    async ({ client, anonymous }) => {
      await makeUsers(client, ...SEVEN);
      const cursor = await second(client);
      expectError(await anonymous.get(`/Users?count=2&cursor=${cursor}`), 401);
      expect(namesIn(await client.get(`/Users?count=2&cursor=${cursor}`))).toEqual(["c", "d"]);
    },
  ),
  should(
    "RFC 9865 §2",
    "cursor/moving",
    "Resources that are created or deleted between pages do not cause others to be skipped or repeated.",
    async ({ client }) => {
      const ids = await makeUsers(client, ...SEVEN);
      const first = await client.get("/Users?count=2&cursor=");
      await client.send("DELETE", `/Users/${ids[0]}`);
      await client.send("DELETE", `/Users/${ids[3]}`);
      await client.make("/Users", user("late"));
      await client.patch(`/Users/${ids[2]}`, [{ op: "add", path: "title", value: "T" }]);
      const rest = await walk(client, "count=2", first.body.nextCursor);
      const names = [first, ...rest].flatMap(namesIn);
      expect(names.filter((name) => name !== "late" && name !== "d")).toEqual(["a", "b", "c", "e", "f", "g"]);
      expect(new Set(names).size).toBe(names.length);
    },
  ),
  must(
    "RFC 9865 §3",
    "cursor/search",
    "A search request accepts a cursor like a query in a URL.",
    async ({ client }) => {
      await makeUsers(client, ...SEVEN);
      const search = (more: object) =>
        client.send("POST", "/Users/.search", { schemas: [SEARCH_URN], count: 4, ...more });
      const first = await search({ cursor: "" });
      const last = await search({ cursor: first.body.nextCursor });
      expect([namesIn(first), namesIn(last), "nextCursor" in last.body]).toEqual([
        ["a", "b", "c", "d"],
        ["e", "f", "g"],
        false,
      ]);
      const wrong = await search({ cursor: 17 });
      expect([wrong.status, wrong.body.scimType]).toEqual([400, "invalidCursor"]);
    },
  ),
  may(
    "RFC 9865 §2",
    "cursor/with-index",
    "startIndex together with a cursor is refused or ignored, and never moves the page.",
    async ({ client }) => {
      await makeUsers(client, ...SEVEN);
      const cursor = await second(client);
      const answer = await client.get(`/Users?count=2&startIndex=6&cursor=${cursor}`);
      if (answer.status === 400) expect(answer.body.status).toBe("400");
      else expect([answer.status, namesIn(answer)]).toEqual([200, ["c", "d"]]);
      expect(namesIn(await client.get(`/Users?count=2&cursor=${cursor}`))).toEqual(["c", "d"]);
    },
  ),
  must(
    "RFC 9865 §2.2",
    "cursor/sorted",
    "Pages by cursor follow the requested order.",
    async ({ client }) => {
      await makeUsers(client, "c", "a", "e", "b", "d");
      const pages = await walk(client, "count=2&sortBy=userName&sortOrder=descending");
      expect(pages.flatMap(namesIn)).toEqual(["e", "d", "c", "b", "a"]);
    },
  ),
];
