import {
  isList,
  listOf,
  NO_RESULT,
  numberOf,
  sizeOf,
  TEXT_LENGTH_MAX,
  textOf,
  type Value,
} from "../../value.ts";
import {
  changeCase,
  joinTexts,
  leftOf,
  mapText,
  midOf,
  normalizeDiacritics,
  positionOf,
  splitText,
  toProperCase,
  wordOf,
} from "../text.ts";
import { replaceText } from "./replace.ts";
import { type ArgumentProblem, defineFunction, type FunctionSpec } from "./spec.ts";

const COMPARE_TYPES: readonly string[] = ["vbTextCompare", "vbBinaryCompare"];

/** Functions of texts and of lists of texts. */
export const TEXT_FUNCTIONS: readonly FunctionSpec[] = [
  defineFunction("Append", "source, suffix", ([source = null, suffix = null]) =>
    append(source, textOf(suffix) ?? ""),
  ),
  defineFunction("Count", "attribute", ([value = null]) => listOf(value).length),
  defineFunction("CStr", "value", ([value = null]) => textOf(value)),
  defineFunction("InStr", "value1, value2, start?, compareType?", findText, { check: checkCompareType }),
  defineFunction(
    "Item",
    "attribute, index",
    ([list = null, index = null]) => listOf(list)[toInteger(index, 0) - 1] ?? null,
  ),
  defineFunction("Join", "separator, source...", ([separator = null, ...sources]) =>
    joinTexts(textOf(separator) ?? "", sources.flatMap(listOf)),
  ),
  defineFunction("Left", "String, NumChars", ([source = null, count = null]) =>
    leftOf(textOf(source) ?? "", toInteger(count, 0)),
  ),
  defineFunction("Len", "source", ([source = null]) => [...(textOf(source) ?? "")].length),
  defineFunction("Mid", "source, start, length", ([source = null, start = null, length = null]) =>
    mapText(source, (text) => midOf(text, toInteger(start, 1), toInteger(length, 0))),
  ),
  defineFunction("NormalizeDiacritics", "source", ([source = null]) => mapText(source, normalizeDiacritics)),
  defineFunction("PCase", "source, wordSeparators?", ([source = null, separators = null]) =>
    mapText(source, (text) => toProperCase(text, textOf(separators))),
  ),
  defineFunction("RemoveDuplicates", "attribute", ([list = null]) =>
    isList(list) ? [...new Set(list)] : list,
  ),
  replaceText,
  defineFunction("Split", "source, delimiter", ([source = null, delimiter = null]) => {
    const pieces = listOf(source).flatMap((text) => splitText(text, textOf(delimiter) ?? "") ?? []);
    return pieces.length === 0 ? null : pieces;
  }),
  defineFunction("StripSpaces", "source", ([source = null]) =>
    mapText(source, (text) => text.replaceAll(" ", "")),
  ),
  defineFunction("ToLower", "source, culture?", ([source = null, culture = null]) =>
    changeCase(source, culture, "lower"),
  ),
  defineFunction("ToUpper", "source, culture?", ([source = null, culture = null]) =>
    changeCase(source, culture, "upper"),
  ),
  defineFunction(
    "Word",
    "String, WordNumber, Delimiters",
    ([source = null, number = null, delimiters = null]) =>
      wordOf(textOf(source) ?? "", toInteger(number, 0), textOf(delimiters) ?? ""),
  ),
];

function toInteger(value: Value, otherwise: number): number {
  return Math.trunc(numberOf(value) ?? otherwise);
}

function append(source: Value, suffix: string): Value {
  const length = sizeOf(source) + listOf(source).length * suffix.length;
  return length > TEXT_LENGTH_MAX ? NO_RESULT : mapText(source, (text) => text + suffix);
}

function findText([source = null, find = null, start = null, compareType = null]: readonly Value[]): Value {
  const sought = textOf(find);
  if (sought === null) return 0;
  const isTextual = textOf(compareType) === "vbTextCompare";
  return positionOf(textOf(source) ?? "", sought, toInteger(start, 1), isTextual);
}

function checkCompareType(operands: readonly (Value | undefined)[]): ArgumentProblem | undefined {
  const compareType = operands[3];
  if (compareType === undefined || compareType === null) return undefined;
  return COMPARE_TYPES.includes(textOf(compareType) ?? "")
    ? undefined
    : { argument: 3, expected: COMPARE_TYPES.join(", ") };
}
