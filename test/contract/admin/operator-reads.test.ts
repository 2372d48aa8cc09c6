import { afterAll, beforeAll, expect, test } from "vitest";
import { systemFacts } from "../../../src/contract/system.ts";
import { type AdminServer, startAdminServer } from "./server.ts";

/** What people look at who run an installation: the audit trail by time and actor, the use of tokens, the system. */

let muster: AdminServer;
beforeAll(async () => {
  muster = await startAdminServer();
});
afterAll(() => muster.close());

const inOrg = (path: string) => `/api/v1/organizations/${muster.org}${path}`;
const audit = async (query: string) => (await muster.call("GET", inOrg(`/audit?${query}`))).body;

test("the audit trail is cut to a time, an activity and an actor, and names the actor", async () => {
  for (const name of ["one", "two", "three"]) {
    expect((await muster.call("POST", inOrg("/tokens"), { body: { name } })).status).toBe(201);
  }
  const { items } = await audit("category=token&activity=create&limit=3");
  const [third, second, first] = items;
  expect(items.map(({ detail }: { detail: { name: string } }) => detail.name)).toEqual([
    "three",
    "two",
    "one",
  ]);
  expect(third.actorName).toBe("instance-admin of a test");
  const idsOf = async (query: string): Promise<string[]> =>
    (await audit(`category=token&activity=create&${query}`)).items.map(({ id }: { id: string }) => id);
  expect(await idsOf(`actor=${encodeURIComponent(third.actor)}&limit=3`)).toEqual(
    [third, second, first].map(({ id }) => id),
  );
  expect(await audit("activity=revoke")).toEqual({ items: [], next: null });
  const after = new Date(Date.parse(third.at) + 1).toISOString();
  const before = new Date(Date.parse(first.at) - 1).toISOString();
  expect(await audit(`since=${after}`)).toMatchObject({ items: [], next: null });
  expect(await idsOf(`until=${third.at}&since=${first.at}`)).toEqual(expect.arrayContaining([second.id]));
  expect(await idsOf(`until=${before}`)).not.toContain(first.id);
  const page = await audit(`category=token&activity=create&until=${third.at}&limit=1`);
  const next = await audit(`category=token&activity=create&until=${third.at}&limit=1&after=${page.next}`);
  expect(next.items[0].id < page.items[0].id).toBe(true);
  const wrong = await muster.call("GET", inOrg("/audit?since=yesterday"));
  expect(wrong).toMatchObject({ status: 400, body: { code: "request.invalid" } });
});

test("the list of tokens has the last use of each", async () => {
  const token = await muster.newToken(muster.org, "scim");
  const listed = async () =>
    (await muster.call("GET", inOrg("/tokens"))).body.items as { lastUse: unknown; kind: string }[];
  const before = (await listed()).filter(({ lastUse }) => lastUse !== null).length;
  await muster.call("GET", "/api/v1/events?after=now", { token, headers: { "user-agent": "curl/8" } });
  const used = (await listed()).filter(({ lastUse }) => lastUse !== null);
  expect(used).toHaveLength(before + 1);
  expect(used.at(-1)).toMatchObject({ lastUse: { at: expect.stringMatching(/Z$/), userAgent: "curl/8" } });
});

test("the system is shown to instance administrators alone", async () => {
  const { status, body } = await muster.call("GET", "/api/v1/system");
  expect([status, systemFacts.parse(body)]).toEqual([200, body]);
  expect(body).toMatchObject({
    ready: true,
    trouble: null,
    store: { kind: "sqlite", version: expect.stringMatching(/^3\./) },
    counts: { organizations: 2, runningCycles: 0, webhooksStopped: 0 },
  });
  expect(body.store.bytes).toBeGreaterThan(100_000);
  expect(Date.parse(body.startedAt)).toBeLessThanOrEqual(Date.parse(body.now));
  const token = muster.tokens["organization-admin"];
  expect((await muster.call("GET", "/api/v1/system", { token })).status).toBe(403);
});
