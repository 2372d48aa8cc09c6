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
const RETRIES_MAX = 8;

/** Counts and times fit a number; only this pool reads them so. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)),
};

export function clientConfig(url: string): pg.ClientConfig {
  return { connectionString: url, types, application_name: "muster", connectionTimeoutMillis: 10_000 };
}

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
export async function inTransaction<Result>(
  pool: pg.Pool,
  work: (tx: Transaction) => Promise<Result>,
  isKept: (result: Result) => boolean = () => true,
): Promise<Result> {
  return retrying(() =>
    withClient(pool, async (client) => {
      await client.query("begin isolation level repeatable read");
      const result = await work(transactionOver(client));
      await client.query(isKept(result) ? "commit" : "rollback");
      return result;
    }),
  );
}

/** The statements of a transaction that the caller begins and ends. */
export function transactionOver(client: Pick<pg.ClientBase, "query">): Transaction {
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
  try {
    const result = await work(client);
    client.release();
    return result;
  } catch (error) {
    const broken = await client.query("rollback").then(
      () => undefined,
      (failure: Error) => failure,
    );
    client.release(broken);
    throw error;
  }
}

/** Runs it again while it loses races, a bounded number of times. Rejects with `StoreError`s only. */
export async function retrying<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt > RETRIES_MAX || !isLostRace(error)) throw toStoreError(error);
      await new Promise((resolve) => setTimeout(resolve, attempt * 5 * (1 + Math.random())));
    }
  }
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
  if (state === "53100") return new StoreError("store.disk-full", `PostgreSQL: ${reason}`, error);
  // Classes 08 (connection), 53 (resources), 57 (operator's intervention), or no answer of the server at all.
  const isUnavailable = state === undefined || /^(08|53|57)/.test(state);
  return new StoreError(
    isUnavailable ? "store.unavailable" : "store.write-failed",
    `PostgreSQL: ${reason}`,
    error,
  );
}
