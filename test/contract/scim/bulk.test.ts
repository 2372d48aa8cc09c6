import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { definedOrg, schemaOf } from "../schemas/server.ts";
import { overEveryStore } from "../store/stores.ts";
import {
  ENTERPRISE_URN,
  group,
  PATCH_URN,
  type ScimAnswer,
  type ScimClient,
  type ScimServer,
  startScimServer,
  user,
} from "./server.ts";

const BULK_URN = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
const ERROR_URN = "urn:ietf:params:scim:api:messages:2.0:Error";

function bulk(client: ScimClient, operations: readonly unknown[], more = {}): Promise<ScimAnswer> {
  return client.send("POST", "/Bulk", { schemas: [BULK_URN], Operations: operations, ...more });
}

const post = (path: string, bulkId: string, data: unknown) => ({ method: "POST", path, bulkId, data });
const statuses = ({ body }: ScimAnswer) => body.Operations.map(({ status }: { status: string }) => status);
const idIn = (location?: string) => location?.split("/").at(-1);
/** The ids that the operations of an answer made or changed. */
const ids = ({ body }: ScimAnswer) =>
  body.Operations.map((each: { location?: string }) => idIn(each.location));
const membersOf = async (client: ScimClient, id: string) =>
  ((await client.get(`/Groups/${id}`)).body.members ?? []).map(({ value }: { value: string }) => value);

