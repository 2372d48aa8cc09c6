import { expect, test } from "vitest";
import { SETTING_NAMES, SETTINGS, type SettingRange } from "../src/core/provisioning/settings.ts";
import { createMessages, type Language, type Messages } from "../src/messages/messages.ts";
import { read } from "./documents.ts";

/** docs/settings.md is written from the definitions of the settings. */

const MARKS = ["<!-- settings -->", "<!-- end of settings -->"] as const;
const HEADS = {
  en: "| Setting | Default | Possible values | Meaning | Next cycle |",
  fr: "| Réglage | Défaut | Valeurs possibles | Signification | Prochain cycle |",
} as const;
const EVERYONE = { en: "everyone", fr: "tous" } as const;
const DOMAIN = { en: "a domain", fr: "un domaine" } as const;
const PATTERN = { en: "a pattern for names", fr: "un modèle de noms" } as const;
const FILTER = { en: "a filter, or nothing", fr: "un filtre, ou rien" } as const;
const ADDRESS = { en: "an address for mail", fr: "une adresse e-mail" } as const;

function printRange(range: SettingRange, messages: Messages): string {
  if (range.kind === "choice") return range.choices.map((each) => `\`${each}\``).join(", ");
  if (range.kind === "switch") return "`true`, `false`";
  if (range.kind === "address") return ADDRESS[messages.language];
  if (range.kind === "domain") return DOMAIN[messages.language];
  if (range.kind === "pattern") return PATTERN[messages.language];
  if (range.kind === "filter") return FILTER[messages.language];
  const [min, max] = [messages.number(range.min), messages.number(range.max)];
  return `${min}–${max} (${messages.text(`unit.${range.unit}`)})`;
}

function printTable(language: Language): string {
  const messages = createMessages(language);
  const rows = SETTING_NAMES.map((name) => {
    const { default: value, range, altersResults } = SETTINGS[name];
    const shown = value === null ? "–" : `\`${value}\``;
    const cells = [`\`${name}\``, shown, printRange(range, messages), messages.text(`setting.${name}`)];
    return `| ${[...cells, altersResults ? EVERYONE[language] : ""].join(" | ")} |`;
  });
  return [HEADS[language], "|---|---|---|---|---|", ...rows].join("\n");
}

test.each([
  ["en", "docs/settings.md"],
  ["fr", "docs/fr/settings.md"],
] as const)("the table of settings is complete (-u writes it): %s", async (language, file) => {
  expect(SETTING_NAMES.length).toBeGreaterThan(10);
  const messages = createMessages(language);
  expect(SETTING_NAMES.filter((name) => !messages.knows(`setting.${name}`))).toEqual([]);
  const [before, rest = ""] = read(file).split(MARKS[0]);
  const [, after] = rest.split(MARKS[1]);
  const whole = `${before}${MARKS[0]}\n${printTable(language)}\n${MARKS[1]}${after ?? ""}`;
  await expect(whole).toMatchFileSnapshot(`../${file}`);
});
