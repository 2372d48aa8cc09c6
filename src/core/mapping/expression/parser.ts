import { findNearestOf } from "../../nearest-name.ts";
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
 * The state that changes: the index of the next token, and the errors so far. Each error is noted and parsing goes
 * on; an operand that is wrong is read as one that is left out.
 */
interface Cursor {
  readonly tokens: readonly ExpressionToken[];
  readonly errors: ExpressionError[];
  /** The positions of the errors, so that one wrong token is one error. */
  readonly noted: Set<number>;
  index: number;
}

const OMITTED = { kind: "omitted" } as const;

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
  const { tokens, errors, isCut } = tokenize(text);
  const cursor: Cursor = { tokens, errors: [...errors], noted: new Set(), index: 0 };
  for (const { position } of errors) cursor.noted.add(position);
  // Behind a token without an end, that the rest is missing is not a second error.
  if (isCut) cursor.noted.add(text.length);
  if (peek(cursor).kind === "end") {
    return refuse({ code: "expression-empty", position: 0, expected: OPERAND_EXPECTED, params: {} });
  }
  const expression = parseComparison(cursor, 0);
  if (peek(cursor).kind !== "end") {
    const canCompare = expression.kind !== "comparison";
    noteUnexpected(cursor, peek(cursor), canCompare ? OPERATORS_EXPECTED : "");
    skipUnexpected(cursor, 0);
  }
  return cursor.errors.length > 0
    ? { ok: false, errors: sortErrors(cursor.errors) }
    : { ok: true, expression };
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
  if (token.kind !== "end") cursor.index += 1;
  return token;
}

