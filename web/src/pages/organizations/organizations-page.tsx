import Button from "@cloudscape-design/components/button";
import type { TableProps } from "@cloudscape-design/components/table";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { type Organization, organizationRoutes } from "../../../../src/contract/organizations.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { SearchBox } from "../../lists/search-box.tsx";
import { useListAddress } from "../../lists/use-list-address.ts";
import { Time } from "../../objects/time.tsx";
import { useConsole } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { EmptyState } from "../../states/empty-state.tsx";
import { Administrators } from "./administrators.tsx";
import { DeleteOrganization } from "./delete-organization.tsx";
import { InstanceProviders } from "./instance-providers.tsx";
import { OrganizationForm } from "./organization-form.tsx";
import "../../objects/panel.css";

/** More are found by a search. */
const LISTED_MAX = 100;
/** While the records of a deleted organization are being removed. */
const REMOVAL_REFRESH_MS = 5_000;

/** The organizations of the installation, and the persons who administer it. */
export function OrganizationsPage() {
  const { t } = useTexts("organizations", "common");
  const { client, session } = useConsole();
  const mayRead = session.instance.includes("instance");
  const { search } = useSearch({ from: "/_frame/instance/organizations" });
  const { change } = useListAddress({ search });
  const asked = { search, limit: LISTED_MAX };
  const query = useQuery({
    queryKey: keys.organizations(asked),
    queryFn: async ({ signal }) => {
      const { items, deleting } = await client.call(organizationRoutes.listOrganizations, {
        query: asked,
        signal,
      });
      return { items, deleting, next: null };
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data?.deleting.length ? REMOVAL_REFRESH_MS : false),
    enabled: mayRead,
  });
  const [action, setAction] = useState<Action>();
  const close = () => setAction(undefined);
  return (
    <Page
      title={t("common:page.organizations")}
      permission="instance"
      actions={
        mayRead && (
          <Button variant="primary" onClick={() => setAction({ kind: "create" })}>
            {t("create")}
          </Button>
        )
      }
    >
      <ListTable
        query={query}
        address={{ search }}
        label={t("common:page.organizations")}
        columns={useColumns(setAction)}
        idOf={({ orgId }) => orgId}
        isFiltered={search !== undefined}
        filters={
          <SearchBox
            label={t("search")}
            placeholder={t("search.placeholder")}
            value={search}
            onChange={(text) => change({ search: text })}
          />
        }
        empty={<EmptyState heading={t("empty.heading")} text={t("empty.text")} />}
      />
      {query.data?.items.length === LISTED_MAX && <p className="soft">{t("more", { count: LISTED_MAX })}</p>}
      {query.data?.deleting.map(({ orgId, name }) => (
        <p key={orgId} className="soft">
          {t("deleting", { name })}
        </p>
      ))}
      <div className="panels panels-below">
        <Administrators />
        <InstanceProviders />
      </div>
      {action !== undefined && <Dialog action={action} onClose={close} />}
    </Page>
  );
}

/** What a person is about to do. */
type Action =
  | { readonly kind: "create" }
  | { readonly kind: "change" | "delete"; readonly organization: Organization };

function Dialog({ action, onClose }: { readonly action: Action; onClose(): void }) {
  if (action.kind === "create") return <OrganizationForm onDone={onClose} onCancel={onClose} />;
  const { kind, organization } = action;
  const props = { organization, onDone: onClose, onCancel: onClose };
  return kind === "change" ? <OrganizationForm {...props} /> : <DeleteOrganization {...props} />;
}

function useColumns(
  onAction: (action: Action) => void,
): readonly TableProps.ColumnDefinition<Organization>[] {
  const { t } = useTexts("organizations", "common");
  const { number } = useFormat();
  return useMemo(
    () => [
      {
        id: "name",
        header: t("name"),
        isRowHeader: true,
        cell: ({ orgId, name }) => (
          <Link to="/organizations/$org" params={{ org: orgId }} translate="no">
            {name}
          </Link>
        ),
      },
      { id: "users", header: t("common:page.users"), cell: ({ users }) => number(users) },
      { id: "groups", header: t("common:page.groups"), cell: ({ groups }) => number(groups) },
      {
        id: "kept",
        header: t("kept.column"),
        cell: ({ softDeleteDays: count }) => (count === 0 ? t("kept.not") : t("kept.days", { count })),
      },
      { id: "created", header: t("common:created"), cell: ({ createdAt }) => <Time at={createdAt} /> },
      {
        id: "change",
        header: t("actions"),
        cell: (organization) => (
          <span className="table-actions">
            {(["change", "delete"] as const).map((kind) => (
              <button
                key={kind}
                type="button"
                className="link-button table-action"
                aria-label={t(`${kind}.of`, { name: organization.name })}
                onClick={() => onAction({ kind, organization })}
              >
                {t(kind)}
              </button>
            ))}
          </span>
        ),
      },
    ],
    [t, number, onAction],
  );
}
