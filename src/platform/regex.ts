import { type Matcher, RE2JS } from "re2js";
import {
  createWorkMeter,
  type Regex,
  type RegexPort,
  type Span,
  type WorkMeter,
} from "../core/mapping/expression/regex.ts";
import { estimateSize } from "./regex-size.ts";

/** Compiled patterns that are remembered. A mapping has few, and evaluates each for every person. */
const CACHED_MAX = 500;
/** Longer patterns are refused: the time that a match takes grows with text and pattern. */
const PATTERN_LENGTH_MAX = 1_000;
/** The steps that the program of a pattern has at most: a count such as `{1000}` makes a short pattern a long program. */
const PROGRAM_SIZE_MAX = 2_500;
/** The work of compiling one step of a program, as the number of characters that are compared in the same time. */
const COMPILE_WORK = 3_000;
/** The work of one character beside the comparisons with each step, as the number of steps that take the same time. */
const CHARACTER_WORK = 30;
/**
 * The work of one call: about a second. A search begins again after each match, and may look at the rest of the text
 * each time, so that the time of a replacement can grow with the square of the text.
 */
const CALL_WORK_MAX = 150_000_000;
const FLAGS: ReadonlyMap<string, number> = new Map([
  ["i", RE2JS.CASE_INSENSITIVE],
  ["s", RE2JS.DOTALL],
  ["m", RE2JS.MULTILINE],
]);

/** A pattern as it is remembered. */
interface Compiled {
  readonly program: RE2JS;
  readonly unmetered: Regex;
}

/** Patterns of RE2: no look-ahead and no back references, and never more time than the bounds allow. */
export function createRegexPort(): RegexPort {
  const cache = new Map<string, Compiled | undefined>();
  const find = (pattern: string, flags: string, meter: WorkMeter | undefined): Compiled | undefined => {
    const key = `${flags}/${pattern}`;
    // A pattern that is remembered now is compiled again after a restart, so that it counts, too.
    if (meter?.spendOnce(key, () => measureCompiling(pattern)) === false) return undefined;
    if (cache.has(key)) return cache.get(key);
    if (!isAllowed(pattern)) return undefined;
    const [oldest] = cache.keys();
    if (cache.size >= CACHED_MAX && oldest !== undefined) cache.delete(oldest);
    const program = compile(pattern, flags);
    const compiled = program && { program, unmetered: createRegex(program, undefined) };
    cache.set(key, compiled);
    return compiled;
  };
  return (pattern, flags, meter) => {
    const compiled = find(pattern, flags, meter);
    if (compiled === undefined) return undefined;
    // A mapping asks for the same pattern for every object, and without a meter it is always the same.
    return meter === undefined ? compiled.unmetered : createRegex(compiled.program, meter);
  };
}

function isAllowed(pattern: string): boolean {
  return pattern.length <= PATTERN_LENGTH_MAX && estimateSize(pattern) <= PROGRAM_SIZE_MAX;
}

/** The work of compiling a pattern; none for one that is refused. */
function measureCompiling(pattern: string): number {
  return isAllowed(pattern) ? estimateSize(pattern) * COMPILE_WORK : 0;
}

function compile(pattern: string, flags: string): RE2JS | undefined {
  let bits = 0;
  for (const flag of flags) bits |= FLAGS.get(flag) ?? 0;
  try {
    return RE2JS.compile(pattern, bits);
  } catch {
    return undefined;
  }
}

/** A pattern whose calls count their work by the meter; without one, each call that searches repeatedly has its own. */
function createRegex(compiled: RE2JS, meter: WorkMeter | undefined): Regex {
  const canRead = (text: string) => meter === undefined || meter.spend((text.length + 1) * workOf(compiled));
  const findIn = (text: string) => findMatches(compiled, text, meter ?? createWorkMeter(CALL_WORK_MAX));
  return {
    test: (text) => canRead(text) && compiled.test(text),
    matches: (text) => canRead(text) && compiled.testExact(text),
    replace: (text, replacement) => replaceAll(findIn(text), text, readReplacement(compiled, replacement)),
    findGroup: (text, group) => {
      const index = groupIndexOf(compiled, group);
      return index === undefined ? undefined : findSpans(findIn(text), index);
    },
  };
}

/** The work of one character of a text. */
function workOf(compiled: RE2JS): number {
  return compiled.programSize() + CHARACTER_WORK;
}

/** Yields the matcher at each match, and null in place of a search that the meter has no work left for. */
function* findMatches(compiled: RE2JS, text: string, meter: WorkMeter): Generator<Matcher | null> {
  const work = workOf(compiled);
  const matcher = compiled.matcher(text);
  for (let from = 0; ; from = matcher.end()) {
    if (!meter.spend((text.length - from + 1) * work)) yield null;
    if (!matcher.find()) return;
    yield matcher;
  }
}

/** The number of a group that is named or numbered; `undefined` when the pattern does not have it. */
function groupIndexOf(compiled: RE2JS, group: string): number | undefined {
  const names = compiled.namedGroups();
  if (Object.hasOwn(names, group)) return names[group];
  const index = /^\d{1,4}$/.test(group) ? Number(group) : -1;
  return index >= 0 && index <= compiled.groupCount() ? index : undefined;
}

function findSpans(matches: Iterable<Matcher | null>, group: number): readonly Span[] | undefined {
  const spans: Span[] = [];
  for (const matcher of matches) {
    if (matcher === null) return undefined;
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

function replaceAll(
  matches: Iterable<Matcher | null>,
  text: string,
  pieces: readonly Piece[],
): string | null {
  let [result, last] = ["", 0];
  for (const matcher of matches) {
    if (matcher === null) return null;
    result += text.slice(last, matcher.start()) + pieces.map((piece) => toText(matcher, piece)).join("");
    last = matcher.end();
  }
  return result + text.slice(last);
}

function toText(matcher: Matcher, piece: Piece): string {
  return typeof piece === "string" ? piece : (matcher.group(piece) ?? "");
}
