import Button from "@cloudscape-design/components/button";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { useMemo } from "react";
import type { MappingRowShape } from "../../../../src/contract/mappings.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useMay } from "../../shell/console-context.ts";
import { EmptyState } from "../../states/empty-state.tsx";

interface AttributeTableProps {
  readonly rows: readonly MappingRowShape[];
  onEdit(at: number): void;
  onRemove(at: number): void;
}

type Row = MappingRowShape & { readonly at: number };

/** Every attribute of a mapping with its source and its options. */
export function AttributeTable({ rows, onEdit, onRemove }: AttributeTableProps) {
  const { t } = useTexts("mappings");
  const may = useMay();
  const isWriter = may("applications:write");
  const options = useOptionTexts();
  const columns = useMemo((): readonly TableProps.ColumnDefinition<Row>[] => {
    const actions: TableProps.ColumnDefinition<Row> = {
      id: "actions",
      header: t("column.actions"),
      minWidth: 180,
      cell: ({ at, target }) => (
        <span className="row-actions">
          <Button variant="inline-link" ariaLabel={t("edit.of", { target })} onClick={() => onEdit(at)}>
            {t("edit")}
          </Button>
          <Button variant="inline-link" ariaLabel={t("remove.of", { target })} onClick={() => onRemove(at)}>
            {t("remove")}
          </Button>
        </span>
      ),
    };
    return [
      {
        id: "target",
        header: t("column.target"),
        isRowHeader: true,
        minWidth: 180,
        cell: ({ target }) => (
          <code className="mapping-text" translate="no">
            {target}
          </code>
        ),
      },
      { id: "kind", header: t("column.kind"), cell: ({ kind }) => t(`kind.${kind}`) },
      {
        id: "source",
        header: t("column.source"),
        minWidth: 220,
        cell: ({ kind, source }) =>
          kind === "none" ? (
            ""
          ) : (
            <code className="mapping-text" translate="no">
              {source}
            </code>
          ),
      },
      {
        id: "options",
        header: t("column.options"),
        minWidth: 160,
        cell: (row) => options(row).map((text) => <div key={text}>{text}</div>),
      },
      ...(isWriter ? [actions] : []),
    ];
  }, [t, options, isWriter, onEdit, onRemove]);
  return (
    <Table
      variant="container"
      contentDensity="compact"
      wrapLines
      ariaLabels={{ tableLabel: t("table") }}
      columnDefinitions={columns}
      items={rows.map((row, at) => ({ ...row, at }))}
      trackBy={({ at }) => String(at)}
      empty={<EmptyState heading={t("empty.heading")} text={t("empty.text")} />}
    />
  );
}

/** What an attribute has besides its source, in words. */
function useOptionTexts(): (row: MappingRowShape) => readonly string[] {
  const { t } = useTexts("mappings");
  const { number } = useFormat();
  return useMemo(
    () =>
      ({ apply, matching, reference, writeOnly, defaultIfNull }) => [
        ...(matching === undefined ? [] : [t("option.matching", { shown: number(matching) })]),
        ...(apply === "on-create" ? [t("option.on-create")] : []),
        ...(reference === undefined ? [] : [t("option.reference")]),
        ...(writeOnly === true ? [t("option.write-only")] : []),
        ...(defaultIfNull === undefined
          ? []
          : [t("option.default", { value: JSON.stringify(defaultIfNull) })]),
      ],
    [t, number],
  );
}
