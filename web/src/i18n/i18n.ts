import { type BackendModule, createInstance, type i18n as I18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { keepPunctuation } from "./keep-punctuation.ts";
import { type ConsoleLanguage, detectConsoleLanguage, keepLanguage, spokenLanguageOf } from "./language.ts";
import { toPseudo } from "./pseudo.ts";

type Texts = Readonly<Record<string, string>>;

/** How the texts of a language are changed before they are shown. */
const CHANGES: Readonly<Record<string, (text: string) => string>> = {
  fr: keepPunctuation,
  pseudo: toPseudo,
};

/** One chunk for each language and page: a page loads its own texts, in one language. */
const FILES = import.meta.glob<{ readonly texts: Texts }>("../messages/*/*.ts");

async function readTexts(language: string, namespace: string): Promise<Texts> {
  const load = FILES[`../messages/${spokenLanguageOf(language)}/${namespace}.ts`];
  if (load === undefined) throw new Error(`no texts: ${namespace}`);
  const { texts } = await load();
  const change = CHANGES[language];
  if (change === undefined) return texts;
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, change(text)]));
}

const backend: BackendModule = {
  type: "backend",
  init: () => undefined,
  read(language, namespace, done) {
    readTexts(language, namespace).then(
      (texts) => done(null, texts),
      (error: Error) => done(error, undefined),
    );
  },
};

/** The texts of the console, in the language of this device, with these namespaces loaded. */
export async function startTexts(...namespaces: readonly string[]): Promise<I18n> {
  const instance = createInstance();
  await instance
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: detectConsoleLanguage(),
      fallbackLng: false,
      ns: [...namespaces],
      defaultNS: "common",
      keySeparator: false,
      nsSeparator: ":",
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  const show = (language: string) => {
    document.documentElement.lang = spokenLanguageOf(language);
  };
  show(instance.language);
  instance.on("languageChanged", show);
  return instance;
}

/** Shows the console in another language at once, and keeps the choice on this device. */
export async function chooseLanguage(instance: I18n, language: ConsoleLanguage): Promise<void> {
  keepLanguage(language);
  await instance.changeLanguage(language);
}
