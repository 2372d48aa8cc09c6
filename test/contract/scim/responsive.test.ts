import { cpus, loadavg } from "node:os";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ObjectId, trustId } from "../../../src/core/ids.ts";
import { filtered, GROUP_URN, PATCH_URN, type ScimServer, startScimServer, USER_URN } from "./server.ts";

/** No request of one client makes others wait: /healthz answers meanwhile, and what would take long is refused. */

/** More on a machine where others run as well. Without the limits these requests take seconds on an idle one. */
function answerMsMax(): number {
  return 250 * Math.max(1, 1 + (loadavg()[0] ?? 0) / cpus().length);
}

let scim: ScimServer;
let client: Awaited<ReturnType<ScimServer["client"]>>;
beforeAll(async () => {
  scim = await startScimServer();
  client = await scim.client();
});
afterAll(() => scim.close());

/** Sends the request, and asks for /healthz all the while, from another thread: its own work does not count. */
const PINGER = `
const { parentPort, workerData } = require("node:worker_threads");
const { health, url, method, headers, body } = workerData;
(async () => {
  let worst = 0, isDone = false, pings = 0;
  const ping = async () => {
    const begun = performance.now();
    await (await fetch(health)).text();
    worst = Math.max(worst, performance.now() - begun);
    pings += 1;
  };
  await ping();
  worst = 0;
  const text = typeof body === "string" ? body : undefined;
  const sent = fetch(url, { method, headers, body: text }).then(async (answer) => ({ status: answer.status, text: await answer.text() }));
  sent.finally(() => { isDone = true; }).catch(() => {});
  while (!isDone) await ping();
  await ping();
  const { status, text: answer } = await sent;
  parentPort.postMessage({ worst, pings, status, detail: answer.slice(0, 2000) });
})();
`;

interface Measured {
  readonly worst: number;
  readonly status: number;
  readonly detail: string;
}

