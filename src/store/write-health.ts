import type { Committed } from "../ports/store.ts";
import type { Step } from "./writes.ts";

/** As much as an ordinary change set takes, so that a disk with a few bytes left still counts as full. */
const PROBE_LENGTH = 65_536;
const PROBE_KEY = "write probe";

/** A change set that needs room on the disk and leaves nothing behind. */
export const PROBE: readonly Step[] = [
  toStep(
    `insert into instance (key, value) values ('${PROBE_KEY}', '${"x".repeat(PROBE_LENGTH)}') on conflict do nothing`,
  ),
  toStep(`delete from instance where key = '${PROBE_KEY}'`),
];

function toStep(sql: string): Step {
  return { kind: "change", sql, parameters: [], rows: "any", reason: "stale" };
}

/** Remembers whether the last write failed, so that only then a look at the store's health has to write. */
export class WriteHealth {
  #isFailing = false;
  #lasting: Error | undefined;

  /** Notes a failure that lasts as long as the process: every later check rejects with it. */
  noteLasting(error: Error): void {
    this.#lasting ??= error;
  }

  /** The outcome of a write, noted. */
  async note(write: Promise<Committed>): Promise<Committed> {
    try {
      const outcome = await write;
      this.#isFailing = false;
      return outcome;
    } catch (error) {
      this.#isFailing = true;
      throw error;
    }
  }

  /** Rejects as the probe does; without a failure before, nothing is tried. */
  async check(probe: () => Promise<Committed>): Promise<void> {
    if (this.#lasting !== undefined) throw this.#lasting;
    if (this.#isFailing) await this.note(probe());
  }
}
