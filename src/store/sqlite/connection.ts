import type { SqlRow } from "../columns.ts";
import type { Statement } from "../dialect.ts";
import { StoreError, type StoreErrorCode } from "../store-error.ts";

/** The part of Node's `node:sqlite` that is used here; on Node 20 a package offers the same. */
interface Driver {
  readonly DatabaseSync: new (
    file: string,
    options: { readonly readOnly?: boolean; readonly enableForeignKeyConstraints: boolean },
  ) => DriverDatabase;
}
interface DriverDatabase {
  exec(sql: string): void;
  prepare(sql: string): DriverStatement;
  close(): void;
}
interface DriverStatement {
  columns(): readonly { readonly name: string }[];
  setReturnArrays(isArrays: boolean): void;
  run(...parameters: unknown[]): { readonly changes: number | bigint };
  all(...parameters: unknown[]): unknown[];
}

/** A statement, and the names of the columns that it answers. */
interface Prepared {
  readonly statement: DriverStatement;
  readonly columns: readonly string[];
}

/**
 * One connection to a database file. Every statement is prepared once and kept, rare ones for a while. Calls throw
 * errors of SQLite; `toStoreError` says what they mean.
 */
export interface Connection {
  exec(sql: string): void;
  /** Answers how many rows it changed. */
  run(statement: Statement): number;
  rows(statement: Statement): readonly SqlRow[];
  /** The rows as lists of their values, in order of the columns. */
  lists(statement: Statement): readonly (readonly unknown[])[];
  /**
   * Releases the database. On Node 20 the package cannot finalize statements: they, and with them the write-ahead log,
   * stay until they are collected. A writer therefore empties the log first.
   */
  close(): void;
}

/** Rare statements kept at a time. */
const RARE_MAX = 100;

/** SQLite's own result codes, https://www.sqlite.org/rescode.html; extended ones keep it in the low byte. */
const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;
const SQLITE_READONLY = 8;
const SQLITE_CORRUPT = 11;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;

const CODES: ReadonlyMap<number, StoreErrorCode> = new Map([
  [SQLITE_FULL, "store.disk-full"],
  [SQLITE_READONLY, "store.read-only"],
  [SQLITE_CANTOPEN, "store.read-only"],
  [SQLITE_CORRUPT, "store.damaged"],
  [SQLITE_NOTADB, "store.damaged"],
]);
/** SQLite's own texts, for errors of queries, which come without a result code on Node 20. */
const TEXTS: ReadonlyMap<string, StoreErrorCode> = new Map([
  ["database disk image is malformed", "store.damaged"],
  ["file is not a database", "store.damaged"],
  ["database or disk is full", "store.disk-full"],
]);
/** The beginning of SQLite's texts for a database that lacks what a statement names; they have the code of any error. */
const INCOMPLETE = /^no such (?:table|column): |^table \S+ has no column named /;
/** Codes of the file system, where a file is opened without SQLite. */
const FILE_CODES: Readonly<Record<string, StoreErrorCode>> = {
  EACCES: "store.read-only",
  EPERM: "store.read-only",
  EROFS: "store.read-only",
  ENOSPC: "store.disk-full",
};
const UNIQUE_VIOLATIONS: readonly unknown[] = [1555, 2067, 2579];

async function loadDriver(): Promise<Driver> {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const isBuiltIn = major > 22 || (major === 22 && minor >= 16);
  if (isBuiltIn) return process.getBuiltinModule("node:sqlite") as unknown as Driver;
  return (await import("@photostructure/sqlite")) as unknown as Driver;
}

export async function openConnection(
  file: string,
  options: { readonly readOnly: boolean },
): Promise<Connection> {
  const { DatabaseSync } = await loadDriver();
  const database = new DatabaseSync(file, {
    ...(options.readOnly ? { readOnly: true } : {}),
    enableForeignKeyConstraints: false,
  });
  const statements = new Map<string, Prepared>();
  const rare = new Map<string, Prepared>();
  const prepared = ({ sql, isRare }: Statement): Prepared => {
    const kept = isRare ? rare : statements;
    const known = kept.get(sql);
    if (known !== undefined) return known;
    const made = prepare(database, sql);
    if (isRare && rare.size >= RARE_MAX) rare.clear();
    kept.set(sql, made);
    return made;
  };
  return {
    exec: (sql) => database.exec(sql),
    run: (statement) => Number(prepared(statement).statement.run(...statement.parameters).changes),
    rows(query) {
      const { statement, columns } = prepared(query);
      return statement.all(...query.parameters).map((values) => toRow(columns, values as unknown[]));
    },
    lists: (query) => prepared(query).statement.all(...query.parameters) as unknown[][],
    close() {
      statements.clear();
      rare.clear();
      database.close();
    },
  };
}

/** Rows as lists: the driver's own objects have no prototype, and take V8 half as long again to read. */
function prepare(database: DriverDatabase, sql: string): Prepared {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  return { statement, columns: statement.columns().map(({ name }) => name) };
}

function toRow(columns: readonly string[], values: readonly unknown[]): SqlRow {
  const row: Record<string, unknown> = {};
  let at = 0;
  for (const column of columns) {
    row[column] = values[at];
    at += 1;
  }
  return row;
}

export function isUniqueViolation(error: unknown): boolean {
  return UNIQUE_VIOLATIONS.includes(resultCode(error));
}

export function isBusy(error: unknown): boolean {
  return ((resultCode(error) ?? 0) & 0xff) === SQLITE_BUSY;
}

/** The failure as the port's callers know it. */
export function toStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const known = CODES.get((resultCode(error) ?? 0) & 0xff) ?? fileCode(error) ?? codeOf(reason);
  return new StoreError(known ?? "store.write-failed", reason, error);
}

function codeOf(reason: string): StoreErrorCode | undefined {
  return INCOMPLETE.test(reason) ? "store.incomplete" : TEXTS.get(reason);
}

function fileCode(error: unknown): StoreErrorCode | undefined {
  return error instanceof Error && "code" in error ? FILE_CODES[String(error.code)] : undefined;
}

function resultCode(error: unknown): number | undefined {
  const code = error instanceof Error && "errcode" in error ? error.errcode : undefined;
  return typeof code === "number" ? code : undefined;
}
