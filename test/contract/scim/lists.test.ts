import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startOrExplain } from "../store/stores.ts";
import { filtered, group, type ScimClient, type ScimServer, startScimServer, user } from "./server.ts";

const SEARCH_URN = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";
const postgres = await startOrExplain();

// biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
const namesOf = (body: any): readonly string[] =>
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  body.Resources.map((each: any) => each.userName ?? each.displayName);

/** All pages of a walk, in order; fails rather than go on for ever. */
async function walk(
  client: ScimClient,
  path: string,
  between: (page: number) => Promise<void> = async () => undefined,
): Promise<readonly (readonly string[])[]> {
  const pages: (readonly string[])[] = [];
  let cursor: string | undefined = "";
  while (cursor !== undefined) {
    const { status, body }: Awaited<ReturnType<ScimClient["get"]>> = await client.get(
      `${path}&cursor=${cursor}`,
    );
    expect(status, JSON.stringify(body)).toBe(200);
    pages.push(namesOf(body));
    cursor = body.nextCursor;
    await between(pages.length);
    expect(pages.length).toBeLessThan(100);
  }
  return pages;
}

const refusal = async (client: ScimClient, path: string) => {
  const { status, body } = await client.get(path);
  return [status, body.scimType];
};

describe.each(["SQLite", "PostgreSQL"] as const)("on %s", (kind) => {
  const isThere = kind === "SQLite" || postgres !== undefined;
  let scim: ScimServer;
  beforeAll(async () => {
    if (!isThere) return;
    const databaseUrl = kind === "SQLite" ? undefined : await postgres?.createDatabase();
    scim = await startScimServer({
      ...(databaseUrl === undefined ? {} : { databaseUrl }),
      limits: { cursorTimeoutSeconds: 600, scannedMax: 300 },
    });
  });
  afterAll(() => scim?.close());

  const PEOPLE = [
    user("ada", {
      title: "b",
      name: { familyName: "Zuse" },
      emails: [{ value: "x@x" }, { value: "b@x", primary: true }],
    }),
    user("Bob", { title: "A", emails: [{ value: "C@x" }, { value: "a@x" }] }),
    user("cyd", { name: { familyName: "abel" }, active: false }),
    user("dan", { title: "a", externalId: "1", profileUrl: "http://b", emails: [{ value: "a@x" }] }),
    user("eve", { title: "\u{1F600}", externalId: "2", profileUrl: "http://B" }),
    user("fay", { title: "～" }),
  ];

  async function withPeople(): Promise<ScimClient> {
    const client = await scim.client();
    for (const person of PEOPLE) await client.make("/Users", person);
    return client;
  }

  test.runIf(isThere)("sorts by every kind of attribute, and on pages of either kind", async () => {
    const client = await withPeople();
    for (const [query, names] of [
      ["sortBy=userName", "ada Bob cyd dan eve fay"],
      ["sortBy=USERNAME&sortOrder=descending", "fay eve dan cyd Bob ada"],
      // Without a value last, ascending, and first, descending; ties in order of ids.
      ["sortBy=title", "Bob dan ada fay eve cyd"],
      ["sortBy=title&sortOrder=descending", "cyd eve fay ada Bob dan"],
      ["sortBy=name.familyName", "cyd ada Bob dan eve fay"],
      // The primary value, or else the first.
      ["sortBy=emails", "dan ada Bob cyd eve fay"],
      ["sortBy=profileUrl", "eve dan ada Bob cyd fay"],
      ["sortBy=externalId&sortOrder=descending", "ada Bob cyd fay eve dan"],
      ["sortBy=active", "cyd ada Bob dan eve fay"],
      ["sortBy=meta.created&sortOrder=ascending", "ada Bob cyd dan eve fay"],
      ["sortBy=id&sortOrder=descending", "fay eve dan cyd Bob ada"],
      [`sortBy=title&${filtered('userName co "a"')}`, "dan ada fay"],
      [`sortBy=title&${filtered('userName eq "dan" or userName eq "ada"')}`, "dan ada"],
    ] as const) {
      const expected = names.split(" ");
      expect(namesOf((await client.get(`/Users?${query}`)).body), query).toEqual(expected);
      const second = (await client.get(`/Users?${query}&startIndex=2&count=2`)).body;
      expect([second.totalResults, second.startIndex]).toEqual([expected.length, 2]);
      expect(namesOf(second), query).toEqual(expected.slice(1, 3));
      expect((await walk(client, `/Users?${query}&count=2`)).flat(), query).toEqual(expected);
    }
    expect(await refusal(client, "/Users?sortBy=password")).toEqual([400, "invalidValue"]);
  });

  test.runIf(isThere)("a walk neither skips nor repeats who stays, whoever comes and goes", async () => {
    const client = await scim.client();
    const ids = new Map<string, string>();
    const make = async (name: string) =>
      ids.set(name, (await client.make("/Users", user(name, { title: "t" }))).id);
    for (let at = 10; at < 30; at += 1) await make(`u${at}`);
    for (const query of [
      "",
      "&sortBy=userName",
      `&${filtered('title eq "t"')}`,
      "&sortBy=userName&sortOrder=descending",
    ]) {
      const staying = [...ids.keys()];
      const leaving: string[] = [];
      const pages = await walk(client, `/Users?count=3${query}`, async (page) => {
        await make(`u${page + 29}x${query.length}`);
        await make(`a${page}x${query.length}`);
        const name = staying.find(
          (each) => !leaving.includes(each) && Number(each.slice(1, 3)) % 5 === page % 5,
        );
        if (name === undefined) return;
        leaving.push(name);
        await client.send("DELETE", `/Users/${ids.get(name)}`);
        ids.delete(name);
      });
      const seen = pages.flat();
      expect(new Set(seen).size, query).toBe(seen.length);
      expect(seen, query).toEqual(expect.arrayContaining(staying.filter((name) => !leaving.includes(name))));
      for (const name of ids.keys()) {
        if (staying.includes(name)) continue;
        await client.send("DELETE", `/Users/${ids.get(name)}`);
        ids.delete(name);
      }
    }
  });

  test.runIf(isThere)("a cursor is good for its request, its client and its time", async () => {
    const client = await withPeople();
    const path = `/Users?count=2&${filtered("title pr")}`;
    const first = (await client.get(`${path}&cursor`)).body;
    const { nextCursor } = first;
    expect(nextCursor).toMatch(/^[\w.~-]+$/);
    expect([
      first.totalResults,
      first.itemsPerPage,
      "startIndex" in first,
      "previousCursor" in first,
    ]).toEqual([5, 2, false, false]);
    expect(namesOf((await client.get(`${path}&cursor=${nextCursor}`)).body)).toEqual(["dan", "eve"]);
    const withCursor = (query: string) => refusal(client, `${query}&cursor=${nextCursor}`);
    expect(await withCursor(`/Users?count=2&${filtered("userName pr")}`)).toEqual([400, "invalidCursor"]);
    expect(await withCursor(`${path}&sortBy=title`)).toEqual([400, "invalidCursor"]);
    expect(await withCursor(`${path}&attributes=userName`)).toEqual([400, "invalidCursor"]);
    expect(await withCursor(`/Groups?count=2&${filtered("displayName pr")}`)).toEqual([400, "invalidCursor"]);
    expect(await withCursor(`/Users?count=3&${filtered("title pr")}`)).toEqual([400, "invalidCount"]);
    expect(await withCursor(`${path}&startIndex=2`)).toEqual([400, "invalidSyntax"]);
    expect(
      namesOf((await client.get(`/Users?${filtered("title pr")}&cursor=${nextCursor}`)).body),
    ).toHaveLength(2);
    const changed = `${nextCursor.slice(0, 40)}${nextCursor[40] === "A" ? "B" : "A"}${nextCursor.slice(41)}`;
    expect(await refusal(client, `${path}&cursor=${changed}`)).toEqual([400, "invalidCursor"]);
    expect(await refusal(await scim.client(), `${path}&cursor=${nextCursor}`)).toEqual([
      400,
      "invalidCursor",
    ]);
    const { body } = await client.send("POST", "/Users/.search", { schemas: [SEARCH_URN], cursor: 3 });
    expect(body.scimType).toBe("invalidCursor");
  });

  test.runIf(isThere)("without resources to show there is a total, and no walk", async () => {
    const client = await withPeople();
    for (const query of ["", "&sortBy=title", "&cursor", "&cursor&sortBy=title"]) {
      const { body } = await client.get(`/Users?count=0${query}`);
      expect([body.totalResults, body.Resources, body.nextCursor], query).toEqual([6, [], undefined]);
    }
    const last = (await client.get(`/Users?count=6&cursor`)).body;
    expect([last.itemsPerPage, last.nextCursor]).toEqual([6, undefined]);
  });

  test.runIf(isThere)("the root finds resources of every type", async () => {
    const client = await withPeople();
    const crew = await client.make("/Groups", group("Crew"));
    await client.make("/Groups", group("bees", [crew.id]));
    const all = (await client.get("/?count=5")).body;
    expect([all.totalResults, all.itemsPerPage]).toEqual([8, 5]);
    expect((await walk(client, "/?count=3")).map((page) => page.length)).toEqual([3, 3, 2]);
    for (const [query, names] of [
      [filtered('meta.resourceType eq "User"'), "ada Bob cyd dan eve fay"],
      [filtered('meta.resourceType eq "Group" or userName eq "dan"'), "dan Crew bees"],
      [filtered('displayName sw "c" or userName sw "b"'), "Bob Crew"],
      [filtered('not (title pr) and meta.resourceType ne "User"'), "Crew bees"],
      [`${filtered('meta.resourceType eq "Group" or title eq "a"')}&sortBy=displayName`, "bees Crew Bob dan"],
      ["sortBy=userName&sortOrder=descending&count=4", "Crew bees fay eve"],
      ["startIndex=6&count=2", "fay Crew"],
      [`startIndex=2&count=2&${filtered("title pr or displayName pr")}`, "Bob dan"],
      [`startIndex=5&count=2&${filtered("title pr or displayName pr")}`, "fay Crew"],
    ] as const) {
      expect(namesOf((await client.get(`/?${query}`)).body), query).toEqual(names.split(" "));
    }
    const { body } = await client.send("POST", "/.search", {
      schemas: [SEARCH_URN],
      filter: "title pr or members pr",
      sortBy: "meta.created",
      sortOrder: "descending",
      count: 2,
      cursor: "",
      attributes: ["displayName", "userName"],
    });
    expect([body.totalResults, body.Resources[0].displayName, body.Resources[1].userName]).toEqual([
      6,
      "bees",
      "fay",
    ]);
    expect([Object.keys(body.Resources[0]), typeof body.nextCursor]).toEqual([
      ["schemas", "id", "displayName"],
      "string",
    ]);
    expect(await refusal(client, `/?${filtered("title")}`)).toEqual([400, "invalidFilter"]);
  });

  test.runIf(isThere)("a search request says that it is one, where a profile asks for that", async () => {
    const org = await scim.newOrg();
    const [strict, lenient] = [
      await scim.client({ org, profile: "rfc" }),
      await scim.client({ org, name: "other" }),
    ];
    const sent = { filter: "userName pr" };
    expect((await strict.send("POST", "/Users/.search", sent)).body.scimType).toBe("invalidSyntax");
    expect((await lenient.send("POST", "/Users/.search", sent)).status).toBe(200);
    const search = async (client: ScimClient, more: object) =>
      (await client.send("POST", "/Users/.search", { schemas: [SEARCH_URN], ...sent, ...more })).status;
    expect(await search(strict, {})).toBe(200);
    for (const name of ["count", "startIndex"]) {
      expect([await search(strict, { [name]: 1 }), await search(strict, { [name]: null })]).toEqual([
        200, 200,
      ]);
      expect([await search(strict, { [name]: "1" }), await search(strict, { [name]: true })]).toEqual([
        400, 400,
      ]);
      expect(await search(lenient, { [name]: "1" })).toBe(200);
    }
  });

  test.runIf(isThere)("what no index serves looks at so many resources and no more", async () => {
    const client = await scim.client();
    const { store, env } = scim.deps;
    const row = (n: number) => ({
      ...{ org: client.org, id: env.newId() as never, type: "user", version: 1, created: n, modified: n },
      ...{ deleted: null, external: {}, doc: { userName: `u${n}` }, search: { userName: `u${n}` } },
    });
    const insert = (from: number, to: number) =>
      store.commit(
        Array.from(
          { length: to - from },
          (_, at) => ({ op: "insert", table: "object", row: row(from + at) }) as const,
        ) as never,
      );
    await insert(0, 300);
    const scanned = `/Users?${filtered('userName co "u29"')}`;
    expect((await client.get(scanned)).body.totalResults).toBe(11);
    expect((await client.get("/Users?sortBy=title&count=1")).body.totalResults).toBe(300);
    const everywhere = `/?${filtered('displayName co "x" or userName co "u29"')}`;
    expect((await client.get(everywhere)).body.totalResults).toBe(11);
    await insert(300, 301);
    expect(await refusal(client, scanned)).toEqual([400, "tooMany"]);
    await insert(301, 601);
    expect(await refusal(client, scanned)).toEqual([400, "tooMany"]);
    expect(await refusal(client, "/Users?sortBy=title")).toEqual([400, "tooMany"]);
    expect((await client.get("/Users?startIndex=500&count=2")).body.totalResults).toBe(601);
    expect((await client.get(`/Users?${filtered('userName eq "u7"')}`)).status).toBe(200);
  });
});

