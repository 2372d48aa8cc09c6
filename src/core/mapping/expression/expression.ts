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
 * An error in the text of an expression. `expected` lists what can stand at the position, in the signs of the
 * language, which need no translation. The code and its parameters become a sentence at the edge.
 */
export interface ExpressionError {
  readonly code: ExpressionErrorCode;
  readonly position: number;
  readonly expected: string;
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
  | "token-unexpected"
  | "expression-incomplete"
  | "function-unknown"
  | "function-nested"
  | "argument-count-wrong"
  | "argument-missing"
  | "argument-invalid"
  | "pattern-invalid"
  | "group-unknown";

/** The tokens that can begin an operand, as `expected` lists them. */
export const OPERAND_EXPECTED = '"text", [attribute], 1, Function()';

export const EXPRESSION_LENGTH_MAX = 10_000;
export const EXPRESSION_DEPTH_MAX = 50;

/** The number of errors of an expression that are listed. */
export const EXPRESSION_ERRORS_MAX = 20;