function measure(method: string, path: string, body?: unknown): Promise<Measured> {
  const headers = { authorization: `Bearer ${client.token}`, "content-type": "application/scim+json" };
  const workerData = {
    health: `${scim.url}/healthz`,
    url: `${client.baseUrl}${path}`,
    method,
    headers,
    body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
  };
  return new Promise((resolve, reject) => {
    const worker = new Worker(PINGER, { eval: true, workerData });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

const user = (userName: string, more: object) => ({ schemas: [USER_URN], userName, ...more });
const LONG = "a".repeat(131_000);
const needle = (at: number) => `${"a".repeat(60)}b${at}`;

test("more text and more elements than a resource may have are refused, by the name of the limit", async () => {
  const cases = [
    [user("title", { title: "a".repeat(16_000_000) }), 413, "131072"],
    [
      user("emails", { emails: Array.from({ length: 20_000 }, (_, at) => ({ value: `u${at}@x` })) }),
      400,
      "1000",
    ],
    [
      user("texts", { emails: Array.from({ length: 900 }, () => ({ value: "é".repeat(1_000) })) }),
      413,
      "131072",
    ],
    [user("parts", { name: { givenName: LONG, familyName: LONG } }), 413, "131072"],
  ] as const;
  for (const [body, status, limit] of cases) {
    const measured = await measure("POST", "/Users", body);
    expect([measured.status, measured.detail]).toEqual([status, expect.stringContaining(limit)]);
    expect(measured.worst).toBeLessThan(answerMsMax());
  }
  const nested = `{"schemas":["${USER_URN}"],"userName":"n","x":[${"[],".repeat(5_000_000)}1]}`;
  const measured = await measure("POST", "/Users", nested);
  expect([measured.status, measured.detail]).toEqual([413, expect.stringContaining("1000000")]);
  expect(measured.worst).toBeLessThan(answerMsMax());
  const names = Array.from({ length: 900_000 }, (_, at) => `"k${at}":1`).join(",");
  const named = await measure("POST", "/Users", `{"schemas":["${USER_URN}"],"userName":"n",${names}}`);
  expect([named.status, named.detail]).toEqual([413, expect.stringContaining("1000 names")]);
  expect(named.worst).toBeLessThan(answerMsMax());
  const twice = `[${'{"a":1,"A":1},'.repeat(300_000)}1]`;
  const repeated = await measure("POST", "/Users", `{"schemas":["${USER_URN}"],"userName":"n","x":${twice}}`);
  expect([repeated.status, repeated.detail]).toEqual([400, expect.stringContaining("x[0].A")]);
  expect(repeated.worst).toBeLessThan(answerMsMax());
  expect((await client.get("/Users?count=0")).body.totalResults).toBe(0);
});

test("PATCH and PUT cannot make a resource larger than a POST can", async () => {
  const { id } = await client.make("/Users", user("grown", { title: "T" }));
  const half = "a".repeat(70_000);
  const value = Array.from({ length: 600 }, (_, at) => ({ value: `u${at}@x` }));
  const more = value.map((_, at) => ({ value: `v${at}@x` }));
  const attempts = [
    [
      [
        { op: "add", path: "title", value: half },
        { op: "add", path: "nickName", value: half },
      ],
      413,
    ],
    [
      [
        { op: "add", path: "emails", value },
        { op: "add", path: "emails", value: more },
      ],
      400,
    ],
    [[{ op: "add", value: { emails: [...value, ...more] } }], 400],
  ] as const;
  for (const [Operations, status] of attempts) {
    const measured = await measure("PATCH", `/Users/${id}`, { schemas: [PATCH_URN], Operations });
    expect([status, measured.status]).toEqual([status, status]);
    expect(measured.worst).toBeLessThan(answerMsMax());
  }
  expect((await measure("PUT", `/Users/${id}`, user("grown", { title: half, nickName: half }))).status).toBe(
    413,
  );
  expect((await client.get(`/Users/${id}`)).body.title).toBe("T");
});

test("searches through long texts let others go first, and have few conditions", async () => {
  for (let at = 0; at < 40; at += 1) await client.make("/Users", user(`long${at}`, { title: LONG }));
  const filterOf = (count: number) =>
    Array.from({ length: count }, (_, at) => `title co "${needle(at)}"`).join(" or ");
  const refused = await measure("GET", `/Users?${filtered(filterOf(99))}`);
  expect([refused.status, refused.detail]).toEqual([400, expect.stringContaining("30")]);
  for (const path of [
    `/Users?${filtered(filterOf(30))}`,
    `/Users?${filtered(`userName sw "long" and (${filterOf(30)})`)}&sortBy=title`,
    `/Users?${filtered(`(${Array.from({ length: 20 }, (_, at) => `userName eq "long${at}"`).join(" or ")}) and (${filterOf(20)})`)}`,
    "/Users?attributes=userName&count=1000",
    "/Users?sortBy=title",
  ]) {
    const { status, worst } = await measure("GET", path);
    expect([path.slice(0, 60), status]).toEqual([path.slice(0, 60), 200]);
    expect(worst, path.slice(0, 60)).toBeLessThan(answerMsMax());
  }
});

test("many operations on many elements are refused", async () => {
  const emails = Array.from({ length: 1_000 }, (_, at) => ({ value: `u${at}@x` }));
  const { id } = await client.make("/Users", user("many", { emails }));
  const Operations = Array.from({ length: 1_000 }, (_, at) => {
    return { op: "replace", path: `emails[value eq "u${at}@x" or value eq "x"].display`, value: "d" };
  });
  const { status, detail, worst } = await measure("PATCH", `/Users/${id}`, {
    schemas: [PATCH_URN],
    Operations,
  });
  expect([status, detail]).toEqual([413, expect.stringContaining("50000")]);
  expect(worst).toBeLessThan(answerMsMax());
});

/** Inserts users who can be members, and returns their ids. */
async function insertUsers(count: number): Promise<readonly ObjectId[]> {
  const { env, store } = scim.deps;
  const ids = Array.from({ length: count }, () => trustId<ObjectId>(env.newId()));
  const at = env.now();
  for (let start = 0; start < count; start += 5_000) {
    const rows = ids.slice(start, start + 5_000).map((id) => {
      const doc = { userName: id, active: true };
      const times = { created: at, modified: at, deleted: null };
      return {
        org: client.org,
        id,
        type: "user",
        version: 1,
        ...times,
        external: {},
        doc,
        search: doc,
      } as const;
    });
    const committed = await store.commit(rows.map((row) => ({ op: "insert", table: "object", row })));
    expect(committed.kind).toBe("committed");
  }
  return ids;
}

test("groups with very many members are written, read, filtered and deleted while others are served", async () => {
  const ids = await insertUsers(40_000);
  const members = ids.map((value) => ({ value }));
  const group = (some: readonly unknown[]) => ({ schemas: [GROUP_URN], displayName: "All", members: some });
  const patch = (operation: unknown) => ({ schemas: [PATCH_URN], Operations: [operation] });
  const check = async (method: string, path: string, status: number, body?: unknown) => {
    const measured = await measure(method, path, body);
    expect([method, path, measured.status]).toEqual([method, path, status]);
    expect(measured.worst, `${method} ${path}`).toBeLessThan(answerMsMax());
    return measured.detail;
  };
  const made = await check("POST", "/Groups", 201, group(members));
  const [, id] = /"id":"([^"]+)"/.exec(made) ?? [];
  const path = `/Groups/${id}`;
  expect((await client.get(path)).body.members).toHaveLength(ids.length);
  await check("GET", path, 200);
  await check("GET", `/Groups?${filtered(`members.value co "${ids[7]?.slice(-6)}"`)}&attributes=id`, 200);
  await check("PUT", path, 200, group(members.slice(1)));
  const half = members.slice(0, members.length / 2);
  await check("PATCH", path, 204, patch({ op: "replace", path: "members", value: half }));
  await check("PATCH", path, 204, patch({ op: "add", path: "members", value: members }));
  await check("PATCH", path, 204, patch({ op: "remove", path: 'members[value co "zz"]' }));
  await check("PATCH", path, 204, patch({ op: "remove", path: "members", value: members }));
  expect((await client.get(path)).body.members).toBeUndefined();
  await check("PATCH", path, 204, patch({ op: "add", path: "members", value: members }));
  const Operations = [{ method: "PUT", path, data: group(half) }];
  const bulk = { schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"], Operations };
  await check("POST", "/Bulk", 200, bulk);
  await check("POST", "/Groups", 400, group([...members, { value: "nobody" }]));
  expect((await client.get(path)).body.members).toHaveLength(half.length);
  await check("DELETE", path, 204);
}, 180_000);

test("long runs of combining marks are stored and searched without delaying others", async () => {
  const title = `a${"\u0301\u0323".repeat(65_000)}`;
  const posted = await measure("POST", "/Users", user("marks", { title, roles: [{ value: "r" }] }));
  expect(posted.status).toBe(201);
  expect(posted.worst).toBeLessThan(answerMsMax());
  const found = await measure("GET", `/Users?${filtered('userName eq "marks" and title co "zz"')}`);
  expect(found.worst).toBeLessThan(answerMsMax());
});

test("lists of attributes are as long as is looked up at once", async () => {
  const search = (more: object) => ({
    schemas: ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
    ...more,
  });
  const names = Array.from({ length: 900_000 }, () => "emails.value");
  for (const [more, words] of [
    [{ attributes: names }, "5000"],
    [{ excludedAttributes: names }, "5000"],
    [{ attributes: names.slice(0, 700_000).join(",") }, "500000 characters"],
    [{ attributes: ",".repeat(400_000) }, "5000"],
  ] as const) {
    const { status, detail, worst } = await measure("POST", "/Users/.search", search(more));
    expect([status, detail]).toEqual([400, expect.stringContaining(words)]);
    expect(worst).toBeLessThan(answerMsMax());
  }
  const many = await measure(
    "POST",
    "/Users/.search",
    search({ attributes: names.slice(0, 5_000).join(", ") }),
  );
  expect(many.status).toBe(200);
});

test("the comparisons in the paths of a PATCH are counted while the paths are read", async () => {
  const { id } = await client.make("/Users", user("paths", { emails: [{ value: "a@x" }] }));
  const path = `emails[${Array.from({ length: 98 }, (_, at) => `type eq "${at}"`).join(" or ")}].value`;
  const Operations = Array.from({ length: 5_000 }, () => ({ op: "replace", path, value: "v" }));
  const { status, detail, worst } = await measure("PATCH", `/Users/${id}`, {
    schemas: [PATCH_URN],
    Operations,
  });
  expect([status, detail]).toEqual([413, expect.stringContaining("50000")]);
  expect(worst).toBeLessThan(answerMsMax());
});

test("the method of a bulk operation is read up to its possible length", async () => {
  const Operations = Array.from({ length: 1_000 }, (_, at) => {
    return { method: "é".repeat(4_000), bulkId: `b${at}`, path: "/Users", data: {} };
  });
  const { status, detail, worst } = await measure("POST", "/Bulk", {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
    Operations,
  });
  expect([status, detail]).toEqual([200, expect.stringContaining(`"${"É".repeat(100)}"`)]);
  expect(worst).toBeLessThan(answerMsMax());
});

test("the names in all large objects of a body are counted before it is read", async () => {
  const object = `{${Array.from({ length: 900 }, (_, at) => `"K${at}":1`).join(",")}}`;
  const body = `{"schemas":["${USER_URN}"],"userName":"n","x":[${Array.from({ length: 1_000 }, () => object).join(",")}]}`;
  const { status, detail, worst } = await measure("POST", "/Users", body);
  expect([status, detail]).toEqual([413, expect.stringContaining("200000 names")]);
  expect(worst).toBeLessThan(answerMsMax());
});
