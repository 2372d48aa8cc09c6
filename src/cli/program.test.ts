import { describe, expect, test } from "vitest";
import { ERROR_CODES } from "../contract/error-codes.ts";
import type { CommandInput } from "./define.ts";
import { CliError, EXIT, type ExitCode } from "./exit.ts";
import type { LocalCommands } from "./local-commands.ts";
import { buildProgram } from "./program.ts";
import { describeFailure } from "./report-failure.ts";
import type { World } from "./world.ts";

const ORG = "0190a1b2-0000-7000-8000-000000000001";
const TOKEN = { MUSTER_TOKEN: "token", MUSTER_URL: "http://127.0.0.1:9" };

/** Runs one command line in a world without disk or server. */
async function run(
  argv: readonly string[],
  env: Record<string, string> = {},
  local: Partial<LocalCommands> = {},
) {
  let stdout = "";
  let stderr = "";
  const given: unknown[] = [];
  const world: World = {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    env,
    version: "1.2.3",
    openFile: async (path) => Promise.reject(Object.assign(new Error(path), { code: "ENOENT" })),
    now: () => 0,
    sleep: async () => {},
  };
  const record = async ({ options }: CommandInput<unknown>) => {
    given.push(options);
    return EXIT.done;
  };
  const program = buildProgram(world, {
    init: record,
    adminToken: record,
    resetPerson: record,
    verifyAudit: record,
    verifyAuditFile: record,
    replayCycle: record,
    serve: record,
    demo: record,
    simulateWebex: record,
    ...local,
  });
  const exit = await program.run(argv);
  return { exit, stdout, stderr, given, program };
}

