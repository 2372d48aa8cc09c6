import { toPseudo } from "./pseudo.ts";
import { useTexts } from "./use-texts.ts";

/**
 * Texts that the server gives in the reader's language, such as the labels of a template. The pseudo-locale changes them
 * as it changes the texts of the console, so that a text without brackets is one that was not translated.
 */
export function useServedText(): (text: string) => string {
  const { i18n } = useTexts();
  return (text) => (i18n.language === "pseudo" ? toPseudo(text) : text);
}
