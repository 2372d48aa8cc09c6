import { read, write } from "../storage.ts";

/** A language that people choose; `pseudo` is for tests and shows what was not translated. */
export type ConsoleLanguage = "en" | "fr" | "pseudo";

const KEY = "muster.language";

const LANGUAGES: readonly string[] = ["en", "fr", "pseudo"] satisfies readonly ConsoleLanguage[];

const isLanguage = (text: string | undefined): text is ConsoleLanguage =>
  text !== undefined && LANGUAGES.includes(text);

/** The language chosen on this device, or the first of ours that the browser names. */
export function detectConsoleLanguage(): ConsoleLanguage {
  const kept = read(KEY);
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((each) => each.slice(0, 2).toLowerCase()).find(isLanguage) ?? "en";
}

/** True if the person chose a language on this device; else the one of their account counts. */
export function hasChosenLanguage(): boolean {
  return isLanguage(read(KEY));
}

export function keepLanguage(language: ConsoleLanguage): void {
  write(KEY, language);
}

/** The language for `lang` attributes, dates and the server; texts of the pseudo-locale are English underneath. */
export function spokenLanguageOf(language: string): "en" | "fr" {
  return language === "fr" ? "fr" : "en";
}
