import type { OrgId } from "../core/ids.ts";

/** An answer with an error, and its request without anything of its content. `INSTANCE` has those of no organization. */
export interface ErrorAnswerRow {
  readonly org: OrgId;
  /** The tracking id of the answer. */
  readonly id: string;
  readonly at: number;
  /** As in the audit trail, or `anonymous` for a request without a session or a valid token. */
  readonly actor: string;
  /** The address of an anonymous client; null for other callers. */
  readonly address: string | null;
  /** `none` for a request that was not HTTP, as in `route`. */
  readonly method: string;
  /** The pattern of the path, with the names of its parameters; `none` if no route has the path. */
  readonly route: string;
  readonly status: number;
  readonly code: string | null;
}

/** The table of answers with an error. */
export interface ErrorAnswerTables {
  error_answer: ErrorAnswerRow;
}

/** The columns that make its rows unique. */
export const ERROR_ANSWER_KEYS = { error_answer: ["org", "id"] } as const;
