import { Readable } from "node:stream";
import { buildProgram } from "../../../src/cli/program.ts";

/** The outcome of one command line. */
export interface CommandRun {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs commands in this process, against a server. */
export interface CommandRunner {
  run(...argv: readonly string[]): Promise<CommandRun>;
  /** Runs a command with `--json` and reads what it prints. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into results of every shape
  json(...argv: readonly string[]): Promise<any>;
}

/** Builds a runner; the environment is read before each command. */
export function createRunner(
  env: () => Readonly<Record<string, string>>,
  sleep: (ms: number) => Promise<void> = async () => {},
  /** The files that commands can read, by path. */
  files: ReadonlyMap<string, string> = new Map(),
  /** The answers to the questions of commands, in their order; without one there is no terminal. */
  answers?: boolean[],
): CommandRunner {
  async function run(...argv: readonly string[]): Promise<CommandRun> {
    let stdout = "";
    let stderr = "";
    const program = buildProgram({
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
      env: env(),
      version: "1.2.3",
      openFile: async (path) => {
        const text = files.get(path);
        if (text === undefined) throw new Error(path);
        const bytes = new TextEncoder().encode(text);
        return { sizeBytes: bytes.length, isKept: true, bytes: Readable.from([bytes]) };
      },
      listFolder: async (path) => {
        const below = [...files.keys()].filter((file) => file.startsWith(`${path}/`));
        return below.length === 0 ? undefined : below.map((file) => file.slice(path.length + 1));
      },
      confirm: async () => answers?.shift(),
      now: () => Date.now(),
      sleep,
    });
    return { exit: await program.run(argv), stdout, stderr };
  }
  return { run, json: async (...argv) => JSON.parse((await run(...argv, "--json")).stdout) };
}
