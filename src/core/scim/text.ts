import { ScimError } from "./error.ts";

/**
 * The form in which text is compared: as it is when case counts, else NFKC and lower case, so that a filter, a
 * uniqueness check and a stored key always agree (RFC 7644 §5 asks for preparation before comparison).
 *
 * Letter by letter: the final sigma folds like any other, so that a prefix of a text folds to a prefix.
 */
export function foldText(text: string, caseExact: boolean): string {
  if (caseExact) return text;
  return text.normalize("NFKC").toLowerCase().replaceAll("ς", "σ").normalize("NFKC");
}

/** False for text that no store keeps faithfully: with NUL, or with half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && !/\p{Surrogate}/u.test(text);
}

/** The text back, or 400 invalidValue when it is not storable. */
export function storable(text: string, path: string): string {
  if (isStorable(text)) return text;
  throw new ScimError("invalidValue", `The value of "${path}" holds a character that cannot be stored.`);
}

const NUMERAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The number that a JSON numeral stands for; undefined when the text is none, or too large. */
export function parseNumeral(text: string): number | undefined {
  const value = NUMERAL.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}
