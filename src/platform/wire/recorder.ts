import type { ExchangeRow } from "../../ports/cycle-tables.ts";
import type { Env } from "../../ports/env.ts";

/** A batch is written when this many rows wait, or this long after the first of them. */
const BATCH_ROWS = 250;
const BATCH_MS = 100;
/** Beyond this many rows calls wait for the store instead of filling the memory. */
export const WAITING_ROWS_MAX = 2_000;

export interface Recorder {
  add(row: ExchangeRow): void;
  /** Resolves at once, or when there is room again. */
  room(): Promise<void>;
  /** Resolves when every row added so far is stored, or given up with `onFailure`. Never rejects. */
  flush(): Promise<void>;
}

/**
 * Collects rows and hands them on in batches, one batch at a time. A batch that cannot be stored is dropped
 * and reported: a record that fails must not fail the call it is about.
 */
export function openRecorder(options: {
  readonly env: Pick<Env, "sleep">;
  readonly record: (rows: readonly ExchangeRow[]) => Promise<void>;
  readonly onFailure: (error: unknown, rows: number) => void;
}): Recorder {
  let waiting: ExchangeRow[] = [];
  let writing: Promise<void> | undefined;
  let wake: AbortController | undefined;

  async function write(): Promise<void> {
    // Begins later, so that `writing` is set by then; ends it at once, so that no row is added unnoticed.
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH_ROWS);
      waiting = waiting.slice(BATCH_ROWS);
      try {
        await options.record(batch);
      } catch (error) {
        options.onFailure(error, batch.length);
      }
    }
    writing = undefined;
  }

  function start(): Promise<void> {
    wake?.abort();
    wake = undefined;
    writing ??= write();
    return writing;
  }

  function startLater(): void {
    if (writing !== undefined || wake !== undefined) return;
    const alarm = new AbortController();
    wake = alarm;
    void options.env.sleep(BATCH_MS, alarm.signal).then(() => {
      if (wake === alarm) void start();
    });
  }

  return {
    add(row) {
      waiting.push(row);
      if (waiting.length >= BATCH_ROWS) void start();
      else startLater();
    },
    async room() {
      while (waiting.length > WAITING_ROWS_MAX) await start();
    },
    async flush() {
      // Rows that are added while a batch is being written go with the same run of `write`.
      await start();
    },
  };
}
