import Button from "@cloudscape-design/components/button";
import type { TableProps } from "@cloudscape-design/components/table";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { type EventShape, eventRoutes } from "../../../../src/contract/events.ts";
import { keys } from "../../api/keys.ts";
import { REFRESH_MS } from "../../api/live.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { SearchBox } from "../../lists/search-box.tsx";
import { DEFAULT_SIZE } from "../../lists/use-list-address.ts";
import { ObjectLink } from "../../objects/object-link.tsx";
import { ReasonList } from "../../objects/reason-list.tsx";
import { Time } from "../../objects/time.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { EmptyState } from "../../states/empty-state.tsx";
import { ErrorState } from "../../states/error-state.tsx";

const FROM = "/organizations/$org/events";

/** The feed of events as other systems read it, oldest first, from a cursor that stands in the address. */
export function EventsPage() {
  const { t } = useTexts("events", "common");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const address = useSearch({ from: FROM });
  const navigate = useNavigate();
  const { after, size = DEFAULT_SIZE } = address;
  const asked = { after, limit: size, organization: org };
  const query = useQuery({
    queryKey: keys.events(org, asked),
    queryFn: async ({ signal }) => {
      const { events, cursor, hasMore } = await client.call(eventRoutes.listEvents, { query: asked, signal });
      return { items: events, next: hasMore ? cursor : null };
    },
    placeholderData: keepPreviousData,
    enabled: may("events:read"),
    refetchInterval: REFRESH_MS,
  });
  const begin = (cursor: string | undefined) =>
    void navigate({ to: FROM, params: { org }, search: { ...address, after: cursor }, replace: true });
  return (
    <Page title={t("common:page.events")} intro={t("intro")} actions={<FromNow />} permission="events:read">
      <ListTable
        query={query}
        address={address}
        label={t("common:page.events")}
        columns={useColumns()}
        idOf={({ id }) => id}
        isFiltered={after !== undefined}
        filters={<SearchBox label={t("after")} placeholder={t("after")} value={after} onChange={begin} />}
        empty={<EmptyState heading={t("empty.heading")} text={t("empty.text")} />}
      />
    </Page>
  );
}

/** Leads to the end of the feed, where the next events appear. */
function FromNow() {
  const { t } = useTexts("events");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const navigate = useNavigate();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      client.call(eventRoutes.listEvents, { query: { after: "now", limit: 1, organization: org } }),
    onSuccess: ({ cursor }) => void navigate({ to: FROM, params: { org }, search: { after: cursor } }),
  });
  if (!may("events:read")) return null;
  return (
    <>
      <Button loading={isPending} onClick={() => mutate()}>
        {t("from-now")}
      </Button>
      {error !== null && <ErrorState of="action" error={error} />}
    </>
  );
}

function useColumns(): readonly TableProps.ColumnDefinition<EventShape>[] {
  const { t } = useTexts("events");
  return useMemo(
    () => [
      { id: "time", header: t("column.time"), cell: ({ time }) => <Time at={time} /> },
      {
        id: "type",
        header: t("column.type"),
        isRowHeader: true,
        cell: ({ type }) => <code translate="no">{type}</code>,
      },
      {
        id: "resource",
        header: t("column.resource"),
        minWidth: 240,
        cell: ({ resource, member }) => (
          <>
            <Resource resource={resource} />
            {member !== undefined && (
              <div>
                {t("member")} <Resource resource={member} />
              </div>
            )}
          </>
        ),
      },
      {
        id: "content",
        header: t("column.content"),
        minWidth: 200,
        cell: ({ attributes = [], reason, lane }) => (
          <>
            {attributes.length > 0 && <span translate="no">{attributes.join(", ")}</span>}
            {lane !== undefined && <div translate="no">{lane}</div>}
            {reason !== undefined && <ReasonList reasons={[{ code: reason, params: {} }]} />}
          </>
        ),
      },
      { id: "id", header: t("column.id"), cell: ({ id }) => <code translate="no">{id}</code> },
    ],
    [t],
  );
}

const LINKED: ReadonlyMap<string, "user" | "group"> = new Map([
  ["User", "user"],
  ["Group", "group"],
]);

/** The resource of an event by its type and id: an event has no names. */
function Resource({ resource: { type, id } }: { readonly resource: EventShape["resource"] }) {
  const linked = LINKED.get(type);
  return (
    <>
      <span translate="no">{type}</span>{" "}
      {linked === undefined ? (
        <code translate="no">{id}</code>
      ) : (
        <ObjectLink type={linked} objectId={id} name={id} />
      )}
    </>
  );
}
