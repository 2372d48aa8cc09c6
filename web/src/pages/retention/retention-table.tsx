import type { TableProps } from "@cloudscape-design/components/table";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { RetentionShape } from "../../../../src/contract/retention.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { useConsole } from "../../shell/console-context.ts";
import { EmptyState } from "../../states/empty-state.tsx";
import { RetentionActions } from "./retention-actions.tsx";
import { type RetentionOwner, readRetention } from "./retention-calls.ts";

/** The server answers all kinds at once. */
const WHOLE = {};

interface RetentionTableProps {
  readonly org: RetentionOwner;
  readonly mayWrite: boolean;
}

/** The limits of each kind of records, and the level that set them. */
export function RetentionTable({ org, mayWrite }: RetentionTableProps) {
  const { t } = useTexts("retention");
  const { client } = useConsole();
  const query = useQuery({
    queryKey: keys.retention(org ?? ""),
    queryFn: async ({ signal }) => {
      const { items } = await readRetention(client, org, signal);
      return { items, next: null };
    },
  });
  return (
    <ListTable
      query={query}
      address={WHOLE}
      label={t("table")}
      columns={useColumns(org, mayWrite)}
      idOf={({ kind }) => kind}
      isFiltered={false}
      empty={<EmptyState heading={t("table")} text={t("intro")} />}
    />
  );
}

function useColumns(
  org: RetentionOwner,
  mayWrite: boolean,
): readonly TableProps.ColumnDefinition<RetentionShape>[] {
  const { t } = useTexts("retention");
  const { number } = useFormat();
  return useMemo(() => {
    const show = (limit: number | null) => (limit === null ? t("unlimited") : number(limit));
    return [
      { id: "kind", header: t("column.kind"), isRowHeader: true, cell: ({ kind }) => t(`kind.${kind}`) },
      { id: "days", header: t("column.days"), cell: ({ days }) => show(days) },
      {
        id: "number",
        header: t("column.number"),
        cell: (item) => (item.numberBounds === null ? "–" : show(item.number)),
      },
      { id: "origin", header: t("column.origin"), cell: ({ origin }) => t(`origin.${origin}`) },
      ...(mayWrite
        ? [
            {
              id: "actions",
              header: t("column.actions"),
              cell: (item: RetentionShape) => <RetentionActions org={org} retention={item} />,
            },
          ]
        : []),
    ];
  }, [t, number, org, mayWrite]);
}
