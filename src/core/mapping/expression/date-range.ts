import { type Piece, printPieces, readFormat } from "./date-format.ts";

/** The texts of all moments between two, both included, in one format. */
export interface DateRange {
  /** Milliseconds since 1970. */
  readonly low: number;
  readonly high: number;
  readonly hasZone: boolean;
  readonly pieces: readonly Piece[];
}

/** The moments that a text names, or those of a range. */
export type Moments = Pick<DateRange, "low" | "high">;

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The form in which date functions return their results. */
export const RESULT_FORMAT: readonly Piece[] = readFormat("M/d/yyyy h:mm:ss tt") ?? [];

/** Keys that were made before, because formats that are read again are the same lists. */
const KEYS = new WeakMap<readonly Piece[], string>();

/** Formats whose texts the date functions read back as the same date, cut at the finest part. */
const READABLE: ReadonlySet<string> = new Set(
  [
    "M/d/yyyy h:mm:ss tt",
    "M/d/yyyy h:mm tt",
    "M/d/yyyy",
    "MM/dd/yyyy",
    "MM/dd/yyyy HH:mm",
    "MM/dd/yyyy HH:mm:ss",
    "yyyy-MM-dd",
    "yyyy-MM-dd HH:mm",
    "yyyy-MM-dd HH:mm:ss",
    "yyyy-MM-ddTHH:mm",
    "yyyy-MM-ddTHH:mmZ",
    "yyyy-MM-ddTHH:mm:ss",
    "yyyy-MM-ddTHH:mm:ssZ",
    "yyyy-MM-ddTHH:mm:ssK",
    "u",
    "o",
  ].map((format) => keyOf(readFormat(format) ?? [])),
);

function keyOf(pieces: readonly Piece[]): string {
  const known = KEYS.get(pieces);
  if (known !== undefined) return known;
  const key = JSON.stringify(pieces);
  KEYS.set(pieces, key);
  return key;
}

/** True if the text of a piece is the same for all moments between two. */
function isSteady(piece: Piece, { low, high }: Moments): boolean {
  if (piece.kind === "text") return true;
  const isSameIn = (unitMs: number): boolean => Math.floor(low / unitMs) === Math.floor(high / unitMs);
  switch (piece.letter) {
    case "y":
      return yearOf(low) === yearOf(high);
    case "M":
      return monthsOf(low) === monthsOf(high);
    case "d":
      return isSameIn(DAY_MS);
    case "t":
      return isSameIn(12 * HOUR_MS);
    case "H":
    case "h":
      return isSameIn(HOUR_MS);
    case "m":
      return isSameIn(MINUTE_MS);
    case "s":
      return isSameIn(SECOND_MS);
    case "f":
    case "F":
      return low === high;
    default:
      return true;
  }
}

/** The year of a moment in UTC. */
export function yearOf(moment: number): number {
  return new Date(moment).getUTCFullYear();
}

function monthsOf(moment: number): number {
  return yearOf(moment) * 12 + new Date(moment).getUTCMonth();
}

/** True if the moments lie in one day of UTC. */
export function isOneDay({ low, high }: Moments): boolean {
  return Math.floor(low / DAY_MS) === Math.floor(high / DAY_MS);
}

/** The beginning that all texts of a range share: those of the first parts that do not change in it. */
export function readPrefix(range: DateRange): string {
  const changing = range.pieces.findIndex((piece) => !isSteady(piece, range));
  const steady = changing < 0 ? range.pieces : range.pieces.slice(0, changing);
  return printPieces({ moment: range.low, hasZone: range.hasZone }, steady);
}

/** True if all texts of a range are the same. */
export function isOneText(range: DateRange): boolean {
  return range.pieces.every((piece) => isSteady(piece, range));
}

/** The texts of both ends of a range. */
export function printEnds({ low, high, hasZone, pieces }: DateRange): readonly [low: string, high: string] {
  return [printPieces({ moment: low, hasZone }, pieces), printPieces({ moment: high, hasZone }, pieces)];
}

/** The moments that date functions read in the texts of a range; undefined if they may read something else. */
export function readMoments(range: DateRange): Moments | undefined {
  return READABLE.has(keyOf(range.pieces)) ? cutAtFinest(range) : undefined;
}

