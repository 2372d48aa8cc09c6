import Textarea from "@cloudscape-design/components/textarea";
import type { FieldValues } from "react-hook-form";
import { FieldFrame } from "./field-frame.tsx";
import { toText } from "./text-field.tsx";
import { type FieldProps, useField } from "./use-field.ts";

interface LongTextFieldProps<Values extends FieldValues, Output> extends FieldProps<Values, Output> {
  readonly rows?: number;
  readonly placeholder?: string;
}

/** A text on several lines, such as a key or a document. */
export function LongTextField<Values extends FieldValues, Output>(props: LongTextFieldProps<Values, Output>) {
  const { rows = 5, placeholder, isDisabled = false } = props;
  const { field, words } = useField(props);
  return (
    <FieldFrame words={words}>
      <Textarea
        {...(placeholder === undefined ? {} : { placeholder })}
        ref={field.ref}
        className="form-long"
        name={field.name}
        rows={rows}
        spellcheck={false}
        ariaRequired={words.isRequired}
        disabled={isDisabled}
        value={toText(field.value)}
        onBlur={field.onBlur}
        onChange={({ detail }) => field.onChange(detail.value)}
      />
    </FieldFrame>
  );
}
