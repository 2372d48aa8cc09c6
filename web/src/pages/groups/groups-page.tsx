import Button from "@cloudscape-design/components/button";
import type { TableProps } from "@cloudscape-design/components/table";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { directoryRoutes, type GroupEntry } from "../../../../src/contract/directory.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { SearchBox } from "../../lists/search-box.tsx";
import { DEFAULT_SIZE, useListAddress } from "../../lists/use-list-address.ts";
import { SourceName } from "../../objects/source-name.tsx";
import { Time } from "../../objects/time.tsx";
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
  const { size = DEFAULT_SIZE, descending, ...rest } = address;
  const asked = { ...rest, limit: size, descending: descending === true ? "true" : undefined };
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
  const may = useMay();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  if (!may("directory:write")) return null;
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        {t("create")}
      </Button>
      {isOpen && (
        <GroupForm
          onDone={(group) =>
            void navigate({ to: "/organizations/$org/groups/$group", params: { org, group } })
          }
          onCancel={() => setOpen(false)}
        />
      )}
    </>
  );
}

function useColumns(): readonly TableProps.ColumnDefinition<GroupEntry>[] {
  const { t } = useTexts("groups", "common");
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
      { id: "source", header: t("common:source"), cell: ({ source }) => <SourceName source={source} /> },
      {
        id: "created",
        header: t("common:created"),
        sortingField: "created",
        cell: ({ createdAt }) => <Time at={createdAt} />,
      },
      { id: "changed", header: t("common:changed"), cell: ({ modifiedAt }) => <Time at={modifiedAt} /> },
    ],
    [t, number, org],
  );
}
