import { afterAll, beforeAll, expect, test } from "vitest";
import type { CycleId, ObjectId } from "../../../src/core/ids.ts";
import type { ProvisioningLogRow } from "../../../src/ports/cycle-tables.ts";
import { startScimmyTarget } from "../../targets/scimmy-target.ts";
import { createRunner } from "../cli/runner.ts";
import { type ProvisionedDirectory, provisionDirectory } from "../provisioning/provisioned-directory.ts";
import { type ScimServer, startScimServer, USER_URN } from "../scim/server.ts";

/** The provisioning log and the recorded exchanges, over the admin API and the command line. */

const DAY_MS = 86_400_000;
/** A name in which a spreadsheet would find a formula. */
const FORMULA = "=cmd|calc";
let scim: ScimServer;
let target: Awaited<ReturnType<typeof startScimmyTarget>>;
let directory: ProvisionedDirectory;
let token: string;
let ada: string;
beforeAll(async () => {
  [scim, target] = await Promise.all([startScimServer(), startScimmyTarget()]);
  directory = await provisionDirectory(scim, target);
  const { client } = directory;
  const make = (userName: string, displayName: string) =>
    client.make("/Users", { schemas: [USER_URN], userName, displayName });
  ada = (await make("ada@contoso.test", "Ada Nwosu")).id;
  await make("ben@contoso.test", "Ben Élie");
  await directory.sync();
  await client.patch(`/Users/${ada}`, [{ op: "replace", path: "displayName", value: "Ada Lovelace" }]);
  await directory.sync();
  token = await scim.token(directory.org, "generic", "cli", "organization-admin");
});
afterAll(async () => {
  await scim.close();
  await target.stop();
});

const at = (path: string) => `/api/v1/organizations/${directory.org}/applications/${directory.app}${path}`;
const get = async (path: string) => (await directory.admin("GET", at(path))).body;
const short = ({ action, name }: { action: string; name: string }) => `${action} ${name.split("@")[0]}`;
const find = async (query: string): Promise<readonly string[]> =>
  (await get(`/log?${query}`)).items.map(short);

test("a text finds entries by name, account, value and action, in any letter case", async () => {
  expect((await find("limit=10")).toSorted()).toEqual(["create ada", "create ben", "update ada"]);
  expect(await find("search=ADA%40")).toEqual(["update ada", "create ada"]);
  expect(await find("search=lovelace")).toEqual(["update ada"]);
  expect(await find(`search=${encodeURIComponent("ÉLIE")}`)).toEqual(["create ben"]);
  expect(await find(`search=${await directory.accountId("ben@contoso.test")}`)).toEqual(["create ben"]);
  expect(await find("search=update&status=success")).toEqual(["update ada"]);
  expect(await find("search=ada&status=failure")).toEqual([]);
  expect(await find("search=nothing%20like%20it")).toEqual([]);
  const first = await get("/log?search=ada&limit=1");
  const second = await get(`/log?search=ada&limit=1&after=${first.next}`);
  expect([first, second].flatMap(({ items }) => items.map(short))).toEqual(["update ada", "create ada"]);
  expect(second.next).toBeNull();
});

test("a part of the log is chosen by time, to the millisecond", async () => {
  const { items } = await get("/log");
  const [{ at: newest }, { at: middle }] = items;
  const oldest = items.at(-1).at;
  expect(await find(`since=${newest}`)).toEqual(["update ada"]);
  expect(await find(`since=${oldest}&until=${newest}`)).toHaveLength(3);
  expect(await find(`until=${middle}`)).not.toContain("update ada");
  const later = new Date(Date.parse(newest) + 1).toISOString();
  expect(await find(`since=${later}`)).toEqual([]);
  const before = new Date(Date.parse(oldest) - DAY_MS).toISOString();
  expect(await find(`until=${before}`)).toEqual([]);
  const wrong = await directory.admin("GET", at("/log?since=yesterday"));
  expect([wrong.status, wrong.body.params.place]).toEqual([400, "query.since"]);
});