describe("wrong usage ends with 2 and says what is wrong", () => {
  test.each([
    [["plam"], '"plam" is not a command. muster --help lists the commands. Did you mean plan?'],
    [["app", "creat"], '"creat" is not a command. muster --help lists the commands. Did you mean create?'],
    [["plan"], "The argument <app> is missing."],
    [["plan", "a", "b"], "There are more arguments than the command takes."],
    [
      ["plan", "a", "--jsno"],
      "The option --jsno is not known. --help after the command lists its options. Did you mean --json?",
    ],
    [["init"], "The option --data <folder> is required."],
    [["init", "--data"], "The option --data <folder> needs a value after it."],
    [
      ["serve", "--data", "d", "--port", "x"],
      '--port takes a whole number from 0 to 65,535, and "x" is not such a number.',
    ],
    [
      ["token", "create", "--org", ORG, "--profile", "x"],
      "--profile takes one of generic, rfc, entra, okta, strict",
    ],
    [["apply", "x"], '<plan> takes an id, and "x" is not an id.'],
    [["token", "list", "--org", ORG, "--instance"], "Give exactly one of --org, --instance."],
    [["init", "--data", ""], "--data <folder> must have at least 1 character."],
    [
      ["user", "restore", "a", "--org", ORG, "--user-name", ""],
      "--user-name <name> must have at least 1 character.",
    ],
    [["org", "create", ""], "name must have at least 1 character."],
    [["org", "create", "x".repeat(201)], "name must have at most 200 characters."],
    [["import", "p.csv", "--org", ORG, "--source", "H R"], "cannot be read"],
    [
      ["token", "create", "--instance", "--admin"],
      "Give exactly one of --profile, --admin, --user, --instance.",
    ],
    [["token", "create", "--org", ORG, "--days", "1.5"], "--days takes a whole number from 1 to 3,650"],
    [["app", "set", "a"], "Give at least one of --url, --config, --every, --name."],
    [
      ["app", "secret", "a", "--token-env", "T"],
      "The variable T, which --token-env names, is not set or is empty.",
    ],
    [["scope", "set", "a"], "Give exactly one of --filter, --file, --clear."],
    [["scope", "test", "a"], "Give exactly one of --user, --group."],
    [["app", "assign", "a"], "Give exactly one of --all, --user, --group."],
    [["app", "assign", "a", "--all", "--user", "u"], "Give exactly one of --all, --user, --group."],
    [["app", "roles", "a", "--set", "x", "--reset"], "Give exactly one of --set, --remove, --reset."],
    [["app", "roles", "a", "--name", "x"], "Give --set as well."],
    [["app", "groups", "a", "--add", "x", "--remove", "y"], "Give exactly one of --add, --remove."],
    [["app", "groups", "a", "--memberships-only"], "Give --add as well."],
    [["app", "provision", "a"], "Give exactly one of --user, --group."],
    [
      ["app", "restart", "a", "--scope", "escrows,all"],
      "--scope takes one of escrows, watermark, quarantine",
    ],
    [["app", "schedule", "a"], "Give exactly one of --on, --off, --every."],
    [["app", "schedule", "a", "--on", "--off"], "Give exactly one of --on, --off, --every."],
    [["user", "set", "a", "--org", ORG], "Give at least one of --set, --remove, --file."],
    [["user", "set", "a", "--org", ORG, "--set", "title"], "--set"],
    [["group", "add", "a", "--org", ORG], "Name at least one member"],
    [["hold", "approve", ORG], "Give exactly one of --user, --group, --all."],
    [["hold", "reject", ORG, "--all", "--user", "u"], "Give exactly one of --user, --group, --all."],
    [["events", "--org", ORG, "--limit", "0"], "--limit takes a whole number from 1 to 1,000"],
    [["notify", "test"], "Give exactly one of --app, --to."],
    [["webhook", "set", "a", "--org", ORG], "Give at least one of --name, --url, --type, --all-types."],
    [
      ["webhook", "set", "a", "--org", ORG, "--type", "user.created", "--all-types"],
      "Give exactly one of --type, --all-types.",
    ],
    [["webhook", "rotate-secret", "a", "--org", ORG, "--overlap", "169"], "--overlap takes a whole number"],
    [["log", "a", "--failed", "--status", "held"], "Give exactly one of --status, --failed, --exchanges."],
    [
      ["import", "p.csv", "--source", "hr", "--column", "mail=E-Mail", "--column", "mail=Mail"],
      '--column: the column "mail" is given twice',
    ],
    [
      ["import", "people.csv", "--org", ORG, "--source", "hr"],
      "The file people.csv cannot be read (there is no such file).",
    ],
    [
      [
        "app",
        "create",
        "--org",
        ORG,
        "--connector",
        "scim",
        "--url",
        "http://t",
        "--token-env",
        "T",
        "--name",
        "n",
      ],
      "The variable T, which --token-env names, is not set or is empty.",
    ],
  ])("muster %j", async (argv, expected) => {
    const { exit, stdout, stderr } = await run(argv, TOKEN);
    expect(stderr).toContain(expected);
    expect([exit, stdout]).toEqual([EXIT.usage, ""]);
  });

  test("in French too", async () => {
    const { stderr } = await run(["plam"], { MUSTER_LANG: "fr" });
    expect(stderr).toBe(
      "muster: « plam » n’est pas une commande. muster --help liste les commandes. Vouliez-vous dire plan ?\n",
    );
  });

  test("as one JSON object on one line under --json, and nothing else", async () => {
    const { exit, stdout, stderr } = await run(["plan", "--json"]);
    expect([exit, stderr]).toEqual([EXIT.usage, ""]);
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({
      error: {
        code: "usage.missing-argument",
        params: { what: "app" },
        message: expect.stringContaining("<app>"),
      },
    });
  });

  test("without a token nothing is asked of a server", async () => {
    const { exit, stderr } = await run(["status"]);
    expect(exit).toBe(EXIT.usage);
    expect(stderr).toContain("There is no token for http://127.0.0.1:8080");
  });
});

