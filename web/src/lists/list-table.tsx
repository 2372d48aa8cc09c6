import Table, { type TableProps } from "@cloudscape-design/components/table";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import { EmptyState } from "../states/empty-state.tsx";
import { QueryView } from "../states/query-view.tsx";
import { Pager } from "./pager.tsx";
import { type ListAddress, useListAddress } from "./use-list-address.ts";
import "./list-table.css";

/** A page of a list, as the server answers it. */
export interface ListPage<Item> {
  readonly items: Item[];
  readonly next: string | null;
}

interface ListTableProps<Item> {
  readonly query: UseQueryResult<ListPage<Item>>;
  readonly address: ListAddress;
  readonly label: string;
  readonly columns: readonly TableProps.ColumnDefinition<Item>[];
  idOf(item: Item): string;
  /** Shown in place of a list that has no entries at all. */
  readonly empty: ReactNode;
  readonly filters?: ReactNode;
  /** Whether the cells of a row stand below each other on a narrow screen: for rows that explain themselves. */
  readonly stacks?: boolean;
  /** True when the address has a search or a filter, so that an empty list means that nothing matches. */
  readonly isFiltered: boolean;
}

/** A list that the server cuts into pages, with its filters above and its pages below. */
export function ListTable<Item>(props: ListTableProps<Item>) {
  const { query, address, label, columns, idOf, empty, filters, stacks = false, isFiltered } = props;
  const { t } = useTexts();
  const moves = useListAddress(address);
  const isWhole = address.after === undefined && !isFiltered;
  return (
    <>
      {filters !== undefined && <div className="list-filters">{filters}</div>}
      <QueryView query={query}>
        {({ items, next }) =>
          items.length === 0 && isWhole ? (
            empty
          ) : (
            <div className={stacks ? "stacks" : undefined}>
              <Table
                variant="container"
                contentDensity="compact"
                wrapLines
                ariaLabels={{ tableLabel: label }}
                columnDefinitions={columns}
                items={items}
                trackBy={idOf}
                loadingText={t("loading")}
                {...sortingOf(columns, address)}
                onSortingChange={({ detail }) => {
                  const isByName = detail.sortingColumn.sortingField === "name";
                  moves.change({
                    order: isByName ? "name" : undefined,
                    descending: detail.isDescending === true ? true : undefined,
                  });
                }}
                empty={<EmptyState heading={t("search.nothing")} text={t("search.nothing-help")} />}
              />
              <Pager address={address} next={next} />
            </div>
          )
        }
      </QueryView>
    </>
  );
}

/** The column that the address sorts by: lists are in the order in which their entries were created, or by name. */
function sortingOf<Item>(
  columns: readonly TableProps.ColumnDefinition<Item>[],
  {
    order = "created",
    descending = false,
  }: { order?: string | undefined; descending?: true | undefined | false },
): Pick<TableProps<Item>, "sortingColumn" | "sortingDescending"> {
  const sortingColumn = columns.find(({ sortingField }) => sortingField === order);
  return sortingColumn === undefined ? {} : { sortingColumn, sortingDescending: descending };
}
