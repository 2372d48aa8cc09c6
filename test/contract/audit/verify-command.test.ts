import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AuditSealer } from "../../../src/app/audit-chain/audit-sealer.ts";
import { buildNodeWorld } from "../../../src/cli/node-world.ts";
import { buildProgram } from "../../../src/cli/program.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { carryOut, LOCAL } from "./trail.ts";

/** `muster audit verify` through the server, in the data directory beside it, and on an exported file. */

const folder = mkdtempSync(join(tmpdir(), "muster-verify-"));
let muster: AdminServer;
beforeAll(async () => {
  muster = await startAdminServer();
  await new AuditSealer(muster.deps, { every: () => ({ next: () => null, stop: () => {} }) }).run();
});
afterAll(async () => {
  await muster.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(...argv: readonly string[]) {
  let [stdout, stderr] = ["", ""];
  const env = {
    MUSTER_URL: muster.url,
    MUSTER_TOKEN: muster.tokens["instance-admin"],
    MUSTER_ORG: "contoso",
    MUSTER_LANG: "en",
  };
  const world = {
    ...buildNodeWorld("0.0.0", env),
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
  };
  return { exit: await buildProgram(world, LOCAL).run(["audit", ...argv]), stdout, stderr };
}
const json = async (...argv: readonly string[]) => JSON.parse((await run(...argv, "--json")).stdout);

async function exportTrail(name: string, ...filters: readonly string[]): Promise<string> {
  const file = join(folder, name);
  writeFileSync(file, (await run("--format", "jsonl", ...filters)).stdout);
  return file;
}

test("the server says whether a trail is intact, and knows a hash that was noted", async () => {
  const found = await json("verify");
  expect(found).toMatchObject({ intact: true, uncertified: 0, removed: 0, break: null });
  expect(found.records).toBeGreaterThan(1);
  expect(found.head).toMatchObject({ seal: 1, record: found.records });
  const chain = await muster.call("GET", `/api/v1/organizations/${muster.org}/audit/chain`);
  expect(chain.body).toEqual({ head: found.head, removed: 0 });
  expect((await run("verify", "--expect", found.head.hash)).exit).toBe(0);
  const other = await run("verify", "--expect", "0".repeat(64));
  expect([other.exit, other.stdout]).toEqual([1, expect.stringContaining("NOT intact: the hash that you")]);
  expect((await json("verify", "--instance")).head.hash).not.toBe(found.head.hash);
  const wrong = await run("verify", "--expect", "abc");
  expect([wrong.exit, wrong.stderr]).toEqual([2, expect.stringContaining("64 hexadecimal digits")]);
});

test("the data directory is verified beside the server, and nothing in it changes", async () => {
  const files = () => readdirSync(muster.directory).sort();
  const before = files();
  const found = await json("verify", "--data", muster.directory);
  expect(found).toMatchObject({ intact: true, signed: true });
  expect(found.trails.map(({ name }: { name: string | null }) => name)).toEqual(
    expect.arrayContaining(["Contoso", null]),
  );
  expect(files()).toEqual(before);
  const one = await run("verify", "--data", muster.directory, "--org", "contoso");
  expect(one.stdout).toMatch(/^Audit trail of Contoso\nIntact: the entries 1 to \d+ agree/);
  expect((await run("verify", "--data", muster.directory, "--org", "nothing")).exit).toBe(2);
  expect((await run("verify", "--data", folder)).exit).toBe(4);
  expect((await run("verify", "--data", muster.directory, "--expect", "0".repeat(64))).exit).toBe(2);
  expect((await run("verify", "--data", "x", "--file", "y")).exit).toBe(2);
});

test("an exported file is verified by itself", async () => {
  const file = await exportTrail("all.jsonl");
  const found = await json("verify", "--file", file);
  const { head, records } = await json("verify");
  expect(found).toMatchObject({ intact: true, records, head: { record: records, hash: head.hash } });
  expect((await run("verify", "--file", file, "--expect", head.hash)).exit).toBe(0);
  expect((await run("verify", "--file", file, "--expect", "0".repeat(64))).exit).toBe(1);

  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  const attempt = async (changed: readonly string[], ...options: readonly string[]) => {
    writeFileSync(join(folder, "changed.jsonl"), `${changed.join("\n")}\n`);
    return run("verify", "--file", join(folder, "changed.jsonl"), ...options);
  };
  const edited = await attempt(
    lines.map((line, n) => (n === 1 ? line.replace(/"target":"/, '"target":"x') : line)),
  );
  expect([edited.exit, edited.stdout]).toEqual([1, expect.stringContaining("Line 2 of the file: entry")]);
  const cut = lines.filter((_, n) => n !== 1);
  expect(await attempt(cut)).toMatchObject({ exit: 1, stdout: expect.stringContaining("was removed") });
  expect((await attempt(cut, "--partial")).exit).toBe(0);
  expect((await attempt([...lines, lines[0] ?? ""])).stdout).toContain("comes twice");
  expect((await attempt([...lines].reverse())).exit).toBe(0);
  expect(await attempt(["{}"])).toMatchObject({ exit: 2, stderr: expect.stringContaining("Line 1 of") });
  expect((await run("verify", "--file", join(folder, "none"))).exit).toBe(2);
  expect((await run("verify", "--partial")).exit).toBe(2);

  const first = readFileSync(await exportTrail("part.jsonl", "--limit", "2"), "utf8")
    .trimEnd()
    .split("\n");
  expect(first).toEqual(lines.slice(0, 2));
  const rest = await exportTrail("rest.jsonl", "--after", JSON.parse(first[1] ?? "").id, "--all");
  expect(readFileSync(rest, "utf8").trimEnd().split("\n")).toEqual(lines.slice(2));
  expect((await run("--format", "csv", "--limit", "2", "--all")).exit).toBe(2);
});

test("the trail is filtered by service", async () => {
  const services = new Set((await json("--all")).items.map(({ service }: { service: string }) => service));
  expect(services).toContain("admin");
  const { items } = await json("--service", "admin", "--category", "token");
  expect(items.length).toBeGreaterThan(0);
  expect((await json("--service", "Core Directory", "--category", "token")).items).toEqual([]);
});

test("a change of the database is named by the server and in place", async () => {
  const place = { directory: muster.directory };
  await carryOut(
    place,
    `update audit set target = 'x' where id = (select max(id) from audit where org = '${muster.org}' and category = 'token')`,
  );
  for (const where of [[], ["--data", muster.directory, "--org", "Contoso"]]) {
    const { exit, stdout } = await run("verify", ...where);
    expect([exit, stdout]).toEqual([1, expect.stringMatching(/NOT intact: entry \d+ \(.*\) was changed/)]);
  }
});