await overEveryStore(({ newPlace }) => {
  let scim: ScimServer;
  beforeAll(async () => {
    const place = await newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
  });
  afterAll(() => scim.close());

  test("operations are done in their order, each with its own end", async () => {
    const client = await scim.client({ profile: "rfc" });
    const { id } = await client.make("/Users", user("ada"));
    const answer = await bulk(client, [
      post("/Users", "grace", user("grace", { password: "s3cret" })),
      { method: "PUT", path: `/Users/${id}`, data: user("ada", { title: "Countess" }), version: 'W/"1"' },
      {
        method: "PATCH",
        path: `/Users/${id}`,
        data: { schemas: [PATCH_URN], Operations: [{ op: "add", path: "nickName", value: "A" }] },
      },
      post("/Users", "again", user("GRACE")),
      { method: "DELETE", path: `/Users/${id}`, bulkId: "gone" },
      { method: "DELETE", path: `/Users/${id}` },
    ]);
    expect([answer.status, answer.body.schemas]).toEqual([
      200,
      ["urn:ietf:params:scim:api:messages:2.0:BulkResponse"],
    ]);
    const location = `${client.baseUrl}/Users/${id}`;
    const made = answer.body.Operations[0];
    expect((await client.get(`/Users/${idIn(made.location)}`)).body.userName).toBe("grace");
    expect(answer.body.Operations).toEqual([
      { method: "POST", bulkId: "grace", version: 'W/"1"', location: made.location, status: "201" },
      { method: "PUT", version: 'W/"2"', location, status: "200" },
      { method: "PATCH", version: 'W/"3"', location, status: "200" },
      {
        method: "POST",
        bulkId: "again",
        status: "409",
        response: {
          schemas: [ERROR_URN],
          status: "409",
          scimType: "uniqueness",
          detail: expect.stringContaining("userName"),
        },
      },
      { method: "DELETE", bulkId: "gone", location, status: "204" },
      { method: "DELETE", location, status: "404", response: expect.objectContaining({ status: "404" }) },
    ]);
    expect(JSON.stringify(answer.body)).not.toContain("s3cret");
  });

  test("groups that hold each other are made, and changed by their bulkIds", async () => {
    const client = await scim.client({ profile: "rfc" });
    const answer = await bulk(
      client,
      [
        post("/Groups", "a", group("A", ["bulkId:b"])),
        post("/Groups", "b", group("B", ["bulkId:a"])),
        post("/Users", "bad", { schemas: [] }),
        {
          method: "PATCH",
          path: "/Groups/bulkId:a",
          data: {
            schemas: [PATCH_URN],
            Operations: [{ op: "replace", path: "displayName", value: "Alpha" }],
          },
        },
      ],
      { failOnErrors: 2 },
    );
    expect(statuses(answer)).toEqual(["201", "201", "400", "200"]);
    expect(answer.body.Operations[2]).not.toHaveProperty("location");
    expect(answer.body.Operations[2].response.schemas).toEqual([ERROR_URN]);
    const [a, b] = ids(answer);
    expect([await membersOf(client, a), await membersOf(client, b)]).toEqual([[b], [a]]);
    expect((await client.get(`/Groups/${a}`)).body.displayName).toBe("Alpha");
    for (const [at, id] of [a, b].entries()) {
      const { version } = answer.body.Operations[at === 0 ? 3 : 1];
      expect((await client.get(`/Groups/${id}`)).headers.get("etag")).toBe(version);
    }
  });

  test("a reference is resolved wherever it stands", async () => {
    const client = await scim.client({ profile: "rfc" });
    const answer = await bulk(client, [
      post("/Users", "boss", user("boss")),
      post("/Users", "ada", {
        ...user("ada"),
        schemas: [...user("ada").schemas, ENTERPRISE_URN],
        [ENTERPRISE_URN]: { manager: { value: "bulkId:boss", $ref: "bulkId:boss" } },
      }),
      post("/Groups", "crew", group("Crew", ["bulkId:boss", "bulkId:ada"])),
      {
        method: "PATCH",
        path: "/Groups/bulkId:crew",
        data: {
          schemas: [PATCH_URN],
          Operations: [
            { op: "remove", path: 'members[value eq "bulkId:boss"]' },
            { op: "add", path: "members", value: [{ value: "bulkId:late" }] },
          ],
        },
      },
      post("/Users", "late", user("late")),
      { method: "PUT", path: "/Users/bulkId:late", data: user("late", { title: "Pilot" }) },
    ]);
    expect(statuses(answer)).toEqual(["201", "201", "201", "200", "201", "200"]);
    const [boss, ada, crew, , late] = ids(answer);
    const { manager } = (await client.get(`/Users/${ada}`)).body[ENTERPRISE_URN];
    expect(manager).toMatchObject({ value: boss, $ref: `${client.baseUrl}/Users/${boss}` });
    expect((await membersOf(client, crew)).sort()).toEqual([ada, late].sort());
    expect((await client.get(`/Users/${late}`)).body.title).toBe("Pilot");
  });

  test("a forward reference in an extension is added once it is known", async () => {
    const client = await scim.client({ profile: "strict" });
    const answer = await bulk(client, [
      post("/Users", "ada", {
        ...user("ada"),
        schemas: [...user("ada").schemas, ENTERPRISE_URN],
        [ENTERPRISE_URN]: { department: "Research", manager: { value: "bulkId:boss" } },
      }),
      post("/Users", "boss", user("boss")),
    ]);
    expect(statuses(answer)).toEqual(["201", "201"]);
    const [ada, boss] = ids(answer);
    const { body, headers } = await client.get(`/Users/${ada}`);
    expect(body[ENTERPRISE_URN]).toMatchObject({ department: "Research", manager: { value: boss } });
    expect(headers.get("etag")).toBe(answer.body.Operations[0].version);
  });

  test("own types refer to each other, and what is required is made first", async () => {
    const LINK = "urn:example:bulk:1.0:Link";
    const reference = (name: string, required: boolean) => {
      return { name, type: "reference", referenceTypes: ["User"], caseExact: true, required };
    };
    const { client } = await definedOrg(scim, {
      schemas: [
        schemaOf(LINK, [
          { name: "label", required: true },
          reference("owner", true),
          { ...reference("friends", false), multiValued: true },
        ]),
      ],
      resourceTypes: [{ name: "Link", endpoint: "/Links", schema: LINK }],
    });
    const link = {
      schemas: [LINK],
      label: "first",
      owner: "bulkId:ada",
      friends: ["bulkId:ada", "bulkId:bo"],
    };
    const answer = await bulk(client, [
      post("/Links", "link", link),
      post("/Users", "ada", user("ada")),
      post("/Links", "lost", { schemas: [LINK], label: "second", owner: "bulkId:nobody" }),
      post("/Users", "bo", user("bo")),
    ]);
    expect(statuses(answer)).toEqual(["201", "201", "409", "201"]);
    const [first, ada, , bo] = ids(answer);
    expect((await client.get(`/Links/${first}`)).body).toMatchObject({ owner: ada, friends: [ada, bo] });
    const { meta } = (await client.get(`/Links/${first}`)).body;
    const same = await client.send("PUT", `/Links/${first}`, { ...link, owner: ada, friends: [bo, ada] });
    const again = await client.patch(`/Links/${first}`, [{ op: "add", path: "friends", value: [ada] }]);
    expect([same.status, again.status]).toEqual([200, 200]);
    expect(again.body.meta).toEqual(same.body.meta);
    expect(meta.version).toBe('W/"1"');
  });

  test("what cannot be resolved is a conflict and leaves nothing behind", async () => {
    const client = await scim.client({ profile: "rfc" });
    const answer = await bulk(client, [
      post("/Groups", "x", group("X", ["bulkId:nobody"])),
      post("/Groups", "a", group("A", ["bulkId:b"])),
      post("/Groups", "c", group("C", ["bulkId:a"])),
      post("/Groups", "b", { ...group("B"), displayName: 7 }),
      { method: "PATCH", path: "/Groups/bulkId:b", data: { schemas: [PATCH_URN], Operations: [] } },
      { method: "DELETE", path: "/Groups/bulkId:nobody" },
    ]);
    expect(statuses(answer)).toEqual(["409", "409", "201", "400", "409", "409"]);
    expect(answer.body.Operations[0].response.detail).toContain("bulkId:nobody");
    // A was there when C was made, and went because B never came: C lost it like any member that is deleted.
    const { totalResults, Resources } = (await client.get("/Groups")).body;
    expect([totalResults, Resources[0].displayName, Resources[0].members]).toEqual([1, "C", undefined]);
  });

  test("it stops after as many errors as the client puts up with", async () => {
    const client = await scim.client();
    const bad = (bulkId: string) => post("/Users", bulkId, {});
    const operations = [
      bad("a"),
      post("/Users", "b", user("ada")),
      bad("c"),
      post("/Users", "d", user("bo")),
    ];
    expect(statuses(await bulk(client, operations, { failOnErrors: 2 }))).toEqual(["400", "201", "400"]);
    expect(statuses(await bulk(client, operations))).toEqual(["400", "409", "400", "201"]);
    const waiting = [
      post("/Groups", "g", group("G", ["bulkId:u"])),
      bad("x"),
      post("/Users", "u", user("u")),
    ];
    expect(statuses(await bulk(client, waiting, { failOnErrors: 1 }))).toEqual(["409", "400"]);
    expect((await client.get("/Groups?count=0")).body.totalResults).toBe(0);
  });
});

