import { isList, listOf, numberOf, sizeOf, TEXT_LENGTH_MAX, textOf, truthOf, type Value } from "../value.ts";
import { type RegexPort, replaceBy } from "./regex.ts";
import {
  changeCase,
  joinTexts,
  leftOf,
  mapText,
  midOf,
  normalizeDiacritics,
  positionOf,
  replacePlain,
  splitText,
  toProperCase,
  wordOf,
} from "./text.ts";

/** A function of the mapping language: the arguments that it accepts, and its result. */
export interface FunctionSpec {
  readonly name: string;
  readonly least: number;
  /** `Infinity` for any number. */
  readonly most: number;
  /** True when the number of arguments has to be even. */
  readonly inPairs: boolean;
  /** Positions, counted from 0, of the arguments that may be left out between two commas. */
  readonly omittable: readonly number[];
  /**
   * Positions of arguments that the reference has and this implementation does not support: they must be left
   * out.
   */
  readonly refused: readonly number[];
  /** Total. An argument that is left out or missing is null. */
  readonly apply: (operands: readonly Value[], environment: { readonly regex: RegexPort }) => Value;
}

type Apply = FunctionSpec["apply"];
type Options = Partial<Pick<FunctionSpec, "inPairs" | "omittable" | "refused">>;

function define(
  name: string,
  arity: readonly [number, number],
  apply: Apply,
  options?: Options,
): FunctionSpec {
  const [least, most] = arity;
  return { name, least, most, inPairs: false, omittable: [], refused: [], apply, ...options };
}

/**
 * The functions, by name, after "Reference for writing expressions for attribute mappings in Microsoft Entra
 * ID". Where the reference does not mention null, null yields null, so that an absent attribute is not sent.
 */
export const FUNCTIONS: ReadonlyMap<string, FunctionSpec> = new Map(
  [
    define("Append", [2, 2], ([source = null, suffix = null]) => append(source, textOf(suffix) ?? "")),
    define("CBool", [1, 1], ([value = null]) => truthOf(value)),
    define("Coalesce", [1, Infinity], (operands) => operands.find((value) => value !== null) ?? null),
    define("Count", [1, 1], ([value = null]) => listOf(value).length),
    define("CStr", [1, 1], ([value = null]) => textOf(value)),
    define("IIF", [3, 3], ([condition = null, yes = null, no = null]) => (truthOf(condition) ? yes : no)),
    define("InStr", [2, 4], applyInStr, { omittable: [2, 3] }),
    define("IsNull", [1, 1], ([value = null]) => value === null),
    define("IsNullOrEmpty", [1, 1], ([value = null]) => isBlank(value)),
    define("IsPresent", [1, 1], ([value = null]) => !isBlank(value)),
    define("IsString", [1, 1], ([value = null]) => typeof value === "string"),
    define("Item", [2, 2], ([list = null, index = null]) => listOf(list)[whole(index, 0) - 1] ?? null),
    define("Join", [2, Infinity], ([separator = null, ...sources]) =>
      joinTexts(textOf(separator) ?? "", sources.flatMap(listOf)),
    ),
    define("Left", [2, 2], ([source = null, count = null]) => leftOf(textOf(source) ?? "", whole(count, 0))),
    define("Mid", [3, 3], ([source = null, start = null, length = null]) =>
      mapText(source, (text) => midOf(text, whole(start, 1), whole(length, 0))),
    ),
    define("NormalizeDiacritics", [1, 1], ([source = null]) => mapText(source, normalizeDiacritics)),
    define("Not", [1, 1], ([source = null]) => !truthOf(source)),
    define(
      "PCase",
      [1, 2],
      ([source = null, separators = null]) =>
        mapText(source, (text) => toProperCase(text, textOf(separators))),
      { omittable: [1] },
    ),
    define("RemoveDuplicates", [1, 1], ([list = null]) => (isList(list) ? [...new Set(list)] : list)),
    define("Replace", [5, 7], applyReplace, { omittable: [1, 2, 3, 4, 5, 6], refused: [3, 5] }),
    define("Split", [2, 2], ([source = null, delimiter = null]) => {
      const pieces = listOf(source).flatMap((text) => splitText(text, textOf(delimiter) ?? "") ?? []);
      return pieces.length === 0 ? null : pieces;
    }),
    define("StripSpaces", [1, 1], ([source = null]) => mapText(source, (text) => text.replaceAll(" ", ""))),
    define("Switch", [4, Infinity], applySwitch, { inPairs: true, omittable: [1] }),
    define("ToLower", [1, 2], ([source = null, culture = null]) => changeCase(source, culture, "lower"), {
      omittable: [1],
    }),
    define("ToUpper", [1, 2], ([source = null, culture = null]) => changeCase(source, culture, "upper"), {
      omittable: [1],
    }),
    define("Word", [3, 3], ([source = null, number = null, delimiters = null]) =>
      wordOf(textOf(source) ?? "", whole(number, 0), textOf(delimiters) ?? ""),
    ),
  ].map((spec) => [spec.name, spec]),
);

function whole(value: Value, otherwise: number): number {
  return Math.trunc(numberOf(value) ?? otherwise);
}

function append(source: Value, suffix: string): Value {
  const length = sizeOf(source) + listOf(source).length * suffix.length;
  return length > TEXT_LENGTH_MAX ? null : mapText(source, (text) => text + suffix);
}

function isBlank(value: Value): boolean {
  return listOf(value).every((text) => text === "");
}

function applyInStr([source = null, find = null, start = null, compareType = null]: readonly Value[]): Value {
  const isTextual = textOf(compareType) === "vbTextCompare";
  const sought = textOf(find);
  if (sought === null) return 0;
  return positionOf(textOf(source) ?? "", sought, whole(start, 1), isTextual);
}

/** An empty text as a key matches an absent source, as the reference advises. */
function applySwitch([source = null, otherwise = null, ...pairs]: readonly Value[]): Value {
  const text = textOf(source) ?? "";
  for (let index = 0; index + 1 < pairs.length; index += 2) {
    if ((textOf(pairs[index] ?? null) ?? "") === text) return pairs[index + 1] ?? null;
  }
  return otherwise;
}

/**
 * Three of the reference's forms, distinguished by the arguments present: old value and template, old value
 * and replacement, pattern and replacement. Forms with a group name are refused when the expression is
 * parsed.
 */
function applyReplace(operands: readonly Value[], { regex }: { readonly regex: RegexPort }): Value {
  const [source, oldValue, pattern, , replacement, , template] = operands.map(textOf);
  if (source === undefined || source === null) return null;
  if (typeof oldValue === "string" && typeof template === "string") {
    return replacePlain(template, oldValue, source);
  }
  if (typeof replacement !== "string") return source;
  if (typeof oldValue === "string") return replacePlain(source, oldValue, replacement);
  return typeof pattern === "string" ? replaceBy(regex, pattern, source, replacement) : source;
}
