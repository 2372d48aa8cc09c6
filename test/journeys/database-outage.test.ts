import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { startOrExplain } from "../contract/store/stores.ts";
import { type LenientTarget, startLenientTarget } from "../targets/lenient-target.ts";
import { makeCompany } from "./company.ts";
import { Installation } from "./muster.ts";

const postgres = await startOrExplain();
const USER = "urn:ietf:params:scim:schemas:core:2.0:User";
const PEOPLE = 80;
/** As the text of `store.unavailable` claims; a write whose outcome is unknown claims nothing. */
const NOT_DONE = /was not done/;

afterAll(() => postgres?.stop());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Answered {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly text: string;
  readonly ms: number;
}

describe.skipIf(postgres === undefined)("a PostgreSQL that goes away under a running server", () => {
  let muster: Installation;
  let token: string;

  beforeEach(async () => {
    const url = (await postgres?.createDatabase()) ?? "";
    muster = new Installation({ MUSTER_DATABASE_URL: url, MUSTER_LOG_LEVEL: "warn" });
    await muster.init();
    await muster.serve();
    token = String((await muster.json("token", "create", "--org", muster.orgId))["token"]);
  });
  afterEach(() => muster.remove());

  async function send(path: string, init: RequestInit = {}, bearer = token): Promise<Answered> {
    const start = Date.now();
    const headers = { authorization: `Bearer ${bearer}`, "content-type": "application/json" };
    const answer = await fetch(`${muster.url}${path}`, { ...init, headers });
    const retryAfter = answer.headers.get("retry-after");
    return { status: answer.status, retryAfter, text: await answer.text(), ms: Date.now() - start };
  }
  const scim = (path: string) => `/scim/${muster.orgId}/v2${path}`;
  const makeUser = (userName: string) =>
    send(scim("/Users"), { method: "POST", body: JSON.stringify({ schemas: [USER], userName }) });
  const hasUser = async (userName: string) => {
    const { text } = await send(scim(`/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`));
    return (JSON.parse(text) as { totalResults: number }).totalResults;
  };

  test("is answered 503 with Retry-After, in reads and writes, until it is back", async () => {
    expect(await makeUser("before")).toMatchObject({ status: 201 });
    await postgres?.stopAtOnce();
    const organization = `/api/v1/organizations/${muster.orgId}`;
    const change = { method: "PATCH", body: JSON.stringify({ softDeleteDays: 20 }) };
    const answers = await Promise.all([
      makeUser("during"),
      send(scim("/Users")),
      send("/api/v1/applications", {}, muster.adminToken),
      send(organization, change, muster.adminToken),
    ]);
    for (const answer of answers) {
      expect(answer, answer.text).toMatchObject({
        status: 503,
        retryAfter: expect.stringMatching(/^[1-9]\d?$/),
      });
      expect(answer.ms).toBeLessThan(20_000);
    }
    expect((await send("/readyz")).status).toBe(503);
    expect((await send("/healthz")).status).toBe(200);
    const ran = await muster.run("status");
    expect([ran.exit, ran.stderr]).toEqual([1, expect.stringMatching(/database/i)]);
    await postgres?.startAgain();
    const start = Date.now();
    expect(await makeUser("after")).toMatchObject({ status: 201 });
    expect((await send("/readyz")).status).toBe(200);
    expect(Date.now() - start).toBeLessThan(5_000);
    expect(await Promise.all(["before", "during", "after"].map(hasUser))).toEqual([1, 0, 1]);
  });

  test("makes no write that was reported as not done, and loses none that was acknowledged", async () => {
    const outcomes = new Map<string, Answered>();
    let isOver = false;
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; !isOver && n < 2_000; n += 1) {
        const userName = `w${writer}-${n}`;
        outcomes.set(userName, await makeUser(userName));
      }
    });
    await pause(1_500);
    for (let round = 0; round < 2; round += 1) {
      await postgres?.stopAtOnce();
      // Longer than a request waits for the database.
      await pause(round === 0 ? 10_000 : 500);
      await postgres?.startAgain();
      await pause(1_500);
    }
    isOver = true;
    await Promise.all(writers);
    const statuses = new Set([...outcomes.values()].map(({ status }) => status));
    expect([...statuses].sort()).toEqual([201, 503]);
    const held = new Map<string, number>();
    for (let startIndex = 1; ; startIndex += 1_000) {
      const { text } = await send(scim(`/Users?attributes=userName&count=1000&startIndex=${startIndex}`));
      const { Resources = [] } = JSON.parse(text) as { Resources?: { userName: string }[] };
      for (const { userName } of Resources) held.set(userName, (held.get(userName) ?? 0) + 1);
      if (Resources.length < 1_000) break;
    }
    const wrong = [...outcomes].filter(([userName, { status, text }]) => {
      const count = held.get(userName) ?? 0;
      if (status === 201) return count !== 1;
      return NOT_DONE.test(text) ? count !== 0 : count > 1;
    });
    expect(wrong).toEqual([]);
    expect([...outcomes.values()].filter(({ status }) => status === 201).length).toBeGreaterThan(100);
    for (const { status, retryAfter } of outcomes.values())
      if (status === 503) expect(retryAfter).toBeTruthy();
  });
});

