import type { MessageParams } from "../messages/messages.ts";

/**
 * What a command's end means to a script: done; failed; wrong usage; held or partial, so that a person has to
 * look; refused, by a target or by us. ARCHITECTURE.md and the README print the same list.
 */
export const EXIT = { done: 0, failed: 1, usage: 2, partial: 3, refused: 4 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

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
