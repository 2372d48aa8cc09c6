import type { TableProps } from "@cloudscape-design/components/table";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { type AccountLinkShape, accountLinkRoutes } from "../../../../../src/contract/account-links.ts";
import { addressOf } from "../../../api/address-of.ts";
import { keys } from "../../../api/keys.ts";
import { useTexts } from "../../../i18n/use-texts.ts";
import { ListTable } from "../../../lists/list-table.tsx";
import { DEFAULT_SIZE } from "../../../lists/use-list-address.ts";
import { DialogButton } from "../../../objects/dialog-button.tsx";
import { ObjectLink } from "../../../objects/object-link.tsx";
import { Time } from "../../../objects/time.tsx";
import { useConsole, useOrganization } from "../../../shell/console-context.ts";
import { EmptyState } from "../../../states/empty-state.tsx";
import { useShownApplication } from "../shown-application.ts";
import { ImportLinks } from "./import-links.tsx";
import { LinkFilters } from "./link-filters.tsx";
import { isLinkFiltered, LINKS, toLinkQuery } from "./link-search.ts";

/** The links between objects and accounts of an application; files of them are written and read here. */
export function LinksTab() {
  const { t } = useTexts("links");
  const { client } = useConsole();
  const application = useShownApplication();
  const { orgId: org, appId: app } = application;
  const address = useSearch({ from: LINKS });
  const { size = DEFAULT_SIZE, after } = address;
  const asked = { ...toLinkQuery(address), after, limit: size };
  const query = useQuery({
    queryKey: keys.links(org, app, asked),
    queryFn: ({ signal }) =>
      client.call(accountLinkRoutes.listLinks, { params: { org, app }, query: asked, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <section>
      <div className="part-head">
        <h2>{t("heading")}</h2>
        <span className="row-actions">
          <a href={addressOf(accountLinkRoutes.exportLinks, { params: { org, app } })} download>
            {t("export")}
          </a>
          <DialogButton text={t("import")} permission="provisioning:run">
            {(close) => <ImportLinks application={application} onEnd={close} />}
          </DialogButton>
        </span>
      </div>
      <p className="soft">{t("intro")}</p>
      <ListTable
        query={query}
        address={address}
        label={t("heading")}
        columns={useColumns(app)}
        idOf={({ objectId }) => objectId}
        isFiltered={isLinkFiltered(address)}
        filters={<LinkFilters />}
        empty={<EmptyState heading={t("empty.heading")} text={t("empty.text")} />}
      />
    </section>
  );
}

function useColumns(app: string): readonly TableProps.ColumnDefinition<AccountLinkShape>[] {
  const { t } = useTexts("links");
  const org = useOrganization();
  return useMemo(
    () => [
      {
        id: "name",
        header: t("column.object"),
        isRowHeader: true,
        cell: ({ type, objectId, name }) => <ObjectLink type={type} objectId={objectId} name={name} />,
      },
      { id: "type", header: t("column.type"), cell: ({ type }) => t(`type.${type}`) },
      {
        id: "account",
        header: t("column.account"),
        cell: ({ accountId }) => <code translate="no">{accountId}</code>,
      },
      {
        id: "provenance",
        header: t("column.provenance"),
        cell: ({ provenance }) => t(`provenance.${provenance}`),
      },
      { id: "since", header: t("column.since"), cell: ({ since }) => <Time at={since} /> },
      {
        id: "history",
        header: t("column.history"),
        cell: ({ objectId: object, name }) => (
          <Link
            to="/organizations/$org/applications/$app/links/$object"
            params={{ org, app, object }}
            aria-label={t("history.of", { name })}
          >
            {t("history")}
          </Link>
        ),
      },
    ],
    [t, org, app],
  );
}
