import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { ApplicationShape } from "../../../../src/contract/applications.ts";
import { recordRoutes } from "../../../../src/contract/records.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { DEFAULT_SIZE } from "../../lists/use-list-address.ts";
import { useApplications } from "../../objects/use-applications.ts";
import { useConsole, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { EmptyState } from "../../states/empty-state.tsx";
import { QueryView } from "../../states/query-view.tsx";
import { useLogColumns } from "./log-columns.tsx";
import { toLogFilter } from "./log-filter.ts";
import { LogFilters } from "./log-filters.tsx";

/** The provisioning log of one application at a time: the one of the address, or the first. */
export function LogPage() {
  const { t } = useTexts("log", "common");
  const query = useApplications();
  return (
    <Page title={t("common:page.log")} permission="provisioning:read">
      <QueryView query={query}>{({ items }) => <Log applications={items} />}</QueryView>
    </Page>
  );
}

function Log({ applications }: { readonly applications: readonly ApplicationShape[] }) {
  const { t } = useTexts("log");
  const { app } = useSearch({ from: "/organizations/$org/log" });
  const chosen = app ?? applications[0]?.appId;
  if (chosen === undefined) {
    return <EmptyState heading={t("no-application.heading")} text={t("no-application.text")} />;
  }
  return <Entries app={chosen} applications={applications} />;
}

interface EntriesProps {
  readonly app: string;
  readonly applications: readonly ApplicationShape[];
}

function Entries({ app, applications }: EntriesProps) {
  const { t } = useTexts("log");
  const { client } = useConsole();
  const org = useOrganization();
  const address = useSearch({ from: "/organizations/$org/log" });
  const { after, size = DEFAULT_SIZE } = address;
  const filter = toLogFilter(address);
  const asked = { ...filter, after, limit: size };
  const query = useQuery({
    queryKey: keys.log(org, app, asked),
    queryFn: ({ signal }) =>
      client.call(recordRoutes.listLog, { params: { org, app }, query: asked, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <ListTable
      stacks
      query={query}
      address={address}
      label={t("table")}
      columns={useLogColumns()}
      idOf={({ id }) => id}
      isFiltered={Object.values(filter).some((each) => each !== undefined)}
      filters={<LogFilters app={app} applications={applications} />}
      empty={<EmptyState heading={t("empty.heading")} text={t("empty.text")} />}
    />
  );
}
