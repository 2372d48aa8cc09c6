import { NO_RESULT, TEXT_LENGTH_MAX, textOf, type Value } from "../../value.ts";
import { findGroup, type RegexPort, replaceBy } from "../regex.ts";
import { replacePlain } from "../text.ts";
import { type ArgumentProblem, defineFunction, type FunctionEnvironment } from "./spec.ts";

/**
 * The forms of `Replace`, by the arguments that are present: an old value with its replacement, an old value
 * in a template, a pattern with its replacement, a group of a pattern with its replacement, and a group of a
 * pattern in another attribute.
 */
type Form = "plain" | "template" | "pattern" | "group" | "attribute";

/** The arguments that each form has beside the source, by their positions. */
const FORMS: readonly (readonly [Form, readonly number[]])[] = [
  ["plain", [1, 4]],
  ["template", [1, 6]],
  ["pattern", [2, 4]],
  ["group", [2, 3, 4]],
  ["attribute", [2, 3, 5]],
];

/** `Replace`, whose arguments decide what it does. */
export const replaceText = defineFunction(
  "Replace",
  "source, oldValue?, regexPattern?, regexGroupName?, replacementValue?, replacementAttributeName?, template?",
  replace,
  { check },
);

/** The form that has exactly these arguments, or `undefined`. */
function formOf(present: readonly number[]): Form | undefined {
  return FORMS.find(
    ([, needed]) => needed.length === present.length && needed.every((each) => present.includes(each)),
  )?.[0];
}

function check(operands: readonly (Value | undefined)[]): ArgumentProblem | undefined {
  const present = operands.flatMap((operand, index) => (index > 0 && operand !== null ? [index] : []));
  if (formOf(present) !== undefined) return undefined;
  const extra = present.find((each) => FORMS.every(([, needed]) => !needed.includes(each)));
  const expected = FORMS.map(([, needed]) =>
    needed.map((each) => replaceText.parameters[each]?.name ?? "").join(" + "),
  );
  return { argument: extra ?? present[0] ?? 0, expected: expected.join(" | ") };
}

function replace(
  operands: readonly Value[],
  { regex }: FunctionEnvironment,
  isGiven: (argument: number) => boolean,
): Value {
  const form = formOf([1, 2, 3, 4, 5, 6].filter(isGiven));
  const texts = operands.map(textOf);
  const [source = null, oldValue = "", pattern = "", group = "", replacement = "", attribute] = texts;
  const [old, value] = [oldValue ?? "", replacement ?? ""];
  const search = { regex, pattern: pattern ?? "", group: group ?? "" };
  if (form === "attribute" && (source === null || source === "")) return extract(search, attribute ?? null);
  if (source === null) return null;
  switch (form) {
    case "plain":
      return replacePlain(source, old, value);
    case "template":
      return replacePlain(texts[6] ?? "", old, source);
    case "pattern":
      return replaceBy(regex, search.pattern, source, value);
    case "group":
      return replaceGroup(search, source, value);
    case "attribute":
    case undefined:
      return source;
  }
}

interface GroupSearch {
  readonly regex: RegexPort;
  readonly pattern: string;
  readonly group: string;
}

/** The first text that a group of the pattern matches in an attribute; null without a match. */
function extract(search: GroupSearch, attribute: string | null): Value {
  if (attribute === null) return null;
  const spans = findGroup(search, attribute);
  if (spans === undefined) return NO_RESULT;
  const [found] = spans;
  return found === undefined ? null : attribute.slice(found.start, found.end);
}

/** The text with every match of a group replaced. Groups that match no character are left as they are. */
function replaceGroup(search: GroupSearch, text: string, replacement: string): Value {
  const spans = findGroup(search, text)?.filter(({ start, end }) => end > start);
  if (spans === undefined || text.length + spans.length * replacement.length > TEXT_LENGTH_MAX) {
    return NO_RESULT;
  }
  let [result, last] = ["", 0];
  for (const { start, end } of spans) {
    if (start < last) continue;
    result += text.slice(last, start) + replacement;
    last = end;
  }
  return result + text.slice(last);
}
