import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { type NewWebhookShape, webhookRoutes } from "../../../../src/contract/webhooks.ts";
import { keys } from "../../api/keys.ts";
import { FormDialog } from "../../forms/form-dialog.tsx";
import { SelectField } from "../../forms/select-field.tsx";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { NewSecret } from "./new-secret.tsx";
import { REFUSAL_PLACES, WebhookFields } from "./webhook-fields.tsx";

const DEFAULTS = { name: "", url: "", types: [], after: "now" };

/** Creates a webhook, and shows its secret once. */
export function CreateWebhook() {
  const { t } = useTexts("webhooks");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const [created, setCreated] = useState<NewWebhookShape>();
  if (!may("organization:write")) return null;
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {t("create")}
      </Button>
      {isOpen && (
        <FormDialog
          heading={t("create")}
          action={t("create.run")}
          shape={webhookRoutes.createWebhook.body}
          defaults={DEFAULTS}
          places={REFUSAL_PLACES}
          run={(body) => client.call(webhookRoutes.createWebhook, { params: { org }, body })}
          onDone={(webhook) => {
            void queries.invalidateQueries({ queryKey: keys.webhooks(org) });
            setOpen(false);
            setCreated(webhook);
          }}
          onCancel={() => setOpen(false)}
        >
          {({ control }) => (
            <>
              <WebhookFields control={control} />
              <SelectField
                control={control}
                name="after"
                label={t("field.after")}
                help=""
                hasDefault
                options={[
                  { value: "now", label: t("after.now") },
                  { value: "start", label: t("after.start") },
                ]}
              />
            </>
          )}
        </FormDialog>
      )}
      {created !== undefined && (
        <NewSecret
          webhook={created}
          onClose={() => {
            setCreated(undefined);
            void navigate({
              to: "/organizations/$org/webhooks/$webhook",
              params: { org, webhook: created.webhookId },
            });
          }}
        />
      )}
    </>
  );
}
