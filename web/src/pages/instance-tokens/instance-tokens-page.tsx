import Button from "@cloudscape-design/components/button";
import type { TableProps } from "@cloudscape-design/components/table";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { z } from "zod";
import { tokenRoutes } from "../../../../src/contract/tokens.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { useConsole, useMay } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { EmptyState } from "../../states/empty-state.tsx";
import { RevokeToken } from "../scim-tokens/revoke-token.tsx";
import { useTokenColumns } from "../scim-tokens/token-columns.tsx";
import { CreateInstanceToken } from "./create-instance-token.tsx";

type Token = z.output<typeof tokenRoutes.listInstanceTokens.response>["items"][number];

/** The server answers all tokens at once. */
const WHOLE = {};

/** The tokens of the installation: those that administer it, and those that read its metrics. */
export function InstanceTokensPage() {
  const { t } = useTexts("instance-tokens", "common");
  const { client } = useConsole();
  const may = useMay();
  const queries = useQueryClient();
  const [revoked, setRevoked] = useState<Token>();
  const query = useQuery({
    queryKey: keys.instanceTokens(),
    queryFn: async ({ signal }) => {
      const { items } = await client.call(tokenRoutes.listInstanceTokens, { signal });
      return { items: [...items].reverse(), next: null };
    },
    enabled: may("instance"),
  });
  return (
    <Page
      title={t("common:page.instance-tokens")}
      intro={t("intro")}
      actions={<CreateInstanceToken />}
      permission="instance"
    >
      <ListTable
        query={query}
        address={WHOLE}
        label={t("common:page.instance-tokens")}
        columns={useColumns(setRevoked)}
        idOf={({ tokenId }) => tokenId}
        isFiltered={false}
        empty={<EmptyState heading={t("empty.heading")} text={t("empty.text")} />}
      />
      {revoked !== undefined && (
        <RevokeToken
          name={revoked.name}
          text={t(revoked.kind === "metrics" ? "revoke.metrics" : "revoke.admin")}
          run={() => client.call(tokenRoutes.revokeInstanceToken, { params: { token: revoked.tokenId } })}
          onDone={() => {
            setRevoked(undefined);
            void queries.invalidateQueries({ queryKey: keys.instanceTokens() });
          }}
          onCancel={() => setRevoked(undefined)}
        />
      )}
    </Page>
  );
}

function useColumns(onRevoke: (token: Token) => void): readonly TableProps.ColumnDefinition<Token>[] {
  const { t } = useTexts("scim-tokens", "instance-tokens");
  const columns = useTokenColumns();
  return useMemo(
    () => [
      {
        id: "name",
        header: t("column.name"),
        isRowHeader: true,
        cell: ({ name }) => <span translate="no">{name}</span>,
      },
      columns.state,
      columns.kind,
      columns.created,
      columns.expires,
      {
        id: "actions",
        header: t("instance-tokens:column.actions"),
        minWidth: 130,
        cell: (token) =>
          token.revokedAt === null && (
            <Button
              variant="inline-link"
              ariaLabel={t("instance-tokens:revoke.of", { name: token.name })}
              onClick={() => onRevoke(token)}
            >
              {t("revoke")}
            </Button>
          ),
      },
    ],
    [t, columns, onRevoke],
  );
}
