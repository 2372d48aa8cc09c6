import { dropInvisible } from "../invisible.ts";
import { normalizeText } from "../normalize.ts";
import { ScimError } from "./error.ts";

/**
 * The form in which text is compared without regard to letter case: NFKC and lower case, so that a filter, a
 * uniqueness check and a stored key always agree (RFC 7644 §5 requires preparation before comparison). Characters that
 * cannot be seen do not count (RFC 3454 B.1 maps them to nothing): the two names look the same.
 *
 * Each letter is folded separately. The final sigma is folded like any other, so that a prefix of a text
 * folds to a prefix.
 */
export function foldText(text: string): string {
  // Most text is ASCII, which normalization does not change.
  if (ASCII.test(text)) return text.toLowerCase();
  const lower = normalizeText(dropInvisible(text), "NFKC").toLowerCase();
  return normalizeText(lower.replaceAll("ς", "σ"), "NFKC");
}

/** The form in which text is compared: unchanged when letter case is significant, folded otherwise. */
export function foldUnlessExact(text: string, { caseExact }: { readonly caseExact: boolean }): string {
  return caseExact ? dropInvisible(text) : foldText(text);
}

const ASCII = /^[ -~]*$/;

/** False for text that a store cannot keep unchanged: with NUL, or with half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && !/\p{Surrogate}/u.test(text);
}

/** Returns the text, or throws 400 invalidValue when it is not storable. */
export function requireStorable(text: string, path: string): string {
  if (isStorable(text)) return text;
  throw new ScimError("invalidValue", `The value of "${path}" holds a character that cannot be stored.`);
}

/**
 * Compares text by code point and returns a number below, at or above 0. This equals the order of the UTF-8
 * bytes, which the databases use; JavaScript's order differs for characters beyond U+FFFF.
 */
export function compareText(left: string, right: string): number {
  const shared = Math.min(left.length, right.length);
  for (let at = 0; at < shared; at += 1) {
    const [one, other] = [left.charCodeAt(at), right.charCodeAt(at)];
    if (one === other) continue;
    if (isSurrogate(one) !== isSurrogate(other)) return isSurrogate(one) ? 1 : -1;
    return one - other;
  }
  return left.length - right.length;
}

/** Half of a character beyond U+FFFF. */
function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

const NUMERAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * The number that a JSON numeral represents; undefined for any other text, and for a number that is too
 * large.
 */
export function parseNumeral(text: string): number | undefined {
  const value = NUMERAL.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}
