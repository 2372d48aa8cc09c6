import { afterAll, beforeAll, expect, test } from "vitest";
import { RetentionJob } from "../../../src/app/retention/retention-job.ts";
import { type CycleId, type StepId, trustId } from "../../../src/core/ids.ts";
import { createFirstIdAt } from "../../../src/core/retention/record-ids.ts";
import type { JournalState } from "../../../src/ports/cycle-tables.ts";
import { type ScriptedTarget, startScriptedTarget } from "../../targets/scripted-target.ts";
import { createRunner } from "../cli/runner.ts";
import { type ProvisionedDirectory, provisionDirectory } from "../provisioning/provisioned-directory.ts";
import { type ScimServer, startScimServer, user } from "../scim/server.ts";

const DAY_MS = 86_400_000;
const NO_SCHEDULER = { every: () => ({ next: () => null, stop: () => {} }) };

/** How long records are kept: what is set, over the API and the command line, and what is never removed. */

let scim: ScimServer;
let target: ScriptedTarget;
let directory: ProvisionedDirectory;
let job: RetentionJob;
let aheadMs = 0;
beforeAll(async () => {
  [scim, target] = await Promise.all([startScimServer(), startScriptedTarget(() => undefined)]);
  directory = await provisionDirectory(scim, target);
  const { env } = scim.deps;
  const now = () => env.now() + aheadMs;
  job = new RetentionJob({ ...scim.deps, env: { ...env, now } }, NO_SCHEDULER);
});
afterAll(async () => {
  await job.stop();
  await scim.close();
  await target.stop();
});

const at = (path = "") => `/api/v1/organizations/${directory.org}/retention${path}`;
type Item = { readonly kind: string; readonly days: number | null; readonly number: number | null };
const ofKind = (body: { readonly items: readonly (Item & { readonly origin: string })[] }, kind: string) => {
  const { days, number, origin } = body.items.find((each) => each.kind === kind)!;
  return [days, number, origin];
};

test("limits are set for the installation and for an organization, and a wrong one changes nothing", async () => {
  const { admin } = directory;
  expect(ofKind((await admin("GET", at())).body, "log")).toEqual([90, null, "default"]);
  const shared = await admin("PATCH", "/api/v1/retention/log", { days: 60 });
  expect(ofKind(shared.body, "log")).toEqual([60, null, "instance"]);
  expect(ofKind((await admin("GET", at())).body, "log")).toEqual([60, null, "instance"]);
  const own = await admin("PATCH", at("/log"), { number: 500 });
  expect(ofKind(own.body, "log")).toEqual([60, 500, "organization"]);
  const short = await admin("PATCH", at("/log"), { days: 30 });
  expect([short.status, short.body.code, short.body.params]).toEqual([
    400,
    "retention.out-of-bounds",
    { kind: "log", place: "days", min: 31, max: 3_650 },
  ]);
  const number = await admin("PATCH", at("/events"), { number: 10 });
  expect([number.status, number.body.code]).toEqual([400, "retention.no-number"]);
  expect((await admin("PATCH", at("/log"), {})).status).toBe(400);
  expect((await admin("PATCH", at("/moods"), { days: 40 })).body.params.place).toBe("params.kind");
  expect(ofKind((await admin("GET", at())).body, "log")).toEqual([60, 500, "organization"]);
  const [entry] = (await admin("GET", `/api/v1/organizations/${directory.org}/audit?activity=set-retention`))
    .body.items;
  expect(entry.detail).toEqual({
    ...{ kind: "log", before: { days: 60, number: null }, after: { days: 60, number: 500 } },
  });
  await admin("DELETE", "/api/v1/retention/log");
  const token = await scim.token(directory.org, "generic", "cli", "organization-admin");
  const { run, json } = createRunner(() => ({
    ...{ MUSTER_URL: scim.url, MUSTER_TOKEN: token, MUSTER_ORG: directory.org },
  }));
  expect(ofKind(await json("retention", "reset", "log"), "log")).toEqual([90, null, "default"]);
  expect(ofKind(await json("retention", "set", "plans", "--days", "off", "--number", "7"), "plans")).toEqual([
    ...[null, 7, "organization"],
  ]);
  expect((await run("retention", "list")).stdout).toMatch(/plans +– +7 +organization/);
  expect((await run("retention", "set", "plans", "--number", "0")).exit).toBe(1);
  expect((await run("retention", "set", "plans")).exit).toBe(2);
  expect((await run("retention", "list", "--instance")).exit).toBe(4);
  await json("retention", "reset", "plans");
});

