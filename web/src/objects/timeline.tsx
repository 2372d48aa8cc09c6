import Button from "@cloudscape-design/components/button";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { TimelineEntryShape } from "../../../src/contract/accounts.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { ErrorState } from "../states/error-state.tsx";
import { LoadingState } from "../states/loading-state.tsx";
import { ActionName } from "./action-name.tsx";
import { ActivityName } from "./activity-name.tsx";
import { Time } from "./time.tsx";
import { useReasonTexts } from "./use-reason-texts.ts";

/** Entries that are read at a time. */
const PAGE_SIZE = 20;

interface TimelineProps {
  readonly queryKey: readonly unknown[];
  read(
    query: { readonly after: string | undefined; readonly limit: number },
    signal: AbortSignal,
  ): Promise<{ readonly items: TimelineEntryShape[]; readonly next: string | null }>;
}

/** The panel with what was done to an object and its accounts, newest first, a page at a time. */
export function Timeline(props: TimelineProps) {
  const { t } = useTexts("users");
  return (
    <section className="panel">
      <h2>{t("timeline")}</h2>
      <Entries {...props} />
    </section>
  );
}

function Entries({ queryKey, read }: TimelineProps) {
  const { t } = useTexts("users", "common");
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam: after, signal }) => read({ after, limit: PAGE_SIZE }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  if (isPending) return <LoadingState />;
  if (data === undefined) return <ErrorState error={error} retry={() => void refetch()} />;
  const entries = data.pages.flatMap(({ items }) => items);
  if (entries.length === 0) return <p className="soft">{t("timeline.none")}</p>;
  return (
    <>
      <ol className="timeline">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("common:more")}
        </Button>
      )}
    </>
  );
}

function Entry({ entry }: { readonly entry: TimelineEntryShape }) {
  const { t } = useTexts("users");
  const textFor = useReasonTexts();
  if (entry.kind === "directory") {
    const { category, activity, actor } = entry.audit;
    return (
      <li className="timeline-entry">
        <p>
          <strong>{t("timeline.directory")}</strong> <ActivityName category={category} activity={activity} />
        </p>
        <p className="soft">
          <Time at={entry.at} /> · {t("timeline.by", { actor })}
        </p>
      </li>
    );
  }
  const { action, status, reasons, fault } = entry.log;
  return (
    <li className={`timeline-entry timeline-${status}`}>
      <p>
        <strong>{entry.application}</strong> <ActionName action={action} />{" "}
        <span className={`badge badge-${status}`}>{t(`status.${status}`)}</span>
      </p>
      {[...reasons, ...(fault === null ? [] : [fault])].map((reason) => (
        <p key={reason.code}>{textFor(reason)}</p>
      ))}
      <p className="soft">
        <Time at={entry.at} />
      </p>
    </li>
  );
}
