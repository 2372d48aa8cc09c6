import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Installation, type Ran } from "./muster.ts";

/** The command line as a process: pipes, files, the login and the environment. */

const PROGRAM = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const muster = new Installation();
let folder = "";
beforeAll(async () => {
  await muster.init();
  await muster.serve();
  folder = join(muster.directory, "home");
  mkdirSync(folder);
  const people = join(folder, "people.csv");
  writeFileSync(
    people,
    "objectId,userPrincipalName,displayName\nu-1,ana@contoso.test,Ana\nu-2,ben@contoso.test,Ben\n",
  );
  const imported = await muster.run("import", people, "--org", muster.orgId, "--source", "hr");
  if (imported.exit !== 0) throw new Error(imported.stderr);
}, 120_000);
afterAll(() => muster.remove());

/** Runs the program with this input and environment. Nothing of this machine's own login is seen. */
async function run(
  argv: readonly string[],
  { input = "", env = {} }: { readonly input?: string; readonly env?: Record<string, string> } = {},
): Promise<Ran> {
  const child = spawn(process.execPath, [PROGRAM, ...argv], {
    env: { PATH: process.env["PATH"], HOME: folder, MUSTER_LANG: "en", ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => (stdout += String(chunk)));
  child.stderr.on("data", (chunk) => (stderr += String(chunk)));
  child.stdin.end(input);
  const [exit] = await once(child, "close");
  return { exit, stdout, stderr };
}

/** Runs the program and closes its output before it can write anything. */
async function runUnread(...argv: readonly string[]) {
  const child = spawn(process.execPath, [PROGRAM, ...argv], {
    env: { ...process.env, HOME: folder, MUSTER_URL: muster.url, MUSTER_TOKEN: muster.adminToken },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (chunk) => (stderr += String(chunk)));
  child.stdout.destroy();
  const [exit] = await once(child, "close");
  return { exit, stderr };
}

test.each([[["--help"]], [["org", "list"]], [["org", "list", "--json"]], [["events", "--follow"]]])(
  "a reader that has gone ends the command without a word: %j",
  async (argv) => {
    const org = argv[0] === "events" ? ["--org", muster.orgId] : [];
    expect(await runUnread(...argv, ...org)).toEqual({ exit: 0, stderr: "" });
  },
  60_000,
);

test.runIf(existsSync("/dev/full"))("output to a full disk is told in words", async () => {
  const child = spawn(process.execPath, [PROGRAM, "org", "list"], {
    env: { ...process.env, HOME: folder, MUSTER_URL: muster.url, MUSTER_TOKEN: muster.adminToken },
    stdio: ["ignore", openSync("/dev/full", "w"), "pipe"],
  });
  let stderr = "";
  child.stderr?.on("data", (chunk) => (stderr += String(chunk)));
  const [exit] = await once(child, "close");
  expect([exit, stderr]).toEqual([1, expect.stringContaining("(the disk is full)")]);
  expect(stderr).not.toMatch(/ENOSPC|\n\s+at /);
});

test("wrong usage is told in words, and never in the system's codes or a validator's", async () => {
  const env = { MUSTER_URL: muster.url, MUSTER_TOKEN: muster.adminToken };
  const cases: readonly (readonly [readonly string[], string])[] = [
    [["import", folder, "--source", "hr"], "it is a folder, not a file"],
    [["import", join(folder, "none.csv"), "--source", "hr"], "there is no such file"],
    [
      ["app", "create", "--name", "T", "--connector", "scim", "--url", "target", "--token-env", "T"],
      "--url takes",
    ],
    [["org", "create", ""], "name must have at least 1 character"],
    [["user", "deleted", "--org", "Nowhere"], 'No organization "Nowhere"'],
  ];
  for (const [argv, words] of cases) {
    const { exit, stderr } = await run(argv, { env });
    expect([argv[0], exit, stderr]).toEqual([argv[0], 2, expect.stringContaining(words)]);
    expect(stderr).not.toMatch(/\bE[A-Z]{4,}\b|expected string|ZodError|\n\s+at /);
  }
  const stopped = await run(["status"], { env: { ...env, MUSTER_URL: "http://127.0.0.1:1024" } });
  expect([stopped.exit, stopped.stderr]).toEqual([
    1,
    expect.stringMatching(/nothing listens there.*muster serve/),
  ]);
  const noUrl = await run(["status"], { env: { ...env, MUSTER_URL: "here" } });
  expect([noUrl.exit, noUrl.stderr]).toEqual([
    2,
    expect.stringContaining('"here" is not the address of a server'),
  ]);
}, 60_000);

test("a login keeps address, token and organization for this user alone", async () => {
  const file = join(folder, ".config", "muster", "login.json");
  expect((await run(["org", "list"])).stderr).toContain("muster login");
  expect(await run(["login", "--url", muster.url], { input: "" })).toMatchObject({ exit: 2 });
  const refused = await run(["login", "--url", muster.url], { input: "muster_wrong\n" });
  expect(refused.exit).toBe(4);
  const login = await run(["login", "--url", muster.url, "--org", "contoso"], {
    input: `${muster.adminToken}\n`,
  });
  expect(login).toMatchObject({ exit: 0, stderr: "" });
  expect(login.stdout + login.stderr).not.toContain(muster.adminToken);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
    url: muster.url,
    token: muster.adminToken,
    organization: muster.orgId,
  });
  expect((await run(["org", "list"])).stdout).toContain("Contoso");
  const who = JSON.parse((await run(["whoami", "--json"])).stdout);
  expect(who).toMatchObject({
    url: { from: "file" },
    token: { from: "file" },
    organization: { from: "file" },
  });
  expect(JSON.stringify(who)).not.toContain(muster.adminToken);
  const beside = await run(["whoami", "--json"], { env: { MUSTER_ORG: "Contoso" } });
  expect(JSON.parse(beside.stdout).organization).toEqual({
    value: "Contoso",
    orgId: muster.orgId,
    from: "environment",
  });
  expect((await run(["whoami"])).stdout).toContain(`from ${file}`);
  // The token of one server is not sent to another.
  const other = await run(["org", "list"], { env: { MUSTER_URL: "http://127.0.0.1:1" } });
  expect([other.exit, other.stderr]).toEqual([2, expect.stringContaining("no token for http://127.0.0.1:1")]);
  writeFileSync(file, "{");
  const damaged = await run(["org", "list"]);
  expect([damaged.exit, damaged.stderr]).toEqual([2, expect.stringContaining("cannot be understood")]);
  expect((await run(["logout"])).exit).toBe(0);
  expect((await run(["org", "list"])).exit).toBe(2);
}, 60_000);

test("the organization is the only one, or one of several by name", async () => {
  const env = { MUSTER_URL: muster.url, MUSTER_TOKEN: muster.adminToken };
  expect((await run(["user", "deleted"], { env })).exit).toBe(0);
  expect((await run(["org", "create", "Fabrikam"], { env })).exit).toBe(0);
  const unclear = await run(["user", "deleted"], { env });
  expect([unclear.exit, unclear.stderr]).toEqual([2, expect.stringContaining('"Contoso", "Fabrikam"')]);
  for (const org of ["fabrikam", "CONTOSO", muster.orgId]) {
    expect((await run(["user", "deleted", "--org", org], { env })).exit).toBe(0);
    expect((await run(["user", "deleted"], { env: { ...env, MUSTER_ORG: org } })).exit).toBe(0);
  }
  const wins = await run(["user", "deleted", "--org", "Contoso"], { env: { ...env, MUSTER_ORG: "Nowhere" } });
  expect(wins.exit).toBe(0);
}, 60_000);

test("the help loads no part of a server, no client and no validator", async () => {
  for (const argv of [["--help"], ["--version"]]) {
    const child = spawn(process.execPath, [PROGRAM, ...argv], {
      env: { ...process.env, NODE_DEBUG: "esm", HOME: folder },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let loaded = "";
    child.stderr.on("data", (chunk) => (loaded += String(chunk)));
    await once(child, "close");
    const modules = [...new Set(loaded.match(/dist\/[\w.-]+\.js/g))].flatMap(readModules);
    expect(modules).toContain("src/cli/program.ts");
    expect(
      modules.filter((module) =>
        /^src\/(store|http|app|contract|cli\/commands|platform(?!\/package-folder))\/|node_modules\/(fastify|undici|zod|kysely|pg|pino)\//.test(
          module,
        ),
      ),
    ).toEqual([]);
    expect(loaded).not.toMatch(/node_modules\/pino/);
  }
}, 60_000);

/** The modules in a bundled file, by its source map. What the bundler adds has none. */
function readModules(file: string): readonly string[] {
  if (!existsSync(`${file}.map`)) return [];
  const map: unknown = JSON.parse(readFileSync(`${file}.map`, "utf8"));
  return (map as { readonly sources: readonly string[] }).sources.map((source) =>
    source.replace(/^(\.\.\/)+/, ""),
  );
}
