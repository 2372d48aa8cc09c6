import { NO_RESULT, TEXT_LENGTH_MAX, type Value } from "../value.ts";

/** The place of a match in a text: UTF-16 code units from 0, the end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Counts the work of evaluations against a bound, in characters that are compared with one step of a pattern. */
export interface WorkMeter {
  /** Counts work that is about to be done; false if it goes beyond the bound, and must not be done. */
  spend(work: number): boolean;
  /** Counts work that is done once for a key, also where an earlier result of it is remembered elsewhere. */
  spendOnce(key: string, measure: () => number): boolean;
  /** True once some work was not done. */
  readonly isSpent: boolean;
  /** Allows as much work again, for the next part of what is done. */
  refill(): void;
}

/** A meter for work up to this bound. */
export function createWorkMeter(bound: number): WorkMeter {
  let left = bound;
  const counted = new Set<string>();
  const spend = (work: number): boolean => {
    left -= work;
    return left >= 0;
  };
  return {
    spend,
    spendOnce(key, measure) {
      if (counted.has(key)) return left >= 0;
      counted.add(key);
      return spend(measure());
    },
    get isSpent() {
      return left < 0;
    },
    refill() {
      if (left >= 0) left = bound;
    },
  };
}

/**
 * A compiled pattern. All methods are total, process every match in the text, and take no more time than the port
 * allows for one call, or than a meter has left.
 */
export interface Regex {
  test(text: string): boolean;
  /** True when the pattern matches the whole text. */
  matches(text: string): boolean;
  /**
   * The text with each match replaced; null when this would take too long. `${name}`, `$1` and `$$` in the replacement
   * work as in .NET.
   */
  replace(text: string, replacement: string): string | null;
  /**
   * The places of a named or numbered group, in order; `undefined` when the pattern has no such group, or when this
   * would take too long.
   */
  findGroup(text: string, group: string): readonly Span[] | undefined;
}

/**
 * Compiles a pattern, or returns `undefined` for an invalid one. Core has no engine of its own, because users
 * write the patterns. With a meter, the work of all its calls is counted together.
 */
export interface RegexPort {
  (pattern: string, flags: string, meter?: WorkMeter): Regex | undefined;
  /** The meter of everything that is evaluated with this port, functions without a pattern included. */
  readonly meter?: WorkMeter;
}

/** A port with which no more work than this is done. */
export function limitWork(regex: RegexPort, meter: WorkMeter): RegexPort {
  return Object.assign((pattern: string, flags: string) => regex(pattern, flags, meter), { meter });
}

/** Upper bound for the length of a replacement's result, which protects the engine behind the port. */
const REPLACED_LENGTH_MAX = 100 * TEXT_LENGTH_MAX;

/**
 * The text with every match replaced. There is no result for an invalid pattern, or when the result could take or grow
 * too long.
 */
export function replaceBy(regex: RegexPort, pattern: string, text: string, replacement: string): Value {
  if ((text.length + 1) * (replacement.length + 1) > REPLACED_LENGTH_MAX) return NO_RESULT;
  return regex(pattern, "")?.replace(text, replacement) ?? NO_RESULT;
}

/** The places of a group in a text; `undefined` for an invalid pattern or a group that it does not have. */
export function findGroup(
  search: { readonly regex: RegexPort; readonly pattern: string; readonly group: string },
  text: string,
): readonly Span[] | undefined {
  return search.regex(search.pattern, "")?.findGroup(text, search.group);
}
