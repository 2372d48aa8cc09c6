import type { TableProps } from "@cloudscape-design/components/table";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import type { LogEntry } from "../../../../src/contract/records.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ActionName } from "../../objects/action-name.tsx";
import { ChangeList } from "../../objects/change-list.tsx";
import { ExchangesLink } from "../../objects/exchanges-link.tsx";
import { ObjectLink } from "../../objects/object-link.tsx";
import { ReasonList } from "../../objects/reason-list.tsx";
import { Time } from "../../objects/time.tsx";
import { useOrganization } from "../../shell/console-context.ts";

/** The columns of the provisioning log. */
export function useLogColumns(): readonly TableProps.ColumnDefinition<LogEntry>[] {
  const { t } = useTexts("log");
  const org = useOrganization();
  return useMemo(
    () => [
      {
        id: "at",
        header: t("column.at"),
        cell: ({ id, appId, at, name }) => (
          <Link
            to="/organizations/$org/applications/$app/log/$entry"
            params={{ org, app: appId, entry: id }}
            aria-label={t("entry.open", { name })}
          >
            <Time at={at} />
          </Link>
        ),
      },
      {
        id: "object",
        header: t("column.object"),
        isRowHeader: true,
        minWidth: 190,
        cell: ({ appId, type, objectId, name }) => (
          <div className="breaks">
            <ObjectLink type={type} objectId={objectId} name={name} />{" "}
            <Link
              to="/organizations/$org/log"
              params={{ org }}
              search={{ app: appId, object: objectId }}
              aria-label={t("only.object-of", { name })}
            >
              {t("only.object")}
            </Link>
          </div>
        ),
      },
      { id: "action", header: t("column.action"), cell: ({ action }) => <ActionName action={action} /> },
      {
        id: "status",
        header: t("column.status"),
        cell: ({ status }) => <span className={`badge badge-${status}`}>{t(`status.${status}`)}</span>,
      },
      {
        id: "reasons",
        header: t("column.reasons"),
        minWidth: 220,
        cell: ({ appId, name, stepId, reasons, fault }) => (
          <>
            <ReasonList reasons={[...reasons, ...(fault === null ? [] : [fault])]} />
            {stepId !== null && <ExchangesLink app={appId} of={{ step: stepId }} name={name} />}
          </>
        ),
      },
      {
        id: "changes",
        header: t("column.changes"),
        minWidth: 200,
        cell: ({ changes }) => <ChangeList changes={changes} />,
      },
    ],
    [t, org],
  );
}
