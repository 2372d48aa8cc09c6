import { join } from "node:path";
import type { StoreReader } from "../../ports/store.ts";
import { createReads } from "../reads.ts";
import { type Connection, openConnection, toStoreError } from "./connection.ts";
import { sqliteDialect } from "./dialect.ts";
import { ReadTurns } from "./read-turns.ts";

/** The database in a data directory. */
export const DATABASE_FILE = "muster.db";

/**
 * Reads the data directory that this process has open, for another thread of it. It sees what was acknowledged before the
 * read began: each read is a transaction of its own, and keeps nothing back from the emptying of the write-ahead log.
 */
export async function openSqliteReader(directory: string): Promise<StoreReader> {
  const connection = await openReadConnection(join(directory, DATABASE_FILE));
  const turns = new ReadTurns();
  const read = async <Result>(run: () => Result): Promise<Result> => {
    for (let wait = turns.next(); wait !== undefined; wait = turns.next()) await wait;
    try {
      return run();
    } catch (error) {
      throw toReadFailure(error);
    }
  };
  const reads = createReads(sqliteDialect, {
    query: (statement) => read(() => connection.rows(statement)),
    lists: (statement) => read(() => connection.lists(statement)),
  });
  return { ...reads, close: async () => connection.close() };
}

/** A connection that can only read, with a cache of 16 MiB. */
export async function openReadConnection(file: string): Promise<Connection> {
  const connection = await openConnection(file, { readOnly: true });
  connection.exec("pragma busy_timeout = 2000; pragma cache_size = -16384");
  return connection;
}

/** Failures of reads that are the database's own. */
const OF_THE_DATABASE: ReadonlySet<string> = new Set(["store.damaged", "store.incomplete"]);

/** The failure of a read: one of the database as callers know it, and anything else, which is a bug, as it is. */
export function toReadFailure(error: unknown): unknown {
  const failure = toStoreError(error);
  return OF_THE_DATABASE.has(failure.code) ? failure : error;
}
