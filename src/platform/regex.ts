import { type Matcher, RE2JS } from "re2js";
import type { Regex, RegexPort, Span } from "../core/mapping/expression/regex.ts";

/** Compiled patterns that are remembered. A mapping has few, and evaluates each for every person. */
const CACHED_MAX = 500;
/** Longer patterns are refused: the time that a match takes grows with text and pattern. */
const PATTERN_LENGTH_MAX = 1_000;
const FLAGS: ReadonlyMap<string, number> = new Map([
  ["i", RE2JS.CASE_INSENSITIVE],
  ["s", RE2JS.DOTALL],
  ["m", RE2JS.MULTILINE],
]);

/** Patterns of RE2: no look-ahead and no back references, and never more time than text times pattern. */
export function createRegexPort(): RegexPort {
  const cache = new Map<string, Regex | undefined>();
  return (pattern, flags) => {
    const key = `${flags}/${pattern}`;
    if (!cache.has(key)) {
      const [oldest] = cache.keys();
      if (cache.size >= CACHED_MAX && oldest !== undefined) cache.delete(oldest);
      cache.set(key, compile(pattern, flags));
    }
    return cache.get(key);
  };
}

function compile(pattern: string, flags: string): Regex | undefined {
  if (pattern.length > PATTERN_LENGTH_MAX) return undefined;
  let bits = 0;
  for (const flag of flags) bits |= FLAGS.get(flag) ?? 0;
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(pattern, bits);
  } catch {
    return undefined;
  }
  return {
    test: (text) => compiled.test(text),
    matches: (text) => compiled.testExact(text),
    replace: (text, replacement) => replaceAll(compiled, text, readReplacement(compiled, replacement)),
    findGroup: (text, group) => {
      const index = groupIndexOf(compiled, group);
      return index === undefined ? undefined : findSpans(compiled, text, index);
    },
  };
}

/** The number of a group that is named or numbered; `undefined` when the pattern does not have it. */
function groupIndexOf(compiled: RE2JS, group: string): number | undefined {
  const names = compiled.namedGroups();
  if (Object.hasOwn(names, group)) return names[group];
  const index = /^\d{1,4}$/.test(group) ? Number(group) : -1;
  return index >= 0 && index <= compiled.groupCount() ? index : undefined;
}

function findSpans(compiled: RE2JS, text: string, group: number): readonly Span[] {
  const spans: Span[] = [];
  const matcher = compiled.matcher(text);
  while (matcher.find()) {
    const [start, end] = [matcher.start(group), matcher.end(group)];
    if (start >= 0) spans.push({ start, end });
  }
  return spans;
}

/** A piece of a replacement: a text, or the number of a group. */
type Piece = string | number;

/** The pieces of a replacement in .NET's syntax: `$1`, `${name}`, `$&`, `$$`. A group that does not exist is text. */
function readReplacement(compiled: RE2JS, replacement: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let last = 0;
  for (const found of replacement.matchAll(/\$(?:(\d{1,4})|\{(\w+)\}|(&)|(\$))/g)) {
    const [whole, number, name, all, dollar] = found;
    const group = all === undefined ? groupIndexOf(compiled, number ?? name ?? "") : 0;
    pieces.push(replacement.slice(last, found.index), dollar ?? group ?? whole);
    last = found.index + whole.length;
  }
  return [...pieces, replacement.slice(last)];
}

function replaceAll(compiled: RE2JS, text: string, pieces: readonly Piece[]): string {
  const matcher = compiled.matcher(text);
  let [result, last] = ["", 0];
  while (matcher.find()) {
    result += text.slice(last, matcher.start()) + pieces.map((piece) => toText(matcher, piece)).join("");
    last = matcher.end();
  }
  return result + text.slice(last);
}

function toText(matcher: Matcher, piece: Piece): string {
  return typeof piece === "string" ? piece : (matcher.group(piece) ?? "");
}
