import { TEXT_LENGTH_MAX } from "../value.ts";

/** A compiled pattern. Both methods are total, take linear time and treat every match in the text. */
export interface Regex {
  test(text: string): boolean;
  /** The text with each match replaced; `${name}`, `$1` and `$$` in the replacement as in .NET. */
  replace(text: string, replacement: string): string;
}

/** Compiles a pattern, or answers `undefined` for one that is none. Patterns are a user's: core has no engine. */
export type RegexPort = (pattern: string, flags: string) => Regex | undefined;

/** The port of those who bring none: every pattern is invalid. */
export const noRegex: RegexPort = () => undefined;

/** Characters that a replacement may come to at worst, so that the engine behind the port is safe from it. */
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
