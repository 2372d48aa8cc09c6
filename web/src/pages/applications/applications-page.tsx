import type { TableProps } from "@cloudscape-design/components/table";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { type ApplicationShape, applicationRoutes } from "../../../../src/contract/applications.ts";
import { keys } from "../../api/keys.ts";
import { useRefresh } from "../../api/live.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { NewApplication } from "../../objects/new-application.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { EmptyState } from "../../states/empty-state.tsx";
import { ApplicationState } from "./application-state.tsx";
import { RunCycle } from "./start-cycle.tsx";
import { TestConnection } from "./test-connection.tsx";

/** The server answers all applications at once. */
const WHOLE = {};

/** The applications of the organization, with their state, last cycle and numbers. */
export function ApplicationsPage() {
  const { t } = useTexts("applications", "common");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const query = useQuery({
    queryKey: keys.applicationList(org),
    queryFn: async ({ signal }) => {
      const { items } = await client.call(applicationRoutes.findApplications, { query: { org }, signal });
      return { items, next: null };
    },
    enabled: may("applications:read"),
    refetchInterval: useRefresh(),
  });
  return (
    <Page title={t("common:page.applications")} actions={<NewApplication />} permission="applications:read">
      <ListTable
        query={query}
        address={WHOLE}
        label={t("table")}
        columns={useColumns()}
        idOf={({ appId }) => appId}
        isFiltered={false}
        empty={<EmptyState heading={t("empty.heading")} text={t("empty.text")} action={<NewApplication />} />}
      />
    </Page>
  );
}

function useColumns(): readonly TableProps.ColumnDefinition<ApplicationShape>[] {
  const { t } = useTexts("applications");
  const { number } = useFormat();
  const org = useOrganization();
  const mayAct = useMay()("provisioning:retry");
  return useMemo(() => {
    const actions: TableProps.ColumnDefinition<ApplicationShape> = {
      id: "actions",
      header: t("column.actions"),
      cell: (application) => (
        <span className="row-actions">
          <RunCycle application={application} variant="inline-link" />
          <TestConnection application={application} variant="inline-link" />
        </span>
      ),
    };
    return [
      {
        id: "name",
        header: t("column.name"),
        isRowHeader: true,
        cell: ({ appId, name }) => (
          <Link to="/organizations/$org/applications/$app" params={{ org, app: appId }} translate="no">
            {name}
          </Link>
        ),
      },
      {
        id: "state",
        header: t("column.state"),
        cell: (application) => <ApplicationState application={application} />,
      },
      {
        id: "cycle",
        header: t("column.last-cycle"),
        cell: ({ lastCycle }) =>
          lastCycle === null ? t("cycle.none") : <Time at={lastCycle.endedAt ?? lastCycle.startedAt} />,
      },
      {
        id: "accounts",
        header: t("column.accounts"),
        cell: ({ links }) => number(links.users + links.groups),
      },
      {
        id: "waiting",
        header: t("column.waiting"),
        cell: ({ pending, parked }) => number(pending + parked),
      },
      { id: "held", header: t("column.held"), cell: ({ held }) => number(held) },
      ...(mayAct ? [actions] : []),
    ];
  }, [t, number, org, mayAct]);
}
