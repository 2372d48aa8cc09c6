import pg from "pg";
import { findPendingMigrations, loadMigrations, MIGRATION_TABLE } from "../migrations.ts";
import { createClientConfig, createTransaction, toStoreError } from "./connection.ts";
import { POSTGRES_WORDS } from "./dialect.ts";
import { renumberFeed } from "./renumber-feed.ts";

/** Any number that no other program takes for its own: "muster" on a telephone's keys. */
const ADVISORY_LOCK = 687837;
const FROZEN_MS = 20_000;

/** Brings the database up to this program; of many that start at once, one does it and the others wait. */
export async function migratePostgres(url: string): Promise<void> {
  // One that is frozen meanwhile loses its session, and with it the lock that others wait for.
  const client = new pg.Client({
    ...createClientConfig(url),
    idle_in_transaction_session_timeout: FROZEN_MS,
  });
  // The statement at hand is rejected with the same error; without a listener it would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query(`set idle_session_timeout = ${FROZEN_MS}`);
    await client.query("select pg_advisory_lock($1)", [ADVISORY_LOCK]);
    await client.query(MIGRATION_TABLE);
    const applied = await client.query<{ readonly number: number }>("select number from migration");
    const pending = findPendingMigrations(
      loadMigrations(POSTGRES_WORDS),
      applied.rows.map(({ number }) => number),
    );
    for (const { number, name, sql, fill } of pending) {
      await client.query("begin");
      await client.query(sql);
      await fill?.(createTransaction(client));
      await client.query("insert into migration (number, name) values ($1, $2)", [number, name]);
      await client.query("commit");
    }
    await renumberFeed(client);
  } catch (error) {
    throw toStoreError(error);
  } finally {
    await client.end(); // Releases the lock, and rolls back what a failure left open.
  }
}
