import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EXIT } from "../../../src/cli/exit.ts";
import { buildNodeWorld } from "../../../src/cli/node-world.ts";
import { buildProgram } from "../../../src/cli/program.ts";
import { init } from "../../../src/commands/init.ts";
import { startInstance } from "../../../src/commands/instance.ts";
import { resetPerson } from "../../../src/commands/reset-person.ts";
import { openBrowser, PASSWORD } from "./browser.ts";

const folder = mkdtempSync(join(tmpdir(), "muster-reset-"));
const data = join(folder, "data");
let ownerLink = "";
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...argv: readonly string[]) {
  let stdout = "";
  let stderr = "";
  const env = {
    HOME: folder,
    MUSTER_LANG: "en",
    MUSTER_LOG_LEVEL: "silent",
    MUSTER_PUBLIC_URL: "https://m.test",
  };
  const world = {
    ...buildNodeWorld("0.0.0", env),
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
  };
  const unused = async () => EXIT.failed;
  const verify = { verifyAudit: unused, verifyAuditFile: unused, replayCycle: unused };
  const others = { ...verify, adminToken: unused, serve: unused, demo: unused, simulateWebex: unused };
  const exit = await buildProgram(world, { ...others, init, resetPerson }).run(argv);
  return { exit, stdout, stderr };
}

/** Runs the work against a server on the data directory, which ends with it. */
async function serving<Result>(work: (url: string) => Promise<Result>): Promise<Result> {
  const configuration = {
    ...{ databaseUrl: undefined, masterKey: undefined, logLevel: "silent", publicUrl: undefined },
    fault: undefined,
  };
  const where = {
    directory: data,
    host: "127.0.0.1",
    port: 0,
    version: "0.0.0",
    planning: "inline",
  } as const;
  const running = await startInstance(where, configuration);
  try {
    return await work(running.url);
  } finally {
    await running.close();
  }
}

const codeOf = (link: string) => link.split("#")[1] ?? "";

beforeAll(async () => {
  const made = await run("init", "--data", data, "--json");
  ownerLink = JSON.parse(made.stdout).ownerLink;
});

test("init prints a link for the first owner, which works once the server runs", async () => {
  expect(ownerLink).toMatch(/^https:\/\/m\.test\/welcome#muster_/);
  const entered = await serving((url) =>
    openBrowser(url).redeem({ link: codeOf(ownerLink), name: "ada", password: PASSWORD }),
  );
  expect(entered).toMatchObject({ status: 201, body: { organizations: [{ role: "owner" }] } });
});

test("a person gets another password in place, without a server", async () => {
  const { exit, stdout } = await run("person", "reset", "ADA", "--data", data);
  expect([exit, stdout]).toEqual([EXIT.done, expect.stringContaining("https://m.test/welcome#muster_")]);
  const link = codeOf(stdout.trim());
  await serving(async (url) => {
    expect((await openBrowser(url).redeem({ link, password: `${PASSWORD} 2` })).status).toBe(201);
    expect((await openBrowser(url).signIn("ada", PASSWORD)).status).toBe(401);
  });
});

test("a new first owner gets in, and an unknown person is refused", async () => {
  const made = await run("person", "reset", "--data", data, "--json");
  const link = codeOf(JSON.parse(made.stdout).link);
  const entered = await serving((url) =>
    openBrowser(url).redeem({ link, name: "grace", password: PASSWORD }),
  );
  expect(entered.body.instance).toContain("instance");
  const unknown = await run("person", "reset", "nobody", "--data", data);
  expect(unknown.exit).not.toBe(EXIT.done);
  expect(unknown.stderr).toContain('"nobody"');
  const missing = await run("person", "reset", "--data", join(folder, "none"));
  expect(missing.stderr).toContain("muster init");
});
