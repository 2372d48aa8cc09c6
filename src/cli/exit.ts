import type { PlacedError } from "../files/placed-error.ts";
import type { MessageParams } from "../messages/messages.ts";

/**
 * Exit codes: done; failed; wrong usage; held or partial, which needs a person's attention; refused by a target or by
 * Muster; ended by Ctrl-C or by SIGTERM, as shells number it. ARCHITECTURE.md and the README print the same list.
 */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  partial: 3,
  refused: 4,
  interrupted: 130,
  terminated: 143,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The server understood the request and refused it, for lack of a right or because of the current state. */
const REFUSING_STATUSES: ReadonlySet<number> = new Set([401, 403, 409]);
/**
 * Codes with which a command on this machine refuses an installation before it changes anything: the next attempt ends
 * the same way, until a person has corrected the installation. docs/operating.md prints the same list.
 */
export const REFUSING_CODES: ReadonlySet<string> = new Set([
  "master-key.length",
  "master-key.missing",
  "master-key.permission",
  "start.initialized-already",
  "start.not-initialized",
  "store.in-use",
  "store.incomplete",
  "store.newer-version",
  "store.refused",
]);

/** Codes that begin so are about settings of the connector, which come from options of the command. */
const CONNECTOR_SETTING = "config.";
/** Other codes about the values of options that only the server can check. */
const USAGE_CODES: ReadonlySet<string> = new Set([
  "app.connector-unknown",
  "app.credential-not-a-secret",
  "app.credential-not-a-token",
]);

/** Chooses the exit code of a command that the server answered with this error status and code. */
export function findExitOfAnswer(status: number, code: string): ExitCode {
  if (code.startsWith(CONNECTOR_SETTING) || USAGE_CODES.has(code)) return EXIT.usage;
  return REFUSING_STATUSES.has(status) ? EXIT.refused : EXIT.failed;
}

/** Chooses the exit code of a command that met an error with this code on its own machine. */
export function findExitOfCode(code: string): ExitCode {
  return REFUSING_CODES.has(code) ? EXIT.refused : EXIT.failed;
}

/** The failure of a command on this machine, with the exit code that its code has. */
export function failHere(code: string, params: MessageParams = {}, cause?: unknown): CliError {
  return new CliError(findExitOfCode(code), code, params, { cause });
}

/** Ends a command. Only `run` catches it, and shows its code and parameters in the reader's language. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly code: string;
  readonly params: MessageParams;
  readonly exit: ExitCode;
  /** The id of the same event in the server's log and audit trail. */
  readonly trackingId: string | undefined;
  /** The server's own text, for codes that this catalogue does not know. */
  readonly detail: string | undefined;
  /** Every error of a configuration that was refused. */
  readonly errors: readonly PlacedError[];

  constructor(
    exit: ExitCode,
    code: string,
    params: MessageParams = {},
    more: {
      readonly trackingId?: string;
      readonly detail?: string;
      readonly errors?: readonly PlacedError[] | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(code, more.cause === undefined ? undefined : { cause: more.cause });
    this.exit = exit;
    this.code = code;
    this.params = params;
    this.trackingId = more.trackingId;
    this.detail = more.detail;
    this.errors = more.errors ?? [];
  }
}
