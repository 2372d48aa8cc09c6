import FormField from "@cloudscape-design/components/form-field";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import type { FieldWords } from "./use-field.ts";

/** The label of a control above it, and its help and its error below, which are read out with it. */
export function FieldFrame({
  words,
  children,
}: {
  readonly words: FieldWords;
  readonly children: ReactNode;
}) {
  const { t } = useTexts();
  const { label, isOptional, help, error } = words;
  return (
    <FormField
      stretch
      label={isOptional ? t("field.optional", { label }) : label}
      constraintText={help}
      errorText={error}
    >
      {children}
    </FormField>
  );
}
