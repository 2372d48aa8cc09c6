import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from "react";

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "id"> {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly ref?: Ref<HTMLInputElement>;
  /** A control at the end of the field, such as the one that shows a password. */
  readonly end?: ReactNode;
}

/** A labelled input; its help and its error are read out with it. */
export function Field({ label, help, error, end, ...input }: FieldProps) {
  const id = useId();
  const notes = [help === undefined ? "" : `${id}-help`, error === undefined ? "" : `${id}-error`];
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className={error === undefined ? "field-box" : "field-box field-box-wrong"}>
        <input
          {...input}
          id={id}
          aria-invalid={error !== undefined}
          aria-describedby={notes.join(" ").trim() || undefined}
        />
        {end}
      </div>
      {error !== undefined && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {help !== undefined && (
        <p className="field-help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}