describe("a bulk request", () => {
  let scim: ScimServer;
  beforeAll(async () => {
    scim = await startScimServer({ limits: { bulkOperationsMax: 3, bulkSizeMax: 2_000 } });
  });
  afterAll(() => scim.close());

  test("ends at the limits that are published", async () => {
    const client = await scim.client();
    const { bulk: published } = (await client.get("/ServiceProviderConfig")).body;
    expect(published).toEqual({ supported: true, maxOperations: 3, maxPayloadSize: 2_000 });
    const users = (count: number) =>
      Array.from({ length: count }, (_, at) => post("/Users", `u${at}`, user(`user-${count}-${at}`)));
    expect(statuses(await bulk(client, users(3)))).toEqual(["201", "201", "201"]);
    const many = await bulk(client, users(4));
    expect([many.status, many.body.status]).toEqual([413, "413"]);
    expect(many.body.detail).toMatch(/maxOperations is 3/);
    const frame = JSON.stringify({
      schemas: [BULK_URN],
      Operations: [post("/Users", "u", user("fits"))],
      x: "",
    });
    const sized = (length: number) => frame.replace('"x":""', `"x":"${"y".repeat(length - frame.length)}"`);
    expect(statuses(await client.send("POST", "/Bulk", sized(2_000)))).toEqual(["201"]);
    const long = await client.send("POST", "/Bulk", sized(2_001));
    expect([long.status, long.body.status]).toEqual([413, "413"]);
    expect(long.body.detail).toMatch(/maxPayloadSize, 2000 bytes/);
    expect((await client.get("/Users?count=0")).body.totalResults).toBe(4);
  });

  test("is not part of another one, nor is a query", async () => {
    const client = await scim.client();
    const inner = { schemas: [BULK_URN], Operations: [post("/Users", "u", user("ada"))] };
    const answer = await bulk(client, [
      post("/Bulk", "b", inner),
      post("/Users/.search", "s", {}),
      { method: "GET", path: "/Users" },
    ]);
    expect(statuses(answer)).toEqual(["400", "400", "400"]);
    const elsewhere = await bulk(client, [
      post("/Nothing", "n", {}),
      { method: "PUT", path: "/Users", data: {} },
      { method: "DELETE", path: "/Schemas/urn:x" },
    ]);
    expect(statuses(elsewhere)).toEqual(["404", "405", "404"]);
    expect((await client.get("/Users?count=0")).body.totalResults).toBe(0);
  });

  test("says of an operation what the single request says, as tolerantly as its token allows", async () => {
    const generic = await scim.client();
    const strict = await scim.client({ profile: "strict" });
    for (const client of [generic, strict]) {
      const body = user("ada", { shoeSize: 44 });
      const { body: single, status } = await client.send("POST", "/Users", body);
      const [each] = (await bulk(client, [post("/Users", "u", body)])).body.Operations;
      if (status === 400) expect(each).toMatchObject({ status: "400", response: single });
      else expect(each).toMatchObject({ status: "409" });
    }
    const made = await generic.make("/Users", user("grace"));
    const answer = await generic.send("POST", "/Bulk", {
      operations: [
        {
          method: "patch",
          path: `Users/${made.id}`,
          data: [{ op: "Replace", path: "active", value: "False" }],
        },
        { method: "put", path: `/Users/${made.id}`, version: 'W/"1"', data: user("grace") },
      ],
    });
    expect(statuses(answer)).toEqual(["200", "412"]);
    expect((await generic.get(`/Users/${made.id}`)).body.active).toBe(false);
  });
});

