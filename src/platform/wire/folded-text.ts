/** A text beside the same text in small letters. Both have the same length, so that a place in one is a place in the other. */
export interface FoldedText {
  readonly text: string;
  readonly folded: string;
}

/** The text with `A` to `Z` as small letters. Other letters stay, because their small ones may be longer. */
export function fold(text: string): string {
  return /[A-Z]/.test(text) ? text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text;
}

export function foldText(text: string): FoldedText {
  return { text, folded: fold(text) };
}

/** Replaces each place where the folded text holds `start`. `matchAt` says how much of it, and by which text. */
export function replaceFound(
  { text, folded }: FoldedText,
  start: string,
  matchAt: (folded: string, at: number) => readonly [length: number, standIn: string],
): FoldedText {
  let at = folded.indexOf(start);
  if (at === -1) return { text, folded };
  let kept = "";
  let after = 0;
  for (; at !== -1; at = folded.indexOf(start, after)) {
    const [length, standIn] = matchAt(folded, at);
    kept += text.slice(after, at) + standIn;
    after = at + Math.max(length, 1);
  }
  return foldText(kept + text.slice(after));
}
