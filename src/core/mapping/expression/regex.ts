import { TEXT_LENGTH_MAX } from "../value.ts";

/** The place of a match in a text: UTF-16 code units from 0, the end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A compiled pattern. All methods are total, take linear time and process every match in the text. */
export interface Regex {
  test(text: string): boolean;
  /** True when the pattern matches the whole text. */
  matches(text: string): boolean;
  /** The text with each match replaced. `${name}`, `$1` and `$$` in the replacement work as in .NET. */
  replace(text: string, replacement: string): string;
  /** The places of a named or numbered group, in order; `undefined` when the pattern has no such group. */
  findGroup(text: string, group: string): readonly Span[] | undefined;
}

/**
 * Compiles a pattern, or returns `undefined` for an invalid one. Core has no engine of its own, because users
 * write the patterns.
 */
export type RegexPort = (pattern: string, flags: string) => Regex | undefined;

/** Upper bound for the length of a replacement's result, which protects the engine behind the port. */
const REPLACED_LENGTH_MAX = 100 * TEXT_LENGTH_MAX;

/** The text with every match replaced; null for an invalid pattern, or when the result could grow too long. */
export function replaceBy(
  regex: RegexPort,
  pattern: string,
  text: string,
  replacement: string,
): string | null {
  if ((text.length + 1) * (replacement.length + 1) > REPLACED_LENGTH_MAX) return null;
  return regex(pattern, "")?.replace(text, replacement) ?? null;
}

/** The places of a group in a text; `undefined` for an invalid pattern or a group that it does not have. */
export function findGroup(
  search: { readonly regex: RegexPort; readonly pattern: string; readonly group: string },
  text: string,
): readonly Span[] | undefined {
  return search.regex(search.pattern, "")?.findGroup(text, search.group);
}
