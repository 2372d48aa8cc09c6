import { EXPRESSION_ERRORS_MAX, type ExpressionError, OPERAND_EXPECTED } from "./expression.ts";

export interface ExpressionToken {
  readonly kind: ExpressionTokenKind;
  /** The characters as written; for a text its value, for a source the characters between the brackets. */
  readonly text: string;
  readonly position: number;
}

export type ExpressionTokenKind =
  | "name"
  | "text"
  | "number"
  | "source"
  | "operator"
  | "("
  | ")"
  | ","
  /** Characters that make no token. Their error is noted by the lexer. */
  | "invalid"
  | "end";

export interface LexedExpression {
  readonly tokens: readonly ExpressionToken[];
  readonly errors: readonly ExpressionError[];
  /** True when the rest of the text is not read as tokens: an end is missing, or there are too many errors. */
  readonly isCut: boolean;
}

interface Scan {
  readonly token: ExpressionToken;
  readonly end: number;
  readonly error?: ExpressionError;
}

const SPACE = /\s*/y;
const NAME = /[A-Za-z_]\w*/y;
const NUMBER = /-?\d+(?:\.\d+)?/y;
const HEXADECIMAL = /&[Hh][\dA-Fa-f]{1,13}/y;
const OPERATOR = /<>|<=|>=|[=<>]/y;
const UNEXPECTED = /[^\s\w"[(),=<>&-]+/y;
/** A source whose bracket does not close, with the texts of its value filter, up to the sign that goes on after it. */
const OPEN_SOURCE = /\[(?:[^()",]|"(?:[^"\\]|\\.)*")*(?=[,)])/y;

/**
 * The tokens of a text, the last of which is `end`. Characters that make no token become `invalid` tokens, so that
 * the errors behind them are found as well. Behind the greatest number of errors the text is not read.
 */
export function tokenize(text: string): LexedExpression {
  const tokens: ExpressionToken[] = [];
  const errors: ExpressionError[] = [];
  let isCut = false;
  let position = skipSpace(text, 0);
  while (position < text.length) {
    const { token, end, error } = scanToken(text, position);
    if (error !== undefined) errors.push(error);
    tokens.push(token);
    isCut = errors.length >= EXPRESSION_ERRORS_MAX || (error !== undefined && end === text.length);
    position = isCut ? text.length : skipSpace(text, end);
  }
  tokens.push({ kind: "end", text: "", position });
  return { tokens, errors, isCut };
}

function skipSpace(text: string, position: number): number {
  return position + (matchAt(SPACE, text, position)?.length ?? 0);
}

function matchAt(pattern: RegExp, text: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
}

function scanToken(text: string, position: number): Scan {
  const character = text.charAt(position);
  if (character === '"') return scanText(text, position);
  if (character === "[") return scanSource(text, position);
  if (character === "(" || character === ")" || character === ",") {
    return token(character, character, position, position + 1);
  }
  const name = matchAt(NAME, text, position);
  if (name !== undefined) return token("name", name, position, position + name.length);
  const number = matchAt(NUMBER, text, position);
  if (number !== undefined) return token("number", number, position, position + number.length);
  const hexadecimal = matchAt(HEXADECIMAL, text, position);
  if (hexadecimal !== undefined) {
    const value = String(Number.parseInt(hexadecimal.slice(2), 16));
    return token("number", value, position, position + hexadecimal.length);
  }
  const operator = matchAt(OPERATOR, text, position);
  if (operator !== undefined) return token("operator", operator, position, position + operator.length);
  return scanUnexpected(text, position);
}

/** Characters up to one that can begin a token are one error, which names the first of them. */
function scanUnexpected(text: string, position: number): Scan {
  const character = String.fromCodePoint(text.codePointAt(position) ?? 0);
  const end = position + (matchAt(UNEXPECTED, text, position)?.length ?? character.length);
  const error = {
    code: "character-unexpected",
    position,
    expected: OPERAND_EXPECTED,
    params: { character },
  } as const;
  return { token: { kind: "invalid", text: text.slice(position, end), position }, end, error };
}

/**
 * A text in double quotes. `\"` and `\\` represent quote and backslash, as in the reference, and a doubled
 * quote represents one quote, as in Visual Basic. A backslash before any other character is kept, so that
 * patterns pasted with single backslashes keep their meaning.
 */
function scanText(text: string, start: number): Scan {
  let value = "";
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text.charAt(index);
    const next = text.charAt(index + 1);
    const isEscape = character === "\\" && (next === '"' || next === "\\");
    const isDoubled = character === '"' && next === '"';
    if (isEscape || isDoubled) {
      value += next;
      index += 1;
    } else if (character === '"') {
      return token("text", value, start, index + 1);
    } else {
      value += character;
    }
  }
  const error = { code: "text-unterminated", position: start, expected: '"', params: {} } as const;
  return { token: { kind: "invalid", text: text.slice(start), position: start }, end: text.length, error };
}

/** A source between brackets. Value filters nest, so brackets are counted; brackets within quotes are not. */
function scanSource(text: string, start: number): Scan {
  let depth = 0;
  let isQuoted = false;
  for (let index = start; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (isQuoted && character === "\\") index += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && character === "[") depth += 1;
    else if (!isQuoted && character === "]") depth -= 1;
    if (depth === 0) return token("source", text.slice(start + 1, index), start, index + 1);
  }
  const end = start + (matchAt(OPEN_SOURCE, text, start)?.length ?? text.length - start);
  const error = { code: "source-unterminated", position: start, expected: "]", params: {} } as const;
  return { token: { kind: "invalid", text: text.slice(start, end), position: start }, end, error };
}

function token(kind: ExpressionTokenKind, text: string, position: number, end: number): Scan {
  return { token: { kind, text, position }, end };
}
