import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildNodeWorld } from "../../src/cli/node-world.ts";
import { buildProgram } from "../../src/cli/program.ts";
import { replayCycles } from "./replay-cycles.ts";
import { readStartLine } from "./start-line.ts";

const PROGRAM = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** What a command printed, and how it ended. */
export interface Ran {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command of the compiled program to its end, in a process of its own. */
export async function runMuster(
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const child = spawn(process.execPath, [PROGRAM, ...argv], {
    env: { ...process.env, MUSTER_LANG: "en", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => {
    stdout += String(chunk);
  });
  child.stderr.on("data", (chunk) => {
    stderr += String(chunk);
  });
  const [exit] = await once(child, "close");
  return { exit, stdout, stderr };
}

/**
 * Runs one command in this process, as `runMuster` runs it of the compiled program in another. Starting Node takes half a second
 * of processor time, and journeys run a thousand commands whose subject is the server.
 */
async function runHere(argv: readonly string[], variables: Readonly<Record<string, string>>): Promise<Ran> {
  const env = { ...process.env, MUSTER_LANG: "en", ...variables };
  const written = { stdout: "", stderr: "" };
  const {
    readSecret: _secret,
    confirm: _confirm,
    catchSignals: _signals,
    ...world
  } = buildNodeWorld("test", env);
  const program = buildProgram({
    ...world,
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
  });
  const exit = await program.run(argv);
  return { exit, ...written };
}

/** What `muster init` printed. */
interface Made {
  readonly orgId: string;
  readonly adminToken: string;
  readonly ownerLink: string;
}

/** A file of the data directory, as `muster init` left it. */
interface MadeFile {
  readonly name: string;
  readonly mode: number;
  readonly content: Buffer;
}

/**
 * The first data directory of the process, by its environment: `muster init` takes over a second of processor time, writing
 * the files again takes none. Such installations have the same ids and the same master key.
 */
const pristine = new Map<string, Made & { readonly files: readonly MadeFile[] }>();

/** An installation of its own: a data directory, and a server that can be killed and started again. */
export class Installation {
  readonly directory: string;
  orgId = "";
  adminToken = "";
  /** The one-time link of the first owner. */
  ownerLink = "";
  url = "";
  /** What every process of the installation finds in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  #server: ChildProcess | undefined;
  #stderr = "";

  constructor(environment: Readonly<Record<string, string>> = {}) {
    // Journeys begin their cycles themselves, unless they are about changes that begin one.
    this.environment = { MUSTER_START_ON_CHANGE: "off", ...environment };
    this.directory = mkdtempSync(join(tmpdir(), "muster-journey-"));
  }

  /** Initializes the data directory. On SQLite, later installations of the process are copies of its first one. */
  async init(): Promise<void> {
    const environment = JSON.stringify(this.environment);
    const known = pristine.get(environment);
    const made = known ?? (await this.#runInit());
    for (const { name, mode, content } of known?.files ?? [])
      writeFileSync(join(this.directory, name), content, { mode });
    const isHere = !("MUSTER_DATABASE_URL" in this.environment);
    if (isHere && known === undefined) pristine.set(environment, { ...made, files: this.#readFiles() });
    this.orgId = made.orgId;
    this.ownerLink = made.ownerLink;
    this.adminToken = made.adminToken;
  }

  #readFiles(): readonly MadeFile[] {
    return readdirSync(this.directory).map((name) => {
      const path = join(this.directory, name);
      return { name, mode: statSync(path).mode, content: readFileSync(path) };
    });
  }

  async #runInit(): Promise<Made> {
    const made = await runMuster(["init", "--data", this.directory, "--json"], this.environment);
    if (made.exit !== 0) throw new Error(`init: ${made.stdout}${made.stderr}`);
    const { orgId, adminToken, ownerLink } = JSON.parse(made.stdout) as Readonly<Record<string, string>>;
    if (orgId === undefined || adminToken === undefined || ownerLink === undefined)
      throw new Error(made.stdout);
    return { orgId, adminToken, ownerLink };
  }

  /** Another server on the same database and master key. */
  beside(environment: Readonly<Record<string, string>> = {}): Installation {
    const other = new Installation({ ...this.environment, ...environment });
    other.orgId = this.orgId;
    other.adminToken = this.adminToken;
    other.targetToken = this.targetToken;
    return other;
  }

  /** Starts the server and waits until it listens. */
  async serve(env: Readonly<Record<string, string>> = {}): Promise<void> {
    const child = spawn(
      process.execPath,
      [PROGRAM, "serve", "--data", this.directory, "--port", "0", "--json"],
      {
        env: { ...process.env, MUSTER_LANG: "en", MUSTER_LOG_LEVEL: "error", ...this.environment, ...env },
        // The channel to the parent is what a test moves the server's clock over.
        stdio: ["ignore", "pipe", "pipe", "ipc"],
      },
    );
    this.#server = child;
    this.#stderr = "";
    child.stderr?.on("data", (chunk) => {
      this.#stderr += String(chunk);
    });
    try {
      this.url = (await readStartLine(child)).url;
    } catch (error) {
      throw new Error(`serve: ${error} ${this.#stderr}`, { cause: error });
    }
  }

  /** The process id of the running server. */
  get pid(): number {
    const pid = this.#server?.pid;
    if (pid === undefined) throw new Error("no server runs");
    return pid;
  }

  /** What the server wrote to its error stream since it started. */
  get log(): string {
    return this.#stderr;
  }

  /** Lets time pass at once in the running server, which was started with `MUSTER_TEST_CONTROL=ipc`. */
  async advanceClock(ms: number): Promise<void> {
    const child = this.#server;
    if (child === undefined) throw new Error("no server runs");
    const answered = once(child, "message");
    child.send({ kind: "advance-clock", ms });
    await answered;
  }

  /** Stops the server where it is, as a suspended machine or a paused container does, or lets it go on. */
  signal(signal: "SIGSTOP" | "SIGCONT"): void {
    this.#server?.kill(signal);
  }

  /** Kills the server as a power cut would, and waits until it is gone. */
  async kill(): Promise<void> {
    this.#server?.kill("SIGKILL");
    await this.ended();
  }

  /** Asks the server to stop; its exit code and how long that took. */
  async stop(): Promise<{ readonly exit: number | null; readonly ms: number }> {
    const start = performance.now();
    this.#server?.kill("SIGTERM");
    const exit = await this.ended();
    return { exit, ms: performance.now() - start };
  }

  /** Waits until the server is gone, however that comes. */
  async ended(): Promise<number | null> {
    const child = this.#server;
    if (child === undefined) return null;
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    return child.exitCode;
  }

  /** Runs a command against the server. */
  run(...argv: readonly string[]): Promise<Ran> {
    return runHere(argv, {
      MUSTER_URL: this.url,
      MUSTER_TOKEN: this.adminToken,
      TARGET_TOKEN: this.targetToken,
    });
  }

  /** Runs a command with `--json` and reads the object that it prints. */
  async json(
    ...argv: readonly string[]
  ): Promise<{ readonly exit: number | null } & Record<string, unknown>> {
    const { exit, stdout, stderr } = await this.run(...argv, "--json");
    const [line = ""] = stdout.trim().split("\n");
    if (!line.startsWith("{")) throw new Error(`muster ${argv.join(" ")}: exit ${exit}: ${stdout}${stderr}`);
    return { ...(JSON.parse(line) as Record<string, unknown>), exit };
  }

  /** What `--token-env TARGET_TOKEN` gives to a target. */
  targetToken = "";

  /** Replays the cycles of a server that still runs, then removes the installation. */
  async remove(): Promise<void> {
    const child = this.#server;
    const isRunning = child !== undefined && child.exitCode === null && child.signalCode === null;
    try {
      if (isRunning) await replayCycles(this);
    } finally {
      if (child !== undefined) await this.kill();
      rmSync(this.directory, { recursive: true, force: true });
    }
  }
}
