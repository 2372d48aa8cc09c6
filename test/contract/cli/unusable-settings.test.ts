import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EXIT } from "../../../src/cli/exit.ts";
import type { LocalCommands } from "../../../src/cli/local-commands.ts";
import { buildNodeWorld } from "../../../src/cli/node-world.ts";
import { buildProgram } from "../../../src/cli/program.ts";
import type { World } from "../../../src/cli/world.ts";
import { adminToken } from "../../../src/commands/admin-token.ts";
import { demo } from "../../../src/commands/demo/demo.ts";
import { init } from "../../../src/commands/init.ts";
import { replayCycle } from "../../../src/commands/replay/replay-cycle.ts";
import { resetPerson } from "../../../src/commands/reset-person.ts";
import { serve } from "../../../src/commands/serve.ts";
import { simulateWebex } from "../../../src/commands/simulate-webex.ts";
import { verifyAudit } from "../../../src/commands/verify-audit.ts";
import { verifyAuditFile } from "../../../src/commands/verify-audit-file.ts";

/** Every command, with each setting wrong in turn: what a person reads is ours, in her language. */

const LOCAL: LocalCommands = {
  ...{ init, adminToken, resetPerson, serve, demo, simulateWebex },
  ...{ verifyAudit, verifyAuditFile, replayCycle },
};
const ID = "0190a1b2-0000-7000-8000-00000000000c";
const LOGIN = JSON.stringify({ url: "http://127.0.0.1:9", token: "t" });
/** Words of the validator, of Node and of the system. */
const FOREIGN =
  /Invalid |expected |received|ZodError|TypeError|Error:|Headers\.|Unexpected|undefined|\[object|node:|\n\s+at |ERR_|HPE_|\bE[A-Z]{4,}\b|no such file|illegal operation/;
const LANGUAGES = ["en", "fr"] as const;

const folder = mkdtempSync(join(tmpdir(), "muster-settings-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An address where something else than HTTP answers, and one where nothing does. */
const babble = createServer((socket) => {
  socket.on("error", () => {}).resume();
  socket.end("220 mail.test ready\r\n");
});
let babbling = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => babble.listen(0, "127.0.0.1", resolve));
  const address = babble.address();
  babbling = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(() => new Promise((resolve) => babble.close(resolve)));

async function run(argv: readonly string[], env: World["env"]) {
  let text = "";
  const sink = { write: (part: string) => (text += part) };
  const world: World = {
    ...buildNodeWorld("0.0.0", { HOME: join(folder, "nobody"), ...env }),
    stdout: sink,
    stderr: sink,
    readSecret: async () => "token",
  };
  return { exit: await buildProgram(world, LOCAL).run(argv), text };
}

interface Line {
  readonly name: string;
  readonly isLocal: boolean;
  readonly argv: readonly string[];
}

/** A command line for each command, with a value for everything that it requires. */
async function listLines(): Promise<readonly Line[]> {
  const root = await buildProgram(buildNodeWorld("0.0.0", {}), LOCAL).load();
  const lines: Line[] = [];
  const walk = (command: Command, path: readonly string[]) => {
    for (const child of command.commands) walk(child, [...path, child.name()]);
    if (path.length === 0 || (command.commands.length > 0 && command.options.length === 0)) return;
    const required = command.options.filter(({ mandatory }) => mandatory);
    const argv = [
      ...path,
      ...command.registeredArguments.map(() => ID),
      ...required.flatMap(({ long, flags }) => [
        long ?? flags,
        long === "--data" ? join(folder, "data") : "1",
      ]),
    ];
    lines.push({ name: path.join(" "), isLocal: (path[0] ?? "") in { ...LOCAL, "admin-token": 0 }, argv });
  };
  walk(root, []);
  return lines;
}

const lines = await listLines();

/** Runs the lines in both languages. Returns the outputs with words that are not ours, or that are the same in both. */
async function listForeign(chosen: readonly Line[], env: World["env"]): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const { name, argv } of chosen) {
    const [english, french] = [
      await run(argv, { ...env, MUSTER_LANG: "en" }),
      await run(argv, { ...env, MUSTER_LANG: "fr" }),
    ];
    for (const { exit, text } of [english, french]) {
      if (exit === EXIT.done || text === "" || FOREIGN.test(text)) wrong.push(`${name}: ${exit} ${text}`);
    }
    if (english.text === french.text) wrong.push(`${name}: not translated: ${french.text}`);
  }
  return wrong;
}

