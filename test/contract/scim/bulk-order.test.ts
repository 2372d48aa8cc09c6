import { afterAll, beforeAll, expect, test } from "vitest";
import { overEveryStore } from "../store/stores.ts";
import { group, PATCH_URN, type ScimClient, type ScimServer, startScimServer, user } from "./server.ts";

const BULK_URN = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly bulkId?: string;
  readonly data?: unknown;
}

const patch = (path: string, ...operations: readonly unknown[]): Operation => {
  return { method: "PATCH", path, data: { schemas: [PATCH_URN], Operations: operations } };
};
const post = (path: string, data: unknown): Operation => ({ method: "POST", path, bulkId: "one", data });

/** Sends operations; `failOnErrors` lets each be answered before the next begins. */
async function send(client: ScimClient, operations: readonly Operation[], failOnErrors?: number) {
  const stated = failOnErrors === undefined ? {} : { failOnErrors };
  const numbered = operations.map((each, n) =>
    each.bulkId === undefined ? each : { ...each, bulkId: `b${n}` },
  );
  const { body } = await client.send("POST", "/Bulk", {
    schemas: [BULK_URN],
    Operations: numbered,
    ...stated,
  });
  return body.Operations as readonly { status: string; location?: string; version?: string }[];
}

/** Numbers that look random and are the same in each run (Park and Miller). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** People and groups with names that the operations free and take again. */
async function settle(client: ScimClient) {
  const people: string[] = [];
  for (let n = 0; n < 6; n += 1) people.push((await client.make("/Users", user(`name${n}`))).id);
  const groups: string[] = [];
  for (let n = 0; n < 2; n += 1) groups.push((await client.make("/Groups", group(`Group ${n}`))).id);
  return { people, groups };
}

function randomOperations(next: (below: number) => number, known: { people: string[]; groups: string[] }) {
  const person = () => known.people[next(known.people.length)] ?? "";
  const ofGroup = () => `/Groups/${known.groups[next(known.groups.length)]}`;
  return Array.from({ length: 80 }, (): Operation => {
    const name = `name${next(9)}`;
    switch (next(7)) {
      case 0:
        return post("/Users", user(name));
      case 1:
        return patch(`/Users/${person()}`, { op: "replace", path: "userName", value: name });
      case 2:
        return patch(`/Users/${person()}`, { op: "replace", path: "title", value: name });
      case 3:
        return patch(ofGroup(), { op: "add", path: "members", value: [{ value: person() }] });
      case 4:
        return patch(ofGroup(), { op: "remove", path: `members[value eq "${person()}"]` });
      case 5:
        return { method: "PUT", path: `/Users/${person()}`, data: user(name, { nickName: name }) };
      default:
        return next(4) === 0
          ? { method: "DELETE", path: `/Users/${person()}` }
          : post("/Groups", group(name));
    }
  });
}

/** All that the organization holds, with names in place of ids. */
async function stateOf(client: ScimClient) {
  const { Resources: users } = (await client.get("/Users?count=500")).body;
  const { Resources: groups } = (await client.get("/Groups?count=500")).body;
  const names = new Map<string, string>(
    users.map((each: { id: string; userName: string }) => [each.id, each.userName]),
  );
  return {
    users: users
      .map(({ userName, title, nickName, meta }: Record<string, { version: string }>) => [
        userName,
        title,
        nickName,
        meta?.version,
      ])
      .sort(),
    groups: groups
      .map(({ displayName, members = [] }: { displayName: string; members: { value: string }[] }) => [
        displayName,
        members.map(({ value }) => names.get(value)).sort(),
      ])
      .sort(),
  };
}

await overEveryStore(({ newPlace }) => {
  let scim: ScimServer;
  beforeAll(async () => {
    const place = await newPlace();
    scim = await startScimServer("url" in place ? { databaseUrl: place.url } : {});
  });
  afterAll(() => scim.close());

  test.each([7, 1_234, 99_991])(
    "operations have the effect of one after the other (seed %i)",
    async (seed) => {
      const [together, alone] = [await scim.client(), await scim.client()];
      const [here, there] = [await settle(together), await settle(alone)];
      const answers = await send(together, randomOperations(numbersFrom(seed), here));
      const expected = await send(alone, randomOperations(numbersFrom(seed), there), 1_000);
      expect(answers.map(({ status, version }) => `${status} ${version}`)).toEqual(
        expected.map(({ status, version }) => `${status} ${version}`),
      );
      expect(new Set(answers.map(({ status }) => status)).size).toBeGreaterThan(3);
      expect(await stateOf(together)).toEqual(await stateOf(alone));
    },
  );

  test("a name is free for the operation after the one that gives it up", async () => {
    const client = await scim.client();
    const { people, groups } = await settle(client);
    const answers = await send(client, [
      patch(`/Users/${people[0]}`, { op: "replace", path: "userName", value: "former" }),
      post("/Users", user("name0")),
      patch(`/Groups/${groups[0]}`, { op: "add", path: "members", value: [{ value: people[1] }] }),
      { method: "DELETE", path: `/Users/${people[1]}` },
      post("/Users", user("name1")),
      post("/Users", user("name1")),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(["200", "201", "200", "204", "201", "409"]);
  });
});

test("operations that refer to no other share the commits of an embedded store", async () => {
  const scim = await startScimServer();
  try {
    const client = await scim.client();
    const { store } = scim.deps;
    const { commit } = store;
    let open = 0;
    let openMax = 0;
    Object.assign(store, {
      commit: async (...input: Parameters<typeof commit>) => {
        open += 1;
        openMax = Math.max(openMax, open);
        return commit(...input).finally(() => {
          open -= 1;
        });
      },
    });
    const answers = await send(
      client,
      Array.from({ length: 200 }, (_, n) => post("/Users", user(`person${n}`))),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(["201"]));
    expect(openMax).toBeGreaterThan(8);
    expect(openMax).toBeLessThanOrEqual(64);
  } finally {
    await scim.close();
  }
});
