import { afterAll, beforeAll, expect, test } from "vitest";
import { readAudit } from "../../../src/app/list-audit.ts";
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
  expect(await idsOf(`id=${second.id}`)).toEqual([second.id]);
  expect(await audit(`id=${second.id}&activity=delete`)).toEqual({ items: [], next: null });
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

test("the audit trail is downloaded whole, page by page, in a form that no spreadsheet runs", async () => {
  const { store, env } = muster.deps;
  const [known] = await store.page("audit", { where: { org: muster.otherOrg }, limit: 1 });
  const rows = Array.from({ length: 900 }, () => ({ ...known!, id: env.newId(), target: "=cmd|calc" }));
  await store.commit(rows.map((row) => ({ op: "insert", table: "audit", row }) as const));
  const taken: number[] = [];
  const counted: typeof store.page = async (table, page) => {
    taken.push(page.limit);
    return store.page(table, page);
  };
  const filter = { target: "=cmd|calc" };
  const pages = readAudit({ store: { ...store, page: counted } }, { org: muster.otherOrg, filter });
  expect([(await pages.next()).value.length, taken]).toEqual([400, [401]]);

  const other = `/api/v1/organizations/${muster.otherOrg}/audit/export`;
  const download = (path: string, init: RequestInit = {}) =>
    fetch(`${muster.url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${muster.tokens["instance-admin"]}` },
    });
  const lines = await download(`${other}?format=jsonl`);
  expect(lines.headers.get("content-type")).toBe("application/jsonl; charset=utf-8");
  expect(lines.headers.get("content-disposition")).toBe('attachment; filename="audit.jsonl"');
  const entries = (await lines.text())
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(entries.length).toBeGreaterThan(900);
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  const csv = (await (await download(`${other}?target=${encodeURIComponent("=cmd|calc")}`)).text()).split(
    "\r\n",
  );
  expect(csv).toHaveLength(902);
  expect(csv[0]).toBe("at,actorName,actor,service,category,activity,target,detail,id");
  expect(csv[1]).toContain(",'=cmd|calc,");
  const head = await download(other, { method: "HEAD" });
  expect([head.status, head.headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
  const ofInstance = await (await download("/api/v1/audit/export?format=jsonl&category=token")).text();
  for (const line of ofInstance.trimEnd().split("\n")) expect(JSON.parse(line).category).toBe("token");
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
