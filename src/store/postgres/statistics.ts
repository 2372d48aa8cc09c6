import type pg from "pg";
import type { ChangeSet, Committed } from "../../ports/store.ts";
import type { TableName } from "../../ports/tables.ts";
import { withClient } from "./connection.ts";

/** New rows of this process after which it looks whether the statistics are outdated. */
const MANY_NEW = 1_000;

/** The tables that fill with a directory. The others are read by their keys, whatever the statistics say. */
const FILLED: ReadonlySet<TableName> = new Set(["object", "membership"]);
const RENEWED = ["object", "index_entry", "unique_value", "membership"];

/** The number of the lock that one server holds while it renews the statistics. */
const LOCK = 6_671_001;

/**
 * Renews the statistics of a directory that is filled write by write, as SCIM clients do. Without them PostgreSQL takes
 * a look-up of a few objects for a scan of a small partial index, until autovacuum comes by, and reads the whole
 * organization each time. Imports renew them by themselves.
 */
export class Statistics {
  readonly #start: (work: (pool: pg.Pool) => Promise<void>) => Promise<void>;
  #newRows = 0;
  #isRenewing = false;

  /** `start` lends the pool to work in the background. */
  constructor(start: (work: (pool: pg.Pool) => Promise<void>) => Promise<void>) {
    this.#start = start;
  }

  /** Takes a committed change set into account. Returns at once. */
  note(changes: ChangeSet, { kind }: Committed): void {
    if (kind !== "committed") return;
    this.#newRows += changes.filter((write) => "row" in write && FILLED.has(write.table)).length;
    if (this.#newRows < MANY_NEW || this.#isRenewing) return;
    this.#newRows = 0;
    this.#isRenewing = true;
    // Autovacuum renews them where this fails.
    void this.#start(renewOutdated)
      .catch(() => undefined)
      .finally(() => {
        this.#isRenewing = false;
      });
  }
}

/** Renews the statistics of the tables that changed a lot since the last time, unless another server does so now. */
async function renewOutdated(pool: pg.Pool): Promise<void> {
  await withClient(pool, async (client) => {
    const { rows: locks } = await client.query<{ readonly isHeld: boolean }>(
      `select pg_try_advisory_lock(${LOCK}) as "isHeld"`,
    );
    if (locks[0]?.isHeld !== true) return;
    try {
      for (const table of await readOutdated(client)) await client.query(`analyze "${table}"`);
    } finally {
      await client.query(`select pg_advisory_unlock(${LOCK})`);
    }
  });
}

/** The tables that changed by a tenth of their rows, as autovacuum counts it, and by a few hundred rows at least. */
async function readOutdated(client: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await client.query<{ readonly name: string }>(
    `select relname as name from pg_stat_user_tables
     where schemaname = current_schema() and relname = any($1)
       and n_mod_since_analyze > 500 + n_live_tup / 10
     order by relname`,
    [RENEWED],
  );
  return rows.map(({ name }) => name);
}
