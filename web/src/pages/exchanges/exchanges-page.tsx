import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { exchangeRoutes } from "../../../../src/contract/exchanges.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { DEFAULT_SIZE } from "../../lists/use-list-address.ts";
import { useApplications } from "../../objects/use-applications.ts";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { EmptyState } from "../../states/empty-state.tsx";
import { QueryView } from "../../states/query-view.tsx";
import { useExchangeColumns } from "./exchange-columns.tsx";
import { ExchangeFilters } from "./exchange-filters.tsx";

/** The recorded requests to the target of one application: the one of the address, or the first. */
export function ExchangesPage() {
  const { t } = useTexts("exchanges", "common");
  const query = useApplications();
  return (
    <Page title={t("common:page.exchanges")} intro={t("intro")} permission="provisioning:read">
      <QueryView query={query}>{({ items }) => <OfApplication applications={items} />}</QueryView>
    </Page>
  );
}

function OfApplication({ applications }: { readonly applications: readonly ApplicationShape[] }) {
  const { t } = useTexts("exchanges");
  const { app } = useSearch({ from: "/organizations/$org/exchanges" });
  const chosen = app ?? applications[0]?.appId;
  if (chosen === undefined) {
    return <EmptyState heading={t("no-application.heading")} text={t("no-application.text")} />;
  }
  return <Exchanges app={chosen} applications={applications} />;
}

interface ExchangesProps {
  readonly app: string;
  readonly applications: readonly ApplicationShape[];
}

function Exchanges({ app, applications }: ExchangesProps) {
  const { t } = useTexts("exchanges");
  const { client } = useConsole();
  const org = useOrganization();
  const address = useSearch({ from: "/organizations/$org/exchanges" });
  const { after, failed, httpStatus, cycle, object, step, size = DEFAULT_SIZE } = address;
  const asked = {
    after,
    failed: failed === true ? "true" : undefined,
    status: httpStatus,
    cycle,
    object,
    step,
    content: "false",
    limit: size,
  };
  const query = useQuery({
    queryKey: keys.exchanges(org, app, asked),
    queryFn: ({ signal }) =>
      client.call(exchangeRoutes.listExchanges, { params: { org, app }, query: asked, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <ListTable
      stacks
      query={query}
      address={address}
      label={t("table")}
      columns={useExchangeColumns()}
      idOf={({ id }) => id}
      isFiltered={[failed, httpStatus, cycle, object, step].some((each) => each !== undefined)}
      filters={<ExchangeFilters app={app} applications={applications} />}
      empty={<EmptyState heading={t("empty.heading")} text={t("empty.text")} />}
    />
  );
}
