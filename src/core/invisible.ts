/**
 * Characters that no screen shows: zero-width spaces and joiners, byte order marks, soft hyphens, bidirectional marks,
 * tags (Unicode's Default_Ignorable_Code_Point), and the marks of annotations.
 */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u{FFF9}-\u{FFFB}]/gu;

/**
 * White space, empty signs (U+2800 of Braille) and invisible characters that mean nothing at the edge of a text. The
 * joiners U+200C and U+200D, variation selectors and tags are not among them: they shape the letter or emoji before them.
 */
const EDGE =
  /[\s\p{Cc}\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u2800\uFEFF\uFFF9-\uFFFB]/u;

/** Control characters, spaces other than the plain one, empty signs, and everything that is invisible. */
const UNSEEN =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\u{FFF9}-\u{FFFB}\u{1D159}]|(?! )\p{Zs}/gu;

/** Control characters, spaces other than the plain one, and empty signs: all of them take room on a screen. */
const BLANK = /[\p{Cc}\p{Zl}\p{Zp}\u2800\u{1D159}]|(?! )\p{Zs}/gu;

/**
 * Characters that no screen shows. Joiners and variation selectors count only where they shape nothing: after a letter
 * of a script that needs them, or after an emoji, they are part of the name.
 */
const HIDDEN =
  /(?![\p{Join_Control}\p{Variation_Selector}])[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]|(?<![\p{M}\p{Lo}\p{Extended_Pictographic}\p{Variation_Selector}])[\p{Join_Control}\p{Variation_Selector}]/gu;

/** Control characters, line breaks, and signs that look like a space. */
const UNTYPABLE = /[\p{Cc}\p{Zl}\p{Zp}\u2800\u{1D159}]/u;

const ASCII = /^[ -~]*$/;

/** The text without characters that cannot be seen, wherever they stand. */
export function dropInvisible(text: string): string {
  return ASCII.test(text) ? text : text.replaceAll(INVISIBLE, "");
}

/** The text without white space and invisible characters at its edges; empty when nothing in it can be seen. */
export function trimInvisible(text: string): string {
  if (isSeenAt(text, 0) && isSeenAt(text, text.length - 1)) return text;
  let [from, to] = [0, text.length];
  while (from < to && EDGE.test(text.charAt(from))) from += 1;
  // A pattern that ends with "+$" would begin again at each character of a run within the text.
  while (to > from && EDGE.test(text.charAt(to - 1))) to -= 1;
  const trimmed = text.slice(from, to);
  return ASCII.test(trimmed) || trimmed.replaceAll(UNSEEN, "").trim() !== "" ? trimmed : "";
}

/** True for a letter, digit or sign of ASCII at this place, as most texts have at both ends. */
function isSeenAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code > 0x20 && code < 0x7f;
}

/**
 * As `trimInvisible`, for a text that a search finds by being equal: a joiner at its edge does not protect the white
 * space before it.
 */
export function trimKey(text: string): string {
  const trimmed = trimInvisible(text);
  if (ASCII.test(trimmed)) return trimmed;
  const bare = dropInvisible(trimmed);
  const isTrimmed = trimInvisible(bare) === bare;
  return isTrimmed ? trimmed : trimInvisible(bare);
}

/** True for text on one line without empty signs. Other texts may look the same as a name and yet be another one. */
export function isOnOneLine(text: string): boolean {
  return !UNTYPABLE.test(text);
}

/**
 * The text with each character that no screen shows written as its number, `ana[U+200B]@contoso.test`, because it makes
 * another name of one that looks the same.
 */
export function showHidden(text: string): string {
  return ASCII.test(text) ? text : text.replaceAll(HIDDEN, writeNumber);
}

/** As `showHidden`, for the text of a file: unusual spaces, empty signs and control characters are written as numbers too. */
export function showInvisible(text: string): string {
  return showHidden(text.replaceAll(BLANK, writeNumber));
}

function writeNumber(character: string): string {
  const number = character.codePointAt(0) ?? 0;
  return `[U+${number.toString(16).toUpperCase().padStart(4, "0")}]`;
}