/** The moments that `FormatDateTime` reads in the texts of a range; undefined if it may read something else. */
export function readFormatted(
  range: DateRange,
  pieces: readonly Piece[],
): Omit<DateRange, "pieces"> | undefined {
  if (keyOf(range.pieces) !== keyOf(pieces) || !isReversible(pieces)) return undefined;
  const letters = lettersOf(pieces);
  return { ...cutAtFinest(range), hasZone: letters.has("z") || (letters.has("K") && range.hasZone) };
}

/** The letters of a format that name a part of the date; the name of a weekday does not name the day. */
export function lettersOf(pieces: readonly Piece[]): ReadonlySet<string> {
  return new Set(
    pieces.flatMap((piece) =>
      piece.kind === "part" && !(piece.letter === "d" && piece.count > 2) ? [piece.letter] : [],
    ),
  );
}

/** True if a text in a format can be cut into its parts again, and these name the whole moment down to the finest one. */
function isReversible(pieces: readonly Piece[]): boolean {
  const letters = lettersOf(pieces);
  const has = (letter: string): boolean => letters.has(letter);
  const hasHour = has("H") || (has("h") && has("t"));
  const isWhole =
    ["y", "M", "d"].every(has) &&
    (!has("h") || has("t")) &&
    (!has("m") || hasHour) &&
    (!has("s") || has("m")) &&
    (!has("f") || has("s"));
  return isWhole && !has("F") && pieces.every(isSeparable) && !hasOuterSpace(pieces);
}

function isSeparable(piece: Piece, index: number, pieces: readonly Piece[]): boolean {
  if (piece.kind === "text") return true;
  const { letter, count } = piece;
  if (letter === "y") return count === 4;
  if (!"MdHhms".includes(letter) || count === 2) return true;
  if (count > 2) return letter === "M" || letter === "d";
  const next = pieces[index + 1];
  return next === undefined || (next.kind === "text" ? /^\D/.test(next.text) : next.letter === "t");
}

function hasOuterSpace(pieces: readonly Piece[]): boolean {
  return [pieces[0], pieces.at(-1)].some((piece) => piece?.kind === "text" && /^\s|\s$/.test(piece.text));
}

/** The moments without the parts that are finer than those of the format. */
function cutAtFinest({ low, high, pieces }: DateRange): Moments {
  const letters = lettersOf(pieces);
  const unitMs = letters.has("f")
    ? fractionOf(pieces)
    : letters.has("s")
      ? SECOND_MS
      : letters.has("m")
        ? MINUTE_MS
        : letters.has("H") || letters.has("h")
          ? HOUR_MS
          : DAY_MS;
  return { low: Math.floor(low / unitMs) * unitMs, high: Math.floor(high / unitMs) * unitMs };
}

function fractionOf(pieces: readonly Piece[]): number {
  const digits = pieces.map((piece) => (piece.kind === "part" && piece.letter === "f" ? piece.count : 0));
  return Math.max(1, SECOND_MS / 10 ** Math.max(...digits));
}

/** True if the texts of a format stand in the order of their moments: parts of fixed width, from the year down. */
export function isSortable(pieces: readonly Piece[]): boolean {
  const widths: Readonly<Record<string, number>> = { y: 4, M: 2, d: 2, H: 2, m: 2, s: 2 };
  const order = "yMdHms";
  let expected = 0;
  for (const piece of pieces) {
    if (piece.kind === "text") continue;
    if (piece.letter !== order[expected] || piece.count !== widths[piece.letter]) return false;
    expected += 1;
  }
  return expected > 0;
}

/** Whether the texts of a format are numbers: all of them, none of them, or it depends on the moment. */
export function findKindOfTexts(pieces: readonly Piece[]): "numbers" | "texts" | "either" {
  const isNumber = (piece: Piece): boolean => piece.kind === "part" && "yMdHhms".includes(piece.letter);
  if (pieces.every((piece) => isNumber(piece) && piece.kind === "part" && piece.count !== 3))
    return isSortable(pieces) ? "numbers" : "either";
  const breaks = (piece: Piece, index: number): boolean =>
    piece.kind === "part" ? piece.letter === "t" : index > 0 && /[^\d.\s]/.test(piece.text);
  return pieces.some(breaks) ? "texts" : "either";
}
