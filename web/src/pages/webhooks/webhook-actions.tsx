import Button from "@cloudscape-design/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { type NewWebhookShape, type WebhookShape, webhookRoutes } from "../../../../src/contract/webhooks.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { useLeave } from "../../shell/leaving.tsx";
import { Confirm } from "../../states/confirm.tsx";
import { EditWebhook } from "./edit-webhook.tsx";
import { NewSecret } from "./new-secret.tsx";
import { TestWebhook } from "./test-webhook.tsx";

type Action = "edit" | "on" | "again" | "off" | "rotate" | "delete";

/** What a person may do with a webhook. */
export function WebhookActions({ webhook }: { readonly webhook: WebhookShape }) {
  const { t } = useTexts("webhooks");
  const org = useOrganization();
  const may = useMay();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [action, setAction] = useState<Action>();
  const [created, setCreated] = useState<NewWebhookShape>();
  const { state, failing } = webhook;
  if (!may("organization:write")) return null;
  const close = () => setAction(undefined);
  const refresh = () => {
    close();
    void queries.invalidateQueries({ queryKey: keys.webhooks(org) });
  };
  return (
    <>
      <TestWebhook webhook={webhook} />
      {state === "on" && failing !== null && <Button onClick={() => setAction("again")}>{t("again")}</Button>}
      {state === "on" ? (
        <Button onClick={() => setAction("off")}>{t("off")}</Button>
      ) : (
        <Button variant="primary" onClick={() => setAction("on")}>
          {t("on")}
        </Button>
      )}
      <Button onClick={() => setAction("edit")}>{t("edit")}</Button>
      <Button onClick={() => setAction("rotate")}>{t("rotate")}</Button>
      <Button onClick={() => setAction("delete")}>{t("delete")}</Button>
      {action === "edit" && <EditWebhook webhook={webhook} onDone={refresh} onCancel={close} />}
      {action !== undefined && action !== "edit" && (
        <ConfirmAction
          action={action}
          webhook={webhook}
          onDone={(secret) => {
            if (action === "delete") {
              void queries.invalidateQueries({ queryKey: keys.webhookList(org) });
              void navigate({ to: "/organizations/$org/webhooks", params: { org } }).then(() =>
                queries.removeQueries({ queryKey: keys.webhook(org, webhook.webhookId) }),
              );
              return;
            }
            refresh();
            setCreated(secret);
          }}
          onCancel={close}
        />
      )}
      {created !== undefined && <NewSecret webhook={created} onClose={() => setCreated(undefined)} />}
    </>
  );
}

interface ConfirmActionProps {
  readonly action: Exclude<Action, "edit">;
  readonly webhook: WebhookShape;
  /** Gets the webhook with its new secret, if there is one. */
  onDone(secret: NewWebhookShape | undefined): void;
  onCancel(): void;
}

function ConfirmAction({ action, webhook, onDone, onCancel }: ConfirmActionProps) {
  const { t } = useTexts("webhooks");
  const { client } = useConsole();
  const org = useOrganization();
  const leave = useLeave();
  const { webhookId, name, lag } = webhook;
  const params = { org, webhook: webhookId };
  let secret: NewWebhookShape | undefined;
  async function run() {
    if (action === "delete") await leave(() => client.call(webhookRoutes.deleteWebhook, { params }));
    else if (action === "rotate") {
      secret = await client.call(webhookRoutes.rotateWebhookSecret, { params, body: {} });
    } else {
      const state = action === "off" ? "off" : "on";
      await client.call(webhookRoutes.updateWebhook, { params, body: { state } });
    }
  }
  return (
    <Confirm
      heading={t(`${action}.heading`, { name })}
      text={t(`${action}.text`, { count: lag.events })}
      action={t(action)}
      run={run}
      onDone={() => onDone(secret)}
      onCancel={onCancel}
    />
  );
}
