import FormField from "@cloudscape-design/components/form-field";
import { useId } from "react";
import type { FieldValues } from "react-hook-form";
import { toText } from "./text-field.tsx";
import { type FieldProps, useField } from "./use-field.ts";
import "./forms.css";

interface ChoiceFieldProps<Values extends FieldValues, Output> extends FieldProps<Values, Output> {
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** One of several values, by the browser's own list: for forms with many of them, or on pages that stay small. */
export function ChoiceField<Values extends FieldValues, Output>(props: ChoiceFieldProps<Values, Output>) {
  const { options, isDisabled = false } = props;
  const { field, words } = useField(props);
  const id = useId();
  return (
    <FormField stretch label={words.label} controlId={id} constraintText={words.help} errorText={words.error}>
      <select
        id={id}
        ref={field.ref}
        className="choice"
        disabled={isDisabled}
        value={toText(field.value)}
        onBlur={field.onBlur}
        onChange={field.onChange}
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </FormField>
  );
}
