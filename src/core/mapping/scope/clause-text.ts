import { OPERATORS_EXPECTED, operatorAt, SCOPE_OPERATORS, type ScopeOperator } from "./operators.ts";
import type { ScopeErrorCode } from "./scope-error.ts";

/** A condition of a scoping filter, as it is stored. `value` is left out for operators that need none. */
export interface Clause {
  readonly attribute: string;
  readonly operator: ScopeOperator;
  readonly value?: string;
}

/** A clause of a text form with the places of its parts. */
export interface PlacedClause extends Clause {
  readonly attributeAt: number;
  readonly valueAt: number;
}

/** A place where the text of a filter cannot be read. */
export interface ClauseTextError {
  readonly code: ScopeErrorCode;
  readonly position: number;
  readonly expected: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The attribute of a clause whose operator or value cannot be read. */
export interface LooseAttribute {
  readonly attribute: string;
  readonly attributeAt: number;
}

/** The readable clauses of a text form, the attributes of the others, and every place that cannot be read. */
export interface ParsedClauses {
  readonly clauses: readonly PlacedClause[];
  readonly loose: readonly LooseAttribute[];
  readonly errors: readonly ClauseTextError[];
}

/** The errors of a text that are found. */
const ERRORS_MAX = 50;
const SPACE = /\s*/y;
const INTEGER = /-?\d+(?=\s|$)/y;
const AND = /and(?=\s|$)/iy;
/** A word between the conditions of a value filter: `and primary eq true`. */
const CONDITION = /(?:and|or)\s+[^\s[]+\s+(?:eq|ne|co|sw|ew|pr|gt|ge|lt|le)(?=[\s\])]|$)/iy;
/** A word between two clauses; only `AND` is right, but reading goes on after each of them. */
const CONNECTIVE = /(?:and|or)(?=\s|$)/iy;
const WORD = /\S+/y;

/**
 * Reads a filter in the form that people write: `department EQUALS "Sales" AND country NOT EQUALS "FR"`. Operators and
 * `AND` are read in any letter case. A value stands in double quotes, in which `\"` and `\\` represent a quote and a
 * backslash; an integer needs no quotes. After a place that cannot be read, reading goes on with the next clause, up to
 * a number of errors.
 */
export function parseClauses(text: string): ParsedClauses {
  const clauses: PlacedClause[] = [];
  const loose: LooseAttribute[] = [];
  const errors: ClauseTextError[] = [];
  let position = skipSpace(text, 0);
  for (;;) {
    const read = readClause(text, position);
    if (read.ok) clauses.push(read.clause);
    else {
      errors.push(read.error);
      if (read.attribute !== "") loose.push({ attribute: read.attribute, attributeAt: position });
    }
    position = read.ok ? skipSpace(text, read.end) : findConnective(text, read.error.position);
    if (position === text.length || errors.length >= ERRORS_MAX) return { clauses, loose, errors };
    if (matchAt(AND, text, position) === undefined) {
      errors.push(toError("text-unexpected", position, "AND", { found: wordAt(text, position) }));
      position = findConnective(text, position);
      if (position === text.length) return { clauses, loose, errors };
    }
    position = skipSpace(text, position + wordAt(text, position).length);
  }
}

type ReadClause =
  | { readonly ok: true; readonly clause: PlacedClause; readonly end: number }
  /** `attribute` is the part of the name that can be read. */
  | { readonly ok: false; readonly error: ClauseTextError; readonly attribute: string };

