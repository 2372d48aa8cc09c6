import { parseDateText } from "../expression/date-text.ts";
import type { Regex, RegexPort } from "../expression/regex.ts";
import { textOf } from "../value.ts";
import type { Clause } from "./clause-text.ts";
import type { ScopeOperator } from "./operators.ts";

/** One value of an attribute. A multi-valued attribute has several. */
export type Element = string | number | boolean;

/** A fixed moment, or one that keeps its distance from the present. In milliseconds. */
export type Limit =
  | { readonly kind: "moment"; readonly at: number }
  | { readonly kind: "relative"; readonly offsetMs: number };

/** The condition of a clause, ready to be evaluated. `isNegated`: no element may satisfy it, and there must be one. */
export type ClauseTest =
  | { readonly kind: "presence"; readonly isPresent: boolean }
  | { readonly kind: "truth"; readonly truth: boolean }
  | { readonly kind: "equal" | "end" | "part"; readonly text: string; readonly isNegated: boolean }
  | { readonly kind: "pattern"; readonly pattern: Regex; readonly isNegated: boolean }
  | { readonly kind: "over"; readonly least: number }
  | { readonly kind: "bits"; readonly bits: bigint; readonly isNegated: boolean }
  | { readonly kind: "before" | "after"; readonly limit: Limit };

/** A compiled condition, or the values that the operator takes. */
export type CompiledTest =
  | { readonly ok: true; readonly test: ClauseTest }
  | { readonly ok: false; readonly expected: string };

const INTEGER = /^\s*[+-]?\d{1,15}\s*$/;
const RELATIVE = /^([+-]\d{1,5})([hdw])$/;
const HOUR_MS = 3_600_000;
const UNIT_MS: Readonly<Record<string, number>> = { h: HOUR_MS, d: 24 * HOUR_MS, w: 7 * 24 * HOUR_MS };
const DATE_EXPECTED = '"2026-03-31", "2026-03-31T08:00:00Z", "now", "-30d", "+12h", "+2w"';

/** Compiles the operator and the value of a clause, or says which values the operator takes. */
export function compileTest({ operator, value = "" }: Clause, regex: RegexPort): CompiledTest {
  switch (operator) {
    case "EQUALS":
    case "NOT EQUALS":
      return accept({ kind: "equal", text: value, isNegated: isNegative(operator) });
    case "ENDS_WITH":
      return accept({ kind: "end", text: value, isNegated: false });
    case "Includes":
      return accept({ kind: "part", text: value, isNegated: false });
    case "REGEX MATCH":
    case "NOT REGEX MATCH": {
      const pattern = regex(value, "");
      if (pattern === undefined) return { ok: false, expected: "RE2" };
      return accept({ kind: "pattern", pattern, isNegated: isNegative(operator) });
    }
    case "IS TRUE":
    case "IS FALSE":
      return accept({ kind: "truth", truth: operator === "IS TRUE" });
    case "IS NULL":
    case "IS NOT NULL":
      return accept({ kind: "presence", isPresent: operator === "IS NOT NULL" });
    case "Greater_Than":
    case "Greater_Than_OR_EQUALS": {
      const number = integerOf(value);
      if (number === undefined) return { ok: false, expected: INTEGER_EXPECTED };
      return accept({ kind: "over", least: operator === "Greater_Than" ? number + 1 : number });
    }
    case "&":
    case "!&": {
      const number = integerOf(value);
      if (number === undefined || number < 1) return { ok: false, expected: FLAGS_EXPECTED };
      return accept({ kind: "bits", bits: BigInt(number), isNegated: isNegative(operator) });
    }
    case "BEFORE":
    case "AFTER": {
      const limit = parseLimit(value);
      if (limit === undefined) return { ok: false, expected: DATE_EXPECTED };
      return accept({ kind: operator === "BEFORE" ? "before" : "after", limit });
    }
  }
}

const INTEGER_EXPECTED = "0, 1, -1, 15 digits";
const FLAGS_EXPECTED = "1, 2, 4, 6";

function accept(test: ClauseTest): CompiledTest {
  return { ok: true, test };
}

function isNegative(operator: ScopeOperator): boolean {
  return operator.startsWith("NOT ") || operator.startsWith("!");
}

function parseLimit(text: string): Limit | undefined {
  const trimmed = text.trim();
  if (trimmed === "now") return { kind: "relative", offsetMs: 0 };
  const [, amount, unit = ""] = RELATIVE.exec(trimmed) ?? [];
  if (amount !== undefined) return { kind: "relative", offsetMs: Number(amount) * (UNIT_MS[unit] ?? 0) };
  const at = parseDateText(trimmed);
  return at === undefined ? undefined : { kind: "moment", at };
}

function integerOf(element: Element): number | undefined {
  const text = String(element);
  return INTEGER.test(text) ? Number(text) : undefined;
}

/** The moment that an element names, in milliseconds since 1970; `undefined` when it is not a date. */
export function momentOf(element: Element): number | undefined {
  return typeof element === "string" ? parseDateText(element) : undefined;
}

/** The moment of a limit, seen at a time. */
export function resolveLimit(limit: Limit, now: number): number {
  return limit.kind === "moment" ? limit.at : now + limit.offsetMs;
}

/** True when the elements of an attribute satisfy the condition at that time. Total. */
export function testElements(test: ClauseTest, elements: readonly Element[], now: number): boolean {
  if (test.kind === "presence" && !test.isPresent) return elements.length === 0;
  const results = elements.map((element) => testElement(test, element, now));
  const isNegated = "isNegated" in test && test.isNegated;
  return isNegated ? results.includes(false) && !results.includes(true) : results.includes(true);
}

/** Whether one element satisfies the condition; `undefined` when the element is not of the kind that it compares. */
function testElement(test: ClauseTest, element: Element, now: number): boolean | undefined {
  const text = textOf(element) ?? "";
  switch (test.kind) {
    case "presence":
      return true;
    case "truth":
      return readTruth(element) === test.truth;
    case "equal":
      if (typeof element === "boolean") return readTruth(test.text) === element;
      return text === test.text;
    case "end":
      return text.endsWith(test.text);
    case "part":
      return text.includes(test.text);
    case "pattern":
      return test.pattern.test(text);
    case "over": {
      const number = integerOf(element);
      return number === undefined ? undefined : number >= test.least;
    }
    case "bits": {
      const number = integerOf(element);
      return number === undefined ? undefined : (BigInt(number) & test.bits) === test.bits;
    }
    case "before":
    case "after": {
      const moment = momentOf(element);
      if (moment === undefined) return undefined;
      const limit = resolveLimit(test.limit, now);
      return test.kind === "before" ? moment < limit : moment >= limit;
    }
  }
}

function readTruth(element: Element): boolean | undefined {
  if (typeof element === "boolean") return element;
  const text = String(element).toLowerCase();
  return text === "true" ? true : text === "false" ? false : undefined;
}
