import fc from "fast-check";
import { expect, test } from "vitest";
import { fold } from "./folded-text.ts";
import { SecretScrubber } from "./secret-scrubber.ts";
import { SignFilter } from "./sign-filter.ts";

const anyLetters = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom("a", "B", "7", "é", "-", "_"), minLength, maxLength });

test("a text that holds a sign is let through, wherever it stands and however short it is", () => {
  fc.assert(
    fc.property(
      fc.array(anyLetters(1, 12).map(fold), { maxLength: 5 }),
      anyLetters(0, 40),
      fc.tuple(anyLetters(0, 9), anyLetters(0, 9)),
      (signs, text, [before, after]) => {
        const filter = new SignFilter(signs);
        if (signs.some((sign) => fold(text).includes(sign))) expect(filter.mayHold(text)).toBe(true);
        for (const sign of signs) {
          expect(filter.mayHold(`${before}${sign}${after}`)).toBe(true);
          expect(filter.mayHold(`${before}${sign.toUpperCase()}${after}`)).toBe(true);
        }
      },
    ),
  );
});

test("a text without a piece of a sign is excluded", () => {
  const filter = new SignFilter(["abcdefgh", "12345678"]);
  expect(filter.mayHold("zzzzzzzz zzzzzzzz zzzzzzzz")).toBe(false);
  expect(filter.mayHold("abcdefg")).toBe(false);
  expect(new SignFilter([]).mayHold("abcdefgh")).toBe(false);
});

const ESCAPES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => [...text].map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
  (text) => [...text].map((each) => `%${each.charCodeAt(0).toString(16).padStart(2, "0")}`).join(""),
  (text) => [...text].map((each) => `&#${each.charCodeAt(0)};`).join(""),
];

test("a secret that itself looks escaped goes from a body that escapes its letters", () => {
  const secret = "aa%aaaaaaaaaaaaa";
  const scrubber = new SecretScrubber();
  scrubber.remember(secret, "[redacted]");
  for (const write of ESCAPES) {
    expect(scrubber.scrubBody(`key ${write(secret)} end`, "evidence")).toBe("key [redacted] end");
  }
});

test("a secret goes from JSON and from other bodies however it is escaped, and the rest stays", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'aZ9/+"\\&%=_'), minLength: 16, maxLength: 40 }),
      fc.array(fc.constantFrom(...ESCAPES), { maxLength: 2 }),
      fc.constantFrom("", 'line\nand "quote"', "R&D 100 % \\ é"),
      fc.boolean(),
      (secret, escapes, beside, isJson) => {
        const scrubber = new SecretScrubber();
        scrubber.remember(secret, "[redacted]");
        const echoed = escapes.reduce((text, write) => write(text), secret);
        const body = isJson ? JSON.stringify({ detail: echoed, beside }) : `key ${echoed} end`;
        for (const thoroughness of ["evidence", "data"] as const) {
          const clean = scrubber.scrubBody(body, thoroughness);
          expect(clean).toContain("[redacted]");
          expect(clean).not.toContain(echoed);
          if (isJson) expect(JSON.parse(clean).beside).toBe(beside);
        }
      },
    ),
  );
});
