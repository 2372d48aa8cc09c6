import type { TableProps } from "@cloudscape-design/components/table";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useId, useMemo } from "react";
import { directoryRoutes, type UserEntry } from "../../../../src/contract/directory.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { SearchBox } from "../../lists/search-box.tsx";
import { toListQuery, useListAddress } from "../../lists/use-list-address.ts";
import { DialogButton } from "../../objects/dialog-button.tsx";
import { StateBadge } from "../../objects/state-badge.tsx";
import { useOriginColumns } from "../../objects/use-origin-columns.tsx";
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
  const asked = toListQuery(address);
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
  const navigate = useNavigate();
  return (
    <DialogButton variant="primary" text={t("create")} permission="directory:write">
      {(close) => (
        <UserForm
          onDone={(user) => void navigate({ to: "/organizations/$org/users/$user", params: { org, user } })}
          onCancel={close}
        />
      )}
    </DialogButton>
  );
}

function useColumns(): readonly TableProps.ColumnDefinition<UserEntry>[] {
  const { t } = useTexts("users");
  const origin = useOriginColumns<UserEntry>();
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
      ...origin,
    ],
    [t, org, origin],
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