describe("variables of commands that call the server", () => {
  /** Commands that call no server. */
  const serverless = ["logout", "mapping functions", "config schema", "simulate webex", "cycle replay"];
  const remote = lines.filter(({ name, isLocal }) => !isLocal && !serverless.includes(name));

  const some = remote.filter(({ name }) => ["status", "user list", "whoami", "login"].includes(name));

  test.each<[string, World["env"]]>([
    ["no token", {}],
    ["an address where nothing listens", { MUSTER_URL: "http://127.0.0.1:9", MUSTER_TOKEN: "t" }],
  ])(
    "all commands: %s",
    async (_, env) => {
      expect(remote.length).toBeGreaterThan(40);
      expect(await listForeign(remote, env)).toEqual([]);
    },
    120_000,
  );

  test.each<[string, () => World["env"]]>([
    ["an address that is none", () => ({ MUSTER_URL: "foo bar" })],
    ["an address of another scheme", () => ({ MUSTER_URL: "ftp://127.0.0.1" })],
    ["a host that does not exist", () => ({ MUSTER_URL: "http://nobody.invalid" })],
    ["an address where another program answers", () => ({ MUSTER_URL: babbling })],
    ["the same with TLS", () => ({ MUSTER_URL: babbling.replace("http:", "https:") })],
    ["a token with a line break", () => ({ MUSTER_TOKEN: "first\nsecond" })],
    ["a token in other letters", () => ({ MUSTER_TOKEN: "jéton" })],
  ])("%s", async (_, env) => {
    expect(some).toHaveLength(4);
    expect(await listForeign(some, { MUSTER_TOKEN: "t", ...env() })).toEqual([]);
  });

  test.each<[string, (file: string) => void]>([
    ["a folder", (file) => mkdirSync(file)],
    ["no JSON", (file) => writeFileSync(file, "{", { mode: 0o600 })],
    ["readable by others", (file) => writeFileSync(file, LOGIN, { mode: 0o644 })],
  ])(
    "the file of the login is %s",
    async (what, make) => {
      const home = join(folder, what);
      mkdirSync(join(home, "muster"), { recursive: true });
      make(join(home, "muster", "login.json"));
      // A new login does not need the one before; it fails here because nothing listens.
      expect(await listForeign(remote, { XDG_CONFIG_HOME: home })).toEqual([]);
    },
    120_000,
  );
});

describe("variables of commands that run on this machine", () => {
  const local = lines.filter(({ isLocal }) => isLocal);
  const source = readFileSync("src/commands/configuration.ts", "utf8");
  const variables = [...source.matchAll(/^ {2}(MUSTER_[A-Z_]+): (?:z\b|whole\()/gm)].map(
    ([, name = ""]) => name,
  );
  beforeAll(() => mkdirSync(join(folder, "data"), { recursive: true }));

  test("are all found", () => {
    expect(variables.length).toBeGreaterThan(20);
    expect(local.map(({ name }) => name).sort()).toEqual(["admin-token", "demo", "init", "serve"]);
  });

  test("one variable, in each of these commands", async () => {
    expect(await listForeign(local, { MUSTER_LOG_LEVEL: "loud" })).toEqual([]);
  });

  test.each(variables)("%s", async (name) => {
    const serving = local.filter((line) => line.name === "serve");
    expect(await listForeign(serving, { MUSTER_LOG_LEVEL: "silent", [name]: " ?" })).toEqual([]);
  });

  test("the data directory is a file", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const chosen = local.filter(({ name }) => name !== "demo");
    const there = chosen.map((line) => ({ ...line, argv: [...line.argv.slice(0, -1), file] }));
    expect(await listForeign(there, { MUSTER_LOG_LEVEL: "silent" })).toEqual([]);
  });
});

test.each(LANGUAGES)(
  "an address that this machine does not have, or a name that is none: %s",
  async (language) => {
    const data = join(folder, `listening-${language}`);
    const env = { MUSTER_LANG: language, MUSTER_LOG_LEVEL: "silent" };
    expect((await run(["init", "--data", data], env)).exit).toBe(EXIT.done);
    for (const host of ["192.0.2.1", "999.1.1.1", "nobody.invalid", "::ffff:192.0.2.1"]) {
      const { exit, text } = await run(["serve", "--data", data, "--port", "0", "--host", host], env);
      expect(exit).toBe(EXIT.failed);
      expect(text).toContain(host);
      expect(text).not.toMatch(FOREIGN);
    }
  },
);
