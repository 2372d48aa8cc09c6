/** How a clause reads its value: the word that a text form, a document and a message have for it. */
export type ValueKind = "none" | "text" | "integer" | "pattern" | "date";

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
} as const satisfies Readonly<Record<string, ValueKind>>;

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
const ANY_OPERATOR = new RegExp(
  `(?:${[...BY_FOLDED.keys()]
    .sort((left, right) => right.length - left.length)
    .map((name) => name.replace(/ /g, "\\s+"))
    .join("|")})(?=[\\s"]|$)`,
  "iy",
);

/** The operator that a text has at a position, with the place after it. */
export function operatorAt(
  text: string,
  position: number,
): { readonly operator: ScopeOperator; readonly end: number } | undefined {
  ANY_OPERATOR.lastIndex = position;
  const [found] = ANY_OPERATOR.exec(text) ?? [];
  const operator = found === undefined ? undefined : findOperator(found);
  return found === undefined || operator === undefined
    ? undefined
    : { operator, end: position + found.length };
}
