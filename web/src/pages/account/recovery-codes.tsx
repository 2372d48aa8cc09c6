import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useTexts } from "../../i18n/use-texts.ts";
import { CopyButton } from "../../objects/copy-button.tsx";

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  onClose(): void;
}

/** Shows recovery codes this once, to copy or to print. */
export function RecoveryCodes({ codes, onClose }: RecoveryCodesProps) {
  const { t } = useTexts("account", "common");
  return (
    <Modal
      visible
      header={t("codes")}
      closeAriaLabel={t("common:close")}
      onDismiss={({ detail }) => {
        // A click beside the dialog would lose the codes.
        if (detail.reason !== "overlay") onClose();
      }}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            {t("codes.done")}
          </Button>
        </Box>
      }
    >
      <p>{t("codes.text")}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code translate="no">{code}</code>
          </li>
        ))}
      </ul>
      <SpaceBetween direction="horizontal" size="xs">
        <CopyButton text={codes.join("\n")} label={t("codes.copy")} />
        <Button onClick={() => print()}>{t("codes.print")}</Button>
      </SpaceBetween>
    </Modal>
  );
}
