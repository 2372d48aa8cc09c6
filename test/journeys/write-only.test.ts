import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tracesIn } from "../targets/echoing-target.ts";
import { type ScriptedTarget, startScriptedTarget } from "../targets/scripted-target.ts";
import { makeCompany, rewriteLines } from "./company.ts";
import { Installation } from "./muster.ts";

/** Initial passwords: the target receives them, repeats them in every way, and nothing here keeps them. */

const PEOPLE = 12;
const PIN = "urn:example:User:pin";
/** Special characters included, which look different in JSON and in a URL. */
const PASSWORD = "RandomString(20, 3, 4, 3, 3)";

let muster: Installation;
let target: ScriptedTarget;
let printed = "";
let refusals = 0;

function readFolder(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString("latin1"))
    .join("\n");
}

/** Runs a command and keeps what it prints. */
async function show(...argv: readonly string[]): Promise<string> {
  const { stdout, stderr } = await muster.run(...argv);
  printed += `${stdout}${stderr}`;
  return stdout;
}

/** Runs a command that must succeed. */
async function must(...argv: readonly string[]): Promise<void> {
  expect([argv, (await muster.json(...argv)).exit]).toEqual([argv, 0]);
}

async function sync(...options: readonly string[]) {
  const { counts } = await muster.json("sync", "Target", ...options);
  printed += JSON.stringify(counts);
  return counts;
}

/** Every write-only value that was sent, refused ones too. */
function sentSecrets(): readonly string[] {
  const found = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [name, held] of Object.entries(value)) {
      if (typeof held === "string" && /(?:^|:)(?:password|pin)$/.test(name)) found.add(held);
      if (name === "value" && "path" in value && /(?:^|:)(?:password|pin)$/.test(String(value.path))) {
        found.add(String(held));
      }
      collect(held);
    }
  };
  for (const { body } of target.calls) collect(body);
  return [...found];
}

beforeAll(async () => {
  target = await startScriptedTarget(({ method, body }) => {
    const text = JSON.stringify(body);
    const isSecret = method !== "GET" && text.includes('"password"');
    // Every fourth account is refused for its password, with an error that repeats the whole body.
    refusals += isSecret ? 1 : 0;
    if (!isSecret || refusals % 4 !== 0) return undefined;
    const detail = `password: not accepted in ${text}`;
    return { status: 400, body: { status: "400", scimType: "invalidValue", detail } };
  });
  muster = new Installation({ MUSTER_LOG_LEVEL: "debug" });
  muster.targetToken = target.token;
  await muster.init();
  await muster.serve();
  const { people, groups } = await makeCompany(PEOPLE, 2);
  await must("import", "--org", muster.orgId, "--source", "hr", people, "--groups", groups);
  await must(
    ...["app", "create", "--org", muster.orgId, "--connector", "scim", "--url", target.url],
    ...["--token-env", "TARGET_TOKEN", "--name", "Target"],
  );
  await must("app", "assign", "Target", "--all");
  const options = ["--when", "creation", "--write-only", "on"];
  const set = ["mapping", "set", "Target"];
  await must(...set, "password", "--expression", PASSWORD, ...options);
  await must(...set, PIN, "--expression", 'Append("pin-", Guid())', ...options);
  await show("plan", "Target", "--details", "--all");
  await sync();
  await sync("--initial");
  const acting = rewriteLines(people, (lines) =>
    lines.map((line) => line.replace(/,Member,([^",]+),/, ",Member,$1 (acting),")),
  );
  await must("import", "--org", muster.orgId, "--source", "hr", acting, "--groups", groups);
  await sync();
}, 300_000);
afterAll(async () => {
  await muster.remove();
  await target.stop();
});

test("each account gets values of its own, also after a refusal, and later cycles send none", async () => {
  expect(target.resources.Users.size).toBe(PEOPLE);
  const held = [...target.resources.Users.values()];
  const pins = held.map((each) => JSON.stringify(each["urn:example:User"]));
  expect(new Set(pins).size).toBe(PEOPLE);
  expect(new Set(held.map((each) => each["password"])).size).toBeGreaterThan(PEOPLE / 2);
  for (const { password } of held) expect(password ?? "x".repeat(20)).toHaveLength(20);
  const before = sentSecrets().length;
  expect(before).toBeGreaterThan(PEOPLE);
  const counts = await sync("--initial");
  expect(counts).toMatchObject({ created: 0, updated: 0, failed: 0, pending: 0 });
  expect(sentSecrets()).toHaveLength(before);
});

test("a trial shows that the value is made when it is sent", async () => {
  const [person] = [...target.resources.Users.values()];
  const shown = await show("mapping", "test", "Target", "--user", String(person?.["userName"]));
  expect(shown).toMatch(/^password +\[made when sent\]/m);
  expect(await show("mapping", "show", "Target")).toMatch(/^ *password .*only at creation, write-only$/m);
  expect(await show("plan", "list", "Target")).not.toBe("");
});

test("neither outputs, nor records, nor the log at debug, nor the database hold a value in any form", async () => {
  const [person] = [...target.resources.Users.values()];
  for (const argv of [
    ["why", String(person?.["userName"]), "--app", "Target"],
    ["log", "Target", "--limit", "1000", "--json"],
    ["log", "Target", "--failed", "--json"],
    ["log", "Target", "--exchanges", "--limit", "1000", "--json"],
    ["hold", "list", "Target", "--json"],
    ["audit", "--org", muster.orgId, "--json"],
  ]) {
    await show(...argv);
  }
  const headers = { authorization: `Bearer ${muster.adminToken}` };
  const { appId } = await muster.json("app", "show", "Target");
  const path = `/api/v1/organizations/${muster.orgId}/applications/${appId}/exchanges?limit=500`;
  printed += await (await fetch(`${muster.url}${path}`, { headers })).text();
  expect(printed).toContain("[redacted]");
  await muster.stop();
  const stored = readFolder(muster.directory);
  expect(printed.length).toBeGreaterThan(20_000);
  expect(stored.length).toBeGreaterThan(100_000);
  for (const secret of sentSecrets()) {
    for (const text of [printed, muster.log, stored]) expect(tracesIn(text, secret)).toEqual([]);
  }
});
