import Button from "@cloudscape-design/components/button";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type WebhookShape, webhookRoutes } from "../../../../src/contract/webhooks.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ReasonList } from "../../objects/reason-list.tsx";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { AnswerDialog } from "../../states/answer-dialog.tsx";
import { ErrorState } from "../../states/error-state.tsx";

/** Sends a signed ping and shows whether the receiver acknowledged it. Nothing is changed. */
export function TestWebhook({ webhook }: { readonly webhook: WebhookShape }) {
  const { t } = useTexts("webhooks", "common");
  const { client } = useConsole();
  const org = useOrganization();
  const queries = useQueryClient();
  const { webhookId, name } = webhook;
  const { mutate, reset, isPending, data, error } = useMutation({
    mutationFn: () => client.call(webhookRoutes.testWebhook, { params: { org, webhook: webhookId } }),
    onSettled: () => void queries.invalidateQueries({ queryKey: keys.webhook(org, webhookId) }),
  });
  return (
    <>
      <Button loading={isPending} loadingText={t("common:confirm.busy")} onClick={() => mutate()}>
        {t("test")}
      </Button>
      {(data !== undefined || error !== null) && (
        <AnswerDialog heading={t("test.heading", { name })} onClose={reset}>
          {error !== null && <ErrorState of="action" error={error} />}
          {data !== undefined && (
            <>
              <p>
                {t(data.acknowledged ? "test.ok" : "test.failed", { status: String(data.status ?? "–") })}
              </p>
              {data.failure !== null && <ReasonList reasons={[data.failure]} />}
            </>
          )}
        </AnswerDialog>
      )}
    </>
  );
}
