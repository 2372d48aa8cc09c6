import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { readStartLine } from "./start-line.ts";

const PROGRAM = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** The simulator's own view of an account. */
export type SimulatedAccount = {
  readonly id: string;
  readonly userName: string;
  readonly active: boolean;
  readonly originalUserName: string | null;
  readonly document: Readonly<Record<string, unknown>>;
};

export type SimulatorState = {
  readonly accounts: readonly SimulatedAccount[];
  readonly groups: readonly { readonly displayName: string; readonly members: readonly string[] }[];
  readonly requests: { readonly total: number; readonly byRoute: Readonly<Record<string, number>> };
  readonly refusals: { readonly total: number; readonly byStatus: Readonly<Record<string, number>> };
};

/** `muster simulate webex`, as a process of its own. */
export class SimulatedWebex {
  /** The line that it printed. */
  readonly printed: Readonly<Record<string, string>>;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, printed: Readonly<Record<string, string>>) {
    this.#child = child;
    this.printed = printed;
  }

  static async start(): Promise<SimulatedWebex> {
    const child = spawn(process.execPath, [PROGRAM, "simulate", "webex", "--port", "0", "--json"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    return new SimulatedWebex(child, await readStartLine(child));
  }

  /** Calls one of the endpoints that steer it. */
  async steer(method: string, path: string, body?: object): Promise<unknown> {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${this.printed["url"]}/_simulator/${path}`, { method, ...sent });
    return (await answer.json()) as unknown;
  }

  async state(): Promise<SimulatorState> {
    return (await this.steer("GET", "state")) as SimulatorState;
  }

  async accountOf(displayName: string): Promise<SimulatedAccount | undefined> {
    return (await this.state()).accounts.find(({ document }) => document["displayName"] === displayName);
  }

  /** Asks it to stop; its exit code. */
  async stop(): Promise<number | null> {
    if (this.#child.exitCode !== null) return this.#child.exitCode;
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    const [exit] = await ended;
    return exit;
  }
}
