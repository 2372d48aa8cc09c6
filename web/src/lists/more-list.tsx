import Button from "@cloudscape-design/components/button";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useRefresh } from "../api/live.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { ErrorState } from "../states/error-state.tsx";
import { LoadingState } from "../states/loading-state.tsx";
import type { ListPage } from "./list-table.tsx";

interface MoreListProps<Item> {
  readonly queryKey: readonly unknown[];
  read(after: string | undefined, signal: AbortSignal): Promise<ListPage<Item>>;
  /** How often a list is read again that the stream does not report. */
  readonly refreshMs?: number;
  /** Shown in place of a list without entries. */
  readonly empty: string;
  idOf(item: Item): string;
  readonly children: (item: Item) => ReactNode;
}

/** A short list that grows by a page when a person wants to see more. */
export function MoreList<Item>(props: MoreListProps<Item>) {
  const { queryKey, read, refreshMs, empty, idOf, children } = props;
  const { t } = useTexts();
  const refresh = useRefresh();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    useInfiniteQuery({
      queryKey,
      queryFn: ({ pageParam, signal }) => read(pageParam, signal),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
      refetchInterval: refreshMs ?? refresh,
    });
  if (isPending) return <LoadingState />;
  if (data === undefined) return <ErrorState error={error} retry={() => void refetch()} />;
  const items = data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className="soft">{empty}</p>;
  return (
    <>
      <ul className="rows">
        {items.map((item) => (
          <li key={idOf(item)}>{children(item)}</li>
        ))}
      </ul>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </>
  );
}
