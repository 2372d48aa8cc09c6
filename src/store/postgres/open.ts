import { type RawBuilder, sql } from "kysely";
import type pg from "pg";
import type { ChangeSet, Imports, ImportTasks, Store, StoreReader } from "../../ports/store.ts";
import { createCompileCache, type Statement } from "../dialect.ts";
import { checkImport } from "../imports/check.ts";
import { discardImport } from "../imports/discard.ts";
import { countLeavers } from "../imports/leavers.ts";
import { mergeImport } from "../imports/merge.ts";
import { isAsImported, repeatImport } from "../imports/repeat.ts";
import { reviewImport } from "../imports/review.ts";
import { trimExchanges } from "../provisioning-scope.ts";
import { createReads } from "../reads.ts";
import { dropFeed } from "../record-reads.ts";
import { createRowRemoval } from "../remove-rows.ts";
import { StoreError } from "../store-error.ts";
import { PROBE, WriteHealth } from "../write-health.ts";
import { commitChangeSet } from "./commit.ts";
import { createSend, openPool, retry, runInTransaction } from "./connection.ts";
import { postgresDialect } from "./dialect.ts";
import { migratePostgres } from "./migrate.ts";
import { Statistics } from "./statistics.ts";

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
  /** Connections of this process, at most. */
  readonly connectionsMax?: number;
}

/**
 * The store in a PostgreSQL database, version 14 or later. Any number of processes may have it open. Rejects
 * with `store.unavailable` or `store.newer-version`.
 */
export async function openPostgresStore(options: PostgresOptions): Promise<Store> {
  await migratePostgres(options.url);
  const pool = openPool(options.url, options.connectionsMax ?? 10);
  return createStore(pool);
}

/** Connections of a thread that reads beside the store. */
const READERS_MAX = 2;

/** Reads the database through a few connections of their own, for another thread of this process. */
export async function openPostgresReader(url: string): Promise<StoreReader> {
  const pool = openPool(url, READERS_MAX);
  const send = createSend();
  const read = async (statement: Statement, as: "objects" | "lists") =>
    retry(async () => (await send(pool, statement, as)).rows);
  const reads = createReads(postgresDialect, {
    query: (statement) => read(statement, "objects"),
    lists: (statement) => read(statement, "lists"),
  });
  return { ...reads, close: () => pool.end() };
}

function createStore(pool: pg.Pool): Store {
  const send = createSend();
  const cached = createCompileCache(postgresDialect);
  const health = new WriteHealth();
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;
  const use: Use = async (work) => {
    if (closing !== undefined) throw new StoreError("store.closed");
    const result = work(pool);
    running.add(result);
    return result.finally(() => running.delete(result));
  };
  const read = (statement: Statement, as: "objects" | "lists") =>
    use((db) => retry(async () => (await send(db, statement, as)).rows));
  const run = (queries: readonly RawBuilder<unknown>[]) =>
    use((db) =>
      runInTransaction(db, async (tx) => {
        for (const query of queries) await tx.run(query);
      }),
    );
  const statistics = new Statistics(use);
  return {
    ...createReads(postgresDialect, {
      query: (statement) => read(statement, "objects"),
      lists: (statement) => read(statement, "lists"),
    }),
    orderedRowsMax: 0,
    async commit(changes: ChangeSet) {
      if (changes.length === 0) return { kind: "committed" };
      const ended = await health.note(use((db) => retry(() => commitChangeSet(db, send, cached, changes))));
      statistics.note(changes, ended);
      return ended;
    },
    removeRows: createRowRemoval(
      postgresDialect,
      (statement) => read(statement, "objects"),
      (deletion) => run([deletion]),
    ),
    checkWritable: () =>
      health.check(() =>
        run(PROBE.map(({ sql: text }) => sql.raw(text))).then(() => ({ kind: "committed" })),
      ),
    dropFeed: (org, upto) => run([dropFeed(postgresDialect, org, upto)]),
    trimExchanges: async (org, app, keep) => run(trimExchanges(org, app, keep)),
    imports: createImports(use, run),
    close() {
      // A pool that is ending forgets who still waits for a connection.
      closing ??= Promise.allSettled(running).then(() => pool.end());
      return closing;
    },
  };
}

/** Lends the pool to work that closing the store waits for. */
type Use = <Result>(work: (db: pg.Pool) => Promise<Result>) => Promise<Result>;

function createImports(use: Use, run: (queries: readonly RawBuilder<unknown>[]) => Promise<void>): Imports {
  const mergeIn =
    (isTrial: boolean): ImportTasks["merge"] =>
    (org, id, options) =>
      use((db) =>
        runInTransaction(
          db,
          (tx) => mergeImport(tx, org, id, { ...options, isTrial }),
          ({ kind }) => kind === "merged" && !isTrial,
        ),
      );
  const tasks: ImportTasks = {
    check: (org, id) => use((db) => runInTransaction(db, (tx) => checkImport(tx, org, id))),
    isAsImported: (org, source, last) =>
      use((db) => runInTransaction(db, (tx) => isAsImported(tx, org, source, last))),
    leavers: (org, id, type) => use((db) => runInTransaction(db, (tx) => countLeavers(tx, org, id, type))),
    review: (org, id, withLeavers) =>
      use((db) => runInTransaction(db, (tx) => reviewImport(tx, org, id, withLeavers))),
    merge: mergeIn(false),
  };
  return {
    ...tasks,
    trial: { ...tasks, merge: mergeIn(true) },
    repeat: (org, id, options) =>
      use((db) => runInTransaction(db, (tx) => repeatImport(tx, { org, id }, options))),
    discard: (org, id) => run(discardImport(org, id)),
  };
}