test("no server: 1, with how to start one", async () => {
  const { exit, stderr } = await run(["status"], { ...TOKEN, MUSTER_URL: "http://127.0.0.1:1024" });
  expect(exit).toBe(EXIT.failed);
  expect(stderr).toContain("No Muster server answers at http://127.0.0.1:1024 (nothing listens there)");
  expect(stderr).toContain("muster serve --data DIR");
});

describe("help", () => {
  const commands: string[][] = [];
  test("is there for every command, with examples, in both languages", async () => {
    const { program } = await run(["--version"]);
    for (const command of (await program.load()).commands) {
      if (command.commands.length === 0 || command.options.length > 0) commands.push([command.name()]);
      for (const below of command.commands) commands.push([command.name(), below.name()]);
    }
    expect(commands.map((name) => name.join(" ")).sort()).toEqual(
      [
        [
          "init",
          "admin-token",
          "serve",
          "demo",
          "simulate webex",
          "import",
          "imports",
          "system",
          "plan",
          "apply",
          "sync",
          "reconcile",
          "status",
          "login",
          "logout",
          "whoami",
          "overview",
          "find",
          "log",
          "exchange",
          "why",
          "events",
        ],
        [
          "org create",
          "org delete",
          "org list",
          "org update",
          "token create",
          "token limit",
          "token list",
          "token revoke",
          "token show",
          "notify test",
          "hold list",
          "hold approve",
          "hold reject",
          "scim rejected",
          "scim delete-rejected",
          "scim replay",
        ],
        ["app assignments", "app roles", "app groups", "app provision", "app restart", "app history"],
        ...[["list", "show", "relink", "unlink", "undo", "export", "import"].map((name) => `link ${name}`)],
        ["person invite", "person list", "person show", "person role"],
        ["person disable", "person enable", "person reset", "person sessions", "person remove-factor"],
        ["account show", "account set", "account sessions", "account second-factor", "account passkeys"],
        ["app create", "app list", "app show", "app test", "app assign", "app unassign", "app schedule"],
        ["match list", "match adopt", "match reject", "match create", "match later"],
        ["scope show", "scope set", "scope preview", "scope test"],
        ["config export", "config diff", "config apply", "config schema"],
        ["gallery list", "gallery search", "gallery show"],
        [
          "mapping show",
          "mapping set",
          "mapping reset",
          "mapping preview",
          "mapping test",
          "mapping eval",
          "mapping functions",
        ],
        [
          "app set",
          "app settings",
          "app mapping",
          "app secret",
          "app delete",
          "user deleted",
          "user restore",
          "user purge",
        ],
        [
          "user list",
          "user show",
          "user timeline",
          "user create",
          "user set",
          "user block",
          "user unblock",
          "user delete",
          "group list",
          "group show",
          "group timeline",
          "group create",
          "group rename",
          "group delete",
          "group add",
          "group remove",
          "cycle bundle",
          "cycle cancel",
          "cycle list",
          "cycle replay",
          "cycle show",
          "audit",
          "audit verify",
          "audit errors",
          "retention list",
          "retention set",
          "retention reset",
          "plan list",
        ],
        ["webhook create", "webhook list", "webhook show", "webhook log", "webhook set", "webhook enable"],
        ["webhook disable", "webhook rotate-secret", "webhook test", "webhook resend", "webhook delete"],
        ["identity-provider create", "identity-provider list", "identity-provider show"],
        ["identity-provider set", "identity-provider remove"],
        ["schema apply", "schema list", "schema show", "schema delete"],
        ["resource-type list", "resource-type show", "resource-type delete"],
      ]
        .flat()
        .sort(),
    );
    for (const name of commands) {
      const english = await run([...name, "--help"]);
      expect([english.exit, english.stderr]).toEqual([EXIT.done, ""]);
      expect(english.stdout).toContain(`Usage: muster ${name.join(" ")}`);
      expect(english.stdout).toMatch(/\nExamples:\n {2}\$ .*muster /);
      expect(english.stdout).toContain("--json");
      const french = await run([...name, "--help"], { LANG: "fr_FR.UTF-8" });
      expect(french.stdout).toMatch(/\nExemples :\n {2}\$ .*muster /);
    }
  }, 60_000);

  test.each([
    [["--version"], EXIT.done, "1.2.3\n"],
    [["help", "plan"], EXIT.done, "Usage: muster plan"],
  ])("muster %j", async (argv, exit, expected) => {
    const result = await run(argv);
    expect(result.exit).toBe(exit);
    expect(result.stdout).toContain(expected);
  });

  test("is what a command line without a command gets, as wrong usage", async () => {
    for (const argv of [[], ["app"]]) {
      const { exit, stdout, stderr } = await run(argv);
      expect([exit, stdout]).toEqual([EXIT.usage, ""]);
      expect(stderr).toContain("Usage: muster");
    }
  });
});

