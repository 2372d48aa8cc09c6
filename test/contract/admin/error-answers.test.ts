import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RetentionJob } from "../../../src/app/retention/retention-job.ts";
import { type AppId, type CycleId, INSTANCE, type OrgId, trustId } from "../../../src/core/ids.ts";
import { NO_CYCLE_COUNTS } from "../../../src/core/provisioning/cycle-balance.ts";
import type { CycleRow } from "../../../src/ports/cycle-tables.ts";
import { type Browser, openAsOwner, openBrowser, PASSWORD } from "../sign-in/browser.ts";
import { overEveryStore } from "../store/stores.ts";
import { type AdminServer, type Answer, startAdminServer } from "./server.ts";

const SOME_ID = "0190a1b2-0000-7000-8000-000000000001";
const PRIVATE = "mira.lund";

await overEveryStore(({ newPlace }) => {
  let muster: AdminServer;
  let owner: Browser;
  let reader: Browser;
  const org = () => `/api/v1/organizations/${muster.org}`;
  const idOf = ({ headers }: Answer) => headers.get("x-tracking-id") ?? "";
  const listPath = (of: OrgId | typeof INSTANCE) =>
    of === INSTANCE ? "/api/v1/error-answers" : `/api/v1/organizations/${of}/error-answers`;

  async function join(name: string, role: string): Promise<Browser> {
    const path = `${org()}/people`;
    const { link } = (await muster.call("POST", path, { body: { name, role } })).body;
    const browser = openBrowser(muster.url);
    await browser.redeem({ link: link.split("#")[1], password: PASSWORD });
    return browser;
  }

  /** The answer with this tracking id, as a caller finds it; they are written down a moment after they were sent. */
  async function find(id: string, of: OrgId | typeof INSTANCE) {
    const read = async () => (await muster.call("GET", `${listPath(of)}?id=${id}`)).body.items;
    await expect.poll(read, { timeout: 10_000 }).toHaveLength(1);
    return (await read())[0];
  }

  async function insertCycle(): Promise<string> {
    const id = trustId<CycleId>(muster.deps.env.newId());
    const row: CycleRow = {
      ...{ org: muster.org, id, app: trustId<AppId>(SOME_ID), plan: null, kind: "initial", state: "closed" },
      ...{ started: 1, ended: 2, closed: 0, counts: NO_CYCLE_COUNTS, message: null, cancel_requested: null },
      ...{ steps_done: 0, steps_total: 0 },
    };
    await muster.deps.store.commit([{ op: "insert", table: "cycle", row }]);
    return id;
  }

  beforeAll(async () => {
    const place = await newPlace();
    muster = await startAdminServer(undefined, "url" in place ? { databaseUrl: place.url } : {});
    await openAsOwner(muster, "Root");
    owner = await join("Ada", "owner");
    reader = await join("Rosa", "reader");
  });
  afterAll(() => muster.close());

  test("a refused change is found by its tracking id, with caller, route, status and code", async () => {
    const refused = await owner.call("PATCH", `${org()}/users/${SOME_ID}?${PRIVATE}=1`, {
      attributes: { userName: PRIVATE },
    });
    expect(refused.status).toBe(404);
    const item = await find(idOf(refused), muster.org);
    expect(item).toMatchObject({
      ...{ trackingId: idOf(refused), orgId: muster.org, actorName: "Ada", address: null },
      ...{ method: "PATCH", route: "/api/v1/organizations/:org/users/:user", status: 404 },
      code: refused.body.code,
    });
    expect(item.actor).toMatch(/^person:/);
    expect(JSON.stringify(item)).not.toContain(PRIVATE);
    expect(JSON.stringify(item)).not.toContain(SOME_ID);
  });

  test("readers see those of their organization; other organizations and the instance's are closed to them", async () => {
    const forbidden = await reader.call("POST", `${org()}/users`, { attributes: { userName: "x" } });
    expect(forbidden.status).toBe(403);
    expect(await find(idOf(forbidden), muster.org)).toMatchObject({ actorName: "Rosa", status: 403 });
    const seen = await reader.call("GET", `${org()}/error-answers?status=403`);
    expect(seen.body.items).toHaveLength(1);
    const found = await reader.call("GET", `${org()}/search?text=${idOf(forbidden)}`);
    expect(found.body.items).toMatchObject([{ kind: "error-answer", id: idOf(forbidden), appId: null }]);
    const foreign = `/api/v1/organizations/${muster.otherOrg}/error-answers`;
    const ofOther = await muster.call("GET", `${foreign}?id=${idOf(forbidden)}`);
    expect(ofOther.body.items).toEqual([]);
    expect((await reader.call("GET", foreign)).status).toBe(404);
    expect((await reader.call("GET", "/api/v1/error-answers")).status).toBe(403);
  });

  test("a refused sign-in belongs to the instance, with the address, and only its administrator finds it", async () => {
    const refused = await openBrowser(muster.url).signIn(PRIVATE, "wrong");
    expect(refused.status).toBe(401);
    const item = await find(idOf(refused), INSTANCE);
    expect(item).toMatchObject({
      actor: "anonymous",
      address: "127.0.0.1",
      orgId: null,
      code: "sign-in.refused",
    });
    expect(JSON.stringify(item)).not.toContain(PRIVATE);
    const path = `${org()}/search?text=${idOf(refused)}`;
    expect((await owner.call("GET", path)).body.items).toEqual([]);
    expect((await muster.call("GET", path)).body.items).toMatchObject([{ kind: "instance-error-answer" }]);
    expect((await owner.call("GET", `${org()}/error-answers?id=${idOf(refused)}`)).body.items).toEqual([]);
  });

  test("an organization learns nothing of a request by a person who does not belong to it", async () => {
    const refused = await owner.call("GET", `/api/v1/organizations/${muster.otherOrg}/users`);
    expect(refused.status).toBe(404);
    expect(await find(idOf(refused), muster.org)).toMatchObject({ actorName: "Ada" });
  });

  test("a cycle that is named without its organization leads to that one, for a person of several", async () => {
    const both = await join("Bo", "helpdesk");
    const invitation = { name: "Bo", role: "helpdesk" };
    const path = `/api/v1/organizations/${muster.otherOrg}/people`;
    expect((await muster.call("POST", path, { body: invitation })).status).toBe(201);
    const cycle = await insertCycle();
    const forbidden = await both.call("POST", `/api/v1/cycles/${cycle}/cancel`);
    expect(await find(idOf(forbidden), muster.org)).toMatchObject({ status: 403, actorName: "Bo" });
    const lost = await both.call("GET", `/api/v1/cycles/${SOME_ID}`);
    expect(await find(idOf(lost), INSTANCE)).toMatchObject({ orgId: null, actorName: "Bo" });
  });

  test("the instance administrator finds the answers of every organization, and of requests that are not HTTP", async () => {
    const refused = await muster.call(
      "GET",
      `/api/v1/organizations/${muster.otherOrg}/users/${SOME_ID}/timeline`,
    );
    expect(await find(idOf(refused), INSTANCE)).toMatchObject({ orgId: muster.otherOrg });
    const socket = connect(Number(new URL(muster.url).port), "127.0.0.1");
    socket.end("NONSENSE\r\n\r\n");
    const id = /x-tracking-id: (\S+)/.exec(await text(socket))?.[1] ?? "";
    const item = await find(id, INSTANCE);
    expect(item).toMatchObject({ method: "none", route: "none", status: 400, code: "request.not-http" });
  });

  test("filters choose by code, actor and time", async () => {
    const { body } = await owner.call("GET", `${org()}/error-answers?limit=500`);
    const [first] = body.items;
    const by = async (query: string) =>
      (await owner.call("GET", `${org()}/error-answers?${query}`)).body.items;
    expect(await by(`actor=${first.actor}&code=${first.code}`)).toContainEqual(first);
    expect(await by("code=no-such-code")).toEqual([]);
    expect(await by("until=2001-01-01T00:00:00Z")).toEqual([]);
    expect(await by("since=2001-01-01T00:00:00Z")).toHaveLength(body.items.length);
    const page = (await owner.call("GET", `${org()}/error-answers?limit=1`)).body;
    expect(await by(`limit=500&after=${page.next}`)).toHaveLength(body.items.length - 1);
  });

  describe("many at once", () => {
    test("a flood of anonymous requests is kept in part, and leaves room for the answers to others", async () => {
      const before = await muster.deps.store.count("error_answer", { org: INSTANCE });
      const flood = async () => {
        for (let n = 0; n < 100; n += 1) await muster.call("GET", `${org()}/users`, { token: "wrong" });
      };
      await Promise.all([flood(), flood(), flood(), flood()]);
      const refused = await owner.call("GET", `${org()}/groups/${SOME_ID}/timeline`);
      await find(idOf(refused), muster.org);
      const after = await muster.deps.store.count("error_answer", { org: INSTANCE });
      // 60 at once to this address with this status, and a few more while the flood lasts.
      expect(after - before).toBeGreaterThan(0);
      expect(after - before).toBeLessThan(90);
      const metrics = await muster.call("GET", "/metrics");
      const notKept = /^muster_error_answers_not_kept_total (\d+)$/m.exec(metrics.body)?.[1];
      expect(Number(notKept)).toBeGreaterThan(300);
    });

    test("a caller that repeats one error does not hide the others of its own", async () => {
      for (let n = 0; n < 80; n += 1) await reader.call("POST", `${org()}/users`, {});
      const other = await reader.call("GET", `${org()}/users/${SOME_ID}/timeline`);
      expect(await find(idOf(other), muster.org)).toMatchObject({ status: 404 });
    });
  });

  test("retention removes the oldest, of the organization and of the instance", async () => {
    const job = new RetentionJob(muster.deps, { every: () => ({ stop: async () => undefined }) } as never);
    for (const path of [`${org()}/retention/errorAnswers`, "/api/v1/retention/errorAnswers"]) {
      expect((await muster.call("PATCH", path, { body: { number: 3 } })).status).toBe(200);
    }
    await job.run();
    expect(await muster.deps.store.count("error_answer", { org: muster.org })).toBe(3);
    expect(await muster.deps.store.count("error_answer", { org: INSTANCE })).toBe(3);
    await job.stop();
  });

  test("with a limit of none, nothing is written down", async () => {
    expect(
      (await muster.call("PATCH", `${org()}/retention/errorAnswers`, { body: { number: 0 } })).status,
    ).toBe(200);
    await owner.call("GET", `${org()}/groups/${SOME_ID}/timeline`);
    const job = new RetentionJob(muster.deps, { every: () => ({ stop: async () => undefined }) } as never);
    await job.run();
    // Answers are written in order: what follows is there, and this one is not.
    await find(idOf(await muster.call("GET", `/api/v1/plans/${SOME_ID}`)), INSTANCE);
    expect(await muster.deps.store.count("error_answer", { org: muster.org })).toBe(0);
  });
});
