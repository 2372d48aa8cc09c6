import { createMessagesOf, type Language, type Messages } from "./catalogue-messages.ts";
import { en } from "./en.ts";
import { fr } from "./fr.ts";

export {
  type Language,
  type MessageCode,
  type MessageParams,
  type Messages,
  makePrintable,
} from "./catalogue-messages.ts";

const CATALOGUES = { en, fr } satisfies Record<Language, Readonly<Record<string, string>>>;

/** Creates the texts of a language. Both catalogues are part of the program, so nothing is read. */
export function createMessages(language: Language): Messages {
  return createMessagesOf(language, CATALOGUES[language]);
}

/** Reads the language from the environment: French, or else English. */
export function detectLanguage(env: Readonly<Record<string, string | undefined>>): Language {
  const wish = [env["MUSTER_LANG"], env["LC_ALL"], env["LC_MESSAGES"], env["LANG"]].find(
    (value) => value !== undefined && value !== "",
  );
  return wish !== undefined && /^fr([_.@-]|$)/i.test(wish) ? "fr" : "en";
}
