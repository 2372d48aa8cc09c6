import type { MessageParams } from "../messages/messages.ts";

/**
 * What a command's end means to a script: done; failed; wrong usage; held or partial, so that a person has to
 * look; refused, by a target or by us. ARCHITECTURE.md and the README print the same list.
 */
export const EXIT = { done: 0, failed: 1, usage: 2, partial: 3, refused: 4 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** No right to it, or what is there forbids it: the server understood, and did nothing. */
const REFUSING_STATUSES: ReadonlySet<number> = new Set([401, 403, 409]);
/** What a local command refuses to touch. */
const REFUSING_CODES: ReadonlySet<string> = new Set(["store.in-use", "store.newer-version"]);

/** How a command ends that the server answered with this status of an error. */
export function exitOfStatus(status: number): ExitCode {
  return REFUSING_STATUSES.has(status) ? EXIT.refused : EXIT.failed;
}

/** How a command ends that met an error with this code on its own machine. */
export function exitOfCode(code: string): ExitCode {
  return REFUSING_CODES.has(code) ? EXIT.refused : EXIT.failed;
}

/** Ends a command. Shown by its code and parameters in the reader's language; `run` is its only consumer. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly code: string;
  readonly params: MessageParams;
  readonly exit: ExitCode;
  /** Finds the same event in the server's log and audit trail. */
  readonly trackingId: string | undefined;
  /** The server's own words, for codes that our catalogue does not know. */
  readonly detail: string | undefined;

  constructor(
    exit: ExitCode,
    code: string,
    params: MessageParams = {},
    more: { readonly trackingId?: string; readonly detail?: string; readonly cause?: unknown } = {},
  ) {
    super(code, more.cause === undefined ? undefined : { cause: more.cause });
    this.exit = exit;
    this.code = code;
    this.params = params;
    this.trackingId = more.trackingId;
    this.detail = more.detail;
  }
}
