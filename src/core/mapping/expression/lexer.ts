import { type ExpressionError, OPERAND_EXPECTED } from "./expression.ts";

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
  | "end";

type Scan =
  | { readonly ok: true; readonly token: ExpressionToken; readonly end: number }
  | { readonly ok: false; readonly error: ExpressionError };

const SPACE = /\s*/y;
const NAME = /[A-Za-z_]\w*/y;
const NUMBER = /-?\d+(?:\.\d+)?/y;
const HEXADECIMAL = /&[Hh][\dA-Fa-f]{1,13}/y;
const OPERATOR = /<>|<=|>=|[=<>]/y;

/**
 * The tokens of a text, the last of which is `end`; or an error at the first character that does not begin a
 * token.
 */
export function tokenize(
  text: string,
):
  | { readonly ok: true; readonly tokens: readonly ExpressionToken[] }
  | { readonly ok: false; readonly error: ExpressionError } {
  const tokens: ExpressionToken[] = [];
  let position = skipSpace(text, 0);
  while (position < text.length) {
    const scan = scanToken(text, position);
    if (!scan.ok) return scan;
    tokens.push(scan.token);
    position = skipSpace(text, scan.end);
  }
  tokens.push({ kind: "end", text: "", position });
  return { ok: true, tokens };
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
  return refuse("character-unexpected", position, { character }, OPERAND_EXPECTED);
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
  return refuse("text-unterminated", start, {}, '"');
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
  return refuse("source-unterminated", start, {}, "]");
}

function token(kind: ExpressionTokenKind, text: string, position: number, end: number): Scan {
  return { ok: true, token: { kind, text, position }, end };
}

function refuse(
  code: ExpressionError["code"],
  position: number,
  params: ExpressionError["params"],
  expected: string,
): { readonly ok: false; readonly error: ExpressionError } {
  return { ok: false, error: { code, position, expected, params } };
}
