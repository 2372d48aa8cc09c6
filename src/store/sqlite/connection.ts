import type { SqlRow } from "../columns.ts";
import type { Statement } from "../dialect.ts";
import { StoreError } from "../store-error.ts";

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
  run(...parameters: unknown[]): { readonly changes: number | bigint };
  all(...parameters: unknown[]): unknown[];
}

/** One connection to a database file. Every statement is prepared once and kept, rare ones for a while. Calls throw `SqliteError`s. */
export interface Connection {
  exec(sql: string): void;
  /** Answers how many rows it changed. */
  run(statement: Statement): number;
  rows(statement: Statement): readonly SqlRow[];
  close(): void;
}

/** Rare statements kept at a time. */
const RARE_MAX = 100;

/** SQLite's own result codes, https://www.sqlite.org/rescode.html; extended ones keep it in the low byte. */
const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;
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
  const statements = new Map<string, DriverStatement>();
  const rare = new Map<string, DriverStatement>();
  const prepared = ({ sql, isRare }: Statement): DriverStatement => {
    const kept = isRare ? rare : statements;
    const known = kept.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    if (isRare && rare.size >= RARE_MAX) rare.clear();
    kept.set(sql, statement);
    return statement;
  };
  return {
    exec: (sql) => database.exec(sql),
    run: (statement) => Number(prepared(statement).run(...statement.parameters).changes),
    rows: (statement) => prepared(statement).all(...statement.parameters) as SqlRow[],
    close() {
      statements.clear();
      rare.clear();
      database.close();
    },
  };
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
  if (((resultCode(error) ?? 0) & 0xff) === SQLITE_FULL) {
    return new StoreError("store.disk-full", {}, error);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new StoreError("store.write-failed", reason, error);
}

function resultCode(error: unknown): number | undefined {
  const code = error instanceof Error && "errcode" in error ? error.errcode : undefined;
  return typeof code === "number" ? code : undefined;
}
