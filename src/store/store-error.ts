export type StoreErrorCode =
  | "store.newer-version"
  | "store.in-use"
  | "store.disk-full"
  | "store.damaged"
  | "store.not-a-file"
  | "store.log-left"
  | "store.read-only"
  | "store.write-failed"
  | "store.incomplete"
  | "store.refused"
  | "store.unavailable"
  | "store.outcome-unknown"
  | "store.closed";

/** The parameters of the texts; `detail` holds the message of the system below, where it sent any. */
export type StoreErrorParams = Readonly<Record<string, string | number>>;

/**
 * The store itself failed. The change was not written, unless the code is `store.outcome-unknown`; a later attempt may
 * succeed. Code and parameters make the text that people read (messages/); `message` is for the log alone. A text in
 * place of parameters is the `detail`.
 */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  readonly params: StoreErrorParams;

  constructor(code: StoreErrorCode, about: StoreErrorParams | string = {}, cause?: unknown) {
    const params = typeof about === "string" ? { detail: about } : about;
    const told = Object.entries(params).map(([name, value]) => `${name}: ${value}`);
    super(told.length === 0 ? code : `${code} (${told.join(", ")})`, { cause });
    this.name = "StoreError";
    this.code = code;
    this.params = params;
  }
}