test("open steps, running cycles, the newest cycle and plan, and unread events stay, whatever their age", async () => {
  const { org, app, client } = directory;
  const { store } = scim.deps;
  await client.make("/Users", user("ada"));
  await directory.sync();
  await client.make("/Users", user("bo"));
  await directory.sync();
  const [known] = await store.page("journal", { where: { org, app }, limit: 1 });
  const [cycle] = await store.page("cycle", { where: { org, app }, limit: 1 });
  const old = (n: number) => createFirstIdAt(Date.now() - 200 * DAY_MS + n);
  const states: readonly JournalState[] = ["intended", "unknown", "done", "failed", "resolved"];
  await store.commit([
    ...states.map(
      (state, n) =>
        ({ op: "insert", table: "journal", row: { ...known!, id: trustId<StepId>(old(n)), state } }) as const,
    ),
    {
      op: "insert",
      table: "cycle",
      row: { ...cycle!, id: trustId<CycleId>(old(0)), state: "running", ended: null },
    },
    { op: "insert", table: "cycle", row: { ...cycle!, id: trustId<CycleId>(old(1)) } },
  ]);
  const countOf = (table: "journal" | "cycle" | "plan" | "provisioning_log" | "exchange") =>
    store.count(table, { org, app });
  await job.run();
  expect([await countOf("journal"), await countOf("cycle")]).toEqual([4, 3]);
  expect((await store.page("journal", { where: { org, app }, limit: 2 })).map(({ state }) => state)).toEqual([
    ...["intended", "unknown"],
  ]);

  // A client that read the first event alone, and one that read all of them.
  const events = async (query: string) =>
    directory.admin("GET", `/api/v1/events?organization=${org}&${query}`);
  const first = await events("limit=1");
  const all = await events("limit=100");
  await client.make("/Users", user("chi"));
  aheadMs = 200 * DAY_MS;
  await job.run();
  expect([await countOf("journal"), await countOf("cycle"), await countOf("plan")]).toEqual([2, 2, 1]);
  expect([await countOf("provisioning_log"), await countOf("exchange")]).toEqual([0, 0]);
  const feed = await store.feed(org, store.feedStart, await store.feedHead(org), 100);
  // The newest old one, and the one that no cycle has read.
  expect(feed.entries).toHaveLength(2);
  const expired = await events(`after=${first.body.cursor}`);
  expect([expired.status, expired.body.code]).toEqual([400, "events.cursor-expired"]);
  const next = await events(`after=${all.body.cursor}`);
  expect(next.body.events).toHaveLength(1);
  // The user that was not looked at before is not lost to the application.
  expect((await directory.sync()).counts).toMatchObject({ created: 1 });
});

test("a number limits what is older than the work of Muster needs", async () => {
  const { org, app, client, admin } = directory;
  const { store } = scim.deps;
  await admin("PATCH", at("/log"), { number: 2 });
  for (const name of ["dan", "eve", "flo"]) await client.make("/Users", user(name));
  await directory.sync();
  const count = () => store.count("provisioning_log", { org, app });
  aheadMs = 0;
  await job.run();
  expect(await count()).toBe(4);
  aheadMs = 40 * DAY_MS;
  await job.run();
  expect(await count()).toBe(2);
});