describe.skipIf(postgres === undefined)("a PostgreSQL that restarts inside an apply", () => {
  let muster: Installation;
  let target: LenientTarget;

  beforeEach(async () => {
    target = await startLenientTarget();
    const url = (await postgres?.createDatabase()) ?? "";
    muster = new Installation({ MUSTER_DATABASE_URL: url, MUSTER_LOG_LEVEL: "warn" });
    muster.targetToken = target.token;
    await muster.init();
    await muster.serve();
    const { people } = await makeCompany(PEOPLE, 1);
    await muster.json("import", "--org", muster.orgId, "--source", "hr", people);
    await muster.json(
      ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", target.url],
      ...["--token-env", "TARGET_TOKEN", "--name", "lenient"],
    );
    await muster.json("app", "assign", "lenient", "--all");
  });
  afterEach(async () => {
    await muster.remove();
    await target.stop();
  });

  test.each([
    { outage: "for a moment", awayMs: 0 },
    { outage: "for longer than a call waits", awayMs: 12_000 },
  ])("$outage leaves the process alive, and nothing is doubled or lost", async ({ awayMs }) => {
    target.delayMs = 20;
    const { pid } = muster;
    let restarted: Promise<void> | undefined;
    target.onChange = () => {
      if ((target.calls.get("POST /Users") ?? 0) < 25) return;
      target.onChange = () => {};
      restarted = (async () => {
        await postgres?.stopAtOnce();
        await pause(awayMs);
        await postgres?.startAgain();
      })();
    };
    const interrupted = await muster.run("sync", "lenient");
    await restarted;
    expect(muster.pid).toBe(pid);
    expect((await fetch(`${muster.url}/healthz`)).status).toBe(200);
    let synced = await muster.json("sync", "lenient");
    // The cycle that was interrupted may still be going on.
    for (let tries = 0; tries < 60 && !("closed" in synced); tries += 1) {
      await pause(500);
      synced = await muster.json("sync", "lenient");
    }
    expect([interrupted.stderr, synced]).toMatchObject([expect.any(String), { exit: 0, closed: true }]);
    const names = target.userNames();
    expect(names.length - new Set(names).size).toBe(0);
    expect(names.length).toBeGreaterThan(PEOPLE / 2);
    const last = await muster.json("sync", "lenient", "--initial");
    expect(last).toMatchObject({ exit: 0, counts: { evaluated: PEOPLE, created: 0, failed: 0 } });
    expect(target.userNames()).toEqual(names);
    const { stdout } = await muster.run("app", "show", "lenient", "--json");
    expect(stdout).toContain("lenient");
  });
});
