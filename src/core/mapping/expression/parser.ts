import { parseSource } from "../source.ts";
import {
  EXPRESSION_DEPTH_MAX,
  EXPRESSION_LENGTH_MAX,
  type Expression,
  type ExpressionError,
  type ExpressionErrorCode,
  type Operator,
} from "./expression.ts";
import { FUNCTIONS, type FunctionSpec } from "./functions.ts";
import { type ExpressionToken, tokenize } from "./lexer.ts";

export type ParsedExpression =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly error: ExpressionError };

/** The only state that changes: the index of the next token. */
interface Cursor {
  readonly tokens: readonly ExpressionToken[];
  index: number;
}

/** Names that are not calls: the two compare types of `InStr`, which are read as texts. */
const CONSTANTS: ReadonlySet<string> = new Set(["vbTextCompare", "vbBinaryCompare"]);

const OPERATORS: ReadonlyMap<string, Operator> = new Map(
  (["=", "<>", "<", "<=", ">", ">="] as const).map((operator) => [operator, operator]),
);

/**
 * The expression that a text spells in the grammar of Entra ID's attribute mappings: functions over
 * `[source]`, `"text"` and numbers, at most one comparison between two of them, names case-sensitive. Errors
 * carry their position. Functions and the number of their arguments are checked here.
 */
export function parseExpression(text: string): ParsedExpression {
  if (text.length > EXPRESSION_LENGTH_MAX) {
    return refuse("expression-too-long", EXPRESSION_LENGTH_MAX, { max: EXPRESSION_LENGTH_MAX });
  }
  const lexed = tokenize(text);
  if (!lexed.ok) return lexed;
  const cursor: Cursor = { tokens: lexed.tokens, index: 0 };
  if (peek(cursor).kind === "end") return refuse("expression-empty", 0, {});
  const parsed = parseComparison(cursor, 0);
  if (!parsed.ok || peek(cursor).kind === "end") return parsed;
  return unexpected(peek(cursor));
}

function peek(cursor: Cursor): ExpressionToken {
  return cursor.tokens[cursor.index] ?? { kind: "end", text: "", position: 0 };
}

function take(cursor: Cursor): ExpressionToken {
  const token = peek(cursor);
  cursor.index += 1;
  return token;
}

function parseComparison(cursor: Cursor, depth: number): ParsedExpression {
  const left = parseOperand(cursor, depth);
  const operator = OPERATORS.get(peek(cursor).text);
  if (!left.ok || peek(cursor).kind !== "operator" || operator === undefined) return left;
  take(cursor);
  const right = parseOperand(cursor, depth);
  if (!right.ok) return right;
  return accept({ kind: "comparison", operator, left: left.expression, right: right.expression });
}

function parseOperand(cursor: Cursor, depth: number): ParsedExpression {
  const token = take(cursor);
  switch (token.kind) {
    case "text":
      return accept({ kind: "text", value: token.text });
    case "number":
      return accept({ kind: "number", value: Number(token.text) || 0 });
    case "source":
      return parseReference(token);
    case "name":
      return parseNamed(cursor, token, depth);
    case "operator":
    case "(":
    case ")":
    case ",":
    case "end":
      return unexpected(token);
  }
}

function parseReference({ text, position }: ExpressionToken): ParsedExpression {
  const reference = parseSource(text);
  if (reference === undefined) return refuse("source-invalid", position, { source: text });
  return accept({ kind: "source", text: text.trim(), reference });
}

function parseNamed(cursor: Cursor, token: ExpressionToken, depth: number): ParsedExpression {
  const next = peek(cursor);
  if (next.kind !== "(") {
    if (CONSTANTS.has(token.text)) return accept({ kind: "text", value: token.text });
    return FUNCTIONS.has(token.text) ? unexpected(next) : unknownFunction(token);
  }
  const spec = FUNCTIONS.get(token.text);
  if (spec === undefined) return unknownFunction(token);
  if (depth >= EXPRESSION_DEPTH_MAX) {
    return refuse("expression-too-deep", token.position, { max: EXPRESSION_DEPTH_MAX });
  }
  take(cursor);
  return parseCall(cursor, token, spec, depth + 1);
}

/**
 * Parses the arguments up to `)`; the cursor stands behind `(`. Errors of a call carry the position of its
 * name.
 */
function parseCall(
  cursor: Cursor,
  name: ExpressionToken,
  spec: FunctionSpec,
  depth: number,
): ParsedExpression {
  const operands: Expression[] = [];
  const positions: number[] = [];
  for (;;) {
    const next = peek(cursor);
    positions.push(next.position);
    if (next.kind === "," || next.kind === ")") operands.push({ kind: "omitted" });
    else {
      const operand = parseComparison(cursor, depth);
      if (!operand.ok) return operand;
      operands.push(operand.expression);
    }
    const separator = take(cursor);
    if (separator.kind === ")") break;
    if (separator.kind !== ",") return unexpected(separator);
  }
  const isEmpty = operands.length === 1 && operands[0]?.kind === "omitted";
  const error = checkCall(name, spec, isEmpty ? [] : operands, positions);
  return error ?? accept({ kind: "call", name: spec.name, position: name.position, operands });
}

function checkCall(
  name: ExpressionToken,
  spec: FunctionSpec,
  operands: readonly Expression[],
  positions: readonly number[],
): ParsedExpression | undefined {
  const count = operands.length;
  if (count < spec.least || count > spec.most || (spec.inPairs && count % 2 !== 0)) {
    return refuse("argument-count-wrong", name.position, {
      name: spec.name,
      count,
      least: spec.least,
      ...(Number.isFinite(spec.most) ? { most: spec.most } : {}),
    });
  }
  const missing = operands.findIndex(
    (operand, index) => operand.kind === "omitted" && !spec.omittable.includes(index),
  );
  if (missing >= 0) {
    return refuse("argument-missing", positions[missing] ?? name.position, {
      name: spec.name,
      argument: missing + 1,
    });
  }
  const refused = operands.findIndex(
    (operand, index) => operand.kind !== "omitted" && spec.refused.includes(index),
  );
  if (refused < 0) return undefined;
  return refuse("replace-form-unsupported", positions[refused] ?? name.position, { argument: refused + 1 });
}

function unknownFunction(token: ExpressionToken): ParsedExpression {
  return refuse("function-unknown", token.position, { name: token.text });
}

function unexpected(token: ExpressionToken): ParsedExpression {
  return refuse("token-unexpected", token.position, { token: token.kind === "end" ? "" : token.text });
}

function accept(expression: Expression): ParsedExpression {
  return { ok: true, expression };
}

function refuse(
  code: ExpressionErrorCode,
  position: number,
  params: ExpressionError["params"],
): ParsedExpression {
  return { ok: false, error: { code, position, params } };
}
