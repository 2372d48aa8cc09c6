import type { TableProps } from "@cloudscape-design/components/table";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { type WebhookShape, webhookRoutes } from "../../../../src/contract/webhooks.ts";
import { keys } from "../../api/keys.ts";
import { REFRESH_MS } from "../../api/live.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { EmptyState } from "../../states/empty-state.tsx";
import { CreateWebhook } from "./create-webhook.tsx";
import { Lag } from "./lag.tsx";
import { WebhookState } from "./webhook-state.tsx";
import "./webhooks.css";

/** The server answers all webhooks at once. */
const WHOLE = {};

/** The webhooks of the organization, with their state and what they have not acknowledged. */
export function WebhooksPage() {
  const { t } = useTexts("webhooks", "common");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const query = useQuery({
    queryKey: keys.webhookList(org),
    queryFn: async ({ signal }) => {
      const { items } = await client.call(webhookRoutes.listWebhooks, { params: { org }, signal });
      return { items, next: null };
    },
    enabled: may("organization:read"),
    refetchInterval: REFRESH_MS,
  });
  return (
    <Page
      title={t("common:page.webhooks")}
      intro={t("intro")}
      actions={<CreateWebhook />}
      permission="organization:read"
    >
      <ListTable
        query={query}
        address={WHOLE}
        label={t("table")}
        columns={useColumns()}
        idOf={({ webhookId }) => webhookId}
        isFiltered={false}
        empty={<EmptyState heading={t("empty.heading")} text={t("empty.text")} />}
      />
      <p className="webhooks-feed">
        <Link to="/organizations/$org/events" params={{ org }}>
          {t("feed")}
        </Link>
      </p>
    </Page>
  );
}

function useColumns(): readonly TableProps.ColumnDefinition<WebhookShape>[] {
  const { t } = useTexts("webhooks");
  const org = useOrganization();
  return useMemo(
    () => [
      {
        id: "name",
        header: t("name"),
        isRowHeader: true,
        cell: ({ webhookId, name }) => (
          <Link
            to="/organizations/$org/webhooks/$webhook"
            params={{ org, webhook: webhookId }}
            translate="no"
          >
            {name}
          </Link>
        ),
      },
      { id: "state", header: t("state"), cell: (webhook) => <WebhookState webhook={webhook} /> },
      { id: "url", header: t("url"), cell: ({ url }) => <span translate="no">{url}</span> },
      { id: "lag", header: t("lag"), cell: ({ lag }) => <Lag lag={lag} /> },
      {
        id: "success",
        header: t("last-success"),
        cell: ({ lastSuccessAt }) => (lastSuccessAt === null ? t("never") : <Time at={lastSuccessAt} />),
      },
    ],
    [t, org],
  );
}