function parseComparison(cursor: Cursor, depth: number): Expression {
  const left = parseOperand(cursor, depth);
  const operator = OPERATORS.get(peek(cursor).text);
  if (peek(cursor).kind !== "operator" || operator === undefined) return left;
  take(cursor);
  const right = parseOperand(cursor, depth);
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

function parseOperand(cursor: Cursor, depth: number): Expression {
  const token = peek(cursor);
  switch (token.kind) {
    case "text":
      return { kind: "text", value: take(cursor).text };
    case "number":
      return toNumber(take(cursor).text);
    case "source":
      return parseReference(cursor, take(cursor));
    case "name":
      return parseNamed(cursor, take(cursor), depth);
    case "(":
      noteUnexpected(cursor, token, OPERAND_EXPECTED);
      parseGroup(cursor, depth);
      return OMITTED;
    case "invalid":
      take(cursor);
      return OMITTED;
    case "operator":
    case ")":
    case ",":
    case "end":
      noteUnexpected(cursor, token, OPERAND_EXPECTED);
      return OMITTED;
  }
}

/** A number with more digits than a double represents exactly is a text. */
function toNumber(text: string): Expression {
  return text.replace(/\D/g, "").length > DIGITS_MAX
    ? { kind: "text", value: text }
    : { kind: "number", value: Number(text) || 0 };
}

/**
 * Reads on behind a token in the wrong place, for the errors of the calls and sources further on: to the end of the
 * argument, or at depth 0 to the end of the text.
 */
function skipUnexpected(cursor: Cursor, depth: number): void {
  for (;;) {
    const { kind } = peek(cursor);
    if (kind === "end" || (depth > 0 && (kind === "," || kind === ")"))) return;
    const isCall = kind === "name" && cursor.tokens[cursor.index + 1]?.kind === "(";
    if (kind === "(") parseGroup(cursor, depth);
    else if (kind === "source" || isCall) parseOperand(cursor, depth);
    else take(cursor);
  }
}

/** Reads what stands in parentheses that belong to no call, for its errors. The cursor stands before `(`. */
function parseGroup(cursor: Cursor, depth: number): void {
  if (depth >= EXPRESSION_DEPTH_MAX) {
    skipParentheses(cursor);
    return;
  }
  take(cursor);
  parseArguments(cursor, depth + 1);
}

/** Skips parentheses with all that is in them. */
function skipParentheses(cursor: Cursor): void {
  let open = 0;
  do {
    const { kind } = take(cursor);
    if (kind === "(") open += 1;
    else if (kind === ")") open -= 1;
  } while (open > 0 && peek(cursor).kind !== "end");
}

function parseReference(cursor: Cursor, { text, position }: ExpressionToken): Expression {
  const reference = parseSource(text);
  if (reference !== undefined) return { kind: "source", text: text.trim(), reference };
  note(cursor, { code: "source-invalid", position, expected: "[attribute]", params: { source: text } });
  return OMITTED;
}

function parseNamed(cursor: Cursor, token: ExpressionToken, depth: number): Expression {
  const spec = FUNCTIONS.get(token.text);
  const next = peek(cursor);
  if (next.kind !== "(") {
    if (CONSTANTS.has(token.text)) return { kind: "text", value: token.text };
    if (spec !== undefined) noteUnexpected(cursor, next, "(");
    else noteUnknown(cursor, token);
    return OMITTED;
  }
  if (depth >= EXPRESSION_DEPTH_MAX) {
    const params = { max: EXPRESSION_DEPTH_MAX };
    note(cursor, { code: "expression-too-deep", position: token.position, expected: "", params });
    skipParentheses(cursor);
    return OMITTED;
  }
  if (spec === undefined) noteUnknown(cursor, token);
  if (spec?.isOutermost === true && depth > 0) {
    const params = { name: token.text };
    note(cursor, { code: "function-nested", position: token.position, expected: OPERAND_EXPECTED, params });
  }
  take(cursor);
  const { operands, isWhole } = parseArguments(cursor, depth + 1);
  // The number of arguments of a list that is broken is not known.
  if (spec !== undefined && isWhole) checkCall(cursor, token, spec, operands);
  const expressions = operands.map(({ operand }) => operand);
  return { kind: "call", name: token.text, position: token.position, operands: expressions };
}

interface Argument {
  readonly operand: Expression;
  readonly position: number;
}

interface Arguments {
  readonly operands: readonly Argument[];
  /** False when a token stands in the wrong place between them, or `)` is missing. */
  readonly isWhole: boolean;
}

/** Parses the arguments up to `)`; the cursor stands behind `(`. */
function parseArguments(cursor: Cursor, depth: number): Arguments {
  const operands: Argument[] = [];
  let isWhole = true;
  for (;;) {
    const { kind, position } = peek(cursor);
    const isOmitted = kind === "," || kind === ")";
    if (kind === ")" && operands.length === 0) {
      take(cursor);
      return { operands, isWhole };
    }
    operands.push({ operand: isOmitted ? OMITTED : parseComparison(cursor, depth), position });
    if (!isSeparator(peek(cursor))) {
      isWhole = false;
      noteUnexpected(cursor, peek(cursor), "), ,");
      skipUnexpected(cursor, depth);
    }
    if (take(cursor).kind !== ",") return { operands, isWhole };
  }
}

function isSeparator({ kind }: ExpressionToken): boolean {
  return kind === "," || kind === ")";
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
  const problem = isComplete
    ? spec.check(operands.map((argument) => literalOf(cursor, argument)))
    : undefined;
  if (problem === undefined) return;
  note(cursor, {
    code: "argument-invalid",
    position: operands[problem.argument]?.position ?? position,
    expected: problem.expected,
    params: { name, argument: problem.argument + 1 },
  });
}

/** True when an operand is left out because it is wrong, which is noted. */
function isNoted({ noted }: Cursor, position: number): boolean {
  return noted.has(position);
}

/** The value of an operand that is written out, null for one that is left out; undefined when it is not known. */
function literalOf(cursor: Cursor, { operand, position }: Argument): Value | undefined {
  if (operand.kind === "omitted") return isNoted(cursor, position) ? undefined : null;
  return operand.kind === "text" || operand.kind === "number" ? operand.value : undefined;
}

function noteUnknown(cursor: Cursor, { text, position }: ExpressionToken): void {
  const code: ExpressionErrorCode = "function-unknown";
  note(cursor, { code, position, expected: suggest(text), params: { name: text } });
}

/** The functions whose names differ from a text in upper and lower case only, else the nearest one. */
function suggest(text: string): string {
  const names = [...FUNCTIONS.keys()];
  const equal = names.filter((name) => name.toLowerCase() === text.toLowerCase());
  return equal.length > 0 ? equal.join(", ") : (findNearestOf(text, names) ?? "Function()");
}

/** Notes a token in the wrong place, unless it is noted already. */
function noteUnexpected(cursor: Cursor, { kind, text, position }: ExpressionToken, expected: string): void {
  if (kind === "invalid" || isNoted(cursor, position)) return;
  const isEnd = kind === "end";
  const code = isEnd ? "expression-incomplete" : "token-unexpected";
  note(cursor, { code, position, expected, params: isEnd ? {} : { token: text } });
}

function note(cursor: Cursor, error: ExpressionError): void {
  cursor.errors.push(error);
  cursor.noted.add(error.position);
}
