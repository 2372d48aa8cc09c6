import Button from "@cloudscape-design/components/button";
import type { TableProps } from "@cloudscape-design/components/table";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useId, useMemo, useState } from "react";
import { directoryRoutes, type UserEntry } from "../../../../src/contract/directory.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { SearchBox } from "../../lists/search-box.tsx";
import { DEFAULT_SIZE, useListAddress } from "../../lists/use-list-address.ts";
import { SourceName } from "../../objects/source-name.tsx";
import { StateBadge } from "../../objects/state-badge.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { EmptyState } from "../../states/empty-state.tsx";
import { UserForm } from "./user-form.tsx";

/** The users of the directory, searched and filtered by the server. */
export function UsersPage() {
  const { t } = useTexts("users", "common");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const address = useSearch({ from: "/organizations/$org/users" });
  const { size = DEFAULT_SIZE, descending, ...rest } = address;
  const asked = { ...rest, limit: size, descending: descending === true ? "true" : undefined };
  const query = useQuery({
    queryKey: keys.users(org, asked),
    queryFn: ({ signal }) =>
      client.call(directoryRoutes.listUsers, { params: { org }, query: asked, signal }),
    placeholderData: keepPreviousData,
    enabled: may("directory:read"),
  });
  return (
    <Page title={t("common:page.users")} actions={<CreateUser />} permission="directory:read">
      <ListTable
        query={query}
        address={address}
        label={t("table")}
        columns={useColumns()}
        idOf={({ userId }) => userId}
        isFiltered={address.search !== undefined || address.state !== undefined}
        filters={<Filters />}
        empty={<EmptyState heading={t("empty.heading")} text={t("empty.text")} />}
      />
    </Page>
  );
}

function CreateUser() {
  const { t } = useTexts("users");
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
        <UserForm
          onDone={(user) => void navigate({ to: "/organizations/$org/users/$user", params: { org, user } })}
          onCancel={() => setOpen(false)}
        />
      )}
    </>
  );
}

function useColumns(): readonly TableProps.ColumnDefinition<UserEntry>[] {
  const { t } = useTexts("users", "common");
  const org = useOrganization();
  return useMemo(
    () => [
      {
        id: "name",
        header: t("column.name"),
        isRowHeader: true,
        cell: ({ userId, displayName, userName }) => (
          <Link to="/organizations/$org/users/$user" params={{ org, user: userId }}>
            {displayName ?? userName}
          </Link>
        ),
      },
      {
        id: "userName",
        header: t("column.user-name"),
        sortingField: "name",
        cell: ({ userName }) => userName,
      },
      { id: "state", header: t("column.state"), cell: ({ state }) => <StateBadge state={state} /> },
      { id: "source", header: t("common:source"), cell: ({ source }) => <SourceName source={source} /> },
      {
        id: "created",
        header: t("common:created"),
        sortingField: "created",
        cell: ({ createdAt }) => <Time at={createdAt} />,
      },
      { id: "changed", header: t("common:changed"), cell: ({ modifiedAt }) => <Time at={modifiedAt} /> },
    ],
    [t, org],
  );
}

function Filters() {
  const { t } = useTexts("users", "common");
  const id = useId();
  const address = useSearch({ from: "/organizations/$org/users" });
  const { change } = useListAddress(address);
  return (
    <>
      <SearchBox
        label={t("search.label")}
        placeholder={t("search.placeholder")}
        value={address.search}
        onChange={(search) => change({ search })}
      />
      <span className="filter">
        <label htmlFor={id}>{t("filter.state")}</label>
        <select
          id={id}
          value={address.state ?? ""}
          onChange={({ target }) => change({ state: stateOf(target.value) })}
        >
          <option value="">{t("filter.state.all")}</option>
          <option value="active">{t("common:state.active")}</option>
          <option value="inactive">{t("common:state.inactive")}</option>
        </select>
      </span>
    </>
  );
}

function stateOf(text: string): "active" | "inactive" | undefined {
  return text === "active" || text === "inactive" ? text : undefined;
}
