import type { Json } from "../json.ts";
import { isSameJson } from "../json.ts";
import type { FlatAttributes } from "../mapping/flat.ts";

/**
 * How far the target's spelling of a text is from the one that was sent: 1 when letter case differs, 2 when blanks do
 * too, 3 when only letters and digits agree, as of a telephone number; undefined when it is another text.
 */
export type SpellingDistance = 1 | 2 | 3;

/**
 * The values that an account shows in place of those that were sent, by path. Only texts are spelt: a number or a truth
 * value that differs is another one. A value that is not shown at all says nothing here.
 */
export function findSpellings(
  sent: FlatAttributes,
  shown: FlatAttributes,
  isSpelt: (path: string) => boolean,
): FlatAttributes {
  return Object.fromEntries(
    Object.entries(sent).flatMap(([path, value]) => {
      const other = shown[path] ?? null;
      const isOther = other !== null && isText(value) && isText(other) && !isSameJson(value, other);
      return isOther && isSpelt(path) ? [[path, other] as const] : [];
    }),
  );
}

/** The spellings whose value was not written since: of another value the target may make something else. */
export function keepSpellings(
  spelt: FlatAttributes,
  before: FlatAttributes,
  after: FlatAttributes,
): FlatAttributes {
  return Object.fromEntries(
    Object.entries(spelt).filter(([path]) => isSameJson(before[path] ?? null, after[path] ?? null)),
  );
}

/** True for a text or a list of texts. */
export function isText(value: Json): boolean {
  return typeof value === "string" || Array.isArray(value);
}

const FOLDS: readonly ((text: string) => string)[] = [
  (text) => text.normalize("NFC").toLowerCase(),
  (text) => text.normalize("NFC").toLowerCase().replace(/\s+/g, ""),
  (text) =>
    text
      .normalize("NFC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ""),
];

/** See `SpellingDistance`. */
export function measureSpelling(sent: Json, shown: Json): SpellingDistance | undefined {
  const at = FOLDS.findIndex((fold) => {
    const folded = foldText(sent, fold);
    return folded !== undefined && folded === foldText(shown, fold);
  });
  return at === 0 ? 1 : at === 1 ? 2 : at === 2 ? 3 : undefined;
}

/** Undefined for a value of which nothing is left, because everything would be alike then. */
function foldText(value: Json, fold: (text: string) => string): string | undefined {
  if (!isText(value)) return undefined;
  const texts: readonly Json[] = Array.isArray(value) ? value : [value];
  const folded = texts.map((each) => (typeof each === "string" ? fold(each) : "")).sort();
  return folded.includes("") ? undefined : JSON.stringify(folded);
}
