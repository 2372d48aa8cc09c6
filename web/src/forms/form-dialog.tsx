import Modal from "@cloudscape-design/components/modal";
import { type ReactNode, useId } from "react";
import type { FieldValues } from "react-hook-form";
import { useTexts } from "../i18n/use-texts.ts";
import { Form } from "./form.tsx";
import { FormFooter } from "./form-footer.tsx";
import { type ApiForm, type ApiFormOptions, useApiForm } from "./use-api-form.ts";

interface FormDialogProps<Values extends FieldValues, Output, Result>
  extends ApiFormOptions<Values, Output, Result> {
  readonly heading: string;
  readonly action: string;
  readonly intro?: string;
  onCancel(): void;
  /** The fields of the form. */
  readonly children: (form: ApiForm<Values, Output>) => ReactNode;
}

/** Asks for some values in a dialog and does something with them. */
export function FormDialog<Values extends FieldValues, Output, Result>(
  props: FormDialogProps<Values, Output, Result>,
) {
  const { heading, action, intro, onCancel, children } = props;
  const { t } = useTexts();
  const id = useId();
  const form = useApiForm(props);
  return (
    <Modal
      visible
      header={heading}
      closeAriaLabel={t("close")}
      onDismiss={onCancel}
      footer={<FormFooter form={id} action={action} isPending={form.isPending} onCancel={onCancel} />}
    >
      {intro !== undefined && <p>{intro}</p>}
      <Form form={form} id={id}>
        {children(form)}
      </Form>
    </Modal>
  );
}
