import { expect, test } from "vitest";
import { keepPunctuation } from "./keep-punctuation.ts";

test.each([
  ["les adresses : quoi", "les adresses_: quoi"],
  ["« oui » ; « non » ?", "«_oui_»_; «_non_»_?"],
  ["Les 1 000 plus récentes", "Les 1_000 plus récentes"],
  ["10 000 000 de lignes", "10_000_000 de lignes"],
  ["à 5 % près !", "à 5_% près_!"],
  ["de 2 12345 à 3", "de 2 12345 à 3"],
  ["https://a.example/b: rien", "https://a.example/b: rien"],
])("%s", (text, kept) => {
  expect(keepPunctuation(text)).toBe(kept.replaceAll("_", "\u00a0"));
});
