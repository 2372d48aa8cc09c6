import Input, { type InputProps } from "@cloudscape-design/components/input";
import type { FieldValues } from "react-hook-form";
import { FieldFrame } from "./field-frame.tsx";
import { type FieldProps, useField } from "./use-field.ts";

interface TextFieldProps<Values extends FieldValues, Output> extends FieldProps<Values, Output> {
  readonly type?: "text" | "email" | "password" | "url";
  readonly placeholder?: string;
  /** What a browser may fill in; nothing when left out. */
  readonly autoComplete?: string;
}

/** A text on one line. */
export function TextField<Values extends FieldValues, Output>(props: TextFieldProps<Values, Output>) {
  const { type = "text", placeholder, autoComplete, isDisabled = false } = props;
  const { field, words } = useField(props);
  const optional: Pick<InputProps, "placeholder"> = placeholder === undefined ? {} : { placeholder };
  return (
    <FieldFrame words={words}>
      <Input
        {...optional}
        ref={field.ref}
        name={field.name}
        type={type}
        spellcheck={false}
        autoComplete={autoComplete ?? false}
        ariaRequired={words.isRequired}
        disabled={isDisabled}
        value={toText(field.value)}
        onBlur={field.onBlur}
        onChange={({ detail }) => field.onChange(detail.value)}
      />
    </FieldFrame>
  );
}

/** The text of a value; nothing for one that is not there. */
export function toText(value: unknown): string {
  return value === undefined || value === null ? "" : String(value);
}
