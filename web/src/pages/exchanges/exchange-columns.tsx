import type { TableProps } from "@cloudscape-design/components/table";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import type { RecordedExchangeShape } from "../../../../src/contract/exchanges.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ActionName } from "../../objects/action-name.tsx";
import { ObjectLink } from "../../objects/object-link.tsx";
import { Time } from "../../objects/time.tsx";
import { useOrganization } from "../../shell/console-context.ts";
import { StatusBadge } from "./status-badge.tsx";
import "./exchanges.css";

/** The columns of recorded exchanges; the address leads to the exchange. */
export function useExchangeColumns(): readonly TableProps.ColumnDefinition<RecordedExchangeShape>[] {
  const { t } = useTexts("exchanges");
  const { milliseconds } = useFormat();
  const org = useOrganization();
  return useMemo(
    () => [
      { id: "at", header: t("column.at"), cell: ({ at }) => <Time at={at} /> },
      {
        id: "request",
        header: t("column.request"),
        isRowHeader: true,
        minWidth: 280,
        cell: ({ id, method, url }) => (
          <Link
            to="/organizations/$org/exchanges/$exchange"
            params={{ org, exchange: id }}
            className="exchange-address"
            translate="no"
          >
            <code>{method}</code> {pathOf(url)}
          </Link>
        ),
      },
      {
        id: "status",
        header: t("column.status"),
        cell: (exchange) => <StatusBadge status={exchange.status} failure={exchange.failure} />,
      },
      { id: "ms", header: t("column.ms"), cell: ({ ms }) => milliseconds(ms) },
      {
        id: "object",
        header: t("column.object"),
        cell: ({ step }) =>
          step !== null && (
            <>
              <ObjectLink type={step.type} objectId={step.objectId} name={step.name ?? t("gone")} />{" "}
              <ActionName action={step.operation} />
            </>
          ),
      },
    ],
    [t, milliseconds, org],
  );
}

/** The part of an address that distinguishes the exchanges of one target. */
export function pathOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { origin } = new URL(url);
  return url.startsWith(origin) ? url.slice(origin.length) || "/" : url;
}
