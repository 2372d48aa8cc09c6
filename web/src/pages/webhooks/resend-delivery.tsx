import Button from "@cloudscape-design/components/button";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type DeliveryShape, webhookRoutes } from "../../../../src/contract/webhooks.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ReasonList } from "../../objects/reason-list.tsx";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { AnswerDialog } from "../../states/answer-dialog.tsx";
import { ErrorState } from "../../states/error-state.tsx";

interface ResendProps {
  readonly webhook: string;
  readonly delivery: DeliveryShape;
}

/** Sends one message once more and shows whether the receiver acknowledged it. */
export function ResendDelivery({ webhook, delivery }: ResendProps) {
  const { t } = useTexts("webhooks", "common");
  const { client } = useConsole();
  const { dateTime } = useFormat();
  const org = useOrganization();
  const queries = useQueryClient();
  const { deliveryId, sentAt } = delivery;
  const { mutate, reset, isPending, data, error } = useMutation({
    mutationFn: () =>
      client.call(webhookRoutes.resendDelivery, { params: { org, webhook, delivery: deliveryId } }),
    onSettled: () => void queries.invalidateQueries({ queryKey: keys.webhook(org, webhook) }),
  });
  return (
    <>
      <Button
        variant="inline-link"
        loading={isPending}
        loadingText={t("common:confirm.busy")}
        ariaLabel={t("resend.of", { at: dateTime(sentAt) })}
        onClick={() => mutate()}
      >
        {t("resend")}
      </Button>
      {(data !== undefined || error !== null) && (
        <AnswerDialog heading={t("resend.heading", { at: dateTime(sentAt) })} onClose={reset}>
          {error !== null && <ErrorState of="action" error={error} />}
          {data !== undefined && (
            <>
              <p>
                {t(data.acknowledged ? "resend.ok" : "resend.failed", { status: String(data.status ?? "–") })}
              </p>
              {data.failure !== null && <ReasonList reasons={[data.failure]} />}
            </>
          )}
        </AnswerDialog>
      )}
    </>
  );
}
