import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import { CopyButton } from "./copy-button.tsx";
import "./copy.css";

interface ShownOnceProps {
  readonly heading: string;
  /** What the secret is for, and that it is not shown again. */
  readonly text: string;
  /** The texts to copy, each with its label; the secret is one of them. */
  readonly values: readonly { readonly label: string; readonly value: string }[];
  /** Something that went wrong beside it, above the text. */
  readonly children?: ReactNode;
  onClose(): void;
}

/** Shows a secret that the server gave once. It is kept by this dialog alone, and gone when the dialog closes. */
export function ShownOnce({ heading, text, values, children, onClose }: ShownOnceProps) {
  const { t } = useTexts();
  return (
    <Modal
      visible
      header={heading}
      closeAriaLabel={t("close")}
      onDismiss={({ detail }) => {
        // A click beside the dialog would lose the secret.
        if (detail.reason !== "overlay") onClose();
      }}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            {t("shown-once.done")}
          </Button>
        </Box>
      }
    >
      {children}
      <p>{text}</p>
      <dl className="copies">
        {values.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <code translate="no">{value}</code>
              <CopyButton text={value} label={t("copy.of", { name: label })} />
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
