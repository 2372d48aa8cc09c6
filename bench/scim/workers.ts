import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Call } from "./drive.ts";
import type { Ran, Wanted } from "./in-process.ts";
import type { Replay } from "./replay-statements.ts";
import type { FilledServer } from "./subjects.ts";

/** A process that is given work, and says what the work took. */
class Worker<Task extends object> {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Resolves once the process is ready for work. */
  static async start<Task extends object>(
    file: string,
    argv: readonly string[],
    env: Readonly<Record<string, string>>,
  ): Promise<Worker<Task>> {
    const child = fork(fileURLToPath(new URL(file, import.meta.url)), [...argv], {
      execArgv: ["--import", "tsx"],
      env: { ...process.env, MUSTER_START_ON_CHANGE: "off", ...env },
    });
    const worker = new Worker<Task>(child);
    await worker.#answer();
    return worker;
  }

  async ask(task: Task): Promise<Ran> {
    const answer = this.#answer();
    this.#child.send(task);
    return (await answer) as Ran;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const exit = once(this.#child, "exit");
    this.#child.disconnect();
    await exit;
  }

  async #answer(): Promise<unknown> {
    const ended = new AbortController();
    const { signal } = ended;
    try {
      const exit = once(this.#child, "exit", { signal }).then(([code]) => {
        throw new Error(`a process of the benchmark ended with ${code}`);
      });
      const [answer] = (await Promise.race([once(this.#child, "message", { signal }), exit])) as unknown[];
      return answer;
    } finally {
      ended.abort();
    }
  }
}

/** Performs SCIM requests without HTTP. */
export interface InProcess {
  run(calls: readonly Call[]): Promise<Ran>;
  /** Writes the statements of each call into a file, for `startReplay`. */
  record(calls: readonly Call[], file: string): Promise<void>;
  stop(): Promise<void>;
}

/** The compiled program without HTTP, on the store of a server that does not run. */
export async function startInProcess({ server, token, env }: FilledServer): Promise<InProcess> {
  const worker = await Worker.start<Wanted>("./in-process.ts", [server.directory, token], env);
  return {
    run: (calls) => worker.ask({ kind: "run", calls }),
    async record(calls, file) {
      await worker.ask({ kind: "record", calls, file });
    },
    stop: () => worker.stop(),
  };
}

/** Sends recorded statements to a database by the bare driver. */
export interface StatementReplay {
  run(replay: Replay): Promise<Ran>;
  stop(): Promise<void>;
}

export async function startReplay(databaseUrl: string, file: string): Promise<StatementReplay> {
  const worker = await Worker.start<Replay>("./replay-statements.ts", [databaseUrl, file], {});
  return { run: (replay) => worker.ask(replay), stop: () => worker.stop() };
}
