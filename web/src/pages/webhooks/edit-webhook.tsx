import { type WebhookShape, webhookRoutes } from "../../../../src/contract/webhooks.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { REFUSAL_PLACES, WebhookFields } from "./webhook-fields.tsx";

interface EditWebhookProps {
  readonly webhook: WebhookShape;
  onDone(): void;
  onCancel(): void;
}

/** Changes the name, the address or the event types of a webhook. */
export function EditWebhook({ webhook, onDone, onCancel }: EditWebhookProps) {
  const { t } = useTexts("webhooks");
  const { client } = useConsole();
  const org = useOrganization();
  const { webhookId, name, url, types } = webhook;
  return (
    <FormDialog
      heading={t("edit.heading", { name })}
      action={t("edit.save")}
      shape={webhookRoutes.createWebhook.body}
      defaults={{ name, url, types: types ?? [] }}
      places={REFUSAL_PLACES}
      run={(body) =>
        client.call(webhookRoutes.updateWebhook, {
          params: { org, webhook: webhookId },
          body: { name: body.name, url: body.url, types: body.types ?? null },
        })
      }
      onDone={onDone}
      onCancel={onCancel}
    >
      {({ control }) => <WebhookFields control={control} />}
    </FormDialog>
  );
}