test("a query of several types looks at so many resources together, and at those alone", async () => {
  const scim = await startScimServer({ limits: { scannedMax: 7 } });
  try {
    const client = await scim.client();
    const everywhere = `/?${filtered('displayName co "x" or userName co "x"')}`;
    for (const name of ["ax", "bx", "cx"]) await client.make("/Users", user(name));
    for (const name of ["dx", "ex", "fx", "gx"]) await client.make("/Groups", group(name));
    expect((await client.get(everywhere)).body.totalResults).toBe(7);
    await client.make("/Groups", group("hx"));
    expect(await refusal(client, everywhere)).toEqual([400, "tooMany"]);
  } finally {
    await scim.close();
  }
});

test("a page whose text is of three bytes a letter is whole", async () => {
  const scim = await startScimServer();
  try {
    const client = await scim.client();
    const titles = Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? "課長" : "plain").repeat(at * 10));
    for (const [at, title] of titles.entries()) await client.make("/Users", user(`u${at}`, { title }));
    const { status, headers, body } = await client.get("/Users?count=100&startIndex=1");
    expect([status, body.itemsPerPage]).toEqual([200, titles.length]);
    // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
    expect(body.Resources.map((each: any) => each.title ?? "")).toEqual(titles);
    expect(headers.get("content-length")).not.toBeNull();
  } finally {
    await scim.close();
  }
});

test("a cursor that nobody came back with has expired", async () => {
  const scim = await startScimServer({ limits: { cursorTimeoutSeconds: 0.02 } });
  try {
    const client = await scim.client();
    for (const name of ["a", "b", "c"]) await client.make("/Users", user(name));
    const { nextCursor } = (await client.get("/Users?count=1&cursor")).body;
    await scim.deps.env.sleep(50);
    expect(await refusal(client, `/Users?count=1&cursor=${nextCursor}`)).toEqual([400, "expiredCursor"]);
  } finally {
    await scim.close();
  }
});

afterAll(() => postgres?.stop());
