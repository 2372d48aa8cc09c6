import { ScimError, type ScimType } from "../error.ts";
import { parseNumeral } from "../text.ts";
import { COMPARE_OPS, type CompareOp, type Filter, type FilterValue } from "./ast.ts";
import { type FilterToken, lex } from "./lex.ts";

/** How large a filter, or a PATCH path, may be: beyond, 400 invalidFilter. */
export type FilterLimits = {
  /** In UTF-16 code units. */
  readonly filterLengthMax: number;
  /** Comparisons, and what joins them. */
  readonly filterNodesMax: number;
  /** Comparisons with `co`, which goes through the whole of each text. */
  readonly filterSearchesMax: number;
};

export const FILTER_LIMITS: FilterLimits = {
  filterLengthMax: 10_000,
  filterNodesMax: 200,
  filterSearchesMax: 30,
};
/** Deepest nesting, which uses up the stack: 400 invalidFilter beyond. */
export const FILTER_DEPTH_MAX = 50;

export type FilterOptions = {
  /** Read an unquoted word where a value belongs as text. */
  readonly barewordFilter?: boolean;
};

/** Where a parser is in its tokens. Shared with the PATCH path grammar, which contains this one. */
export type TokenCursor = {
  readonly tokens: readonly FilterToken[];
  readonly barewords: boolean;
  readonly limits: FilterLimits;
  at: number;
  nodes: number;
  searches: number;
  depth: number;
};

/**
 * Parses a filter by the grammar of RFC 7644 §3.4.2.2, with its errata: `not` binds before `and`, `and` before
 * `or`; operators and keywords in any case; also `attr[f].sub op v` and bare `attr[f]`.
 * 400 invalidFilter for anything else, and beyond the limits.
 */
export function parseFilter(
  text: string,
  options: FilterOptions = {},
  limits: FilterLimits = FILTER_LIMITS,
): Filter {
  if (text.length > limits.filterLengthMax) {
    throw new ScimError("invalidFilter", `The filter is longer than ${limits.filterLengthMax} characters.`);
  }
  const cursor = openCursor(text, options, "invalidFilter", limits);
  const filter = parseOr(cursor, false);
  const rest = peek(cursor);
  if (rest.kind !== "end") throw unexpected(rest);
  return filter;
}

/** A cursor at the beginning of the text. */
export function openCursor(
  text: string,
  options: FilterOptions,
  failAs: ScimType,
  limits: FilterLimits = FILTER_LIMITS,
): TokenCursor {
  const barewords = options.barewordFilter === true;
  return { tokens: lex(text, failAs), barewords, limits, at: 0, nodes: 0, searches: 0, depth: 0 };
}

/** The next token, left in place. */
export function peek(cursor: TokenCursor): FilterToken {
  return cursor.tokens[cursor.at] ?? { kind: "end", at: 0 };
}

/** Parses what stands between `[` and `]`, both included; undefined when no `[` follows. */
export function parseBrackets(cursor: TokenCursor): Filter | undefined {
  if (peek(cursor).kind !== "[") return undefined;
  return nested(cursor, "]", true);
}

function parseOr(cursor: TokenCursor, inBrackets: boolean): Filter {
  const filters = [parseAnd(cursor, inBrackets)];
  while (takeKeyword(cursor, "or")) filters.push(parseAnd(cursor, inBrackets));
  return filters.length === 1 && filters[0] ? filters[0] : node(cursor, { kind: "or", filters });
}

function parseAnd(cursor: TokenCursor, inBrackets: boolean): Filter {
  const filters = [parseTerm(cursor, inBrackets)];
  while (takeKeyword(cursor, "and")) filters.push(parseTerm(cursor, inBrackets));
  return filters.length === 1 && filters[0] ? filters[0] : node(cursor, { kind: "and", filters });
}

function parseTerm(cursor: TokenCursor, inBrackets: boolean): Filter {
  if (peek(cursor).kind === "(") return nested(cursor, ")", inBrackets);
  // `not` is only a keyword before a parenthesis; elsewhere it could name an attribute.
  if (isKeyword(peek(cursor), "not") && cursor.tokens[cursor.at + 1]?.kind === "(") {
    cursor.at += 1;
    return node(cursor, { kind: "not", filter: nested(cursor, ")", inBrackets) });
  }
  const path = takePath(cursor);
  const bracket = peek(cursor);
  if (bracket.kind !== "[") return parseAttribute(cursor, path);
  if (inBrackets) throw unexpected(bracket);
  const filter = nested(cursor, "]", true);
  return node(cursor, { kind: "valuePath", path, filter: parseSubComparison(cursor, filter) });
}

/** `attr[f].sub op v`: the comparison joins the filter, since both bind the same element. */
function parseSubComparison(cursor: TokenCursor, filter: Filter): Filter {
  const token = peek(cursor);
  if (token.kind !== "word" || !token.text.startsWith(".")) return filter;
  cursor.at += 1;
  const sub = token.text.slice(1);
  if (!isSubName(sub)) throw unexpected(token);
  return node(cursor, { kind: "and", filters: [filter, parseAttribute(cursor, sub)] });
}

