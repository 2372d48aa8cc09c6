import type { RawBuilder } from "kysely";
import pg from "pg";
import { compile, type Statement, type Transaction } from "../dialect.ts";
import { StoreError } from "../store-error.ts";
import { postgresDialect } from "./dialect.ts";

const INT8 = pg.types.builtins.INT8;
/** Class 40: the transaction lost to a concurrent one and may simply be run again. */
const LOST_RACES = new Set(["40001", "40P01"]);
const UNIQUE_VIOLATION = "23505";
/** Two rows of one upsert have the same key. */
const CARDINALITY_VIOLATION = "21000";
const DISK_FULL = "53100";
/** A standby, or a database that was set so. */
const READ_ONLY = "25006";
/** A table, a column or the schema is not there. */
const INCOMPLETE: readonly unknown[] = ["42P01", "42703", "3F000"];
/** No such database; no right to a table or schema. Class 28 (the user or password) as well. */
const REFUSED: readonly unknown[] = ["3D000", "42501"];
const RETRIES_MAX = 8;
/** How long a request waits for a database that is away; then it fails, and the client may come again. */
const OUTAGE_MS = 8_000;
const RECONNECT_MS = 200;

/** Counts and times fit a number; only this pool reads them so. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)),
};

/**
 * A server that is frozen, or whose machine is gone, must not keep others waiting: PostgreSQL ends its transaction once it
 * has been idle for this long. Statements of a transaction follow each other within milliseconds.
 */
const IDLE_IN_TRANSACTION_MS = 5_000;
/** Longer than a frozen holder of a lock can stand in the way. */
const LOCK_WAIT_MS = 15_000;
/** For single reads and change sets; an import's statements may take longer. */
const STATEMENT_MS = 60_000;
/** How often PostgreSQL looks whether the client of a running statement is still there. */
const CLIENT_CHECK_MS = 2_000;

/** How to connect to the database of this URL. */
export function createClientConfig(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    types,
    application_name: "muster",
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

/** The connections of a store. None of them blocks others for longer than a few seconds, or ends the process. */
export function openPool(url: string, connectionsMax: number): pg.Pool {
  const pool = new pg.Pool({
    ...createClientConfig(url),
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    lock_timeout: LOCK_WAIT_MS,
    statement_timeout: STATEMENT_MS,
    max: connectionsMax,
    pipeline: true,
    // Refused on systems where PostgreSQL cannot see that a client is gone; there a statement runs to its end.
    onConnect: (client: pg.ClientBase) =>
      client.query(`set client_connection_check_interval = ${CLIENT_CHECK_MS}`).then(noop, noop),
  } as pg.PoolConfig);
  // A connection that breaks while idle is replaced when next needed; without a listener it would end the process.
  pool.on("error", noop);
  return pool;
}

function noop(): void {}

/** Sends a statement, prepared once per connection under a name of its own, unless its text is a rare one. */
export function createSend() {
  const names = new Map<string, string>();
  return (
    client: pg.Pool | pg.PoolClient,
    { sql, parameters, isRare }: Statement,
    as: "objects" | "lists" = "objects",
  ): Promise<pg.QueryResult> => {
    const query = { text: sql, values: [...parameters], ...(as === "lists" ? { rowMode: "array" } : {}) };
    if (isRare) return client.query(query);
    const name = names.get(sql) ?? `s${names.size}`;
    names.set(sql, name);
    return client.query({ ...query, name });
  };
}
export type Send = ReturnType<typeof createSend>;

/** Runs the work in one transaction of its own, kept where the result says so; again when it lost a race. */
export async function runInTransaction<Result>(
  pool: pg.Pool,
  work: (tx: Transaction) => Promise<Result>,
  isKept: (result: Result) => boolean = () => true,
): Promise<Result> {
  return retry(() =>
    withCommit(pool, async (client) => {
      await client.query("begin isolation level repeatable read");
      await client.query("set local statement_timeout = 0");
      const result = await work(createTransaction(client));
      const xid = await readTransactionId(client);
      return { result, xid, end: isKept(result) ? "commit" : "rollback" };
    }),
  );
}

/** The number of the transaction that this connection is in; null while it has written nothing. */
export async function readTransactionId(client: pg.ClientBase): Promise<string | null> {
  const { rows } = await client.query<{ readonly xid: string | null }>(
    "select pg_current_xact_id_if_assigned()::text as xid",
  );
  return rows[0]?.xid ?? null;
}

/** A transaction that has done its work and is to be ended. */
interface Ending<Result> {
  readonly result: Result;
  readonly xid: string | null;
  readonly end: "commit" | "rollback";
}

/** Whether what a transaction wrote is there; undefined where that cannot be known. */
export type FindTraces = (xid: string) => Promise<boolean | undefined>;

/**
 * Runs the work of a transaction and ends it. Where the connection breaks during the commit, PostgreSQL is asked on
 * another connection whether it was done; rejects with `store.outcome-unknown` where that cannot be found out.
 */
export async function withCommit<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Ending<Result>>,
  findTraces: FindTraces = async () => undefined,
): Promise<Result> {
  let lost: { readonly result: Result; readonly xid: string } | undefined;
  try {
    return await withClient(pool, async (client) => {
      const { result, xid, end } = await work(client);
      if (end === "commit" && xid !== null) lost = { result, xid };
      await client.query(end);
      lost = undefined;
      return result;
    });
  } catch (error) {
    if (lost === undefined || !isConnectionLoss(error)) throw error;
    // Not while a connection is held: all of a pool may be waiting for this at once.
    const isDone = await findOutcome(pool, lost.xid, findTraces);
    if (isDone === undefined) throw new StoreError("store.outcome-unknown", {}, error);
    if (isDone) return lost.result;
    throw error;
  }
}

