import { numberOf, textOf, type Value } from "../../value.ts";
import { formatDate, parseDate } from "../date-format.ts";
import { addInterval, countIntervals, parseDateText, parseInterval, printDate } from "../date-text.ts";
import { parseFileTime, printFileTime } from "../file-time.ts";
import { type ArgumentProblem, defineFunction, type FunctionEnvironment, type FunctionSpec } from "./spec.ts";

const INTERVAL_NAMES = "yyyy, m, d, ww, h, n, s";

/**
 * Functions of dates. Dates are texts in UTC (`M/d/yyyy h:mm:ss tt`), as in the reference. Any other text
 * yields null.
 */
export const DATE_FUNCTIONS: readonly FunctionSpec[] = [
  defineFunction("CDate", "Expression", ([value = null]) => toDateText(parseDateText(textOf(value) ?? ""))),
  defineFunction("DateAdd", "interval, value, dateTime", addToDate, { check: checkInterval }),
  defineFunction("DateDiff", "interval, date1, date2", countBetween, { check: checkInterval }),
  defineFunction("DateFromNum", "value", ([value = null]) => toDateText(parseFileTime(textOf(value) ?? ""))),
  defineFunction("FormatDateTime", "source, dateTimeStyles?, inputFormat, outputFormat", reformat, {
    check: checkFormats,
  }),
  defineFunction("Now", "", (_, { now }) => printDate(now)),
  defineFunction("NumFromDate", "value", ([value = null]) => {
    const moment = parseDateText(textOf(value) ?? "");
    return (moment === undefined ? undefined : printFileTime(moment)) ?? null;
  }),
];

function toDateText(moment: number | undefined): Value {
  return moment === undefined ? null : printDate(moment);
}

function addToDate([interval = null, count = null, date = null]: readonly Value[]): Value {
  const [name, number] = [parseInterval(textOf(interval)), numberOf(count)];
  const moment = parseDateText(textOf(date) ?? "");
  if (name === undefined || number === undefined || moment === undefined) return null;
  return toDateText(addInterval(moment, name, number));
}

function countBetween([interval = null, from = null, to = null]: readonly Value[]): Value {
  const name = parseInterval(textOf(interval));
  const [first, last] = [parseDateText(textOf(from) ?? ""), parseDateText(textOf(to) ?? "")];
  if (name === undefined || first === undefined || last === undefined) return null;
  return countIntervals(name, first, last);
}

/**
 * Reads a date in one format and writes it in another. Of the date-time styles, none changes the result here:
 * white space around the text is always allowed, and all times are in UTC.
 */
function reformat(
  [source = null, , input = null, output = null]: readonly Value[],
  { now }: FunctionEnvironment,
): Value {
  const [text, from, to] = [textOf(source), textOf(input), textOf(output)];
  if (text === null || from === null || to === null) return null;
  const date = parseDate(text, from, now);
  return (date === undefined ? undefined : formatDate(date, to)) ?? null;
}

function checkInterval([interval]: readonly (Value | undefined)[]): ArgumentProblem | undefined {
  if (interval === undefined || parseInterval(textOf(interval)) !== undefined) return undefined;
  return { argument: 0, expected: INTERVAL_NAMES };
}

const STYLES: ReadonlySet<string> = new Set([
  "None",
  "AllowLeadingWhite",
  "AllowTrailingWhite",
  "AllowInnerWhite",
  "AllowWhiteSpaces",
  "NoCurrentDateDefault",
  "AdjustToUniversal",
  "AssumeLocal",
  "AssumeUniversal",
  "RoundtripKind",
]);

function checkFormats([, styles, input, output]: readonly (Value | undefined)[]):
  | ArgumentProblem
  | undefined {
  const names = (styles === undefined ? "" : (textOf(styles) ?? "")).split(/[\s,|]+/).filter(Boolean);
  if (!names.every((name) => STYLES.has(name.replace(/^DateTimeStyles\./, "")))) {
    return { argument: 1, expected: [...STYLES].join(", ") };
  }
  const probe = { moment: 0, hasZone: true };
  const isFormat = (format: Value | undefined): boolean =>
    format === undefined || formatDate(probe, textOf(format) ?? "") !== undefined;
  if (!isFormat(input)) return { argument: 2, expected: "yyyy-MM-dd" };
  return isFormat(output) ? undefined : { argument: 3, expected: "yyyy-MM-dd" };
}
