import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import "./dialog-body.css";

interface AnswerDialogProps {
  readonly heading: string;
  onClose(): void;
  readonly children: ReactNode;
}

/** The outcome of an action, in a dialog that can only be closed. */
export function AnswerDialog({ heading, onClose, children }: AnswerDialogProps) {
  const { t } = useTexts();
  return (
    <Modal
      visible
      header={heading}
      closeAriaLabel={t("common:close")}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            {t("common:close")}
          </Button>
        </Box>
      }
    >
      <div className="dialog-body">{children}</div>
    </Modal>
  );
}
