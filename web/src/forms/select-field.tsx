import Select, { type SelectProps } from "@cloudscape-design/components/select";
import type { FieldValues } from "react-hook-form";
import { useTexts } from "../i18n/use-texts.ts";
import { FieldFrame } from "./field-frame.tsx";
import { type FieldProps, useField } from "./use-field.ts";

interface SelectFieldProps<Values extends FieldValues, Output> extends FieldProps<Values, Output> {
  /** An option with an empty value stands for no choice. */
  readonly options: readonly SelectProps.Option[];
}

/** One of several values. */
export function SelectField<Values extends FieldValues, Output>(props: SelectFieldProps<Values, Output>) {
  const { options, isDisabled = false } = props;
  const { t } = useTexts();
  const { field, words } = useField(props);
  const value: unknown = field.value ?? "";
  return (
    <FieldFrame words={words}>
      <Select
        ref={field.ref}
        expandToViewport
        ariaRequired={words.isRequired}
        disabled={isDisabled}
        placeholder={t("field.choose")}
        options={options}
        selectedOption={options.find((option) => option.value === value) ?? null}
        onBlur={field.onBlur}
        onChange={({ detail }) => field.onChange(detail.selectedOption.value)}
      />
    </FieldFrame>
  );
}
