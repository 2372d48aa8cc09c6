import { readdirSync, readFileSync } from "node:fs";
import type { Transaction } from "./dialect.ts";
import { fillSearch } from "./fill-search.ts";
import { fillSearchEntries } from "./fill-search-entries.ts";
import { StoreError } from "./store-error.ts";

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** Fills rows where SQL alone cannot; runs after the SQL, in the same transaction. */
  readonly fill: ((tx: Transaction) => Promise<void>) | undefined;
}

/** The values of the words in braces of a migration, by database. */
export interface MigrationWords {
  readonly text: string;
  readonly int: string;
  readonly json: string;
  /** Ends a table that is found by its rows' place in it. */
  readonly rows: string;
  /** Ends a table that is kept in the order of its primary key, where the database can. */
  readonly keyed: string;
  /** Begins a line that PostgreSQL alone runs; to SQLite it is a comment. */
  readonly postgres_only: string;
  /** Columns that give a feed entry its place, and their names in order. */
  readonly place: string;
  readonly place_columns: string;
  /** The column that gives a record of the audit trail its place. */
  readonly audit_place: string;
}

/** The table that records which migrations a database has had; the same everywhere. */
export const MIGRATION_TABLE =
  "create table if not exists migration (number integer primary key, name text not null, applied timestamp not null default current_timestamp)";

const FILLS: Readonly<Record<string, (tx: Transaction) => Promise<void>>> = {
  "0003_search": fillSearch,
  "0039_search_entries": fillSearchEntries,
};

const FILES = new URL("./migrations/", import.meta.url);

/** All migrations of this program in order, in the words of one database. */
export function loadMigrations(words: MigrationWords): readonly Migration[] {
  return readdirSync(FILES)
    .filter((file) => file.endsWith(".sql"))
    .sort()
    .map((file) => ({ file, name: file.slice(0, -".sql".length) }))
    .map(({ file, name }) => ({
      number: Number.parseInt(file, 10),
      name,
      sql: readFileSync(new URL(file, FILES), "utf8").replace(/\{(\w+)\}/g, (whole, word: string) =>
        word in words ? words[word as keyof MigrationWords] : whole,
      ),
      fill: FILLS[name],
    }));
}

/** Those still to run. Throws `store.newer-version` when the database had one that this program lacks. */
export function findPendingMigrations(
  known: readonly Migration[],
  applied: readonly number[],
): readonly Migration[] {
  const newest = Math.max(0, ...applied);
  const newestKnown = Math.max(0, ...known.map(({ number }) => number));
  if (newest > newestKnown) {
    throw new StoreError("store.newer-version", { migration: newest, known: newestKnown });
  }
  return known.filter(({ number }) => !applied.includes(number));
}
