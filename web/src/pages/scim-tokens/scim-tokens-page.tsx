import type { TableProps } from "@cloudscape-design/components/table";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { type TokenEntry, tokenRoutes } from "../../../../src/contract/tokens.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { EmptyState } from "../../states/empty-state.tsx";
import { CreateToken } from "./create-token.tsx";
import { ScimAddress } from "./scim-address.tsx";
import { useTokenColumns } from "./token-columns.tsx";
import "../../objects/provisioning.css";

/** The server answers all tokens at once. */
const WHOLE = {};

/** The address for SCIM clients, and the tokens that let clients in. */
export function ScimTokensPage() {
  const { t } = useTexts("scim-tokens", "common");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const query = useQuery({
    queryKey: keys.tokenList(org),
    queryFn: async ({ signal }) => {
      const { items } = await client.call(tokenRoutes.listTokens, { params: { org }, signal });
      return { items: [...items].reverse(), next: null };
    },
    enabled: may("organization:read"),
  });
  return (
    <Page
      title={t("common:page.scim-tokens")}
      intro={t("intro")}
      actions={<CreateToken />}
      permission="organization:read"
    >
      <div className="provisioning-parts">
        <ScimAddress />
        <ListTable
          query={query}
          address={WHOLE}
          label={t("table")}
          columns={useColumns()}
          idOf={({ tokenId }) => tokenId}
          isFiltered={false}
          empty={<EmptyState heading={t("empty.heading")} text={t("empty.text")} />}
        />
      </div>
    </Page>
  );
}

function useColumns(): readonly TableProps.ColumnDefinition<TokenEntry>[] {
  const { t } = useTexts("scim-tokens");
  const org = useOrganization();
  const columns = useTokenColumns();
  return useMemo(
    () => [
      {
        id: "name",
        header: t("column.name"),
        isRowHeader: true,
        cell: ({ tokenId, name }) => (
          <Link to="/organizations/$org/scim-tokens/$token" params={{ org, token: tokenId }} translate="no">
            {name}
          </Link>
        ),
      },
      columns.state,
      columns.kind,
      {
        id: "profile",
        header: t("column.profile"),
        cell: ({ profile }) => (profile === null ? "–" : t(`profile.${profile}`)),
      },
      columns.created,
      {
        id: "used",
        header: t("column.used"),
        cell: ({ lastUse }) => (lastUse === null ? t("used.never") : <Time at={lastUse.at} />),
      },
      columns.expires,
    ],
    [t, org, columns],
  );
}
