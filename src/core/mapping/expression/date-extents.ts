import { numberOf, textOf } from "../value.ts";
import { type Piece, parseDate, readFormat } from "./date-format.ts";
import {
  DAY_MS,
  isOneDay,
  lettersOf,
  type Moments,
  RESULT_FORMAT,
  readFormatted,
  readMoments,
  yearOf,
} from "./date-range.ts";
import { addInterval, countIntervals, type DateInterval, parseDateText, parseInterval } from "./date-text.ts";
import { ANY, createDates, createNumbers, createOne, type Extent } from "./extent.ts";

/** The time from one moment to another, both included, in milliseconds since 1970. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** The results of a function of dates over a period; undefined where single values suffice to compute the result. */
export function extendDateFunction(
  name: string,
  operands: readonly Extent[],
  period: Period,
): Extent | undefined {
  if (name === "Now")
    return createDates({ low: period.from, high: period.to, hasZone: false, pieces: RESULT_FORMAT });
  if (name === "FormatDateTime") return extendFormat(operands, period);
  if (operands.every(({ kind }) => kind === "one")) return undefined;
  if (name === "DateAdd" || name === "DateDiff") {
    // One argument that is not of its kind makes the result absent, whatever the others are.
    const dates = name === "DateAdd" ? operands.slice(2) : operands.slice(1);
    if (dates.some((date) => date.kind === "one" && momentsOf(date) === undefined)) return createOne(null);
  }
  switch (name) {
    case "CDate": {
      const moments = momentsOf(operands[0]);
      return moments === undefined ? ANY : createResult(moments);
    }
    case "DateAdd":
      return extendSum(operands);
    case "DateDiff":
      return extendDifference(operands);
    default:
      return undefined;
  }
}

function createResult(moments: Moments): Extent {
  return createDates({ ...moments, hasZone: false, pieces: RESULT_FORMAT });
}

/** The moments of a date, or of a range of dates; undefined for other values. */
function momentsOf(extent: Extent | undefined): Moments | undefined {
  if (extent?.kind === "dates") return readMoments(extent.range);
  const moment = parseDateText(textOfOne(extent) ?? "");
  return moment === undefined ? undefined : { low: moment, high: moment };
}

/** The text of an extent of one value; undefined for several values, null for an absent one. */
function textOfOne(extent: Extent | undefined): string | null | undefined {
  return extent?.kind === "one" ? textOf(extent.value) : undefined;
}

function extendSum([interval, count, date]: readonly Extent[]): Extent {
  const name = parseInterval(textOfOne(interval) ?? null);
  const number = count?.kind === "one" ? numberOf(count.value) : undefined;
  const moments = momentsOf(date);
  if (name === undefined || number === undefined || moments === undefined) return ANY;
  const [low, high] = [moments.low, moments.high].map((moment) => addInterval(moment, name, number));
  if (low === undefined || high === undefined) return ANY;
  const isByCalendar = name === "m" || name === "yyyy";
  if (!isByCalendar || isOneDay(moments)) return createResult({ low, high });
  // The end of a month takes in several days, so that times of day do not stay in order; days do.
  const dayOf = (moment: number): number => Math.floor(moment / DAY_MS) * DAY_MS;
  return createResult({ low: dayOf(low), high: dayOf(high) + DAY_MS - 1 });
}

function extendDifference([interval, first, last]: readonly Extent[]): Extent {
  const name = parseInterval(textOfOne(interval) ?? null);
  const [from, to] = [momentsOf(first), momentsOf(last)];
  if (name === undefined || from === undefined || to === undefined) return ANY;
  const slack = slackOf(name, [from, to]);
  const low = countIntervals(name, from.high, to.low) - slack;
  return createNumbers(low, countIntervals(name, from.low, to.high) + slack);
}

/** Weeks are counted between the first days of both weeks at the time of day, so that only within a day they stay in order. */
function slackOf(name: DateInterval, sides: readonly Moments[]): number {
  return name === "ww" && !sides.every(isOneDay) ? 1 : 0;
}

function extendFormat([source, , input, output]: readonly Extent[], period: Period): Extent | undefined {
  const [from, to] = [textOfOne(input), textOfOne(output)];
  if (from === null || to === null || textOfOne(source) === null) return createOne(null);
  if (from === undefined || to === undefined) return ANY;
  const [read, written] = [readFormat(from) ?? [], readFormat(to) ?? []];
  if (read.length === 0 || written.length === 0) return createOne(null);
  if (source?.kind === "dates") {
    const range = readFormatted(source.range, read);
    return range === undefined ? ANY : createDates({ ...range, pieces: written });
  }
  const text = textOfOne(source);
  return text === undefined || text === null
    ? ANY
    : extendIncomplete({ text, format: from, written }, period);
}

/** The results for a text that names no year, so that the present date completes it; undefined where this changes nothing. */
function extendIncomplete(
  {
    text,
    format,
    written,
  }: { readonly text: string; readonly format: string; readonly written: readonly Piece[] },
  period: Period,
): Extent | undefined {
  const letters = lettersOf(readFormat(format) ?? []);
  if (letters.has("y") || isOneDay({ low: period.from, high: period.to })) return undefined;
  if (letters.has("M") || letters.has("d")) {
    return yearOf(period.from) === yearOf(period.to) ? undefined : ANY;
  }
  const [low, high] = [period.from, period.to].map((now) => parseDate(text, format, now));
  if (low === undefined || high === undefined) return ANY;
  return createDates({ low: low.moment, high: high.moment, hasZone: low.hasZone, pieces: written });
}
