import type { ImportTasks } from "../../ports/store.ts";
import { StoreError } from "../store-error.ts";
import type { Tasks } from "./protocol.ts";
import { startWriter, type WriterClient } from "./writer-client.ts";

/**
 * The thread in which imports are tried, so that writes go on meanwhile. It starts with the first trial, and another one
 * takes its place after a failure.
 */
export class TrialThread {
  readonly #file: string;
  #client: Promise<WriterClient> | undefined;
  #isClosed = false;

  constructor(file: string) {
    this.#file = file;
  }

  readonly tasks: ImportTasks = {
    check: (org, id) => this.#ask("check", { org, id }),
    isAsImported: (org, source, last) => this.#ask("isAsImported", { org, source, last }),
    leavers: (org, id, type) => this.#ask("leavers", { org, id, type }),
    review: (org, id, withLeavers) => this.#ask("review", { org, id, withLeavers }),
    merge: (org, id, options) => this.#ask("merge", { org, id, ...options }),
  };

  /** Waits for the trial that runs, and starts no other. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#end();
  }

  async #end(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    // A thread that failed to start or that died has nothing to close.
    await client?.then((started) => started.ask("close", {})).catch(() => undefined);
  }

  async #ask<Kind extends keyof ImportTasks>(
    kind: Kind,
    task: Tasks[Kind]["ask"],
  ): Promise<Tasks[Kind]["answer"]> {
    if (this.#isClosed) throw new StoreError("store.closed");
    this.#client ??= startWriter({ file: this.#file, isTrial: true });
    const client = this.#client;
    try {
      return await (await client).ask(kind, task);
    } catch (error) {
      if (this.#client === client) await this.#end();
      throw error;
    }
  }
}
