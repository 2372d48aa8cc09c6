import { sql } from "kysely";
import type pg from "pg";
import type { ChangeSet, Committed } from "../../ports/store.ts";
import { type CompileCache, compile, type Statement } from "../dialect.ts";
import { keyEntriesOf, matchColumns } from "../writes.ts";
import { batchesOf, singlesOf, type WriteBatch } from "./batches.ts";
import {
  type FindTraces,
  isRepeatedRow,
  isUniqueViolation,
  readTransactionId,
  type Send,
  withCommit,
} from "./connection.ts";
import { postgresDialect } from "./dialect.ts";

type Attempt = Committed | { readonly kind: "unclear" };

/**
 * Writes one change set in two round trips: everything, then COMMIT or ROLLBACK. Writes alike and in a row
 * go as one statement; where that one is refused, the change set is sent once more write by write, to learn
 * which it was.
 */
export async function commitChangeSet(
  pool: pg.Pool,
  send: Send,
  cached: CompileCache,
  changes: ChangeSet,
): Promise<Committed> {
  const together = await attempt(pool, send, changes, batchesOf(cached, changes));
  if (together.kind !== "unclear") return together;
  const alone = await attempt(pool, send, changes, singlesOf(cached, changes));
  if (alone.kind === "unclear") throw new Error("of single writes it is clear which was refused");
  return alone;
}

async function attempt(
  pool: pg.Pool,
  send: Send,
  changes: ChangeSet,
  batches: Iterable<WriteBatch>,
): Promise<Attempt> {
  return withCommit(
    pool,
    (client) => sendBatches(client, send, changes, batches),
    findTracesOf(pool, changes),
  );
}

/** Writes that are sent in one turn of the event loop. */
const SENT_AT_ONCE = 1_000;

function noop(): void {}

async function sendBatches(
  client: pg.PoolClient,
  send: Send,
  changes: ChangeSet,
  batches: Iterable<WriteBatch>,
) {
  // Sent without waiting in between; the connections are opened with `pipeline`.
  const begun = Promise.all([
    client.query("begin"),
    ...locksFor(changes).map((lock) => client.query(lock.sql)),
  ]);
  const sent: WriteBatch[] = [];
  const answers: Promise<pg.QueryResult>[] = [];
  let writes = 0;
  // Refusals are looked at together, at the end.
  begun.catch(noop);
  for (const batch of batches) {
    const answer = send(client, batch.step);
    answer.catch(noop);
    answers.push(answer);
    sent.push(batch);
    writes += batch.size;
    if (writes < SENT_AT_ONCE) continue;
    writes = 0;
    await new Promise((resolve) => setImmediate(resolve));
  }
  const [begin, id, ...results] = await Promise.allSettled([begun, readTransactionId(client), ...answers]);
  if (begin.status === "rejected") throw begin.reason;
  const refusal = findRefusal(sent, results as readonly PromiseSettledResult<pg.QueryResult>[]);
  if (refusal !== undefined) return { result: refusal, xid: null, end: "rollback" as const };
  if (id.status === "rejected") throw id.reason;
  const committed: Attempt = { kind: "committed" };
  return { result: committed, xid: id.value, end: "commit" as const };
}

/**
 * Looks for one row that the change set wrote. A row carries the number of the transaction that wrote it, its lower 32
 * bits. An inserted row that is missing was never there; one with another number may have been changed since.
 */
function findTracesOf(pool: pg.Pool, changes: ChangeSet): FindTraces {
  return async (xid) => {
    const write =
      changes.find(({ op, table }) => op === "insert" && table !== "feed") ??
      changes.find(({ op }) => op === "upsert" || op === "update");
    if (write === undefined || write.op === "requireNone") return undefined;
    const { table } = write;
    const where = matchColumns(table, keyEntriesOf(table, { ...("row" in write ? write.row : write.key) }));
    const { sql: text } = compile(
      postgresDialect,
      sql`select xmin::text as xmin from ${sql.table(table)} where ${where.build()}`,
    );
    const { rows } = await pool.query(text, [...where.parameters]);
    if (rows.length === 0) return write.op === "insert" ? false : undefined;
    return String(rows[0]?.["xmin"]) === String(BigInt.asUintN(32, BigInt(xid))) ? true : undefined;
  };
}

/** The first thing that went wrong: what comes after it failed because of it. Throws all other errors. */
function findRefusal(
  batches: readonly WriteBatch[],
  results: readonly PromiseSettledResult<pg.QueryResult>[],
): Attempt | undefined {
  for (const [at, { step, index, size }] of batches.entries()) {
    const result = results[at];
    if (result?.status === "fulfilled") {
      if (step.rows === "any" || step.rows === result.value.rowCount) continue;
      return size > 1 ? { kind: "unclear" } : { kind: "conflict", index, reason: step.reason };
    }
    const error = result?.reason;
    if (size > 1 && (isUniqueViolation(error) || isRepeatedRow(error))) return { kind: "unclear" };
    if (isUniqueViolation(error)) return { kind: "conflict", index, reason: "exists" };
    throw error;
  }
  return undefined;
}

/**
 * A row that must be absent cannot be locked, and one that another transaction has inserted cannot be seen.
 * So the table is closed to other writers until this transaction ends.
 */
function locksFor(changes: ChangeSet): readonly Statement[] {
  const absent = changes.filter((write) => write.op === "require" && write.expect === "absent");
  return [...new Set(absent.map(({ table }) => table))]
    .sort()
    .map((table) =>
      compile(postgresDialect, sql`lock table ${sql.table(table)} in share row exclusive mode`),
    );
}
