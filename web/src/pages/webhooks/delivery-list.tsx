import type { TableProps } from "@cloudscape-design/components/table";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { type DeliveryShape, webhookRoutes } from "../../../../src/contract/webhooks.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { DEFAULT_SIZE } from "../../lists/use-list-address.ts";
import { BodyText } from "../../objects/body-text.tsx";
import { ReasonList } from "../../objects/reason-list.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { EmptyState } from "../../states/empty-state.tsx";
import { ResendDelivery } from "./resend-delivery.tsx";

/**
 * No stream reports deliveries. A person who looks at a webhook is often setting up its receiver, and the first attempts at a
 * message follow each other within seconds.
 */
export const DELIVERY_REFRESH_MS = 5_000;
const LOOKS = {
  intended: "quiet",
  acknowledged: "success",
  failed: "failure",
  unknown: "warm",
} as const;

/** The attempts at the messages of a webhook, newest first, with what was sent and answered. */
export function DeliveryList({ webhook }: { readonly webhook: string }) {
  const { t } = useTexts("webhooks");
  const { client } = useConsole();
  const org = useOrganization();
  const address = useSearch({ from: "/organizations/$org/webhooks/$webhook" });
  const { after, size = DEFAULT_SIZE } = address;
  const asked = { after, limit: size };
  const query = useQuery({
    queryKey: keys.deliveries(org, webhook, asked),
    queryFn: ({ signal }) =>
      client.call(webhookRoutes.listDeliveries, { params: { org, webhook }, query: asked, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: after === undefined ? DELIVERY_REFRESH_MS : false,
  });
  return (
    <ListTable
      query={query}
      address={address}
      label={t("deliveries")}
      columns={useColumns(webhook)}
      idOf={({ deliveryId }) => deliveryId}
      isFiltered={false}
      empty={<EmptyState heading={t("deliveries.none")} text={t("deliveries.none-help")} />}
    />
  );
}

function useColumns(webhook: string): readonly TableProps.ColumnDefinition<DeliveryShape>[] {
  const { t } = useTexts("webhooks");
  const { number } = useFormat();
  const mayWrite = useMay()("organization:write");
  return useMemo(
    () => [
      { id: "at", header: t("delivery.at"), cell: ({ sentAt }) => <Time at={sentAt} /> },
      {
        id: "state",
        header: t("delivery.state"),
        cell: ({ state, status }) => (
          <>
            <span className={`badge badge-${LOOKS[state]}`}>{t(`delivery.${state}`)}</span>{" "}
            {status !== null && <code translate="no">{status}</code>}
          </>
        ),
      },
      {
        id: "content",
        header: t("delivery.content"),
        cell: ({ kind, events }) =>
          kind === "ping"
            ? t("delivery.ping")
            : t("delivery.events", { count: events, shown: number(events) }),
      },
      { id: "attempt", header: t("delivery.attempt"), cell: ({ attempt }) => number(attempt) },
      {
        id: "answer",
        header: t("delivery.exchange"),
        minWidth: 280,
        cell: (delivery) => (
          <>
            {delivery.failure !== null && <ReasonList reasons={[delivery.failure]} />}
            <Exchange delivery={delivery} />
            {mayWrite && delivery.kind === "events" && delivery.state !== "intended" && (
              <ResendDelivery webhook={webhook} delivery={delivery} />
            )}
          </>
        ),
      },
    ],
    [t, number, mayWrite, webhook],
  );
}

function Exchange({ delivery: { exchange } }: { readonly delivery: DeliveryShape }) {
  const { t } = useTexts("webhooks");
  if (exchange === null) return null;
  if (exchange.withheld) return <p className="soft">{t("delivery.withheld")}</p>;
  return (
    <details className="delivery">
      <summary>{t("delivery.show")}</summary>
      <div className="delivery-sides">
        <BodyText label={t("delivery.request")} text={JSON.stringify(exchange.request, undefined, 2)} />
        <BodyText label={t("delivery.response")} text={JSON.stringify(exchange.response, undefined, 2)} />
      </div>
    </details>
  );
}
