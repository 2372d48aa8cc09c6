import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StoreError } from "../store-error.ts";
import { isBusy, openConnection } from "./connection.ts";

/** The file system's codes for a directory, and for a link that leads nowhere, in place of a file. */
const NOT_A_FILE: readonly unknown[] = ["EISDIR", "ENOENT", "ENOTDIR", "ELOOP"];

/**
 * Makes the file, where it is missing, for its owner alone. SQLite gives the files beside a database the same mode. Throws
 * `store.not-a-file` for a directory or a dangling link of this name.
 */
export function createPrivateFile(file: string): void {
  try {
    closeSync(openSync(file, "a", 0o600));
  } catch (error) {
    const isNotAFile = error instanceof Error && "code" in error && NOT_A_FILE.includes(error.code);
    throw isNotAFile ? new StoreError("store.not-a-file", { file, detail: error.message }, error) : error;
  }
}

/**
 * Holds the data directory for this process until released, or until the process is gone, however it goes:
 * the operating system drops the lock that an open transaction keeps on a file of its own. Throws
 * `store.in-use` when another holds it.
 */
export async function lockDirectory(directory: string): Promise<{ release(): void }> {
  const holderFile = join(directory, "lock.pid");
  const lockFile = join(directory, "lock.db");
  createPrivateFile(lockFile);
  const connection = await openConnection(lockFile, { readOnly: false });
  try {
    connection.exec("pragma busy_timeout = 200; begin exclusive");
  } catch (error) {
    connection.close();
    if (isBusy(error)) throw inUse(directory, readHolder(holderFile), error);
    throw error;
  }
  writeFileSync(holderFile, `${process.pid}\n`, { mode: 0o600 });
  return {
    release() {
      rmSync(holderFile, { force: true });
      connection.close();
    },
  };
}

function inUse(directory: string, holder: string | undefined, cause: unknown): StoreError {
  return new StoreError("store.in-use", { directory, pid: holder ?? "?" }, cause);
}

function readHolder(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim() || undefined;
  } catch {
    return undefined;
  }
}
