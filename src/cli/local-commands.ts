import type { Command } from "commander";
import { z } from "zod";
import { parseInteger } from "./arguments.ts";
import { type CommandInput, define, defineGroup, type OptionSpec, type Shell } from "./define.ts";
import type { ExitCode } from "./exit.ts";

const PORT_MAX = 65_535;
const PORT: OptionSpec = {
  flags: "--port <port>",
  help: "help.option.port",
  parse: parseInteger("--port", 0, PORT_MAX),
};
const DATA: OptionSpec = { flags: "--data <folder>", help: "help.option.data", required: true };

const initShape = z.object({ data: z.string().min(1), name: z.string().default("Contoso") });
const adminTokenShape = z.object({ data: z.string().min(1) });
const serveShape = z.object({
  data: z.string().min(1),
  port: z.number().default(8080),
  host: z
    .string()
    .default("")
    // An empty variable of the shell counts as none: an empty host would be every address of the machine.
    .transform((host) => (host === "" ? "127.0.0.1" : host)),
});
const demoShape = z.object({
  exit: z.boolean().default(false),
  port: z.number().optional(),
  data: z.string().optional(),
});

const simulateShape = z.object({ port: z.number().default(0), tokenEnv: z.string().min(1).optional() });

export type InitOptions = z.output<typeof initShape>;
export type AdminTokenOptions = z.output<typeof adminTokenShape>;
/** The options of `muster person reset --data`; without a name the link is for a new first owner. */
export interface ResetPersonOptions {
  readonly data: string;
  readonly person: string | undefined;
}
/** The options of `muster audit verify --data`: the trail of an organization, of the instance, or by default all trails. */
export interface VerifyAuditOptions {
  readonly data: string;
  readonly org: string | undefined;
  readonly instance: boolean;
  readonly expect: string | undefined;
}
/** The options of `muster audit verify --file`. */
export interface VerifyFileOptions {
  readonly file: string;
  /** True if the file has only some of the records. */
  readonly partial: boolean;
  readonly expect: string | undefined;
}
/** The options of `muster cycle replay`; `config` is a configuration file to replay with. */
export interface ReplayOptions {
  readonly file: string;
  readonly config: string | undefined;
}
export type ServeOptions = z.output<typeof serveShape>;
export type DemoOptions = z.output<typeof demoShape>;
export type SimulateOptions = z.output<typeof simulateShape>;

/** Runs a local command. A CliError that it throws is reported like any other. */
export type LocalCommand<Options> = (input: CommandInput<Options>) => Promise<ExitCode>;

export interface LocalCommands {
  /** Creates the store, the first organization and a token of the instance administrator: `{orgId, adminToken}`. */
  readonly init: LocalCommand<InitOptions>;
  /** Creates another token of the instance administrator: `{adminToken}`. */
  readonly adminToken: LocalCommand<AdminTokenOptions>;
  /** Prints a one-time link from the data directory: `{link, linkExpiresAt}`. */
  readonly resetPerson: LocalCommand<ResetPersonOptions>;
  /** Compares audit trails with their seals, in the data directory: `{intact, trails}`. */
  readonly verifyAudit: LocalCommand<VerifyAuditOptions>;
  /** Compares an exported audit trail with its hashes: `{intact, …}`. */
  readonly verifyAuditFile: LocalCommand<VerifyFileOptions>;
  /** Computes the plan of a bundle once more: `{identical, …}`. */
  readonly replayCycle: LocalCommand<ReplayOptions>;
  /** Prints `{url}` once it listens; ends when the server has stopped. */
  readonly serve: LocalCommand<ServeOptions>;
  readonly demo: LocalCommand<DemoOptions>;
  /** Prints `{url}` of the simulator once it listens; ends with it. */
  readonly simulateWebex: LocalCommand<SimulateOptions>;
}

type Add = (shell: Shell, root: Command) => void;

/** `muster init`. */
export function addInitCommand({ init }: LocalCommands): Add {
  return (shell, root) =>
    void define(shell, root, {
      usage: "init",
      help: "help.init",
      options: [DATA, { flags: "--name <name>", help: "help.option.org-name" }],
      examples: ["muster init --data ./data --name Contoso", "muster init --data ./data --json"],
      shape: initShape,
      run: init,
    });
}

/** `muster admin-token`. */
export function addAdminTokenCommand({ adminToken }: LocalCommands): Add {
  return (shell, root) =>
    void define(shell, root, {
      usage: "admin-token",
      help: "help.admin-token",
      options: [DATA],
      examples: ["muster admin-token --data ./data"],
      shape: adminTokenShape,
      run: adminToken,
    });
}

/** `muster serve`. */
export function addServeCommand({ serve }: LocalCommands): Add {
  return (shell, root) =>
    void define(shell, root, {
      usage: "serve",
      help: "help.serve",
      options: [DATA, PORT, { flags: "--host <address>", help: "help.option.host" }],
      examples: [
        "muster serve --data ./data",
        "muster serve --data ./data --port 0 --json",
        "MUSTER_DATABASE_URL=postgres://muster@db.example/muster muster serve --data ./data",
      ],
      shape: serveShape,
      run: serve,
    });
}

/** `muster demo`. */
export function addDemoCommand({ demo }: LocalCommands): Add {
  return (shell, root) =>
    void define(shell, root, {
      usage: "demo",
      help: "help.demo",
      options: [
        { flags: "--exit", help: "help.option.exit" },
        PORT,
        { flags: "--data <folder>", help: "help.option.demo-data" },
      ],
      examples: ["muster demo", "muster demo --exit"],
      shape: demoShape,
      run: demo,
    });
}

/** `muster simulate` and its commands. */
export function addSimulateCommands({ simulateWebex }: LocalCommands): Add {
  return (shell, root) => {
    const simulate = defineGroup(shell, root, "simulate", "help.simulate");
    define(shell, simulate, {
      usage: "webex",
      help: "help.simulate-webex",
      options: [
        { ...PORT, help: "help.option.simulate-port" },
        { flags: "--token-env <variable>", help: "help.option.simulate-token" },
      ],
      examples: ["muster simulate webex", "muster simulate webex --port 0 --json"],
      shape: simulateShape,
      run: simulateWebex,
    });
  };
}
