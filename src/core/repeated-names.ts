import type { Json } from "./json.ts";

const BACKSLASH = 92;
const COLON = 58;
const SPACE = 32;

/**
 * True when an object of this JSON text has a name twice in the same letters, of which reading keeps the last alone
 * (RFC 8259 §4). `value` is what the text was read as: it has fewer names then than the text.
 */
export function hasRepeatedNames(text: string, value: Json): boolean {
  return countWritten(text) !== countRead(value, (names) => names.length);
}

/**
 * Returns where an object of this JSON text contains a name twice in any letter case (RFC 7643 §2.1), for example
 * `Operations[0].value.active`; undefined if every name is unique. With `contradicting`, only names with different
 * values count. `value` is the parsed text.
 */
export function findRepeatedName(
  text: string,
  value: Json,
  sort: "any" | "contradicting",
): string | undefined {
  if (countWritten(text) === countRead(value, countFolded)) return undefined;
  return scanNames(text, sort === "any");
}

/** Strings before a colon. The text is JSON already, so a colon outside of strings follows a name, and only that. */
function countWritten(text: string): number {
  let names = 0;
  for (let start = text.indexOf('"'); start !== -1; ) {
    const next = skipSpace(text, endOfString(text, start));
    if (text.charCodeAt(next) === COLON) names += 1;
    start = text.indexOf('"', next);
  }
  return names;
}

/** The position behind the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

function skipSpace(text: string, start: number): number {
  let next = start;
  while (text.charCodeAt(next) <= SPACE) next += 1;
  return next;
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
  return (at - first) % 2 === 1;
}

/** Without recursion: a value may be nested deeper than calls can be. */
function countRead(value: Json, count: (names: readonly string[]) => number): number {
  let names = 0;
  const left: Json[] = [value];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next !== "object" || next === null) continue;
    if (!Array.isArray(next)) names += count(Object.keys(next));
    for (const each of Object.values(next)) if (typeof each === "object") left.push(each);
  }
  return names;
}

/** Objects with at most as many names are compared pair by pair: most are, and a set for each takes longer. */
const COMPARED_BY_PAIRS = 12;

function countFolded(names: readonly string[]): number {
  if (names.length < 2) return names.length;
  const folded = names.map((name) => name.toLowerCase());
  if (folded.length > COMPARED_BY_PAIRS) return new Set(folded).size;
  let count = 0;
  for (const [at, name] of folded.entries()) if (folded.indexOf(name) === at) count += 1;
  return count;
}

/** An object or a list that the scan is inside of. */
type Level = {
  /** The values of an object as they are written, by folded name; undefined for a list. */
  readonly values: Map<string, string> | undefined;
  /** The name or the index of the value at hand. */
  step: string | number;
  /** Where that value begins. */
  start: number;
};

function scanNames(text: string, isAny: boolean): string | undefined {
  const levels: Level[] = [];
  // All other characters belong to numbers, words and white space.
  const stops = /["{}[\],]/g;
  for (let stop = stops.exec(text); stop !== null; stop = stops.exec(text)) {
    const at = stop.index;
    const level = levels.at(-1);
    if (stop[0] === '"') stops.lastIndex = readString(text, at, level);
    else if (stop[0] === "{") levels.push({ values: new Map(), step: "", start: 0 });
    else if (stop[0] === "[") levels.push({ values: undefined, step: 0, start: 0 });
    else if (level !== undefined) {
      if (isRepeated(level, text, at, isAny)) return placeOf(levels);
      if (stop[0] === ",") beginNext(level);
      else levels.pop();
    }
  }
  return undefined;
}

/** Moves behind a string; one before a colon is the name of the next value. */
function readString(text: string, at: number, level: Level | undefined): number {
  const end = endOfString(text, at);
  const next = skipSpace(text, end);
  if (level === undefined || text.charCodeAt(next) !== COLON) return end;
  level.step = String(JSON.parse(text.slice(at, end)));
  level.start = next + 1;
  return next;
}

/** True when the value that ends at `end` has the name of an earlier one of its object. */
function isRepeated({ values, step, start }: Level, text: string, end: number, isAny: boolean): boolean {
  if (values === undefined || start === 0) return false;
  const name = String(step).toLowerCase();
  const written = text.slice(start, end).trim();
  const other = values.get(name);
  values.set(name, written);
  return other !== undefined && (isAny || other !== written);
}

function beginNext(level: Level): void {
  if (typeof level.step === "number") level.step += 1;
}

/** Of a text that is nested deeply, the outer part. */
function placeOf(levels: readonly Level[]): string {
  const steps = levels.slice(0, 20).map(({ step }) => (typeof step === "number" ? `[${step}]` : `.${step}`));
  return steps.join("").replace(/^\./, "");
}
