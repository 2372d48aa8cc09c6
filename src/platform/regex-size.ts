/** An escaped character, with the braces that belong to it: `\p{Greek}`, `\x{1F600}`. */
const ESCAPED = /\\(?:[pPx]\{[^}]*\}|[\s\S])/y;
/** A class of characters, which is one step of a program: `[a-z]`, `[]x]`, `[[:alpha:]]`. */
const CLASS = /\[\^?\]?(?:\\[\s\S]|\[:\^?\w+:\]|[^\]\\])*\]/y;
const REPEATED = /\{(\d{1,5})(?:,(\d{0,5}))?\}/y;

/**
 * About the number of steps that the program of a pattern has, before it is made: `a{1000}` is short as a text and long
 * as a program, and both making and running one take time that grows with it.
 */
export function estimateSize(pattern: string): number {
  const around: number[] = [];
  let size = 0;
  let last = 0;
  for (let at = 0; at < pattern.length; ) {
    const part = takePart(pattern, at);
    at += part.length;
    const times = readTimes(part);
    if (part === "(") {
      around.push(size);
      [size, last] = [0, 0];
    } else if (part === ")") {
      last = size + 2;
      size = (around.pop() ?? 0) + last;
    } else if (times === undefined) {
      last = 1;
      size += 1;
    } else {
      size += last * (times - 1);
      last *= times;
    }
  }
  return around.reduce((sum, each) => sum + each, size);
}

/** The next part of a pattern: an escape, a class, a count, or one character. */
function takePart(pattern: string, at: number): string {
  for (const form of [ESCAPED, CLASS, REPEATED]) {
    form.lastIndex = at;
    const [found] = form.exec(pattern) ?? [];
    if (found !== undefined) return found;
  }
  return pattern.charAt(at);
}

/** How often a count repeats what stands before it; undefined for another part. */
function readTimes(part: string): number | undefined {
  REPEATED.lastIndex = 0;
  const counts = REPEATED.exec(part);
  if (counts === null) return undefined;
  const [, least, most = ""] = counts;
  return Math.max(1, Number(least), Number(most));
}
