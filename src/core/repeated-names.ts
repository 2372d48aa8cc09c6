import type { Json } from "./json.ts";

const BACKSLASH = 92;
const COLON = 58;
const SPACE = 32;

/**
 * True when an object of this JSON text has a name twice in the same letters, of which reading keeps the last alone
 * (RFC 8259 §4). `value` is what the text was read as: it has fewer names then than the text.
 */
export function hasRepeatedNames(text: string, value: Json): boolean {
  return namesWritten(text) !== namesRead(value);
}

/** Strings before a colon. The text is JSON already, so a colon outside of strings follows a name, and only that. */
function namesWritten(text: string): number {
  let names = 0;
  for (let start = text.indexOf('"'); start !== -1; ) {
    let end = text.indexOf('"', start + 1);
    while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
    if (end === -1) break;
    let next = end + 1;
    while (text.charCodeAt(next) <= SPACE) next += 1;
    if (text.charCodeAt(next) === COLON) names += 1;
    start = text.indexOf('"', next);
  }
  return names;
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1;
  return (at - first) % 2 === 1;
}

/** Without recursion: a value may be nested deeper than calls can be. */
function namesRead(value: Json): number {
  let names = 0;
  const left: Json[] = [value];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next !== "object" || next === null) continue;
    const held = Object.values(next);
    if (!Array.isArray(next)) names += held.length;
    for (const each of held) left.push(each);
  }
  return names;
}
