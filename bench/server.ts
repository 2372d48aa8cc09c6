import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Client, createClient } from "../src/cli/client.ts";
import { type OrgId, trustId } from "../src/core/ids.ts";
import { createMessages } from "../src/messages/messages.ts";
import { runMuster } from "../test/journeys/muster.ts";
import { readStartLine } from "../test/journeys/start-line.ts";

const PROGRAM = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const PROBE = new URL("./probe.mjs", import.meta.url).href;

/** What a process has used since it began. */
export interface Usage {
  /** Processor time of all its threads. */
  readonly cpuMs: number;
  /** The most memory that it ever had resident. */
  readonly peakMb: number;
}

/** The compiled program as a server in a process of its own, on a data directory of its own. */
export class Server {
  readonly directory = mkdtempSync(join(tmpdir(), "muster-bench-"));
  url = "";
  org: OrgId = trustId<OrgId>("");
  #token = "";
  #child: ChildProcess | undefined;
  readonly #env: Readonly<Record<string, string>>;

  private constructor(env: Readonly<Record<string, string>>) {
    this.#env = env;
  }

  /** A server that runs, with one empty organization. `env` goes to it beside our own environment. */
  static async create(env: Readonly<Record<string, string>> = {}): Promise<Server> {
    const server = new Server(env);
    const made = await server.#muster(["init", "--data", server.directory, "--json"]);
    server.org = trustId<OrgId>(String(made["orgId"]));
    server.#token = String(made["adminToken"]);
    await server.start();
    return server;
  }

  /** The token of an administrator of all organizations. */
  get token(): string {
    return this.#token;
  }

  get client(): Client {
    return createClient(this.url, this.#token, createMessages("en"));
  }

  /** Starts the program, or another one that prints its address as `serve` does. */
  async start(other?: URL): Promise<void> {
    const profile = process.env["BENCH_PROFILE"];
    const profiling = profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`];
    const argv =
      other === undefined
        ? [PROGRAM, "serve", "--data", this.directory, "--port", "0", "--json"]
        : [fileURLToPath(other), this.directory];
    const child = spawn(process.execPath, [...profiling, "--import", PROBE, ...argv], {
      env: {
        ...process.env,
        MUSTER_LANG: "en",
        MUSTER_START_ON_CHANGE: "off",
        MUSTER_LOG_LEVEL: "error",
        MUSTER_RATE_PER_SECOND: "0",
        ...this.#env,
      },
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    });
    this.#child = child;
    this.url = (await readStartLine(child)).url;
  }

  async usage(): Promise<Usage> {
    const child = this.#child;
    if (child === undefined) throw new Error("no server runs");
    child.send("usage");
    const [usage] = await once(child, "message");
    return usage as Usage;
  }

  /** Stops it as an operator would, and starts none: the data directory is free then. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  }

  /** Stops it and starts it anew, so that what it uses begins at nothing. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** Runs a command of the program against this server, and reads the object that it prints. */
  run(...argv: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
    return this.#muster([...argv, "--json"]);
  }

  async #muster(argv: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
    const env = { ...this.#env, MUSTER_URL: this.url, MUSTER_TOKEN: this.#token };
    const { exit, stdout, stderr } = await runMuster(argv, env);
    if (exit !== 0) throw new Error(`muster ${argv.join(" ")} ended with ${exit}: ${stdout}${stderr}`);
    return JSON.parse(stdout) as Record<string, unknown>;
  }
}
