import { parseSource } from "../source.ts";
import type { Value } from "../value.ts";
import {
  EXPRESSION_DEPTH_MAX,
  EXPRESSION_ERRORS_MAX,
  EXPRESSION_LENGTH_MAX,
  type Expression,
  type ExpressionError,
  type ExpressionErrorCode,
  OPERAND_EXPECTED,
  type Operator,
} from "./expression.ts";
import { type FunctionSpec, isCountAccepted, isOmittable } from "./functions/spec.ts";
import { FUNCTIONS } from "./functions.ts";
import { type ExpressionToken, tokenize } from "./lexer.ts";

export type ParsedExpression =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly errors: readonly ExpressionError[] };

/**
 * The state that changes: the index of the next token, and the errors so far. A wrong name or argument is
 * noted and parsing goes on; a token in the wrong place ends it.
 */
interface Cursor {
  readonly tokens: readonly ExpressionToken[];
  readonly errors: ExpressionError[];
  index: number;
}

/** The greatest number of decimal digits that a double always represents exactly. Longer numbers are texts. */
const DIGITS_MAX = 15;

/** Names that are not calls: the two compare types of `InStr`, which are read as texts. */
const CONSTANTS: ReadonlySet<string> = new Set(["vbTextCompare", "vbBinaryCompare"]);

const OPERATORS: ReadonlyMap<string, Operator> = new Map(
  (["=", "<>", "<", "<=", ">", ">="] as const).map((operator) => [operator, operator]),
);
const OPERATORS_EXPECTED = [...OPERATORS.keys()].join(", ");

/**
 * The expression that a text spells in the grammar of Entra ID's attribute mappings: functions over
 * `[source]`, `"text"` and numbers, at most one comparison between two of them, names case-sensitive. Errors
 * carry their position, and as many as can be found are reported at once. Functions and the number of their
 * arguments are checked here.
 */
export function parseExpression(text: string): ParsedExpression {
  if (text.length > EXPRESSION_LENGTH_MAX) {
    const params = { max: EXPRESSION_LENGTH_MAX };
    return refuse({ code: "expression-too-long", position: EXPRESSION_LENGTH_MAX, expected: "", params });
  }
  const lexed = tokenize(text);
  if (!lexed.ok) return refuse(lexed.error);
  const cursor: Cursor = { tokens: lexed.tokens, errors: [], index: 0 };
  if (peek(cursor).kind === "end") {
    return refuse({ code: "expression-empty", position: 0, expected: OPERAND_EXPECTED, params: {} });
  }
  const expression = parseComparison(cursor, 0);
  if (expression !== undefined && peek(cursor).kind !== "end") {
    const canCompare = expression.kind !== "comparison";
    noteUnexpected(cursor, peek(cursor), canCompare ? OPERATORS_EXPECTED : "");
  }
  if (expression === undefined || cursor.errors.length > 0) {
    return { ok: false, errors: sortErrors(cursor.errors) };
  }
  return { ok: true, expression };
}

function refuse(error: ExpressionError): ParsedExpression {
  return { ok: false, errors: [error] };
}

function sortErrors(errors: readonly ExpressionError[]): readonly ExpressionError[] {
  return errors.toSorted((left, right) => left.position - right.position).slice(0, EXPRESSION_ERRORS_MAX);
}

function peek(cursor: Cursor): ExpressionToken {
  return cursor.tokens[cursor.index] ?? { kind: "end", text: "", position: 0 };
}

function take(cursor: Cursor): ExpressionToken {
  const token = peek(cursor);
  cursor.index += 1;
  return token;
}

/** `undefined` after an error that parsing cannot go on from. */
function parseComparison(cursor: Cursor, depth: number): Expression | undefined {
  const left = parseOperand(cursor, depth);
  const operator = OPERATORS.get(peek(cursor).text);
  if (left === undefined || peek(cursor).kind !== "operator" || operator === undefined) return left;
  take(cursor);
  const right = parseOperand(cursor, depth);
  if (right === undefined) return undefined;
  // An argument that is a function of this kind was noted when its name was read.
  if (depth === 0) for (const side of [left, right]) noteNested(cursor, side);
  return { kind: "comparison", operator, left, right };
}

/** Notes a function that has to be the whole expression and is compared instead. */
function noteNested(cursor: Cursor, side: Expression): void {
  if (side.kind !== "call" || FUNCTIONS.get(side.name)?.isOutermost !== true) return;
  const { name, position } = side;
  note(cursor, { code: "function-nested", position, expected: OPERAND_EXPECTED, params: { name } });
}

function parseOperand(cursor: Cursor, depth: number): Expression | undefined {
  const token = take(cursor);
  switch (token.kind) {
    case "text":
      return { kind: "text", value: token.text };
    case "number":
      return token.text.replace(/\D/g, "").length > DIGITS_MAX
        ? { kind: "text", value: token.text }
        : { kind: "number", value: Number(token.text) || 0 };
    case "source":
      return parseReference(cursor, token);
    case "name":
      return parseNamed(cursor, token, depth);
    case "operator":
    case "(":
    case ")":
    case ",":
    case "end":
      return noteUnexpected(cursor, token, OPERAND_EXPECTED);
  }
}