function nested(cursor: TokenCursor, close: ")" | "]", inBrackets: boolean): Filter {
  cursor.at += 1;
  cursor.depth += 1;
  if (cursor.depth > FILTER_DEPTH_MAX) {
    throw new ScimError("invalidFilter", `The filter is nested deeper than ${FILTER_DEPTH_MAX} levels.`);
  }
  const filter = parseOr(cursor, inBrackets);
  const end = peek(cursor);
  if (end.kind !== close) throw unexpected(end);
  cursor.at += 1;
  cursor.depth -= 1;
  return filter;
}

function parseAttribute(cursor: TokenCursor, path: string): Filter {
  const token = peek(cursor);
  const op = token.kind === "word" ? token.text.toLowerCase() : "";
  if (op === "pr") {
    cursor.at += 1;
    return node(cursor, { kind: "present", path });
  }
  if (!isCompareOp(op)) throw unexpected(token);
  cursor.at += 1;
  if (op === "co") countSearch(cursor);
  const written = peek(cursor);
  const value = takeValue(cursor);
  const isUnusual = typeof value === "number" && written.kind === "word" && written.text !== String(value);
  return node(cursor, {
    kind: "compare",
    path,
    op,
    value,
    ...(isUnusual ? { unusualAt: written.at } : {}),
  });
}

function countSearch(cursor: TokenCursor): void {
  cursor.searches += 1;
  const { filterSearchesMax } = cursor.limits;
  if (cursor.searches <= filterSearchesMax) return;
  throw new ScimError(
    "invalidFilter",
    `The filter has more than ${filterSearchesMax} comparisons with "co".`,
  );
}

function isCompareOp(text: string): text is CompareOp {
  return (COMPARE_OPS as readonly string[]).includes(text);
}

function takeValue(cursor: TokenCursor): FilterValue {
  const token = peek(cursor);
  cursor.at += 1;
  if (token.kind === "string") return token.text;
  if (token.kind !== "word") throw unexpected(token);
  switch (token.text.toLowerCase()) {
    case "true":
      return true;
    case "false":
      return false;
    case "null":
      // RFC 7644 §3.4.2.2 takes the literals from JSON. Another spelling could be a name; null selects what has none.
      if (token.text !== "null") throw unexpected(token);
      return null;
    default:
  }
  const value = parseNumeral(token.text) ?? (cursor.barewords ? readBareword(token) : undefined);
  if (value === undefined) throw unexpected(token);
  return value;
}

/**
 * Words that more likely belong to the filter than to a value, because the value before them is missing; and the text
 * of a variable that a client left without a value.
 */
const KEYWORDS: readonly string[] = ["and", "or", "not", "pr", "undefined", ...COMPARE_OPS];
/**
 * Quotes that a filter does not know, and characters in the encoding of a URL, of HTML or of JSON, such as `%22`,
 * `&quot;` and `\u0022`. A value with them would be compared with them as part of it.
 */
const OTHER_QUOTES =
  /[\p{Quotation_Mark}`\u00b4\u02b9-\u02bf\u02ca\u02cb\u02dd\u02ee\u2032-\u2037\u275b-\u2760]/u;
const ENCODED = /%(?:u[\da-f]{4}|[\da-f]{2})|&#?\w+;|\\u(?:[\da-f]{4}|\{)/i;

/** An unquoted word as text; undefined for one that can be read in another way. */
function readBareword({ text }: FilterToken & { readonly kind: "word" }): string | undefined {
  const isUnclear = KEYWORDS.includes(text.toLowerCase()) || OTHER_QUOTES.test(text) || ENCODED.test(text);
  return isUnclear ? undefined : text;
}

/** An attribute path with an optional schema URN before it; which part is the URN is found by `resolvePath`. */
const PATH = /^(?:[A-Za-z]\S*:)?\$?[A-Za-z][\w-]*(?:\.\$?[A-Za-z][\w-]*)?$/;
const SUB_NAME = /^\$?[A-Za-z][\w-]*$/;

/** True for what the grammar allows as an attribute path, known or not. */
export function isPathText(text: string): boolean {
  return PATH.test(text);
}

/** True for what the grammar allows as the name of a sub-attribute. */
export function isSubName(text: string): boolean {
  return SUB_NAME.test(text);
}

function takePath(cursor: TokenCursor): string {
  const token = peek(cursor);
  if (token.kind !== "word" || !isPathText(token.text)) throw unexpected(token);
  cursor.at += 1;
  return token.text;
}

function isKeyword(token: FilterToken, keyword: string): boolean {
  return token.kind === "word" && token.text.toLowerCase() === keyword;
}

function takeKeyword(cursor: TokenCursor, keyword: string): boolean {
  if (!isKeyword(peek(cursor), keyword)) return false;
  cursor.at += 1;
  return true;
}

function node(cursor: TokenCursor, filter: Filter): Filter {
  cursor.nodes += 1;
  const { filterNodesMax } = cursor.limits;
  if (cursor.nodes <= filterNodesMax) return filter;
  throw new ScimError("invalidFilter", `The filter has more than ${filterNodesMax} parts.`);
}

function unexpected(token: FilterToken): ScimError {
  const what =
    token.kind === "word" || token.kind === "string" ? `"${token.text.slice(0, 100)}"` : token.kind;
  return new ScimError("invalidFilter", `The filter cannot be read at position ${token.at}: ${what}.`);
}
