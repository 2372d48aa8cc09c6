import type { TableProps } from "@cloudscape-design/components/table";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useId, useMemo } from "react";
import {
  type RejectedRequestShape,
  rejectedRequestRoutes,
} from "../../../../src/contract/rejected-requests.ts";
import { tokenRoutes } from "../../../../src/contract/tokens.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { DEFAULT_SIZE, useListAddress } from "../../lists/use-list-address.ts";
import { ButtonLink } from "../../objects/button-link.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { EmptyState } from "../../states/empty-state.tsx";

const FROM = "/organizations/$org/rejected-requests";
/** The statuses that SCIM requests are most often rejected with. Any other one is shown when the address has it. */
const STATUSES = [400, 404, 409, 412, 413];

/** SCIM requests that were rejected for their content, newest first. */
export function RejectedRequestsPage() {
  const { t } = useTexts("rejected-requests", "common");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const address = useSearch({ from: FROM });
  const { after, token, httpStatus, size = DEFAULT_SIZE } = address;
  const asked = { after, token, status: httpStatus, limit: size };
  const query = useQuery({
    queryKey: keys.rejectedRequests(org, asked),
    queryFn: ({ signal }) =>
      client.call(rejectedRequestRoutes.listRejectedRequests, { params: { org }, query: asked, signal }),
    placeholderData: keepPreviousData,
    enabled: may("directory:read"),
  });
  return (
    <Page
      title={t("common:page.rejected-requests")}
      intro={t("intro")}
      actions={
        may("organization:write") && (
          <ButtonLink to="/organizations/$org/rejected-requests/replay" params={{ org }}>
            {t("paste")}
          </ButtonLink>
        )
      }
      permission="directory:read"
    >
      <ListTable
        query={query}
        address={address}
        label={t("table")}
        columns={useColumns()}
        idOf={({ requestId }) => requestId}
        isFiltered={token !== undefined || httpStatus !== undefined}
        filters={<Filters />}
        empty={<EmptyState heading={t("empty.heading")} text={t("empty.text")} />}
      />
    </Page>
  );
}

function useColumns(): readonly TableProps.ColumnDefinition<RejectedRequestShape>[] {
  const { t } = useTexts("rejected-requests");
  const org = useOrganization();
  return useMemo(
    () => [
      { id: "at", header: t("column.at"), cell: ({ at }) => <Time at={at} /> },
      {
        id: "request",
        header: t("column.request"),
        isRowHeader: true,
        minWidth: 220,
        cell: ({ requestId, method, path }) => (
          <Link
            to="/organizations/$org/rejected-requests/$request"
            params={{ org, request: requestId }}
            translate="no"
          >
            <code>
              {method} {path}
            </code>
          </Link>
        ),
      },
      {
        id: "status",
        header: t("column.status"),
        cell: ({ status, scimType }) => (
          <code>
            {status} {scimType}
          </code>
        ),
      },
      { id: "detail", header: t("column.detail"), minWidth: 260, cell: ({ detail }) => detail },
      { id: "token", header: t("column.token"), cell: ({ tokenName }) => tokenName },
    ],
    [t, org],
  );
}

function Filters() {
  const { t } = useTexts("rejected-requests");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const id = useId();
  const address = useSearch({ from: FROM });
  const { change } = useListAddress(address);
  const { token = "", httpStatus } = address;
  const tokens = useQuery({
    queryKey: keys.tokenList(org),
    queryFn: async ({ signal }) => {
      const { items } = await client.call(tokenRoutes.listTokens, { params: { org }, signal });
      return { items: [...items].reverse(), next: null };
    },
    enabled: may("organization:read"),
  });
  const known = (tokens.data?.items ?? []).filter(({ kind }) => kind === "scim");
  const statuses = httpStatus === undefined ? STATUSES : [...new Set([...STATUSES, httpStatus])].sort();
  return (
    <>
      <span className="filter">
        <label htmlFor={`${id}-token`}>{t("filter.token")}</label>
        <select
          id={`${id}-token`}
          value={token}
          onChange={({ target }) => change({ token: target.value === "" ? undefined : target.value })}
        >
          <option value="">{t("filter.token.all")}</option>
          {known.map(({ tokenId, name }) => (
            <option key={tokenId} value={tokenId} translate="no">
              {name}
            </option>
          ))}
        </select>
      </span>
      <span className="filter">
        <label htmlFor={`${id}-status`}>{t("filter.status")}</label>
        <select
          id={`${id}-status`}
          value={httpStatus ?? ""}
          onChange={({ target }) =>
            change({ httpStatus: target.value === "" ? undefined : Number(target.value) })
          }
        >
          <option value="">{t("filter.status.all")}</option>
          {statuses.map((status) => (
            <option key={status} value={status}>
              {status}
            </option>
          ))}
        </select>
      </span>
    </>
  );
}
