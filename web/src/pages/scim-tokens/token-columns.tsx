import type { TableProps } from "@cloudscape-design/components/table";
import { useMemo } from "react";
import type { TokenEntry } from "../../../../src/contract/tokens.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Time } from "../../objects/time.tsx";
import { TokenState } from "./token-state.tsx";

type Token = Omit<TokenEntry, "lastUse">;

/** The columns that lists of tokens have in common. */
export function useTokenColumns() {
  const { t } = useTexts("scim-tokens", "common");
  return useMemo(
    () =>
      ({
        state: { id: "state", header: t("column.state"), cell: (token) => <TokenState token={token} /> },
        kind: { id: "kind", header: t("column.kind"), cell: ({ kind }) => t(`kind.${kind}`) },
        created: {
          id: "created",
          header: t("common:created"),
          cell: ({ createdAt }) => <Time at={createdAt} />,
        },
        expires: {
          id: "expires",
          header: t("column.expires"),
          cell: ({ expiresAt }) => <Time at={expiresAt} />,
        },
      }) as const satisfies Readonly<Record<string, TableProps.ColumnDefinition<Token>>>,
    [t],
  );
}
