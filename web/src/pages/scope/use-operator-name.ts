import { useTexts } from "../../i18n/use-texts.ts";

const WORDS = [
  ["EQUALS", "equals"],
  ["NOT EQUALS", "not-equals"],
  ["ENDS_WITH", "ends-with"],
  ["Includes", "includes"],
  ["REGEX MATCH", "matches"],
  ["NOT REGEX MATCH", "not-matches"],
  ["IS TRUE", "true"],
  ["IS FALSE", "false"],
  ["IS NULL", "null"],
  ["IS NOT NULL", "not-null"],
  ["Greater_Than", "greater"],
  ["Greater_Than_OR_EQUALS", "greater-or-equal"],
  ["&", "bits"],
  ["!&", "no-bits"],
  ["BEFORE", "before"],
  ["AFTER", "after"],
] as const;

/** An operator in the reader's words, with its own spelling as documents and the command line have it. */
export function useOperatorName(): (operator: string) => string {
  const { t } = useTexts("scope");
  return (operator) => {
    const words = WORDS.find(([spelling]) => spelling === operator)?.[1];
    return words === undefined ? operator : t("operator.both", { words: t(`operator.${words}`), operator });
  };
}
