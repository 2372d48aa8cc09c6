import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { WebexClient } from "./webex-client.ts";

let webex: WebexClient;
beforeEach(async () => {
  webex = await WebexClient.start();
});
afterEach(() => webex.simulator.stop());

const list = () => webex.call("GET", `${webex.current}/Users`);

describe("tokens", () => {
  test("are required, in Webex's form of an error", async () => {
    webex.token = "wrong-token";
    const refused = await list();
    expect(refused).toMatchObject({ status: 401, body: { errors: [{ description: expect.any(String) }] } });
    expect(refused.body.trackingId).toBe(refused.headers.get("trackingid"));
    expect(await (await fetch(webex.simulator.url + webex.current)).text()).toContain("trackingId");
    expect((await webex.state()).refusals).toMatchObject({ total: 1, byStatus: { 401: 1 } });
  });

  test("are compared when the simulator has one of its own", async () => {
    const own = await WebexClient.start("the-token");
    expect(await own.call("GET", `${own.current}/Users`)).toMatchObject({ status: 401 });
    own.token = "the-token";
    expect(await own.call("GET", `${own.current}/Users`)).toMatchObject({ status: 200 });
    await own.simulator.stop();
  });
});

describe("limits", () => {
  test("requests beyond the rate are refused until Retry-After has passed", async () => {
    const rate = { kind: "window", requests: 3, seconds: 60 };
    expect(await webex.control("PUT", "settings", { rate })).toMatchObject({ status: 200, body: { rate } });
    for (let at = 0; at < 3; at += 1) expect((await list()).status).toBe(200);
    const refused = await list();
    expect(refused.status).toBe(429);
    const seconds = Number(refused.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(55);
    await webex.control("POST", "clock", { advanceSeconds: seconds });
    expect((await list()).status).toBe(200);
  });

  test("a page, the members of a PATCH and a body have their sizes", async () => {
    const ids: string[] = [];
    for (const name of ["ada", "bob", "cyd"])
      ids.push((await webex.createUser(`${name}@example.com`)).body.id);
    const group = (await webex.createGroup("Engineers")).body;
    await webex.control("PUT", "settings", { pageSizeMax: 2, membersPerPatch: 2, bodyBytes: 400 });
    const page = await webex.call("GET", `${webex.current}/Users?count=50`);
    expect(page.body).toMatchObject({ totalResults: 3, itemsPerPage: 2 });
    const path = `${webex.current}/Groups/${group.id}`;
    const add = (count: number) => ({
      op: "add",
      path: "members",
      value: ids.slice(0, count).map((value) => ({ value })),
    });
    expect(await webex.patch(path, add(3))).toMatchObject({ status: 413 });
    expect(await webex.patch(path, add(2))).toMatchObject({ status: 200 });
    const large = await webex.createUser("dan@example.com", { title: "x".repeat(400) });
    expect(large).toMatchObject({ status: 413 });
  });
});

describe("faults", () => {
  const arm = (...faults: readonly object[]) => webex.control("PUT", "faults", { faults });

  test.each([
    ["forbidden", 403],
    ["rate-limited", 429],
    ["server-error", 500],
    ["gateway-page", 502],
  ])("%s answers %d, for as many requests as asked for", async (kind, status) => {
    await arm({ kind, requests: 2 });
    expect([(await list()).status, (await list()).status, (await list()).status]).toEqual([
      status,
      status,
      200,
    ]);
    expect((await webex.control("GET", "faults")).body.faults).toMatchObject([{ kind, met: 2, requests: 0 }]);
  });

  test("trust-removed answers as Control Hub did, until it is cleared", async () => {
    await arm({ kind: "trust-removed" });
    const refused = await list();
    expect(refused).toMatchObject({
      status: 401,
      body: {
        error: { key: "401", message: [{ code: "701018" }] },
        trackingId: expect.stringMatching(/^ATLAS_/),
      },
    });
    await arm();
    expect((await list()).status).toBe(200);
  });

  test("gateway-page is a web page", async () => {
    await arm({ kind: "gateway-page", requests: 1 });
    const page = await list();
    expect(page.headers.get("content-type")).toContain("text/html");
    expect(page.body).toContain("<html>");
  });

  test("lost-answer writes and says nothing; reads pass", async () => {
    await arm({ kind: "lost-answer", requests: 1 });
    expect((await list()).status).toBe(200);
    await expect(webex.createUser("ada@example.com")).rejects.toThrow();
    expect((await webex.state()).accounts).toMatchObject([{ userName: "ada@example.com" }]);
  });

  test("timeout writes nothing and keeps the connection open", async () => {
    await arm({ kind: "timeout", requests: 1, method: "POST", endpoint: "users" });
    expect((await list()).status).toBe(200);
    const signal = AbortSignal.timeout(200);
    const url = `${webex.simulator.url}${webex.current}/Users`;
    await expect(fetch(url, { method: "POST", body: "{}", signal })).rejects.toThrow(/timeout/);
    expect((await webex.state()).accounts).toEqual([]);
  });
});

describe("the control endpoints", () => {
  test("move the clock forward, by seconds or to a time", async () => {
    const now = "2031-05-01T12:00:00.000Z";
    expect((await webex.control("POST", "clock", { now })).body.now.slice(0, 16)).toBe(now.slice(0, 16));
    expect((await webex.createUser("ada@example.com")).body.meta.created.slice(0, 10)).toBe("2031-05-01");
    expect(await webex.control("POST", "clock", { now: "2030-01-01T00:00:00Z" })).toMatchObject({
      status: 400,
    });
  });

  test.each<[string, string, unknown]>([
    ["POST", "clock", {}],
    ["POST", "clock", { advanceSeconds: "60" }],
    ["PUT", "faults", {}],
    ["PUT", "faults", { faults: [{ kind: "flood" }] }],
    ["PUT", "faults", { faults: [{ kind: "timeout", requests: 0 }] }],
    ["PUT", "settings", { rate: { kind: "window", requests: 1 } }],
    ["PUT", "settings", { pageSize: 3 }],
    ["PUT", "settings", "soft"],
  ])("refuse %s %s %j with a message, and change nothing", async (method, name, body) => {
    const before = await webex.control("GET", "settings");
    const refused = await webex.control(method, name, body);
    expect(refused).toMatchObject({ status: 400, body: { message: expect.any(String) } });
    expect((await webex.control("GET", "settings")).body).toEqual(before.body);
  });

  test("count requests by route", async () => {
    await list();
    await webex.createUser("ada@example.com");
    expect((await webex.state()).requests).toEqual({
      total: 2,
      byRoute: { "GET /Users": 1, "POST /Users": 1 },
    });
  });

  test("answer under names of the loopback interface alone", async () => {
    const { port } = new URL(webex.simulator.url);
    const status = await new Promise((resolve, reject) => {
      const headers = { host: `rebound.example:${port}` };
      const sent = request({ port, host: "127.0.0.1", path: "/_simulator/state", headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.on("error", reject).end();
    });
    expect(status).toBe(403);
  });
});
