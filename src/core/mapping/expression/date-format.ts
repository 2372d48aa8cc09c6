import { isDate, toHourOfDay, toMoment } from "./date-text.ts";

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** A piece of a format: letters that stand for a part of the date, or text that stands for itself. */
export type Piece =
  | { readonly kind: "part"; readonly letter: string; readonly count: number }
  | { readonly kind: "text"; readonly text: string };

/** Standard formats of one letter and the custom formats that they stand for in the invariant culture. */
const STANDARD: ReadonlyMap<string, string> = new Map([
  ["d", "MM/dd/yyyy"],
  ["D", "dddd, dd MMMM yyyy"],
  ["f", "dddd, dd MMMM yyyy HH:mm"],
  ["F", "dddd, dd MMMM yyyy HH:mm:ss"],
  ["g", "MM/dd/yyyy HH:mm"],
  ["G", "MM/dd/yyyy HH:mm:ss"],
  ["m", "MMMM dd"],
  ["M", "MMMM dd"],
  ["o", "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK"],
  ["O", "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK"],
  ["r", "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'"],
  ["R", "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'"],
  ["s", "yyyy'-'MM'-'dd'T'HH':'mm':'ss"],
  ["t", "HH:mm"],
  ["T", "HH:mm:ss"],
  ["u", "yyyy'-'MM'-'dd HH':'mm':'ss'Z'"],
  ["U", "dddd, dd MMMM yyyy HH:mm:ss"],
  ["y", "yyyy MMMM"],
  ["Y", "yyyy MMMM"],
]);

const LETTERS: ReadonlySet<string> = new Set("dfFghHKmMstyz");

/** A date whose zone the text named, or did not name. Both are held in UTC. */
export interface ParsedDate {
  /** Milliseconds since 1970. */
  readonly moment: number;
  readonly hasZone: boolean;
}

/**
 * The pieces of a .NET date format ("Custom date and time format strings"): letters, quoted text, characters
 * behind a backslash. A format of one letter is a standard format. `undefined` for a quote without an end.
 */
export function readFormat(format: string): readonly Piece[] | undefined {
  if (READ.has(format)) return READ.get(format);
  if (READ.size >= READ_MAX) READ.clear();
  const pieces = readPieces(format);
  READ.set(format, pieces);
  return pieces;
}

/** Formats that were read before: a mapping has a few, and each is asked for with every object. */
const READ = new Map<string, readonly Piece[] | undefined>();
const READ_MAX = 200;

function readPieces(format: string): readonly Piece[] | undefined {
  const custom = STANDARD.get(format) ?? format;
  const pieces: Piece[] = [];
  let index = 0;
  while (index < custom.length) {
    const next = readPiece(custom, index);
    if (next === undefined) return undefined;
    pieces.push(next.piece);
    index = next.end;
  }
  return pieces;
}

function readPiece(
  format: string,
  start: number,
): { readonly piece: Piece; readonly end: number } | undefined {
  const letter = format.charAt(start);
  if (letter === "'" || letter === '"') {
    const end = format.indexOf(letter, start + 1);
    return end < 0
      ? undefined
      : { piece: { kind: "text", text: format.slice(start + 1, end) }, end: end + 1 };
  }
  if (letter === "\\") return { piece: { kind: "text", text: format.charAt(start + 1) }, end: start + 2 };
  // A single letter with a percent sign before it is a custom format of one letter.
  if (letter === "%") return { piece: { kind: "text", text: "" }, end: start + 1 };
  if (!LETTERS.has(letter)) return { piece: { kind: "text", text: letter }, end: start + 1 };
  let end = start + 1;
  while (format.charAt(end) === letter) end += 1;
  return { piece: { kind: "part", letter, count: end - start }, end };
}

/** A date in a .NET format and the invariant culture, in UTC; `undefined` for a format that cannot be read. */
export function formatDate(date: ParsedDate, format: string): string | undefined {
  const pieces = readFormat(format);
  return pieces === undefined || pieces.length === 0 ? undefined : printPieces(date, pieces);
}

