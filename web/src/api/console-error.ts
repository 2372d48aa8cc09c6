import type { Problem } from "../../../src/contract/problem.ts";

/** Why a request has no answer that the console can use. */
export type FailureKind = "refused" | "unreachable" | "unreadable";

/** A request that failed. `problem` is the server's own account of it; the other kinds have none. */
export class ConsoleError extends Error {
  override readonly name = "ConsoleError";
  readonly kind: FailureKind;
  readonly status: number | undefined;
  readonly problem: Problem | undefined;
  /** Of a delay that the server asks for. */
  readonly retryAfterSeconds: number | undefined;
  readonly request: string;

  constructor(
    kind: FailureKind,
    request: string,
    more: {
      readonly status?: number | undefined;
      readonly problem?: Problem | undefined;
      readonly retryAfterSeconds?: number | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(more.problem?.detail ?? kind, { cause: more.cause });
    this.kind = kind;
    this.request = request;
    this.status = more.status;
    this.problem = more.problem;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

/** True for a refusal with this status. */
export function hasStatus(error: unknown, status: number): boolean {
  return error instanceof ConsoleError && error.status === status;
}