describe("local commands", () => {
  test.each([
    [["init", "--data", "d"], { data: "d", name: "Contoso" }],
    [["init", "--data", "d", "--name", "Fabrikam", "--json"], { data: "d", name: "Fabrikam" }],
    [["serve", "--data", "d"], { data: "d", port: 8080, host: "127.0.0.1" }],
    [["serve", "--data", "d", "--port", "0", "--host", "::1"], { data: "d", port: 0, host: "::1" }],
    [["demo"], { exit: false }],
    [["simulate", "webex"], { port: 0 }],
    [["simulate", "webex", "--port", "81", "--token-env", "T"], { port: 81, tokenEnv: "T" }],
    [["demo", "--exit", "--port", "0", "--data", "d"], { exit: true, port: 0, data: "d" }],
  ])("muster %j", async (argv, options) => {
    const { exit, given } = await run(argv);
    expect([exit, given]).toEqual([EXIT.done, [options]]);
  });

  test("speak through the output they are given", async () => {
    const init: LocalCommands["init"] = async ({ output }) => {
      output.note("by the way");
      output.result({ orgId: ORG }, () => ["made"]);
      return EXIT.partial;
    };
    expect(await run(["init", "--data", "d"], {}, { init })).toMatchObject({
      exit: EXIT.partial,
      stdout: "made\n",
      stderr: "by the way\n",
    });
    expect(await run(["init", "--data", "d", "--json"], {}, { init })).toMatchObject({
      stdout: `{"orgId":"${ORG}"}\n`,
      stderr: "",
    });
  });

  test.each<[string, object, string, ExitCode?]>([
    [
      "a code with parameters",
      { code: "start.port-in-use", params: { port: 8081 } },
      "Another program uses port 8081",
    ],
    [
      "a code of the store",
      { code: "store.in-use", params: { directory: "/data", pid: "12345" } },
      "muster: Another Muster server (process 12345) uses the data directory /data, and only one server may use a directory. " +
        "Stop that server, or use another directory.\n",
      EXIT.refused,
    ],
    ["a code and words", { code: "store.write-failed" }, "then try again. [boom]"],
    ["neither: a bug, shown whole", {}, "This is a bug in Muster, not a mistake of yours: boom."],
  ])("may throw an error with %s", async (_, extra, expected, end = EXIT.failed) => {
    const demo = () => Promise.reject(Object.assign(new Error("boom"), extra));
    const { exit, stderr } = await run(["demo"], {}, { demo });
    expect(exit).toBe(end);
    expect(stderr).toContain(expected);
    expect(/\n\s+at /.test(stderr)).toBe(!("code" in extra));
  });
});

test("a failure is told in the reader's language where we have words, else in the server's", async () => {
  const { program } = await run(["--version"], { MUSTER_LANG: "fr" });
  const texts = ERROR_CODES.map((code) =>
    describeFailure(program.messages, new CliError(EXIT.failed, code, {}, { detail: "x" })),
  );
  expect(texts.filter((text) => text.startsWith("x"))).toEqual([]);
  const unknown = new CliError(EXIT.failed, "future.code", {}, { detail: "server's words" });
  expect(describeFailure(program.messages, unknown)).toBe("server's words (future.code)");
});
