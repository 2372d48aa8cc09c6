import type { TableProps } from "@cloudscape-design/components/table";
import { Link, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import type { NamedAuditEntry } from "../../../../src/contract/audit.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ActivityName } from "../../objects/activity-name.tsx";
import { Time } from "../../objects/time.tsx";
import { useOrganization } from "../../shell/console-context.ts";
import { AUDIT } from "./audit-search.ts";
import { EntryDetail } from "./entry-detail.tsx";
import "./audit.css";

/** The columns of the audit trail. Actor, activity and object lead to the entries that have the same. */
export function useAuditColumns(): readonly TableProps.ColumnDefinition<NamedAuditEntry>[] {
  const { t } = useTexts("audit");
  const org = useOrganization();
  const address = useSearch({ from: AUDIT });
  return useMemo(() => {
    const only = (what: { actor?: string; activity?: string; target?: string }, name: string) => (
      <Link
        to={AUDIT}
        params={{ org }}
        search={{ ...address, after: undefined, ...what }}
        aria-label={t("only.of", { name })}
      >
        {t("only")}
      </Link>
    );
    return [
      { id: "at", header: t("column.at"), cell: ({ at }) => <Time at={at} /> },
      {
        id: "actor",
        header: t("column.actor"),
        isRowHeader: true,
        cell: ({ actor, actorName }) => {
          // The server itself has no entry that could name it.
          const name = actor === "system" ? "Muster" : (actorName ?? actor);
          return (
            <>
              <span translate="no">{name}</span> {only({ actor }, name)}
            </>
          );
        },
      },
      {
        id: "activity",
        header: t("column.activity"),
        cell: ({ category, activity }) => <ActivityName category={category} activity={activity} />,
      },
      {
        id: "target",
        header: t("column.target"),
        cell: ({ target }) => (
          <>
            <code className="audit-id" translate="no" title={target}>
              {target}
            </code>{" "}
            {only({ target }, target)}
          </>
        ),
      },
      {
        id: "detail",
        header: t("column.detail"),
        minWidth: 260,
        cell: ({ detail }) => <EntryDetail detail={detail} />,
      },
    ];
  }, [t, org, address]);
}
