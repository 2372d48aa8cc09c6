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
  | "scope-invalid"
  | "scope-member-unknown"
  | "scope-filters-too-many"
  | "scope-clauses-missing"
  | "scope-clauses-too-many"
  | "scope-name-invalid"
  | "scope-attribute-invalid"
  | "scope-attribute-unknown"
  | "scope-operator-unknown"
  | "scope-value-missing"
  | "scope-value-unneeded"
  | "scope-value-invalid"
  | "scope-text-unterminated"
  | "scope-text-unexpected";
