/** How a clause reads its value: the word that a text form, a document and a message have for it. */
export type ClauseValueKind = "none" | "text" | "integer" | "pattern" | "date";

/**
 * The operators of clauses in the reference's spelling, with the value that each needs. `BEFORE` and `AFTER` are
 * Muster's own.
 */
export const SCOPE_OPERATORS = {
  EQUALS: "text",
  "NOT EQUALS": "text",
  ENDS_WITH: "text",
  Includes: "text",
  "REGEX MATCH": "pattern",
  "NOT REGEX MATCH": "pattern",
  "IS TRUE": "none",
  "IS FALSE": "none",
  "IS NULL": "none",
  "IS NOT NULL": "none",
  Greater_Than: "integer",
  Greater_Than_OR_EQUALS: "integer",
  "&": "integer",
  "!&": "integer",
  BEFORE: "date",
  AFTER: "date",
} as const satisfies Readonly<Record<string, ClauseValueKind>>;

/** The operator of a clause, in its own spelling. */
export type ScopeOperator = keyof typeof SCOPE_OPERATORS;

const BY_FOLDED: ReadonlyMap<string, ScopeOperator> = new Map(
  Object.keys(SCOPE_OPERATORS)
    .filter(isOperator)
    .map((name) => [name.toLowerCase(), name]),
);

function isOperator(name: string): name is ScopeOperator {
  return Object.hasOwn(SCOPE_OPERATORS, name);
}

/** The operator of that name, in any letter case and with any white space between its words. */
export function findOperator(name: string): ScopeOperator | undefined {
  return BY_FOLDED.get(name.trim().replace(/\s+/g, " ").toLowerCase());
}

/** All operators as `expected` lists them. */
export const OPERATORS_EXPECTED = Object.keys(SCOPE_OPERATORS).join(", ");

/** The longest first, because the name of one begins that of another. */
const LONGEST_FIRST = [...BY_FOLDED.entries()].sort(([left], [right]) => right.length - left.length);
const WORD = /\s*([^\s"]+)/y;

/** The operator that a text has at a position, with the place after it. */
export function operatorAt(
  text: string,
  position: number,
): { readonly operator: ScopeOperator; readonly end: number } | undefined {
  for (const [folded, operator] of LONGEST_FIRST) {
    const end = endOfWords(text, position, folded.split(" "));
    if (end !== undefined) return { operator, end };
  }
  return undefined;
}

/** The place after these words; `undefined` when the text has others at the position. */
function endOfWords(text: string, position: number, words: readonly string[]): number | undefined {
  let end = position;
  for (const word of words) {
    WORD.lastIndex = end;
    const found = WORD.exec(text);
    if (found?.[1]?.toLowerCase() !== word) return undefined;
    end = WORD.lastIndex;
  }
  return end;
}
