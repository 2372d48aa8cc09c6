import type { TableProps } from "@cloudscape-design/components/table";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import {
  definitionRoutes,
  type ResourceTypeShape,
  type SchemaShape,
} from "../../../../src/contract/definitions.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { ListTable } from "../../lists/list-table.tsx";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { EmptyState } from "../../states/empty-state.tsx";
import { AddDefinitions } from "./add-definitions.tsx";
import { AddSchema } from "./add-schema.tsx";
import { Origin } from "./origin.tsx";

/** The server answers all definitions at once. */
const WHOLE = {};

/** The resource types and schemas of the organization: the standard ones and its own. */
export function SchemasPage() {
  const { t } = useTexts("schemas", "common");
  return (
    <Page
      title={t("common:page.schemas")}
      intro={t("intro")}
      actions={
        <>
          <AddDefinitions />
          <AddSchema />
        </>
      }
      permission="directory:read"
    >
      <section>
        <h2 className="section-title">{t("types")}</h2>
        <ResourceTypes />
      </section>
      <section>
        <h2 className="section-title">{t("schemas")}</h2>
        <Schemas />
      </section>
    </Page>
  );
}

function ResourceTypes() {
  const { t } = useTexts("schemas");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const query = useQuery({
    queryKey: keys.resourceTypes(org),
    queryFn: async ({ signal }) => {
      const { items } = await client.call(definitionRoutes.listResourceTypes, { params: { org }, signal });
      return { items, next: null };
    },
    enabled: may("directory:read"),
  });
  return (
    <ListTable
      query={query}
      address={WHOLE}
      label={t("types")}
      columns={useTypeColumns()}
      idOf={({ name }) => name}
      isFiltered={false}
      empty={<EmptyState heading={t("types.none")} text={t("none.help")} />}
    />
  );
}

function useTypeColumns(): readonly TableProps.ColumnDefinition<ResourceTypeShape>[] {
  const { t } = useTexts("schemas");
  const { number } = useFormat();
  const org = useOrganization();
  return useMemo(
    () => [
      {
        id: "name",
        header: t("name"),
        isRowHeader: true,
        cell: ({ name }) => (
          <Link to="/organizations/$org/schemas/types/$type" params={{ org, type: name }} translate="no">
            {name}
          </Link>
        ),
      },
      { id: "origin", header: t("origin"), cell: ({ origin }) => <Origin origin={origin} /> },
      {
        id: "endpoint",
        header: t("endpoint"),
        cell: ({ endpoint }) => <code translate="no">{endpoint}</code>,
      },
      { id: "objects", header: t("objects"), cell: ({ objects }) => number(objects) },
      {
        id: "extensions",
        header: t("extensions"),
        cell: ({ schemaExtensions }) => number(schemaExtensions.length),
      },
    ],
    [t, number, org],
  );
}

function Schemas() {
  const { t } = useTexts("schemas");
  const { client } = useConsole();
  const org = useOrganization();
  const may = useMay();
  const query = useQuery({
    queryKey: keys.schemas(org),
    queryFn: async ({ signal }) => {
      const { items } = await client.call(definitionRoutes.listSchemas, { params: { org }, signal });
      return { items, next: null };
    },
    enabled: may("directory:read"),
  });
  return (
    <ListTable
      query={query}
      address={WHOLE}
      label={t("schemas")}
      columns={useSchemaColumns()}
      idOf={({ id }) => id}
      isFiltered={false}
      empty={<EmptyState heading={t("schemas.none")} text={t("none.help")} />}
    />
  );
}

function useSchemaColumns(): readonly TableProps.ColumnDefinition<SchemaShape>[] {
  const { t } = useTexts("schemas");
  const { number } = useFormat();
  const org = useOrganization();
  return useMemo(
    () => [
      {
        id: "name",
        header: t("name"),
        isRowHeader: true,
        cell: ({ id, name }) => (
          <Link to="/organizations/$org/schemas/$schema" params={{ org, schema: id }} translate="no">
            {name}
          </Link>
        ),
      },
      { id: "origin", header: t("origin"), cell: ({ origin }) => <Origin origin={origin} /> },
      {
        id: "urn",
        header: t("urn"),
        minWidth: 240,
        cell: ({ id }) => (
          <code className="urn" translate="no">
            {id}
          </code>
        ),
      },
      { id: "attributes", header: t("attributes"), cell: ({ attributes }) => number(attributes.length) },
      {
        id: "used-by",
        header: t("used-by"),
        cell: ({ usedBy }) =>
          usedBy.length === 0 ? t("used-by.none") : <span translate="no">{usedBy.join(", ")}</span>,
      },
    ],
    [t, number, org],
  );
}
