import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMutation } from "@tanstack/react-query";
import { useTexts } from "../i18n/use-texts.ts";
import { ErrorState } from "./error-state.tsx";

interface ConfirmProps {
  readonly heading: string;
  /** What happens, and to how many. */
  readonly text: string;
  readonly action: string;
  run(): Promise<unknown>;
  onDone(): void;
  onCancel(): void;
}

/** Asks once before something is done, does it, and shows why it could not be done in the same place. */
export function Confirm({ heading, text, action, run, onDone, onCancel }: ConfirmProps) {
  const { t } = useTexts();
  const { mutate, isPending, error } = useMutation({ mutationFn: run, onSuccess: onDone });
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
              loading={isPending}
              loadingText={t("confirm.busy")}
              onClick={() => mutate()}
            >
              {action}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <p>{text}</p>
      {error !== null && <ErrorState error={error} />}
    </Modal>
  );
}