/** The texts of these pieces for a date. */
export function printPieces({ moment, hasZone }: ParsedDate, pieces: readonly Piece[]): string {
  const date = new Date(moment);
  return pieces
    .map((piece) => (piece.kind === "text" ? piece.text : printPart(piece, date, hasZone)))
    .join("");
}

function printPart({ letter, count }: Piece & { kind: "part" }, date: Date, hasZone: boolean): string {
  const hour = date.getUTCHours();
  switch (letter) {
    case "d":
      return count > 2 ? shorten(DAYS[date.getUTCDay()] ?? "", count) : pad(date.getUTCDate(), count);
    case "M":
      return count > 2
        ? shorten(MONTHS[date.getUTCMonth()] ?? "", count)
        : pad(date.getUTCMonth() + 1, count);
    case "y":
      return printYear(date.getUTCFullYear(), count);
    case "H":
      return pad(hour, Math.min(count, 2));
    case "h":
      return pad(hour % 12 || 12, Math.min(count, 2));
    case "m":
      return pad(date.getUTCMinutes(), Math.min(count, 2));
    case "s":
      return pad(date.getUTCSeconds(), Math.min(count, 2));
    case "f":
      return printFraction(date, count);
    case "F":
      return printFraction(date, count).replace(/0+$/, "");
    case "t":
      return (hour < 12 ? "AM" : "PM").slice(0, count);
    case "z":
      return count === 1 ? "+0" : count === 2 ? "+00" : "+00:00";
    case "K":
      return hasZone ? "Z" : "";
    default:
      return "A.D.";
  }
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

function printYear(year: number, count: number): string {
  return count <= 2 ? pad(year % 100, count) : pad(year, count);
}

function printFraction(date: Date, count: number): string {
  return pad(date.getUTCMilliseconds(), 3).padEnd(count, "0").slice(0, count);
}

function shorten(name: string, count: number): string {
  return count === 3 ? name.slice(0, 3) : name;
}

/** The parts of a date that a format has read so far. Parts that it does not name are missing. */
interface Reading {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  readonly hour?: number;
  /** The hour of a half day: 1 to 12. */
  readonly half?: number;
  readonly minute?: number;
  readonly second?: number;
  readonly millisecond?: number;
  /** Minutes east of UTC. */
  readonly zone?: number;
  readonly isAfternoon?: boolean;
}

/** A part at the start of a text: the number of its characters and its meaning. */
type ReadPart = { readonly length: number; readonly reading: Reading } | undefined;

/**
 * The date that a text holds in a .NET format, or `undefined` when it does not have that form. `now` gives the
 * day where the format names a time only, and the year where it names none. Names of days are read and not
 * compared with the date.
 */
export function parseDate(text: string, format: string, now: number): ParsedDate | undefined {
  const pieces = readFormat(format);
  if (pieces === undefined || pieces.length === 0) return undefined;
  let reading: Reading = {};
  let rest = text.trim();
  for (const piece of pieces) {
    const part = piece.kind === "text" ? readText(piece.text, rest) : readPart(piece, rest);
    if (part === undefined) return undefined;
    reading = { ...reading, ...part.reading };
    rest = rest.slice(part.length);
  }
  return rest.trim() === "" ? toDate(reading, now) : undefined;
}

function readText(text: string, rest: string): ReadPart {
  return rest.startsWith(text) ? { length: text.length, reading: {} } : undefined;
}

function readPart({ letter, count }: Piece & { kind: "part" }, rest: string): ReadPart {
  switch (letter) {
    case "d":
      return count > 2
        ? readName(DAYS, count, rest, () => ({}))
        : readNumber(count, rest, (day) => ({ day }));
    case "M":
      return count > 2
        ? readName(MONTHS, count, rest, (index) => ({ month: index + 1 }))
        : readNumber(count, rest, (month) => ({ month }));
    case "y":
      return readYear(count, rest);
    case "H":
      return readNumber(count, rest, (hour) => ({ hour }));
    case "h":
      return readNumber(count, rest, (half) => ({ half }));
    case "m":
      return readNumber(count, rest, (minute) => ({ minute }));
    case "s":
      return readNumber(count, rest, (second) => ({ second }));
    case "f":
    case "F":
      return readFraction(letter === "f" ? count : 0, count, rest);
    case "t":
      return readHalf(count, rest);
    case "z":
      return readZone(/^([+-])(\d{1,2})(?::?(\d{2}))?/, rest);
    case "K":
      return readZone(/^(?:Z|([+-])(\d{2}):?(\d{2}))?/i, rest);
    default:
      return readMatch(/^A\.?D\.?/i, rest, () => ({}));
  }
}

function readMatch(pattern: RegExp, rest: string, toReading: (found: string) => Reading): ReadPart {
  const found = pattern.exec(rest)?.[0];
  return found === undefined ? undefined : { length: found.length, reading: toReading(found) };
}

/** One letter reads one or two digits; two letters read two. */
function readNumber(count: number, rest: string, toReading: (value: number) => Reading): ReadPart {
  return readMatch(count === 1 ? /^\d{1,2}/ : /^\d{2}/, rest, (digits) => toReading(Number(digits)));
}

/** Two digits name the years 1950 to 2049, as in .NET's invariant culture. */
function readYear(count: number, rest: string): ReadPart {
  if (count <= 2) {
    return readNumber(count, rest, (year) => ({ year: year + (year > 49 ? 1900 : 2000) }));
  }
  return readMatch(count === 3 ? /^\d{3,4}/ : /^\d{4}/, rest, (digits) => ({ year: Number(digits) }));
}

function readFraction(least: number, most: number, rest: string): ReadPart {
  const digits = /^\d*/.exec(rest)?.[0].slice(0, most) ?? "";
  if (digits.length < least) return undefined;
  return { length: digits.length, reading: { millisecond: Number(digits.padEnd(3, "0").slice(0, 3)) } };
}

function readHalf(count: number, rest: string): ReadPart {
  return readMatch(count === 1 ? /^[AP]/i : /^[AP]M/i, rest, (half) => ({
    isAfternoon: half.charAt(0).toUpperCase() === "P",
  }));
}

function readZone(pattern: RegExp, rest: string): ReadPart {
  const found = pattern.exec(rest);
  if (found === null) return undefined;
  const [whole, sign, hour, minute] = found;
  if (whole === "") return { length: 0, reading: {} };
  const zone = (sign === "-" ? -1 : 1) * (Number(hour ?? 0) * 60 + Number(minute ?? 0));
  return { length: whole.length, reading: { zone } };
}

function readName(
  names: readonly string[],
  count: number,
  rest: string,
  toReading: (index: number) => Reading,
): ReadPart {
  const lower = rest.toLowerCase();
  const index = names.findIndex((name) => lower.startsWith(shorten(name, count).toLowerCase()));
  if (index < 0) return undefined;
  return { length: shorten(names[index] ?? "", count).length, reading: toReading(index) };
}

function toDate(reading: Reading, now: number): ParsedDate | undefined {
  const { year, month, day, zone } = reading;
  const today = new Date(isDate(now) ? now : 0);
  const isTimeOnly = year === undefined && month === undefined && day === undefined;
  const half =
    reading.half === undefined ? undefined : toHourOfDay(reading.half, reading.isAfternoon === true);
  if (reading.half !== undefined && half === undefined) return undefined;
  const moment = toMoment({
    year: year ?? today.getUTCFullYear(),
    month: month ?? (isTimeOnly ? today.getUTCMonth() + 1 : 1),
    day: day ?? (isTimeOnly ? today.getUTCDate() : 1),
    hour: reading.hour ?? half ?? 0,
    minute: reading.minute ?? 0,
    second: reading.second ?? 0,
    millisecond: reading.millisecond ?? 0,
    zone,
  });
  return moment === undefined ? undefined : { moment, hasZone: zone !== undefined };
}
