import { expect, test } from "vitest";
import { FUNCTIONS } from "../src/core/mapping/expression/functions.ts";
import { createMessages, type Language } from "../src/messages/messages.ts";
import { read } from "./documents.ts";

/** docs/functions.md is written from the definitions of the functions. */

const MARKS = ["<!-- functions -->", "<!-- end of functions -->"] as const;
const HEADS = { en: "| Function | Result |", fr: "| Fonction | Résultat |" } as const;

function printTable(language: Language): string {
  const messages = createMessages(language);
  const rows = [...FUNCTIONS.values()].map(
    ({ name, signature }) => `| \`${name}(${signature})\` | ${messages.text(`function.${name}`)} |`,
  );
  return [HEADS[language], "|---|---|", ...rows].join("\n");
}

test.each([
  ["en", "docs/functions.md"],
  ["fr", "docs/fr/functions.md"],
] as const)("the table of functions is complete (-u writes it anew): %s", async (language, file) => {
  expect(FUNCTIONS.size).toBe(46);
  const messages = createMessages(language);
  expect([...FUNCTIONS.keys()].filter((name) => !messages.knows(`function.${name}`))).toEqual([]);
  const [before, rest = ""] = read(file).split(MARKS[0]);
  const [, after] = rest.split(MARKS[1]);
  const whole = `${before}${MARKS[0]}\n${printTable(language)}\n${MARKS[1]}${after ?? ""}`;
  await expect(whole).toMatchFileSnapshot(`../${file}`);
});
