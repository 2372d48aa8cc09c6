import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { type WebhookShape, webhookRoutes } from "../../../../src/contract/webhooks.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ReasonList } from "../../objects/reason-list.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole, useMay } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { QueryView } from "../../states/query-view.tsx";
import { DELIVERY_REFRESH_MS, DeliveryList } from "./delivery-list.tsx";
import { Lag } from "./lag.tsx";
import { WebhookActions } from "./webhook-actions.tsx";
import { WebhookState } from "./webhook-state.tsx";
import "../../objects/provisioning.css";
import "./webhooks.css";

/** One webhook: whether it keeps up, why it fails, and what was sent to it. */
export function WebhookPage() {
  const { t } = useTexts("webhooks", "common");
  const { client } = useConsole();
  const may = useMay();
  const { org, webhook } = useParams({ from: "/organizations/$org/webhooks/$webhook" });
  const query = useQuery({
    queryKey: keys.webhook(org, webhook),
    queryFn: ({ signal }) => client.call(webhookRoutes.getWebhook, { params: { org, webhook }, signal }),
    enabled: may("organization:read"),
    refetchInterval: DELIVERY_REFRESH_MS,
  });
  const { data } = query;
  return (
    <Page
      title={data?.name ?? t("title")}
      isName={data !== undefined}
      parent={{ to: "/organizations/$org/webhooks", text: t("common:page.webhooks") }}
      badge={data === undefined ? undefined : <WebhookState webhook={data} />}
      actions={data === undefined ? undefined : <WebhookActions webhook={data} />}
      permission="organization:read"
    >
      <QueryView query={query}>{(found) => <Webhook webhook={found} />}</QueryView>
    </Page>
  );
}

function Webhook({ webhook }: { readonly webhook: WebhookShape }) {
  const { t } = useTexts("webhooks", "common");
  const { url, types, lag, lastSuccessAt, formerSecretUntil, createdAt } = webhook;
  return (
    <div className="provisioning-parts">
      <dl className="summary">
        <div>
          <dt>{t("url")}</dt>
          <dd translate="no">{url}</dd>
        </div>
        <div>
          <dt>{t("lag")}</dt>
          <dd>
            <Lag lag={lag} />
          </dd>
        </div>
        <div>
          <dt>{t("last-success")}</dt>
          <dd>{lastSuccessAt === null ? t("never") : <Time at={lastSuccessAt} />}</dd>
        </div>
        <div>
          <dt>{t("common:created")}</dt>
          <dd>
            <Time at={createdAt} />
          </dd>
        </div>
        {formerSecretUntil !== null && (
          <div>
            <dt>{t("former-secret")}</dt>
            <dd>
              <Time at={formerSecretUntil} />
            </dd>
          </div>
        )}
        <div>
          <dt>{t("types")}</dt>
          <dd>{types === null ? t("types.all") : <code translate="no">{types.join(", ")}</code>}</dd>
        </div>
      </dl>
      <Trouble webhook={webhook} />
      <section>
        <h2 className="section-title">{t("deliveries")}</h2>
        <DeliveryList webhook={webhook.webhookId} />
      </section>
    </div>
  );
}

/** Why messages are not acknowledged, and when the next attempt comes. */
function Trouble({ webhook: { state, failing, lastFailure } }: { readonly webhook: WebhookShape }) {
  const { t } = useTexts("webhooks");
  const { number } = useFormat();
  if (lastFailure === null || (failing === null && state === "on")) return null;
  return (
    <section className="panel">
      <h2>{t("trouble")}</h2>
      {(state === "paused" || state === "gone") && <p>{t(`trouble.${state}`)}</p>}
      <ReasonList reasons={[lastFailure]} />
      <p className="soft">
        <Time at={lastFailure.at} />
        {failing !== null && (
          <>
            {" "}
            · {t("trouble.attempts", { count: failing.attempts, shown: number(failing.attempts) })}
            {state === "on" && (
              <>
                {" "}
                · {t("trouble.next")} <Time at={failing.nextAttemptAt} />
              </>
            )}
          </>
        )}
      </p>
    </section>
  );
}
