import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { ChangeSet, Committed, Imports, Store } from "../../ports/store.ts";
import { compile, createCompileCache } from "../dialect.ts";
import { discardImport } from "../imports/discard.ts";
import { findPendingMigrations, loadMigrations, MIGRATION_TABLE } from "../migrations.ts";
import { trimExchanges } from "../provisioning-scope.ts";
import type { Query } from "../query.ts";
import { createReads } from "../reads.ts";
import { dropFeed } from "../record-reads.ts";
import { createRowRemoval } from "../remove-rows.ts";
import { StoreError } from "../store-error.ts";
import { PROBE, WriteHealth } from "../write-health.ts";
import { type Step, toStep } from "../writes.ts";
import { type Connection, openConnection, toStoreError } from "./connection.ts";
import { SQLITE_WORDS, sqliteDialect } from "./dialect.ts";
import { rollback } from "./group.ts";
import { createPrivateFile, lockDirectory } from "./lock.ts";
import { ObjectCache } from "./object-cache.ts";
import { DATABASE_FILE, openReadConnection, toReadFailure } from "./open-reader.ts";
import { ReadTurns } from "./read-turns.ts";
import { describeIndexes, forgetSamples } from "./selectivity.ts";
import { createTransaction } from "./transaction.ts";
import { TrialThread } from "./trial-thread.ts";
import { startWriter, type WriterClient } from "./writer-client.ts";

export interface SqliteOptions {
  /** Made when missing. One process at a time may have it open. */
  readonly directory: string;
  /** The group commit inside which the process kills itself, counted from 1; for crash tests. */
  readonly faultAt?: number | undefined;
  /** Bounds the database file, in pages of 4 KiB; for tests of a full disk. */
  readonly pagesMax?: number | undefined;
}

/**
 * The store in a data directory. Reads run at once, in the calling thread; writes in a thread of their own.
 * Rejects with `store.in-use`, `store.newer-version`, `store.not-a-file`, `store.incomplete` or `store.unavailable`, and
 * then has changed nothing.
 */
export async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  const { directory, faultAt, pagesMax } = options;
  let release: (() => void) | undefined;
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    release = (await lockDirectory(directory)).release;
    const file = join(directory, DATABASE_FILE);
    createPrivateFile(file);
    await migrate(file);
    const writer = await startWriter({ file, faultAt, pagesMax });
    const reader = await openReadConnection(file);
    return createStore({ writer, reader, trial: new TrialThread(file) }, release);
  } catch (error) {
    release?.();
    throw toOpenError(directory, error);
  }
}

/** Failures that name their file or directory themselves. */
const IN_WORDS: ReadonlySet<string> = new Set(["store.in-use", "store.newer-version", "store.not-a-file"]);

function toOpenError(directory: string, error: unknown): StoreError {
  const failure = toStoreError(error);
  if (IN_WORDS.has(failure.code)) return failure;
  const code = failure.code === "store.write-failed" ? "store.unavailable" : failure.code;
  return new StoreError(code, `${directory}: ${failure.params["detail"]}`, error);
}

async function migrate(file: string): Promise<void> {
  const connection = await openConnection(file, { readOnly: false });
  try {
    // A connection that was closed just now may still be emptying the write-ahead log.
    connection.exec(
      "pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = full; begin immediate",
    );
    connection.exec(MIGRATION_TABLE);
    const applied = connection.rows({ sql: "select number from migration", parameters: [] });
    const pending = findPendingMigrations(
      loadMigrations(SQLITE_WORDS),
      applied.map((row) => Number(row["number"])),
    );
    for (const { number, name, sql, fill } of pending) {
      connection.exec(sql);
      await fill?.(createTransaction(connection));
      connection.run({
        sql: "insert into migration (number, name) values (?, ?)",
        parameters: [number, name],
      });
    }
    if (pending.length > 0) describeIndexes(connection);
    else forgetSamples(connection);
    connection.exec("commit");
  } catch (error) {
    rollback(connection);
    throw error;
  } finally {
    connection.close();
  }
}

/** Writes of a change set that are handed over in one turn of the event loop. */
const PART_MAX = 1_000;

/** The connections and threads of an open database. */
interface Parts {
  readonly writer: WriterClient;
  readonly reader: Connection;
  readonly trial: TrialThread;
}