function parseReference(cursor: Cursor, { text, position }: ExpressionToken): Expression {
  const reference = parseSource(text);
  if (reference !== undefined) return { kind: "source", text: text.trim(), reference };
  note(cursor, { code: "source-invalid", position, expected: "[attribute]", params: { source: text } });
  return { kind: "omitted" };
}

function parseNamed(cursor: Cursor, token: ExpressionToken, depth: number): Expression | undefined {
  const spec = FUNCTIONS.get(token.text);
  const next = peek(cursor);
  if (next.kind !== "(") {
    if (CONSTANTS.has(token.text)) return { kind: "text", value: token.text };
    if (spec !== undefined) return noteUnexpected(cursor, next, "(");
    noteUnknown(cursor, token);
    return { kind: "omitted" };
  }
  if (depth >= EXPRESSION_DEPTH_MAX) {
    const params = { max: EXPRESSION_DEPTH_MAX };
    note(cursor, { code: "expression-too-deep", position: token.position, expected: "", params });
    return undefined;
  }
  if (spec === undefined) noteUnknown(cursor, token);
  if (spec?.isOutermost === true && depth > 0) {
    const params = { name: token.text };
    note(cursor, { code: "function-nested", position: token.position, expected: OPERAND_EXPECTED, params });
  }
  take(cursor);
  const operands = parseArguments(cursor, depth + 1);
  if (operands === undefined) return undefined;
  if (spec !== undefined) checkCall(cursor, token, spec, operands);
  const expressions = operands.map(({ operand }) => operand);
  return { kind: "call", name: token.text, position: token.position, operands: expressions };
}

interface Argument {
  readonly operand: Expression;
  readonly position: number;
}

/** Parses the arguments up to `)`; the cursor stands behind `(`. */
function parseArguments(cursor: Cursor, depth: number): readonly Argument[] | undefined {
  const operands: Argument[] = [];
  for (;;) {
    const { kind, position } = peek(cursor);
    const isOmitted = kind === "," || kind === ")";
    if (kind === ")" && operands.length === 0) {
      take(cursor);
      return [];
    }
    const operand: Expression | undefined = isOmitted ? { kind: "omitted" } : parseComparison(cursor, depth);
    if (operand === undefined) return undefined;
    operands.push({ operand, position });
    const separator = take(cursor);
    if (separator.kind === ")") break;
    if (separator.kind !== ",") return noteUnexpected(cursor, separator, "), ,");
  }
  return operands;
}

/** Notes a wrong number of arguments at the name of the function, and any other error at its argument. */
function checkCall(
  cursor: Cursor,
  { position }: ExpressionToken,
  spec: FunctionSpec,
  operands: readonly Argument[],
): void {
  const { name, signature, least, most } = spec;
  const expected = `${name}(${signature})`;
  const count = operands.length;
  if (!isCountAccepted(spec, count)) {
    const params = { name, count, least, ...(Number.isFinite(most) ? { most } : {}) };
    note(cursor, { code: "argument-count-wrong", position, expected, params });
    return;
  }
  let isComplete = true;
  for (const [index, { operand, position: place }] of operands.entries()) {
    if (operand.kind !== "omitted" || isOmittable(spec, index) || isNoted(cursor, place)) continue;
    isComplete = false;
    const params = { name, argument: index + 1 };
    note(cursor, { code: "argument-missing", position: place, expected: OPERAND_EXPECTED, params });
  }
  const problem = isComplete ? spec.check(operands.map(({ operand }) => literalOf(operand))) : undefined;
  if (problem === undefined) return;
  note(cursor, {
    code: "argument-invalid",
    position: operands[problem.argument]?.position ?? position,
    expected: problem.expected,
    params: { name, argument: problem.argument + 1 },
  });
}

/** True when an operand is left out because it was wrong, which has been told. */
function isNoted({ errors }: Cursor, position: number): boolean {
  return errors.some((error) => error.position === position);
}

/** The value of an operand that is written out, null for one that is left out. */
function literalOf(operand: Expression): Value | undefined {
  if (operand.kind === "omitted") return null;
  return operand.kind === "text" || operand.kind === "number" ? operand.value : undefined;
}

function noteUnknown(cursor: Cursor, { text, position }: ExpressionToken): void {
  const code: ExpressionErrorCode = "function-unknown";
  note(cursor, { code, position, expected: suggest(text), params: { name: text } });
}

/** The functions whose names differ from a text in upper and lower case only, else all that begin alike. */
function suggest(text: string): string {
  const lower = text.toLowerCase();
  const names = [...FUNCTIONS.keys()];
  const equal = names.filter((name) => name.toLowerCase() === lower);
  const alike = names.filter((name) => name.toLowerCase().startsWith(lower.slice(0, 2)));
  return (equal.length > 0 ? equal : alike.length > 0 ? alike : ["Function()"]).join(", ");
}

function noteUnexpected(
  cursor: Cursor,
  { kind, text, position }: ExpressionToken,
  expected: string,
): undefined {
  const isEnd = kind === "end";
  const code = isEnd ? "expression-incomplete" : "token-unexpected";
  note(cursor, { code, position, expected, params: isEnd ? {} : { token: text } });
}

function note(cursor: Cursor, error: ExpressionError): void {
  cursor.errors.push(error);
}
