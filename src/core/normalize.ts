/**
 * The combining marks of a run that are put in order together; the stream-safe text of UAX #15 has no longer run. The
 * halfwidth sound marks U+FF9E and U+FF9F become combining marks under NFKC.
 */
const MARKS = /[\p{M}\uFF9E\uFF9F]{30}(?=[\p{M}\uFF9E\uFF9F])/gu;

/**
 * The text in a normalization form of Unicode, in time proportional to its length. A run of more than 30 combining
 * marks is normalized in pieces of 30, because ordering a run takes time proportional to the square of its length.
 */
export function normalizeText(text: string, form: "NFC" | "NFD" | "NFKC"): string {
  if (text.search(MARKS) < 0) return text.normalize(form);
  const pieces: string[] = [];
  let from = 0;
  for (const { 0: marks, index } of text.matchAll(MARKS)) {
    pieces.push(text.slice(from, index + marks.length).normalize(form));
    from = index + marks.length;
  }
  pieces.push(text.slice(from).normalize(form));
  return pieces.join("");
}