test("the log is downloaded as JSON with every entry, and as CSV that no spreadsheet runs", async () => {
  await addEntries(900);
  const download = (query: string) =>
    fetch(`${scim.url}${at(`/log/export?${query}`)}`, {
      headers: { authorization: `Bearer ${token}`, "accept-language": "fr" },
    });
  const json = await download("format=json");
  expect(json.headers.get("content-type")).toBe("application/json; charset=utf-8");
  expect(json.headers.get("content-disposition")).toBe('attachment; filename="provisioning-log.json"');
  const entries = (await json.json()) as readonly { id: string; reasons: readonly object[] }[];
  expect(entries).toHaveLength(903);
  expect(new Set(entries.map(({ id }) => id)).size).toBe(903);
  expect(await (await download("format=json&search=nothing%20like%20it")).json()).toEqual([]);
  const csv = await download("format=csv&search=ada");
  expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  const lines = (await csv.text()).split("\r\n");
  expect(lines[0]).toBe(
    "at,status,action,type,name,objectId,accountId,reasons,changes,fault,cycleId,stepId,id,endedAt,referenceCode",
  );
  expect(lines[1]).toContain(`,success,update,user,ada@contoso.test,${ada},`);
  expect(lines[1]).toContain('"displayName: ""Ada Nwosu"" → ""Ada Lovelace"""');
  const formula = await (await download("search=%3Dcmd&language=en")).text();
  expect(formula.split("\r\n")[1]).toContain(`,user,'${FORMULA},`);
  const missing = await directory.admin("GET", at("/log/export").replace(directory.app, directory.org));
  expect([missing.status, missing.body.code]).toEqual([404, "app.not-found"]);
});

test("an entry leads to the exchanges of its step, and those to the object and the cycle", async () => {
  const [entry] = (await get("/log?search=lovelace")).items;
  expect(entry.stepId).toMatch(/^[0-9a-f-]{36}$/);
  const { items } = await get(`/exchanges?step=${entry.stepId}`);
  expect(items.map(({ method }: { method: string }) => method)).toEqual(["PATCH"]);
  const step = { stepId: entry.stepId, cycleId: entry.cycleId, objectId: ada, type: "user" };
  expect(items[0]).toMatchObject({
    appId: directory.app,
    step: { ...step, name: "ada@contoso.test", operation: "update" },
  });
  const ofAda = (await get(`/exchanges?object=${ada}`)).items;
  expect(ofAda.map(({ method }: { method: string }) => method)).toEqual(["PATCH", "POST"]);
  const ofCycle = (await get(`/exchanges?cycle=${entry.cycleId}&status=200&failed=false`)).items;
  expect(ofCycle.map(({ id }: { id: string }) => id)).toContain(items[0].id);
  expect((await get("/exchanges?status=599")).items).toEqual([]);
  const without = (await get("/exchanges?content=false&limit=1")).items;
  expect(without).toMatchObject([{ request: null, response: null, withheld: false }]);
  const one = await directory.admin("GET", `/api/v1/exchanges/${items[0].id}`);
  expect([one.status, one.body]).toEqual([200, items[0]]);
  const none = await directory.admin("GET", `/api/v1/exchanges/${directory.org}`);
  expect([none.status, none.body.code]).toEqual([404, "exchange.not-found"]);
});

test("the command line searches, exports and shows one exchange", async () => {
  const { run, json } = createRunner(() => ({
    MUSTER_URL: scim.url,
    MUSTER_TOKEN: token,
    MUSTER_ORG: directory.org,
  }));
  const found = await json("log", "Target", "--search", "lovelace", "--since", "2000-01-01");
  expect(found.items.map(short)).toEqual(["update ada"]);
  expect((await json("log", "Target", "--until", "2000-01-01")).items).toEqual([]);
  const lines = (await run("log", "Target", "--format", "jsonl")).stdout.split("\n");
  expect(lines).toHaveLength(904);
  expect(lines.slice(0, -1).map((line) => JSON.parse(line).name)).toContain("ada@contoso.test");
  const csv = await run("log", "Target", "--search", "lovelace", "--export", "csv");
  expect(csv.exit).toBe(0);
  expect(csv.stdout.split("\r\n")).toHaveLength(3);
  const { items } = await json("log", "Target", "--exchanges", "--object", ada);
  expect(items).toHaveLength(2);
  const shown = await run("exchange", items[0].id);
  expect(shown.exit).toBe(0);
  expect(shown.stdout).toContain("step update of ada@contoso.test in cycle");
  expect(shown.stdout).toContain("authorization: Bearer fp:");
  expect(shown.stdout).toContain("Ada Lovelace");
  expect(await run("exchange", directory.org)).toMatchObject({ exit: 1 });
  const time = await run("log", "Target", "--since", "2026-13-01");
  expect([time.exit, time.stderr.includes("--since")]).toEqual([2, true]);
  expect((await run("log", "Target", "--exchanges", "--search", "x")).exit).toBe(2);
});

