import { useMemo } from "react";
import { type Issue, wordFor } from "../../../src/messages/describe-issue.ts";
import { useFormat } from "../i18n/use-format.ts";
import { useTexts } from "../i18n/use-texts.ts";

/** The contract's own checks, which carry a code in place of a text. */
const CHECKS = [
  "invalid.hash",
  "invalid.id",
  "invalid.mail-address",
  "invalid.not-visible",
  "invalid.nothing-chosen",
  "invalid.nothing-to-change",
  "invalid.one-credential",
  "invalid.private-key",
  "invalid.scim-path",
  "invalid.source-name",
  "invalid.printable-ascii",
] as const;

/** Says in the reader's language why a value does not fit the contract. */
export interface IssueTexts {
  /** The text for a finding of a shape, as it comes up. */
  describe(issue: Issue): string;
  /** The text for what a form has as the message of an error: a code of a check, or a text. */
  textOf(message: string | undefined): string;
}

export function useIssueTexts(): IssueTexts {
  const { t } = useTexts();
  const { number } = useFormat();
  return useMemo(
    () => ({
      describe(issue) {
        const [word, { count = 0, ...params } = {}] = isLeftOut(issue)
          ? ["missing" as const]
          : wordFor(issue);
        return t(`invalid.${word}`, { ...params, count, shown: number(count) });
      },
      textOf(message = "invalid.form") {
        if (!message.startsWith("invalid.")) return message;
        return t(CHECKS.find((code) => code === message) ?? "invalid.form");
      },
    }),
    [t, number],
  );
}

/** A field without a value: its form or its length is not what is wrong with it. */
function isLeftOut({ input }: Issue): boolean {
  return input === undefined || input === "" || input === null;
}
