export type StoreErrorCode =
  | "store.newer-version"
  | "store.in-use"
  | "store.disk-full"
  | "store.write-failed"
  | "store.unavailable"
  | "store.closed";

/** The store itself failed. Whatever was asked of it was not written; asking again may succeed. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "StoreError";
    this.code = code;
  }
}
