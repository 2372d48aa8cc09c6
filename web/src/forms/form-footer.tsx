import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useTexts } from "../i18n/use-texts.ts";

interface FormFooterProps {
  readonly action: string;
  readonly isPending: boolean;
  /** The id of the form that the button sends, if it stands outside of it. */
  readonly form?: string;
  /** What the button does where there is no form. */
  readonly onAction?: () => void;
  /** Without it there is nothing to cancel. */
  readonly onCancel?: (() => void) | undefined;
}

/** The buttons that end a form or a question. */
export function FormFooter({ action, isPending, form, onAction, onCancel }: FormFooterProps) {
  const { t } = useTexts();
  return (
    <Box float="right">
      <SpaceBetween direction="horizontal" size="xs">
        {onCancel !== undefined && (
          <Button variant="link" formAction="none" onClick={onCancel}>
            {t("cancel")}
          </Button>
        )}
        <Button
          variant="primary"
          formAction={onAction === undefined ? "submit" : "none"}
          {...(form === undefined ? {} : { form })}
          {...(onAction === undefined ? {} : { onClick: onAction })}
          loading={isPending}
          loadingText={t("confirm.busy")}
        >
          {action}
        </Button>
      </SpaceBetween>
    </Box>
  );
}
