import type { SourceReference } from "../source.ts";

/** A parsed mapping expression. Positions count UTF-16 code units of its text from 0. */
export type Expression =
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "source"; readonly text: string; readonly reference: SourceReference }
  /** An argument that was left out: `Switch([state], , "a", "b")`. */
  | { readonly kind: "omitted" }
  | {
      readonly kind: "comparison";
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly position: number;
      readonly operands: readonly Expression[];
    };

export type Operator = "=" | "<>" | "<" | "<=" | ">" | ">=";

/**
 * The reason why a text is not an expression, and the position. The code and its parameters become a sentence
 * at the edge.
 */
export interface ExpressionError {
  readonly code: ExpressionErrorCode;
  readonly position: number;
  readonly params: Readonly<Record<string, string | number>>;
}

export type ExpressionErrorCode =
  | "expression-empty"
  | "expression-too-long"
  | "expression-too-deep"
  | "character-unexpected"
  | "text-unterminated"
  | "source-unterminated"
  | "source-invalid"
  | "number-too-long"
  | "token-unexpected"
  | "function-unknown"
  | "argument-count-wrong"
  | "argument-missing"
  | "replace-form-unsupported";

export const EXPRESSION_LENGTH_MAX = 10_000;
export const EXPRESSION_DEPTH_MAX = 50;