/**
 * True for a transaction that was committed. An aborted one says so itself. A committed one is believed only where it
 * left traces: after a crash, PostgreSQL gives the number of a transaction that it has forgotten to another one.
 */
async function findOutcome(pool: pg.Pool, xid: string, findTraces: FindTraces): Promise<boolean | undefined> {
  const end = performance.now() + OUTAGE_MS;
  while (performance.now() < end) {
    try {
      const { rows } = await pool.query("select pg_xact_status($1::xid8) as status", [xid]);
      const status: unknown = rows[0]?.["status"];
      if (status === "aborted") return false;
      if (status === "committed") return await findTraces(xid);
    } catch (error) {
      if (!isConnectionLoss(error)) return undefined;
    }
    await pause(RECONNECT_MS);
  }
  return undefined;
}

/** The statements of a transaction that the caller begins and ends. */
export function createTransaction(client: Pick<pg.ClientBase, "query">): Transaction {
  const query = (builder: RawBuilder<unknown>): Promise<pg.QueryResult> => {
    const { sql, parameters } = compile(postgresDialect, builder);
    return client.query(sql, [...parameters]);
  };
  return {
    dialect: postgresDialect,
    rows: async <Row>(builder: RawBuilder<Row>) => (await query(builder)).rows as readonly Row[],
    run: async (builder) => (await query(builder)).rowCount ?? 0,
  };
}

/** Lends a connection; one on which the work failed is rolled back, or thrown away where that fails too. */
export async function withClient<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // The statement at hand is rejected with the same error; without a listener it would end the process.
  const noteBroken = (error: Error) => {
    broken = error;
  };
  client.on("error", noteBroken);
  try {
    return await work(client);
  } catch (error) {
    await client.query("rollback").catch(noteBroken);
    throw error;
  } finally {
    client.off("error", noteBroken);
    client.release(broken);
  }
}

/**
 * Runs it again while it loses races, a bounded number of times, and while the database cannot be reached, for a few
 * seconds: a restart of the database is then a delay. The work must be such that what broke off was not done. Rejects
 * with `StoreError`s only.
 */
export async function retry<Result>(work: () => Promise<Result>): Promise<Result> {
  const end = performance.now() + OUTAGE_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (isConnectionLoss(error) && performance.now() < end) await pause(RECONNECT_MS);
      else if (attempt > RETRIES_MAX || !isLostRace(error)) throw toStoreError(error);
      else await pause(attempt * 5 * (1 + Math.random()));
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Codes of Node's sockets. */
const SOCKET_ERRORS: readonly unknown[] = ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOENT"];
/** Shutting down, crashed, starting; a session that was idle in its transaction for too long. Class 08 as well. */
const SESSION_ENDINGS: readonly unknown[] = ["57P01", "57P02", "57P03", "25P03"];

/** True where the connection broke or could not be made: whatever was not committed before was not done. */
function isConnectionLoss(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return state.startsWith("08") || SESSION_ENDINGS.includes(state);
  if (!(error instanceof Error) || error instanceof StoreError) return false;
  // The driver's own errors have no code: https://github.com/brianc/node-postgres/blob/master/packages/pg/lib/client.js
  return (
    ("code" in error && SOCKET_ERRORS.includes(error.code)) ||
    /^Connection terminated|connection error and is not queryable|^Client was closed/.test(error.message)
  );
}

function isLostRace(error: unknown): boolean {
  const code = sqlState(error);
  return code !== undefined && (LOST_RACES.has(code) || code === UNIQUE_VIOLATION);
}

export function isUniqueViolation(error: unknown): boolean {
  return sqlState(error) === UNIQUE_VIOLATION;
}

export function isRepeatedRow(error: unknown): boolean {
  return sqlState(error) === CARDINALITY_VIOLATION;
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

export function toStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const state = sqlState(error);
  const reason = error instanceof Error ? error.message : String(error);
  if (state === DISK_FULL) return new StoreError("store.disk-full", `PostgreSQL: ${reason}`, error);
  if (state === READ_ONLY) return new StoreError("store.read-only", `PostgreSQL: ${reason}`, error);
  if (INCOMPLETE.includes(state)) return new StoreError("store.incomplete", reason, error);
  if (REFUSED.includes(state) || state?.startsWith("28") === true)
    return new StoreError("store.refused", reason, error);
  // Classes 08 (connection), 53 (resources), 57 (operator's intervention), a lock that was not free in time, a session
  // that was ended, or no answer of the server at all.
  const isUnavailable = state === undefined || /^(08|53|57|55P03|25P0[34])/.test(state);
  return new StoreError(
    isUnavailable ? "store.unavailable" : "store.write-failed",
    `PostgreSQL: ${reason}`,
    error,
  );
}
