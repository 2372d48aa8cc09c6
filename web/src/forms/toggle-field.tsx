import FormField from "@cloudscape-design/components/form-field";
import Toggle from "@cloudscape-design/components/toggle";
import type { FieldValues } from "react-hook-form";
import { type FieldProps, useField } from "./use-field.ts";

/** A value that is on or off. Its label stands beside it, as it is never left out. */
export function ToggleField<Values extends FieldValues, Output>(props: FieldProps<Values, Output>) {
  const { field, words } = useField(props);
  return (
    <FormField stretch constraintText={words.help} errorText={words.error}>
      <Toggle
        ref={field.ref}
        name={field.name}
        checked={field.value === true}
        disabled={props.isDisabled ?? false}
        onBlur={field.onBlur}
        onChange={({ detail }) => field.onChange(detail.checked)}
      >
        {words.label}
      </Toggle>
    </FormField>
  );
}
