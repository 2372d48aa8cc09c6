import Modal from "@cloudscape-design/components/modal";
import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { FormFooter } from "../forms/form-footer.tsx";
import { useTexts } from "../i18n/use-texts.ts";
import { ErrorState } from "./error-state.tsx";
import "./dialog-body.css";

interface ConfirmProps<Result> {
  readonly heading: string;
  /** What happens, and to how many. */
  readonly text: string;
  readonly action: string;
  /** Fields below the text, for what can be said beside the answer. */
  readonly children?: ReactNode;
  run(): Promise<Result>;
  /** Gets what `run` found. */
  onDone(result: Result): void;
  onCancel(): void;
}

/** Asks once before something is done, does it, and shows why it could not be done in the same place. */
export function Confirm<Result>(props: ConfirmProps<Result>) {
  const { heading, text, action, children, run, onDone, onCancel } = props;
  const { t } = useTexts();
  const { mutate, isPending, error } = useMutation({
    mutationFn: run,
    onSuccess: (result) => onDone(result),
  });
  return (
    <Modal
      visible
      header={heading}
      closeAriaLabel={t("close")}
      onDismiss={onCancel}
      footer={
        <FormFooter action={action} isPending={isPending} onAction={() => mutate()} onCancel={onCancel} />
      }
    >
      <div className="dialog-body">
        <p>{text}</p>
        {children}
        {error !== null && <ErrorState of="action" error={error} />}
      </div>
    </Modal>
  );
}
