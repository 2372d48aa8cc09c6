import { useMemo } from "react";
import { createMessages } from "../../../src/messages/messages.ts";
import { spokenLanguageOf } from "../i18n/language.ts";
import { useTexts } from "../i18n/use-texts.ts";

/** A code with its parameters, as the API gives reasons. */
export interface Reason {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The texts of the server's codes, in the language of the reader. Names in them stand in quotes. */
export function useReasonTexts(): (reason: Reason) => string {
  const { i18n } = useTexts();
  const language = spokenLanguageOf(i18n.language);
  return useMemo(() => {
    const messages = createMessages(language);
    return ({ code, params }) => messages.pageText(code, params).replaceAll(/`([^`]*)`/g, "“$1”");
  }, [language]);
}
