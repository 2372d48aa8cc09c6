import { useEffect } from "react";
import { type Control, type FieldPath, type FieldValues, useController } from "react-hook-form";
import { useFormat } from "../i18n/use-format.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { type FieldRule, readRule } from "./field-rule.ts";
import { useFormParts } from "./form.tsx";
import { useIssueTexts } from "./use-issue-texts.ts";

/** What every field has: its place in the values, and its words. */
export interface FieldProps<Values extends FieldValues, Output> {
  readonly control: Control<Values, unknown, Output>;
  readonly name: FieldPath<Values>;
  readonly label: string;
  /** Stands below the field in place of its bounds. */
  readonly help?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  /** True where an empty field stands for a default that the help names: the label does not call it optional then. */
  readonly hasDefault?: boolean | undefined;
}

/** The words around a field. */
export interface FieldWords {
  readonly label: string;
  readonly isRequired: boolean;
  /** True where the label says that the field may stay empty. */
  readonly isOptional: boolean;
  readonly help: string | undefined;
  readonly error: string | undefined;
}

/** Binds a field to its form, and finds its rule in the shape and its error in the form. */
export function useField<Values extends FieldValues, Output>({
  control,
  name,
  label,
  help,
  hasDefault = false,
}: FieldProps<Values, Output>) {
  const { field, fieldState } = useController({ control, name });
  const { shape, names } = useFormParts();
  const { textOf } = useIssueTexts();
  const describe = useRuleTexts();
  useEffect(() => {
    names.add(name);
    return () => void names.delete(name);
  }, [names, name]);
  const rule = readRule(shape, name);
  const { error } = fieldState;
  const isRequired = rule?.isRequired === true;
  const words: FieldWords = {
    label,
    isRequired,
    isOptional: !isRequired && !hasDefault,
    help: help ?? describe(rule),
    error: error === undefined ? undefined : textOf(error.message),
  };
  return { field, words };
}

/** The bounds of a field as a sentence. */
function useRuleTexts(): (rule: FieldRule | undefined) => string | undefined {
  const { t } = useTexts();
  const { number } = useFormat();
  return (rule) => {
    if (rule === undefined) return undefined;
    const { kind, max } = rule;
    // A required text has a character anyway.
    const min = kind === "length" && rule.min === 1 ? undefined : rule.min;
    if (min !== undefined && max !== undefined) {
      return t(`rule.${kind}-range`, { min: number(min), max: number(max) });
    }
    if (max !== undefined) return t(`rule.${kind}-most`, { max: number(max) });
    return min === undefined ? undefined : t(`rule.${kind}-least`, { min: number(min) });
  };
}
