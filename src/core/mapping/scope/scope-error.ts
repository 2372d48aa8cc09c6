/** A reason why a scope is refused. The code and its parameters become a sentence at the edge. */
export interface ScopeError {
  readonly code: ScopeErrorCode;
  /** The place in the document, as a JSON pointer (RFC 6901). */
  readonly pointer: string;
  /** The place in a filter that is written as a text: UTF-16 code units from 0. */
  readonly position?: number;
  /** The words that can stand there, or the nearest known name. */
  readonly expected?: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The kinds of errors in scopes. */
export type ScopeErrorCode =
  | "invalid"
  | "member-unknown"
  | "filters-too-many"
  | "clauses-missing"
  | "clauses-too-many"
  | "name-invalid"
  | "attribute-invalid"
  | "attribute-unknown"
  | "attribute-roles"
  | "operator-unknown"
  | "value-missing"
  | "value-unneeded"
  | "value-invalid"
  | "bracket-unterminated"
  | "text-unterminated"
  | "text-unexpected";
