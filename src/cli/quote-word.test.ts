import { expect, test } from "vitest";
import { quoteWord } from "./quote-word.ts";

test.each([
  ["Target", "Target"],
  ["mira.lund@contoso.example", "mira.lund@contoso.example"],
  ["Teamwork Cloud", "'Teamwork Cloud'"],
  ["O'Hara $HOME", "'O'\\''Hara $HOME'"],
  ["", "''"],
  ["Café", "'Café'"],
])("%s", (word, quoted) => {
  expect(quoteWord(word)).toBe(quoted);
});
