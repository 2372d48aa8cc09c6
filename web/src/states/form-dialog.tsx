import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input, { type InputProps } from "@cloudscape-design/components/input";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { ConsoleError } from "../api/console-error.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { ErrorState } from "./error-state.tsx";

/** One text that a form asks for. */
export interface FormText<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly help?: string;
  readonly type?: InputProps.Type;
  readonly isRequired?: boolean;
  /** The value before the change. */
  readonly value?: string;
  /** The path by which the server names the attribute in a refusal. */
  readonly path: string;
}

interface FormDialogProps<Name extends string> {
  readonly heading: string;
  readonly action: string;
  readonly fields: readonly FormText<Name>[];
  /** Gets the texts without white space around them. */
  run(values: Readonly<Record<Name, string>>): Promise<unknown>;
  onDone(): void;
  onCancel(): void;
}

/** Asks for some texts and does something with them. A refusal stands at the field that it is about. */
export function FormDialog<Name extends string>(props: FormDialogProps<Name>) {
  const { heading, action, fields, run, onDone, onCancel } = props;
  const { t } = useTexts();
  const form = useId();
  const [values, setValues] = useState(() => valuesOf(fields));
  const [isChecked, setChecked] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => run(trimmed(values)),
    onSuccess: onDone,
  });
  const isMissing = ({ name, isRequired }: FormText<Name>) =>
    isRequired === true && values[name].trim() === "";
  const refused = error instanceof ConsoleError ? error.problem : undefined;
  const place = fields.find(({ path }) => path === refused?.params?.["path"]);

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (!fields.some(isMissing) && !isPending) mutate();
  }
  return (
    <Modal
      visible
      header={heading}
      closeAriaLabel={t("close")}
      onDismiss={onCancel}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onCancel}>
              {t("cancel")}
            </Button>
            <Button
              variant="primary"
              formAction="submit"
              form={form}
              loading={isPending}
              loadingText={t("confirm.busy")}
            >
              {action}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="dialog-form">
        {fields.map((field) => (
          <FormField
            key={field.name}
            label={field.label}
            constraintText={field.help}
            errorText={textFor(
              field,
              { isMissing: isChecked && isMissing(field), refused, place },
              t("field.required"),
            )}
          >
            <Input
              type={field.type ?? "text"}
              value={values[field.name]}
              onChange={({ detail }) => setValues({ ...values, [field.name]: detail.value })}
            />
          </FormField>
        ))}
      </form>
      {error !== null && place === undefined && <ErrorState error={error} />}
    </Modal>
  );
}

interface Wrong<Name extends string> {
  readonly isMissing: boolean;
  readonly refused: { readonly detail: string } | undefined;
  readonly place: FormText<Name> | undefined;
}

function textFor<Name extends string>(field: FormText<Name>, wrong: Wrong<Name>, required: string): string {
  if (wrong.isMissing) return required;
  return wrong.place === field ? (wrong.refused?.detail ?? "") : "";
}

function valuesOf<Name extends string>(fields: readonly FormText<Name>[]): Record<Name, string> {
  return Object.fromEntries(fields.map(({ name, value = "" }) => [name, value])) as Record<Name, string>;
}

function trimmed<Name extends string>(values: Record<Name, string>): Record<Name, string> {
  const entries = Object.entries<string>(values).map(([name, value]) => [name, value.trim()]);
  return Object.fromEntries(entries) as Record<Name, string>;
}
