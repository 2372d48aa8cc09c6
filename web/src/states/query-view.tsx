import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, Suspense } from "react";
import { useFormat } from "../i18n/use-format.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { ErrorState } from "./error-state.tsx";
import { LoadingState } from "./loading-state.tsx";

interface QueryViewProps<Data> {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
}

/** Shows what was read, or that it is being read, or why it could not be. Data that is no longer fresh says so. */
export function QueryView<Data>({ query, children }: QueryViewProps<Data>) {
  const { data, error, isPending, dataUpdatedAt, refetch } = query;
  const { t } = useTexts();
  const { dateTime } = useFormat();
  const retry = () => void refetch();
  if (isPending) return <LoadingState />;
  if (data === undefined) return <ErrorState error={error} retry={retry} />;
  return (
    <>
      {error !== null && (
        <div className="stale" role="status">
          <span>{t("stale.text", { at: dateTime(new Date(dataUpdatedAt).toISOString()) })}</span>
          <button type="button" className="link-button" onClick={retry}>
            {t("retry")}
          </button>
        </div>
      )}
      <Suspense fallback={<LoadingState />}>{children(data)}</Suspense>
    </>
  );
}
