import type { TableProps } from "@cloudscape-design/components/table";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { directoryRoutes, type GroupEntry } from "../../../../src/contract/directory.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { SearchBox } from "../../lists/search-box.tsx";
import { toListQuery, useListAddress } from "../../lists/use-list-address.ts";
import { DialogButton } from "../../objects/dialog-button.tsx";
import { useOriginColumns } from "../../objects/use-origin-columns.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { EmptyState } from "../../states/empty-state.tsx";
import { GroupForm } from "./group-form.tsx";

/** The groups of the directory, searched by the server. */
export function GroupsPage() {
  const { t } = useTexts("groups", "common");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const address = useSearch({ from: "/organizations/$org/groups" });
  const { change } = useListAddress(address);
  const asked = toListQuery(address);
  const query = useQuery({
    queryKey: keys.groups(org, asked),
    queryFn: ({ signal }) =>
      client.call(directoryRoutes.listGroups, { params: { org }, query: asked, signal }),
    placeholderData: keepPreviousData,
    enabled: may("directory:read"),
  });
  return (
    <Page title={t("common:page.groups")} actions={<CreateGroup />} permission="directory:read">
      <ListTable
        query={query}
        address={address}
        label={t("table")}
        columns={useColumns()}
        idOf={({ groupId }) => groupId}
        isFiltered={address.search !== undefined}
        filters={
          <SearchBox
            label={t("search.label")}
            placeholder={t("search.placeholder")}
            value={address.search}
            onChange={(search) => change({ search })}
          />
        }
        empty={<EmptyState heading={t("empty.heading")} text={t("empty.text")} />}
      />
    </Page>
  );
}

function CreateGroup() {
  const { t } = useTexts("groups");
  const org = useOrganization();
  const navigate = useNavigate();
  return (
    <DialogButton variant="primary" text={t("create")} permission="directory:write">
      {(close) => (
        <GroupForm
          onDone={(group) =>
            void navigate({ to: "/organizations/$org/groups/$group", params: { org, group } })
          }
          onCancel={close}
        />
      )}
    </DialogButton>
  );
}

function useColumns(): readonly TableProps.ColumnDefinition<GroupEntry>[] {
  const { t } = useTexts("groups");
  const origin = useOriginColumns<GroupEntry>();
  const { number } = useFormat();
  const org = useOrganization();
  return useMemo(
    () => [
      {
        id: "name",
        header: t("column.name"),
        isRowHeader: true,
        sortingField: "name",
        cell: ({ groupId, displayName }) => (
          <Link to="/organizations/$org/groups/$group" params={{ org, group: groupId }}>
            {displayName}
          </Link>
        ),
      },
      { id: "members", header: t("column.members"), cell: ({ members }) => number(members) },
      ...origin,
    ],
    [t, number, org, origin],
  );
}
