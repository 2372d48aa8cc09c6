import type { TableProps } from "@cloudscape-design/components/table";
import { useMemo } from "react";
import { useTexts } from "../i18n/use-texts.ts";
import { SourceName } from "./source-name.tsx";
import { Time } from "./time.tsx";

interface Origin {
  readonly source: string | null;
  readonly createdAt: string;
  readonly modifiedAt: string;
}

/** The columns that say where an object of the directory comes from, and since when. */
export function useOriginColumns<Entry extends Origin>(): readonly TableProps.ColumnDefinition<Entry>[] {
  const { t } = useTexts();
  return useMemo(
    () => [
      { id: "source", header: t("source"), cell: ({ source }) => <SourceName source={source} /> },
      {
        id: "created",
        header: t("created"),
        sortingField: "created",
        cell: ({ createdAt }) => <Time at={createdAt} />,
      },
      { id: "changed", header: t("changed"), cell: ({ modifiedAt }) => <Time at={modifiedAt} /> },
    ],
    [t],
  );
}
