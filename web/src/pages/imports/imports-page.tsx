import type { TableProps } from "@cloudscape-design/components/table";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { type ImportResult, importRoutes } from "../../../../src/contract/imports.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { DEFAULT_SIZE } from "../../lists/use-list-address.ts";
import { ButtonLink } from "../../objects/button-link.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { EmptyState } from "../../states/empty-state.tsx";
import { ImportState, isOpen } from "./import-state.tsx";
import { RunNotice } from "./run-notice.tsx";

/** How often the list is read again while one of its imports is in progress. */
const POLL_MS = 2_000;

/** The imports of the organization, newest first. */
export function ImportsPage() {
  const { t } = useTexts("imports", "common");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const address = useSearch({ from: "/organizations/$org/imports" });
  const { after, size = DEFAULT_SIZE } = address;
  const asked = { after, limit: size };
  const query = useQuery({
    queryKey: keys.importList(org, asked),
    queryFn: ({ signal }) => client.call(importRoutes.listImports, { params: { org }, query: asked, signal }),
    placeholderData: keepPreviousData,
    enabled: may("directory:read"),
    refetchInterval: ({ state: { data } }) => (data?.items.some(isOpen) === true ? POLL_MS : false),
  });
  return (
    <Page
      title={t("common:page.imports")}
      intro={t("intro")}
      permission="directory:read"
      actions={may("directory:import") ? <Begin /> : undefined}
    >
      <RunNotice />
      <ListTable
        query={query}
        address={address}
        label={t("table")}
        columns={useColumns()}
        idOf={({ importId }) => importId}
        isFiltered={false}
        empty={<EmptyState heading={t("empty.heading")} text={t("empty.text")} />}
      />
    </Page>
  );
}

function Begin() {
  const { t } = useTexts("imports");
  const org = useOrganization();
  return (
    <ButtonLink to="/organizations/$org/imports/new" params={{ org }}>
      {t("begin")}
    </ButtonLink>
  );
}

function useColumns(): readonly TableProps.ColumnDefinition<ImportResult>[] {
  const { t } = useTexts("imports");
  const { number } = useFormat();
  const org = useOrganization();
  return useMemo(
    () => [
      {
        id: "source",
        header: t("column.source"),
        isRowHeader: true,
        cell: ({ importId, source }) => (
          <Link to="/organizations/$org/imports/$import" params={{ org, import: importId }} translate="no">
            {source}
          </Link>
        ),
      },
      { id: "at", header: t("column.at"), cell: ({ createdAt }) => <Time at={createdAt} /> },
      { id: "state", header: t("column.state"), cell: (each) => <ImportState result={each} /> },
      { id: "people", header: t("people"), cell: ({ people }) => number(people) },
      { id: "groups", header: t("groups"), cell: ({ groups }) => number(groups) },
      { id: "created", header: t("count.created"), cell: ({ created }) => number(created) },
      { id: "updated", header: t("count.updated"), cell: ({ updated }) => number(updated) },
      { id: "leavers", header: t("count.leavers"), cell: ({ leavers }) => number(leavers) },
    ],
    [t, number, org],
  );
}
