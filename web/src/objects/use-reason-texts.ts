import { use, useEffect, useMemo } from "react";
import type { Language, Messages } from "../../../src/messages/catalogue-messages.ts";
import { spokenLanguageOf } from "../i18n/language.ts";
import { useTexts } from "../i18n/use-texts.ts";

/** A code with its parameters, as the API gives reasons. */
export interface Reason {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The texts of the server are large. A browser loads those of its language, once. */
const CATALOGUES: Readonly<Record<Language, () => Promise<Readonly<Record<string, string>>>>> = {
  en: async () => (await import("../../../src/messages/en.ts")).en,
  fr: async () => (await import("../../../src/messages/fr.ts")).fr,
};
const loading = new Map<Language, Promise<Messages>>();
const loaded = new Map<Language, Messages>();

async function load(language: Language): Promise<Messages> {
  const [catalogue, { createMessagesOf }] = await Promise.all([
    CATALOGUES[language](),
    import("../../../src/messages/catalogue-messages.ts"),
  ]);
  const messages = createMessagesOf(language, catalogue);
  loaded.set(language, messages);
  return messages;
}

function findMessages(language: Language): Promise<Messages> {
  const known = loading.get(language);
  if (known !== undefined) return known;
  const messages = load(language);
  loading.set(language, messages);
  // After a failure, the next page tries again.
  messages.catch(() => loading.delete(language));
  return messages;
}

/** Loads the texts of the server's codes ahead of the page that shows some. */
export function usePreloadedReasonTexts(): void {
  const { i18n } = useTexts();
  const language = spokenLanguageOf(i18n.language);
  useEffect(() => {
    // A page that needs them tells of a failure.
    findMessages(language).catch(() => undefined);
  }, [language]);
}

/** The texts of the server in the language of the reader. Its caller waits until they are loaded. */
export function useServerMessages(): Messages {
  const { i18n } = useTexts();
  const language = spokenLanguageOf(i18n.language);
  return loaded.get(language) ?? use(findMessages(language));
}

/**
 * The texts of the server's codes, in the language of the reader. Names in them stand in quotes. Its caller waits until they
 * are loaded.
 */
export function useReasonTexts(): (reason: Reason) => string {
  const messages = useServerMessages();
  return useMemo(
    () =>
      ({ code, params }) =>
        messages.pageText(code, params).replaceAll(/`([^`]*)`/g, "“$1”"),
    [messages],
  );
}
