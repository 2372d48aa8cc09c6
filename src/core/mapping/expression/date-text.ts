/** Milliseconds of one unit. */
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The first and the last moment that a date of .NET can hold, in milliseconds since 1970: years 1 to 9999. */
const EARLIEST = -62_135_596_800_000;
const LATEST = 253_402_300_799_999;

/** The parts of a date and time as a text names them. `zone` is the offset from UTC in minutes, if it is given. */
export interface DateParts {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly zone: number | undefined;
}

/** The moment of these parts in milliseconds since 1970, or `undefined` for a date that does not exist. Parts without a zone are in UTC. */
export function toMoment(parts: DateParts): number | undefined {
  const { year, month, day, hour, minute, second, millisecond, zone = 0 } = parts;
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) {
    return undefined;
  }
  if (hour > 23 || minute > 59 || second > 59 || Math.abs(zone) > 14 * 60) return undefined;
  const moment =
    startOfDay(year, month - 1, day) +
    hour * HOUR +
    (minute - zone) * MINUTE +
    second * SECOND +
    Math.trunc(millisecond);
  return isDate(moment) ? moment : undefined;
}

/** The calendar repeats after 400 years; `Date.UTC` reads the years 0 to 99 as 1900 to 1999. */
const REPEATED_YEARS = 400;
const REPEATED_MS = 146_097 * DAY;

function startOfDay(year: number, monthIndex: number, day: number): number {
  return Date.UTC(year + REPEATED_YEARS, monthIndex, day) - REPEATED_MS;
}

function daysOfMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** True for a moment between the years 1 and 9999. */
export function isDate(moment: number): boolean {
  return moment >= EARLIEST && moment <= LATEST;
}

/** `2020-03-16`, `2020-03-16T07:00:30.5-07:00`, and with a space in place of `T`. */
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?)?\s*(?:(Z)|([+-])(\d{2}):?(\d{2}))?$/i;
/** `3/16/2020`, `3/16/2020 7:00:30 AM`, `3/16/2020 19:00 +01:00`. */
const AMERICAN =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?(?: ?([AP]M))?)?\s*(?:(Z)|([+-])(\d{2}):?(\d{2}))?$/i;

/**
 * The moment that a text names, in milliseconds since 1970, or `undefined` for any other text. ISO 8601 dates
 * and times are read, with `T` or a space between them, with and without a zone, and the form in which date
 * functions return their results (`M/d/yyyy h:mm:ss tt`). A text without a zone is in UTC.
 */
export function parseDateText(text: string): number | undefined {
  const trimmed = text.trim();
  const iso = ISO.exec(trimmed);
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, fraction, utc, sign, zoneHour, zoneMinute] = iso;
    return toMoment({
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour ?? 0),
      minute: Number(minute ?? 0),
      second: Number(second ?? 0),
      millisecond: readFraction(fraction),
      zone: readZone(utc, sign, zoneHour, zoneMinute),
    });
  }
  const american = AMERICAN.exec(trimmed);
  if (american === null) return undefined;
  const [, month, day, year, hour, minute, second, fraction, half, utc, sign, zoneHour, zoneMinute] =
    american;
  const given = Number(hour ?? 0);
  const hours = half === undefined ? given : toHourOfDay(given, half.toUpperCase() === "PM");
  if (hours === undefined) return undefined;
  return toMoment({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: hours,
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    millisecond: readFraction(fraction),
    zone: readZone(utc, sign, zoneHour, zoneMinute),
  });
}

/** The hour of the day for an hour of a half day; `undefined` unless it lies between 1 and 12. */
export function toHourOfDay(hour: number, isAfternoon: boolean): number | undefined {
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (isAfternoon ? 12 : 0);
}

function readFraction(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Number(fraction.padEnd(3, "0").slice(0, 3));
}

function readZone(
  utc: string | undefined,
  sign: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
): number | undefined {
  if (utc !== undefined) return 0;
  return sign === undefined ? undefined : (sign === "-" ? -1 : 1) * (Number(hour) * 60 + Number(minute));
}

/** A moment in the form in which date functions return their results: `3/16/2020 7:00:00 AM`, in UTC. */
export function printDate(moment: number): string {
  const date = new Date(moment);
  const hour = date.getUTCHours();
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${String(date.getUTCFullYear()).padStart(4, "0")}`;
  const time = `${hour % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  return `${day} ${time} ${hour < 12 ? "AM" : "PM"}`;
}

const INTERVALS = ["yyyy", "m", "d", "ww", "h", "n", "s"] as const;

/** The interval names of `DateAdd` and `DateDiff`, after Visual Basic. */
export type DateInterval = (typeof INTERVALS)[number];

const LENGTHS: Readonly<Record<Exclude<DateInterval, "yyyy" | "m">, number>> = {
  s: SECOND,
  n: MINUTE,
  h: HOUR,
  d: DAY,
  ww: 7 * DAY,
};

/** The interval that a text names, or `undefined`. */
export function parseInterval(text: string | null): DateInterval | undefined {
  return INTERVALS.find((each) => each === text);
}

/**
 * A moment moved by a whole number of intervals. A month later than 31 January is the last day of February.
 * `undefined` outside the years 1 to 9999.
 */
export function addInterval(moment: number, interval: DateInterval, count: number): number | undefined {
  const whole = Math.trunc(count);
  const moved =
    interval === "yyyy" || interval === "m"
      ? addMonths(moment, interval === "m" ? whole : whole * 12)
      : moment + whole * LENGTHS[interval];
  return isDate(moved) ? moved : undefined;
}

function addMonths(moment: number, count: number): number {
  const date = new Date(moment);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth() + count;
  const [year, month] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
  if (year < 1 || year > 9999) return Number.NaN;
  const day = Math.min(date.getUTCDate(), daysOfMonth(year, month));
  return startOfDay(year, month - 1, day) + (((moment % DAY) + DAY) % DAY);
}

/**
 * The number of intervals between two moments, as Visual Basic counts them: whole days, hours, minutes and
 * seconds that have passed; but weeks, months and years by the calendar, so that December and January lie one
 * year apart.
 */
export function countIntervals(interval: DateInterval, from: number, to: number): number {
  const [first, last] = [new Date(from), new Date(to)];
  const years = last.getUTCFullYear() - first.getUTCFullYear();
  if (interval === "yyyy") return years;
  if (interval === "m") return years * 12 + last.getUTCMonth() - first.getUTCMonth();
  if (interval === "ww") {
    const sundays = to - last.getUTCDay() * DAY - (from - first.getUTCDay() * DAY);
    return Math.trunc(Math.trunc(sundays / DAY) / 7) || 0;
  }
  return Math.trunc((to - from) / LENGTHS[interval]) || 0;
}