test("the data of an operation may be as long as the body of a request, and no longer", async () => {
  const scim = await startScimServer({ limits: { bodySizeMax: 400, bulkSizeMax: 4_000 } });
  try {
    const client = await scim.client();
    const sized = (userName: string, size: number) => {
      const bare = user(userName, { title: "" });
      return user(userName, { title: "x".repeat(size - JSON.stringify(bare).length) });
    };
    const over = sized("over", 401);
    const operations = [
      post("/Users", "o", over),
      post("/Users", "a", sized("at", 400)),
      post("/Groups", "g", group("G", ["bulkId:o"])),
    ];
    const answer = await bulk(client, operations);
    expect(statuses(answer)).toEqual(["413", "201", "409"]);
    expect(answer.body.Operations[0].response).toMatchObject({ schemas: [ERROR_URN], status: "413" });
    expect(answer.body.Operations[0].response.detail).toMatch(/401 bytes; 400 /);
    expect((await client.send("POST", "/Users", over)).status).toBe(413);
    expect((await client.get("/Users?count=0")).body.totalResults).toBe(1);
  } finally {
    await scim.close();
  }
});

test("data that is nested too deeply to be written is one operation's error", async () => {
  for (const limits of [{}, { bodySizeMax: 400 }]) {
    const scim = await startScimServer({ limits });
    try {
      const client = await scim.client();
      const deep = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
      const whole = JSON.stringify({
        schemas: [BULK_URN],
        Operations: [post("/Users", "a", "deep"), post("/Users", "b", user("ada"))],
      });
      const answer = await client.send("POST", "/Bulk", whole.replace('"deep"', deep));
      expect([answer.status, statuses(answer)]).toEqual([200, ["400", "201"]]);
    } finally {
      await scim.close();
    }
  }
});

test("other clients are answered while a long bulk request runs", async () => {
  const scim = await startScimServer();
  try {
    const [busy, other] = [await scim.client(), await scim.client()];
    const operations = Array.from({ length: 600 }, (_, at) => post("/Users", `u${at}`, user(`user-${at}`)));
    let isDone = false;
    const running = bulk(busy, operations).finally(() => {
      isDone = true;
    });
    let answered = 0;
    for (; !isDone && answered < 10_000; answered += 1) await other.get("/Users?count=1");
    expect(new Set(statuses(await running))).toEqual(new Set(["201"]));
    expect(answered).toBeGreaterThan(5);
  } finally {
    await scim.close();
  }
});