test("an entry shows its steps and its calls, and the log is searched by step, code and action", async () => {
  const { store, env } = scim.deps;
  const { org, app } = directory;
  const [known] = await store.page("provisioning_log", {
    where: { org, app, object: ada as ObjectId },
    limit: 1,
  });
  const row: ProvisioningLogRow = {
    ...{
      ...known!,
      id: env.newId(),
      name: "eve@contoso.test",
      action: "update",
      status: "failure",
      at: env.now(),
    },
    fault: { kind: "conflict", code: "target.conflict", params: { status: 409 }, status: 409 },
  };
  await store.commit([{ op: "insert", table: "provisioning_log", row }]);
  const entry = await get(`/log/${row.id}`);
  expect(entry.steps.map(({ status }: { status: string }) => status)).toEqual([
    "success",
    "success",
    "success",
    "success",
    "skipped",
    "failure",
  ]);
  expect(entry.steps.at(-1).reasons).toEqual([{ code: "target.conflict", params: { status: 409 } }]);
  expect(entry).toMatchObject({
    referenceCode: "EntryConflict",
    exchanges: [{ method: "POST", status: 201 }],
  });
  expect(entry.exchanges[0]).not.toHaveProperty("request");
  for (const query of [
    "step=export",
    "code=entryconflict",
    "code=target.conflict",
    "code=EntryConflict&step=export",
  ])
    expect([query, await find(query)]).toEqual([query, ["update eve"]]);
  expect(await find("step=scoping")).toEqual([]);
  expect((await find("action=update&code=decide.update&status=success")).length).toBe(1);
  const other = await directory.admin("GET", at(`/log/${directory.org}`));
  expect([other.status, other.body.code]).toEqual([404, "log.entry-not-found"]);
  expect((await directory.admin("GET", at("/log?step=sending"))).body.params.place).toBe("query.step");

  const { run, json } = createRunner(() => ({
    ...{ MUSTER_URL: scim.url, MUSTER_TOKEN: token, MUSTER_ORG: directory.org },
  }));
  const shown = await run("log", "Target", "--entry", row.id);
  expect(shown.stdout).toMatch(/sending +failed/);
  expect(shown.stdout).toContain("Code in the log of Entra ID: EntryConflict");
  expect((await json("log", "Target", "--entry", row.id)).exchanges).toHaveLength(1);
  expect((await json("log", "Target", "--step", "export")).items.map(short)).toEqual(["update eve"]);
  const three = await run("log", "Target", "--export", "jsonl", "--limit", "3");
  expect(three.stdout.trim().split("\n")).toHaveLength(3);
  const rest = await run("log", "Target", "--export", "jsonl", "--after", row.id, "--limit", "1");
  expect(JSON.parse(rest.stdout).id).not.toBe(row.id);
  expect((await run("log", "Target", "--entry", row.id, "--failed")).exit).toBe(2);
  expect((await run("log", "Target", "--export", "jsonl", "--limit", "3", "--all")).exit).toBe(2);
  await store.commit([{ op: "delete", table: "provisioning_log", key: { org, id: row.id } }]);
});

/** Adds entries of users with a hostile name, as a long history has them. */
async function addEntries(count: number): Promise<void> {
  const { store, env } = scim.deps;
  const { org, app } = directory;
  // Not ada's: searches for her would find the copies, too.
  const known = (await store.page("provisioning_log", { where: { org, app }, limit: 9 })).find(
    ({ name }) => name === "ben@contoso.test",
  );
  const rows = Array.from({ length: count }, (): ProvisioningLogRow => {
    const row = { ...known!, id: env.newId(), cycle: env.newId() as CycleId, name: FORMULA, step: null };
    return { ...row, changes: [], fault: null, at: env.now() };
  });
  for (let from = 0; from < count; from += 300) {
    const part = rows.slice(from, from + 300);
    await store.commit(part.map((row) => ({ op: "insert", table: "provisioning_log", row }) as const));
  }
}
