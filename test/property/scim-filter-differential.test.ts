import fc from "fast-check";
import { parse as parseTheirs } from "scim2-parse-filter";
import { expect, test } from "vitest";
import { parseFilter } from "../../src/core/scim/filter/parse.ts";

/**
 * Our grammar beside that of scim2-parse-filter: what one accepts and the other refuses is one of the differences
 * below, each looked up in RFC 7644 §3.4.2.2. How both read what both accept is compared in scim-filter.test.ts.
 */
interface Difference {
  /** Who accepts it. */
  readonly who: "ours" | "theirs";
  readonly why: string;
  readonly example: string;
  readonly isIn: (text: string) => boolean;
}

const OPERATOR = "(?:pr|eq|ne|co|sw|ew|gt|ge|lt|le)";
const NAME = /^(?:urn:[^\s"()[\]]+:)?\$?[A-Za-z][\w-]*(?:\.\$?[A-Za-z][\w-]*)?$/;

/** What stands before an operator or a bracket. */
const pathsIn = (text: string) =>
  [...text.matchAll(new RegExp(`([^\\s()[\\]"]+)(?:\\s+${OPERATOR}(?![\\w.])|\\[)`, "gi"))].map(
    ([, path = ""]) => path,
  );

const DIFFERENCES: readonly Difference[] = [
  {
    who: "theirs",
    example: "1a pr",
    why: "A name begins with a letter, and has one dot at most with a name behind it.",
    isIn: (text) => pathsIn(text).some((path) => !NAME.test(path)),
  },
  {
    who: "theirs",
    example: "not a pr",
    why: "What is negated stands in parentheses.",
    isIn: (text) => /\bnot\s*(?!\s*\()\S/i.test(text),
  },
  {
    who: "theirs",
    example: 'a eq "\\x"',
    why: "Only the escapes of JSON are escapes.",
    isIn: (text) => /\\(?!["\\/bfnrtu])/.test(text),
  },
  { who: "ours", example: "$ref pr", why: "$ref is an attribute.", isIn: (text) => text.includes("$") },
  {
    who: "ours",
    example: "not pr",
    why: "An attribute may be called not.",
    isIn: (text) => new RegExp(`\\bnot\\s+${OPERATOR}\\b`, "i").test(text),
  },
  {
    who: "ours",
    example: "a eq -1 and b pr",
    why: "A negative number may have something behind it.",
    isIn: (text) => /-\d[\d.]*[\s)]/.test(text),
  },
  {
    who: "ours",
    example: "urn:a\\b:c:d pr",
    why: "What a URN is made of is not looked at, as such a schema is unknown anyway.",
    isIn: (text) => /\\[^\s"]*:|:[^\s"]*\\/.test(text),
  },
];

const PIECES = [
  "a",
  "a.b",
  "emails",
  "[",
  "]",
  "(",
  ")",
  " ",
  " ",
  " ",
  "not ",
  "not(",
  " and ",
  " or ",
  " pr",
  " eq ",
  " co ",
  '"x"',
  "1",
  "true",
  "null",
  "-1",
  "1.5",
  "\\",
  '"',
  "$ref",
  "urn:a:b:c",
  "AND",
  "Eq",
  ".",
];
const VALID = [
  'a eq "x"',
  "a pr",
  "a eq 1 and b pr",
  "a eq -1 and b pr",
  "not (a pr)",
  'emails[type eq "w" and v pr]',
  "(a pr or b pr) and c pr",
  'a.b sw "x y" or not (c lt 2)',
  "urn:a:b:c.d pr",
];

const anyText = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 9 }).map((pieces) => pieces.join("")),
  fc
    .tuple(fc.constantFrom(...VALID), fc.nat(40), fc.nat(2), fc.constantFrom("", ...PIECES))
    .map(([text, number, length, piece]) => {
      const at = number % (text.length + 1);
      return text.slice(0, at) + piece + text.slice(at + length);
    }),
);

function accepts(parse: (text: string) => unknown, text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}

test("accepts and refuses what scim2-parse-filter does, but for the differences that are known", () => {
  const counts = { both: 0, neither: 0 };
  const unexplained = new Set<string>();
  for (const text of [...VALID, ...fc.sample(anyText, { numRuns: 20_000, seed: 11 })]) {
    const [ours, theirs] = [accepts(parseFilter, text), accepts(parseTheirs, text)];
    if (ours === theirs) counts[ours ? "both" : "neither"] += 1;
    else {
      const explained = DIFFERENCES.filter(({ who, isIn }) => (who === "ours") === ours && isIn(text));
      if (explained.length === 0) unexplained.add(`${ours ? "ours" : "theirs"}: ${text}`);
    }
  }
  expect([...unexplained]).toEqual([]);
  expect(Math.min(counts.both, counts.neither)).toBeGreaterThan(1_000);
});

test.each(DIFFERENCES)("differs: $why", ({ who, example, isIn }) => {
  expect([accepts(parseFilter, example), accepts(parseTheirs, example)]).toEqual([
    who === "ours",
    who === "theirs",
  ]);
  expect(isIn(example)).toBe(true);
});
