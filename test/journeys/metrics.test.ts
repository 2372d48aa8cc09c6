import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  type ScriptedRefusal,
  type ScriptedTarget,
  startScriptedTarget,
} from "../targets/scripted-target.ts";
import { makeCompany } from "./company.ts";
import { openDatabase } from "./log-reader.ts";
import { Installation } from "./muster.ts";

/** What a scrape of a real server shows of applications and tokens. */

const DAY_MS = 86_400_000;
/** Applications that have labels of their own (docs/operating.md). */
const MEASURED = 200;

const muster = new Installation({ MUSTER_TEST_CONTROL: "ipc" });
let target: ScriptedTarget;
/** How the target answers a call of this method; others are carried out. */
let refusals: Readonly<Record<string, ScriptedRefusal>> = {};
let scrapeToken: string;

async function scrape(): Promise<string> {
  const answer = await fetch(`${muster.url}/metrics`, {
    headers: { authorization: `Bearer ${scrapeToken}` },
  });
  expect(answer.status).toBe(200);
  return answer.text();
}

/** The value of the one series of this name whose labels contain these. */
function readValue(text: string, name: string, ...labels: readonly string[]): number {
  const lines = text.split("\n").filter((line) => line.startsWith(`${name}{`));
  const found = lines.filter((line) => labels.every((label) => line.includes(label)));
  if (found.length !== 1)
    throw new Error(`${found.length} series ${name} with ${labels}: ${lines.join("\n")}`);
  return Number(found[0]?.split(" ").at(-1));
}

const TARGET = 'name="Target"';
const objects = (text: string, state: string) =>
  readValue(text, "muster_application_objects", TARGET, `state="${state}"`);

beforeAll(async () => {
  target = await startScriptedTarget(({ method }) => refusals[method] ?? refusals["every"]);
  muster.targetToken = "tgt-5Lw8cYv3QnZx1M";
  await muster.init();
  await muster.serve();
  const made = await muster.json(
    ...["token", "create", "--instance", "--metrics", "--name", "prometheus", "--days", "2"],
  );
  scrapeToken = String(made["token"]);
  const { people } = await makeCompany(12, 1);
  await muster.json("import", "--org", muster.orgId, "--source", "hr", people);
  await muster.json(
    ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", target.url],
    ...["--token-env", "TARGET_TOKEN", "--name", "Target"],
  );
  await muster.json("app", "assign", "Target", "--all");
});
beforeEach(() => {
  refusals = {};
});
afterAll(async () => {
  await muster.remove();
  await target.stop();
});

test("a quarantine while it lasts", async () => {
  const quarantined = async () => readValue(await scrape(), "muster_application_quarantined", TARGET);
  expect(await quarantined()).toBe(0);
  refusals = { every: { status: 401 } };
  await muster.run("sync", "Target");
  expect(await quarantined()).toBe(1);
  refusals = {};
  await muster.run("app", "test", "Target");
  expect(await quarantined()).toBe(0);
});

test("parked, linked and held objects, and the last success", async () => {
  const before = await scrape();
  expect(before).not.toMatch(/^muster_application_last_success_timestamp_seconds{/m);
  refusals = { POST: { status: 400, scimType: "invalidValue" } };
  // The same refusal three times parks an object.
  for (let time = 0; time < 3; time += 1) await muster.run("sync", "Target", "--initial");
  const refused = await scrape();
  const parked = objects(refused, "parked");
  expect(parked).toBeGreaterThan(5);
  expect([objects(refused, "linked"), objects(refused, "held")]).toEqual([0, 0]);
  expect(readValue(refused, "muster_application_calls_total", TARGET, 'outcome="refused"')).toBeGreaterThan(
    5,
  );

  refusals = {};
  await muster.run("sync", "Target", "--initial");
  const synced = await scrape();
  expect([objects(synced, "linked"), objects(synced, "parked")]).toEqual([parked, 0]);
  const success = readValue(synced, "muster_application_last_success_timestamp_seconds", TARGET);
  expect(Math.abs(success - Date.now() / 1_000)).toBeLessThan(60);

  await muster.json("app", "unassign", "Target", "--all");
  await muster.run("sync", "Target");
  const held = await scrape();
  expect([objects(held, "held"), objects(held, "linked"), objects(held, "parked")]).toEqual([
    parked,
    parked,
    0,
  ]);
});

test("the time that a token has left, also once it has expired", async () => {
  const left = async () => readValue(await scrape(), "muster_token_expires_in_seconds", 'name="soon"');
  await muster.json("token", "create", "--org", muster.orgId, "--name", "soon", "--days", "1");
  expect(await left()).toBeGreaterThan(86_000);
  await muster.advanceClock(1.5 * DAY_MS);
  expect(await left()).toBeLessThan(-43_000);
  expect(await left()).toBeGreaterThan(-43_600);
});

test("applications beyond the bound are counted together", async () => {
  const database = await openDatabase(muster);
  database.exec("begin immediate; create temp table filler as select * from application");
  for (let n = 0; n < MEASURED; n += 1) {
    const id = `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
    database.exec(`update filler set id = '${id}', name = 'Filler ${n}', name_key = 'filler ${n}'`);
    database.exec("insert into application select * from filler");
  }
  database.exec("commit");
  database.close();
  expect(await muster.json("sync", "Target", "--initial")).toMatchObject({ closed: true });
  const text = await scrape();
  expect(text).toMatch(new RegExp(`^muster_applications ${MEASURED + 1}$`, "m"));
  expect(text).not.toContain(TARGET);
  const quarantined = text.split("\n").filter((line) => line.startsWith("muster_application_quarantined{"));
  expect(quarantined).toHaveLength(MEASURED);
  const others = ['organization="other"', 'application="other"', 'name="other"'];
  expect(readValue(text, "muster_application_cycles_total", ...others, 'outcome="closed"')).toBeGreaterThan(
    1,
  );
  expect(readValue(text, "muster_application_calls_total", ...others, 'outcome="ok"')).toBeGreaterThan(1);
});
