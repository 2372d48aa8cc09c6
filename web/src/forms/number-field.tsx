import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import type { FieldValues } from "react-hook-form";
import { FieldFrame } from "./field-frame.tsx";
import { toText } from "./text-field.tsx";
import { type FieldProps, useField } from "./use-field.ts";

/** A number. What is typed stays as it is, so that a text that is not a number can be refused and corrected. */
export function NumberField<Values extends FieldValues, Output>(props: FieldProps<Values, Output>) {
  const { field, words } = useField(props);
  const value: unknown = field.value;
  const [typed, setTyped] = useState("");
  return (
    <FieldFrame words={words}>
      <Input
        ref={field.ref}
        name={field.name}
        inputMode="numeric"
        spellcheck={false}
        autoComplete={false}
        ariaRequired={words.isRequired}
        disabled={props.isDisabled ?? false}
        value={Object.is(numberIn(typed), value) ? typed : toText(value)}
        onBlur={field.onBlur}
        onChange={({ detail }) => {
          setTyped(detail.value);
          field.onChange(numberIn(detail.value));
        }}
      />
    </FieldFrame>
  );
}

/** The number of a text; undefined for an empty one, and NaN, which no shape accepts, for any other text. */
function numberIn(text: string): number | undefined {
  // French groups digits with spaces and writes decimals behind a comma.
  const plain = text.replace(/\s/g, "").replace(",", ".");
  return plain === "" ? undefined : Number(plain);
}
