import { TEXT_LENGTH_MAX } from "../value.ts";

/** A compiled pattern. Both methods are total, take linear time and process every match in the text. */
export interface Regex {
  test(text: string): boolean;
  /** The text with each match replaced. `${name}`, `$1` and `$$` in the replacement work as in .NET. */
  replace(text: string, replacement: string): string;
}

/**
 * Compiles a pattern, or returns `undefined` for an invalid one. Core has no engine of its own, because users
 * write the patterns.
 */
export type RegexPort = (pattern: string, flags: string) => Regex | undefined;

/** A port without an engine: every pattern is invalid. */
export const noRegex: RegexPort = () => undefined;

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
