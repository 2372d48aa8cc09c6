import { createContext, type ReactNode, useContext } from "react";
import type { FieldValues } from "react-hook-form";
import type { z } from "zod";
import { ErrorState } from "../states/error-state.tsx";
import type { ApiForm } from "./use-api-form.ts";
import "./forms.css";

interface FormParts {
  readonly shape: z.core.$ZodType;
  readonly names: Set<string>;
}

const FormContext = createContext<FormParts | undefined>(undefined);

/** The form that a field stands in. */
export function useFormParts(): FormParts {
  const parts = useContext(FormContext);
  if (parts === undefined) throw new Error("outside of a form");
  return parts;
}

interface FormProps<Values extends FieldValues, Output> {
  readonly form: ApiForm<Values, Output>;
  /** For a button outside of the form. */
  readonly id?: string;
  readonly children: ReactNode;
}

/** Fields with what is wrong with all of them together below. */
export function Form<Values extends FieldValues, Output>({ form, id, children }: FormProps<Values, Output>) {
  const { failure } = form;
  return (
    <FormContext value={form}>
      <form id={id} noValidate className="form" onSubmit={form.submit}>
        {children}
        {failure !== undefined && failure.error === undefined && (
          <div role="alert" className="form-wrong">
            {failure.texts.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </div>
        )}
        {failure?.error !== undefined && (
          <ErrorState of="action" error={failure.error} texts={failure.texts} />
        )}
      </form>
    </FormContext>
  );
}
