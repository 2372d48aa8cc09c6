import { describe, expect, test } from "vitest";
import {
  dropInvisible,
  isOnOneLine,
  showHidden,
  showInvisible,
  trimInvisible,
  trimKey,
} from "./invisible.ts";
import { foldText, foldUnlessExact } from "./scim/text.ts";

/** What people paste from web pages and spreadsheets without seeing it. */
const UNSEEN: readonly (readonly [string, string])[] = [
  ["a byte order mark", "\u{FEFF}"],
  ["a zero-width space", "\u{200B}"],
  ["a zero-width non-joiner", "\u{200C}"],
  ["a zero-width joiner", "\u{200D}"],
  ["a word joiner", "\u{2060}"],
  ["a soft hyphen", "\u{AD}"],
  ["a left-to-right mark", "\u{200E}"],
  ["a right-to-left override", "\u{202E}"],
  ["an isolate", "\u{2066}"],
  ["a tag", "\u{E0061}"],
  ["a variation selector", "\u{FE0F}"],
  ["a Hangul filler", "\u{3164}"],
  ["an annotation mark", "\u{FFF9}"],
];

describe.each(UNSEEN)("%s", (_, character) => {
  test.each([`${character}ana@x`, `an${character}a@x`, `ana@x${character}`])(
    "tells no two keys apart, wherever it stands",
    (text) => {
      expect(foldText(text)).toBe(foldText("ANA@x"));
      expect(foldUnlessExact(text, { caseExact: true })).toBe("ana@x");
      expect(dropInvisible(text)).toBe("ana@x");
    },
  );

  test("makes an empty text when nothing else is there, and is shown by its number", () => {
    expect(trimInvisible(` ${character} `)).toBe("");
    const number = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
    expect(showInvisible(`a${character}b`)).toBe(`a[U+${number}]b`);
  });
});

test("a no-break space counts as a space, and is shown", () => {
  expect(foldText("Sales\u{A0}Team")).toBe(foldText("Sales Team"));
  expect(showInvisible("Sales\u{A0}Team\u{7}")).toBe("Sales[U+00A0]Team[U+0007]");
  expect(trimInvisible("\u{A0}Ana\u{202F}")).toBe("Ana");
});

test.each(["می‌خواهم", "क्‍ष", "👩‍💻", "❤️", "ه‍"])(
  "a name keeps the joiners that its script needs: %s",
  (name) => {
    expect(trimInvisible(` ${name}\u{200B}`)).toBe(name);
    expect([showInvisible(name), showHidden(name)]).toEqual([name, name]);
  },
);

test.each(["\u{2800}", "\u{1D159}", "\u{7}", " \u{200D} "])(
  "a text of %j alone is empty, and is shown",
  (text) => {
    expect(trimInvisible(text)).toBe("");
    expect(showInvisible(text)).toContain("[U+");
  },
);

test("a key has no white space at its edges, also behind a joiner, and names show what is inside of them", () => {
  expect(trimKey(" a b\u{2800}")).toBe("a b");
  expect(trimKey("a \u{200D}")).toBe("a");
  expect(trimKey("ه\u{200D}")).toBe("ه\u{200D}");
  expect(["a b", "a\tb", "a\u{2800}b", "a\u{2028}b"].map(isOnOneLine)).toEqual([true, false, false, false]);
});

test("files and messages have one rule about joiners, and files show unusual spaces too", () => {
  for (const text of ["a\u{200D}b", "\u{FEFF}ana", "ه\u{200D}", "1\u{200C}", "\u{1F469}\u{200D}\u{1F4BB}"]) {
    expect(showInvisible(text)).toBe(showHidden(text));
  }
  expect([showHidden("a\u{A0}b"), showInvisible("a\u{A0}b")]).toEqual(["a\u{A0}b", "a[U+00A0]b"]);
  // A joiner after a sign that was written as its number shapes nothing.
  expect(showInvisible("\u{2800}\u{200D}")).toBe("[U+2800][U+200D]");
});
