import { normalizeText } from "../../normalize.ts";
import { isList, NO_RESULT, TEXT_LENGTH_MAX, textOf, type Value } from "../value.ts";

/** Applies a change to the text of a value, or to each text of its list; null stays null. */
export function mapText(value: Value, change: (text: string) => string): Value {
  if (isList(value)) return value.map(change);
  const text = textOf(value);
  return text === null ? null : change(text);
}

/** Lower or upper case. Only Turkish, Azeri and Lithuanian differ from the invariant culture. */
export function changeCase(value: Value, culture: Value, to: "lower" | "upper"): Value {
  const locale = /^(?:tr|az|lt)(?=-|$)/i.exec(textOf(culture) ?? "")?.[0] ?? "en";
  return mapText(value, (text) =>
    to === "lower" ? text.toLocaleLowerCase(locale) : text.toLocaleUpperCase(locale),
  );
}

/** Letters that Unicode does not decompose, as the reference's table replaces them; đ by analogy with ł. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ["æ", "ae"],
  ["Æ", "AE"],
  ["ø", "oe"],
  ["Ø", "OE"],
  ["œ", "oe"],
  ["Œ", "OE"],
  ["ß", "ss"],
  ["ẞ", "SS"],
  ["ł", "l"],
  ["Ł", "L"],
  ["đ", "d"],
  ["Đ", "D"],
  ["ı", "i"],
]);

/**
 * Latin letters without their marks. Letters of other scripts keep them, because there a mark makes another
 * letter.
 */
export function normalizeDiacritics(text: string): string {
  const plain = normalizeText(text, "NFD")
    .replace(/(\p{Script=Latin})[\u0300-\u036f]+/gu, "$1")
    .replace(/[æÆøØœŒßẞłŁđĐı]/g, (letter) => LETTERS.get(letter) ?? letter);
  return normalizeText(plain, "NFC");
}

/**
 * The characters that separate words by default, after .NET's `ToTitleCase`. An apostrophe does not separate
 * words: the reference too yields `O'neill`. A mapping that needs `O'Neill` names the separators.
 */
const SEPARATOR =
  /^(?!')[\s\p{Cc}\p{Cf}\p{Pc}\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Po}\p{Sm}\p{Sc}\p{Sk}\p{So}]$/u;

/** Every word with its first letter in upper case and the others in lower case. */
export function toProperCase(text: string, separators: string | null): string {
  const chosen = separators === null ? undefined : new Set(separators);
  let isStart = true;
  let result = "";
  for (const character of text) {
    result += isStart ? character.toUpperCase() : character.toLowerCase();
    isStart = chosen === undefined ? SEPARATOR.test(character) : chosen.has(character);
  }
  return result;
}

/** Replaces all occurrences, without a result when it would be too long. An empty `find` has no occurrences. */
export function replacePlain(text: string, find: string, replacement: string): Value {
  if (find === "") return text;
  const pieces = text.split(find);
  const length = text.length + (pieces.length - 1) * (replacement.length - find.length);
  return length > TEXT_LENGTH_MAX ? NO_RESULT : pieces.join(replacement);
}

/** Joins the texts that are not empty, without a result when it would be too long. */
export function joinTexts(separator: string, texts: readonly string[]): Value {
  const present = texts.filter((text) => text !== "");
  const length = present.reduce((sum, text) => sum + text.length + separator.length, 0);
  return length > TEXT_LENGTH_MAX + separator.length ? NO_RESULT : present.join(separator);
}

/** The pieces between delimiters, trimmed; empty pieces are left out, as in the reference's example. */
export function splitText(text: string, delimiter: string): readonly string[] | null {
  const pieces = delimiter === "" ? [text] : text.split(delimiter);
  const present = pieces.map((piece) => piece.trim()).filter((piece) => piece !== "");
  return present.length === 0 ? null : present;
}

/**
 * The first characters, counted as code points, so that none is cut in two. A negative count returns the
 * whole text.
 */
export function leftOf(text: string, count: number): string {
  return count < 0 ? text : [...text].slice(0, Math.trunc(count)).join("");
}

/** `length` characters from position `start`, counted from 1; positions outside the text are ignored. */
export function midOf(text: string, start: number, length: number): string {
  const from = Math.max(Math.trunc(start), 1) - 1;
  return [...text].slice(from, from + Math.max(Math.trunc(length), 0)).join("");
}

/**
 * The position of the first `find` at or after `start`, both counted from 1 in characters; 0 if it does not
 * occur.
 */
export function positionOf(text: string, find: string, start: number, isTextual: boolean): number {
  // Folding one character at a time keeps positions, because a few letters become two when folded.
  const fold = (whole: string): readonly string[] =>
    isTextual ? [...whole].map((character) => character.toLowerCase()) : [...whole];
  const characters = fold(text);
  const from = Math.max(Math.trunc(start), 1) - 1;
  const rest = characters.slice(from).join("");
  const found = rest.indexOf(fold(find).join(""));
  if (found < 0 || from > characters.length) return 0;
  let [index, offset] = [from, 0];
  while (offset < found) {
    offset += characters[index]?.length ?? 1;
    index += 1;
  }
  return index + 1;
}

/**
 * The word with that number, counted from 1; empty if there is no such word. Each of the delimiters ends a
 * word.
 */
export function wordOf(text: string, number: number, delimiters: string): string {
  const ends = new Set(delimiters);
  const wanted = Math.trunc(number);
  let [count, current] = [0, ""];
  for (const character of text) {
    if (!ends.has(character)) {
      current += character;
      continue;
    }
    if (current !== "") count += 1;
    if (current !== "" && count === wanted) return current;
    current = "";
  }
  return current !== "" && count + 1 === wanted ? current : "";
}