function createStore({ writer, reader, trial }: Parts, release: () => void): Store {
  const cached = createCompileCache(sqliteDialect);
  let closing: Promise<void> | undefined;
  const health = new WriteHealth();
  const write = async (steps: readonly Step[], earlier?: Iterable<readonly Step[]>): Promise<Committed> => {
    if (closing !== undefined) throw closedError();
    return steps.length === 0 ? { kind: "committed" } : health.note(writer.commit(steps, earlier));
  };
  const cache = new ObjectCache();
  const opened = (): Connection => {
    if (closing !== undefined) throw closedError();
    return reader;
  };
  const turns = new ReadTurns();
  const read = async <Result>(run: (connection: Connection) => Result): Promise<Result> => {
    for (let wait = turns.next(); wait !== undefined; wait = turns.next()) await wait;
    const connection = opened();
    try {
      return run(connection);
    } catch (error) {
      const failure = toReadFailure(error);
      if (failure instanceof StoreError && failure.code === "store.damaged") health.noteLasting(failure);
      throw failure;
    }
  };
  const query: Query = (statement) => read((connection) => connection.rows(statement));
  const reads = createReads(sqliteDialect, {
    query,
    lists: (statement) => read((connection) => connection.lists(statement)),
  });
  return {
    ...reads,
    orderedRowsMax: PART_MAX,
    async readObjects(org, kind, which, withGroups) {
      opened();
      const known = cache.find(org, kind, which, withGroups);
      if (known !== undefined) return [known];
      const { version } = cache;
      const rows = await reads.readObjects(org, kind, which, withGroups);
      if (which.kind !== "after") for (const row of rows) cache.put(version, which, row);
      return rows;
    },
    async commit(changes: ChangeSet) {
      const settle = cache.invalidate(changes);
      const toSteps = (some: ChangeSet) => some.map((change) => toStep(sqliteDialect, cached, change));
      const last = PART_MAX * Math.max(0, Math.ceil(changes.length / PART_MAX) - 1);
      const earlier = function* () {
        for (let at = 0; at < last; at += PART_MAX) yield toSteps(changes.slice(at, at + PART_MAX));
      };
      try {
        return await write(toSteps(last === 0 ? changes : changes.slice(last)), earlier());
      } finally {
        settle();
      }
    },
    ...createRemovals(query, write),
    checkWritable: () => health.check(() => write(PROBE)),
    imports: { ...createImports(writer, write, cache), trial: trial.tasks },
    close() {
      closing ??= (async () => {
        reader.close(); // First: the last to close empties the write-ahead log, which a reader cannot.
        await trial.close();
        await writer.ask("close", {}).finally(release);
      })();
      return closing;
    },
  };
}

function createRemovals(
  query: Query,
  write: (steps: readonly Step[]) => Promise<Committed>,
): Pick<Store, "trimExchanges" | "removeRows" | "dropFeed"> {
  return {
    async trimExchanges(org, app, keep) {
      await write(trimExchanges(org, app, keep).map(unconditional));
    },
    removeRows: createRowRemoval(sqliteDialect, query, (deletion) => write([unconditional(deletion)])),
    async dropFeed(org, upto) {
      await write([unconditional(dropFeed(sqliteDialect, org, upto))]);
    },
  };
}

function createImports(
  writer: WriterClient,
  write: (steps: readonly Step[]) => Promise<Committed>,
  cache: ObjectCache,
): Omit<Imports, "trial"> {
  return {
    check: (org, id) => writer.ask("check", { org, id }),
    isAsImported: (org, source, last) => writer.ask("isAsImported", { org, source, last }),
    leavers: (org, id, type) => writer.ask("leavers", { org, id, type }),
    review: (org, id, withLeavers) => writer.ask("review", { org, id, withLeavers }),
    merge(org, id, options) {
      const settle = cache.invalidateAll();
      return writer.ask("merge", { org, id, ...options }).finally(settle);
    },
    repeat: (org, id, options) => writer.ask("repeat", { org, id, ...options }),
    async discard(org, id) {
      await write(discardImport(org, id).map(unconditional));
    },
  };
}

function unconditional(query: Parameters<typeof compile>[1]): Step {
  return { ...compile(sqliteDialect, query), kind: "change", rows: "any", reason: "stale" };
}

function closedError(): StoreError {
  return new StoreError("store.closed");
}