function readClause(text: string, start: number): ReadClause {
  const { end: nameEnd, openAt } = findNameEnd(text, start);
  const attribute = text.slice(start, openAt ?? nameEnd);
  const refuse = (...error: Parameters<typeof toError>): ReadClause => {
    return { ok: false, error: toError(...error), attribute };
  };
  if (openAt !== undefined) return refuse("bracket-unterminated", openAt, "]", {});
  if (attribute === "" || isConnective(attribute)) {
    const params = { found: wordAt(text, start) };
    const error = toError("text-unexpected", start, "department, emails.value, memberOf", params);
    return { ok: false, error, attribute: "" };
  }
  const operatorStart = skipSpace(text, nameEnd);
  const found = operatorAt(text, operatorStart);
  if (found === undefined) {
    const params = { operator: wordAt(text, operatorStart) };
    return refuse("operator-unknown", operatorStart, OPERATORS_EXPECTED, params);
  }
  const { operator, end } = found;
  const placed = { attribute, operator, attributeAt: start };
  if (SCOPE_OPERATORS[operator] === "none") return { ok: true, clause: { ...placed, valueAt: end }, end };
  const valueAt = skipSpace(text, end);
  const integer = matchAt(INTEGER, text, valueAt);
  if (integer !== undefined) {
    return { ok: true, clause: { ...placed, value: integer, valueAt }, end: valueAt + integer.length };
  }
  if (text[valueAt] !== '"') return refuse("value-missing", valueAt, '"text"', { operator });
  const quoted = readQuoted(text, valueAt);
  if (quoted === undefined) return refuse("text-unterminated", valueAt, '"', {});
  return { ok: true, clause: { ...placed, value: quoted.value, valueAt }, end: quoted.end };
}

/** The place of the next word between clauses that is not within quotes; the end of the text without one. */
function findConnective(text: string, start: number): number {
  for (let index = start; index < text.length; index += 1) {
    if (text[index] === '"') {
      const end = readQuoted(text, index)?.end;
      if (end === undefined) return text.length;
      index = end - 1;
    } else if (isWordStart(text, index) && isBetweenClauses(text, index)) return index;
  }
  return text.length;
}

/** True for `AND` and `OR`, but not for those between the conditions of a value filter whose bracket does not close. */
function isBetweenClauses(text: string, index: number): boolean {
  return matchAt(CONNECTIVE, text, index) !== undefined && matchAt(CONDITION, text, index) === undefined;
}

/** True for a name that stands where a clause is missing. */
function isConnective(name: string): boolean {
  return matchAt(CONNECTIVE, name, 0) === name;
}

function isWordStart(text: string, index: number): boolean {
  return index === 0 || /[\s"]/.test(text.charAt(index - 1));
}

/**
 * The end of a name: white space outside of brackets, which hold a condition such as `[type eq "work"]`. `openAt` is the
 * place of a bracket that does not close.
 */
function findNameEnd(text: string, start: number): { readonly end: number; readonly openAt?: number } {
  const open: number[] = [];
  let isQuoted = false;
  for (let index = start; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (isQuoted && character === "\\") index += 1;
    else if (character === '"') {
      if (open.length === 0) return { end: index };
      isQuoted = !isQuoted;
    } else if (isQuoted) continue;
    else if (character === "[") open.push(index);
    else if (character === "]") open.pop();
    else if (open.length === 0 && /\s/.test(character)) return { end: index };
  }
  const [openAt] = open;
  return openAt === undefined ? { end: text.length } : { end: text.length, openAt };
}

function readQuoted(
  text: string,
  start: number,
): { readonly value: string; readonly end: number } | undefined {
  let value = "";
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text.charAt(index);
    const next = text.charAt(index + 1);
    if (character === "\\" && (next === '"' || next === "\\")) {
      value += next;
      index += 1;
    } else if (character === '"') return { value, end: index + 1 };
    else value += character;
  }
  return undefined;
}

function skipSpace(text: string, position: number): number {
  return position + (matchAt(SPACE, text, position)?.length ?? 0);
}

function wordAt(text: string, position: number): string {
  return (matchAt(WORD, text, position) ?? "").slice(0, 100);
}

function matchAt(pattern: RegExp, text: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
}

function toError(
  code: ScopeErrorCode,
  position: number,
  expected: string,
  params: ClauseTextError["params"],
): ClauseTextError {
  return { code, position, expected, params };
}

/** The text form of clauses. Reading it gives the same clauses. */
export function formatClauses(clauses: readonly Clause[]): string {
  return clauses.map(formatClause).join(" AND ");
}

/** The text form of one clause: `department EQUALS "Sales"`. */
export function formatClause({ attribute, operator, value }: Clause): string {
  if (value === undefined) return `${attribute} ${operator}`;
  return `${attribute} ${operator} "${value.replace(/["\\]/g, "\\$&")}"`;
}
