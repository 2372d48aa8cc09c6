import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { definitionRoutes, type SchemaShape } from "../../../../src/contract/definitions.ts";
import { keys } from "../../api/keys.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useMay } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { QueryView } from "../../states/query-view.tsx";
import { AttributeTable } from "./attribute-table.tsx";
import { DefinitionActions } from "./definition-actions.tsx";
import { Origin } from "./origin.tsx";
import "../../objects/provisioning.css";

/** One schema: its attributes with their characteristics. */
export function SchemaPage() {
  const { t } = useTexts("schemas", "common");
  const { client } = useConsole();
  const may = useMay();
  const { org, schema } = useParams({ from: "/organizations/$org/schemas/$schema" });
  const query = useQuery({
    queryKey: keys.schema(org, schema),
    queryFn: ({ signal }) => client.call(definitionRoutes.getSchema, { params: { org, schema }, signal }),
    enabled: may("directory:read"),
  });
  const { data } = query;
  return (
    <Page
      title={data?.name ?? t("schema")}
      isName={data !== undefined}
      part={t("schema")}
      parent={{ to: "/organizations/$org/schemas", text: t("common:page.schemas") }}
      badge={data === undefined ? undefined : <Origin origin={data.origin} />}
      actions={data === undefined ? undefined : <Actions schema={data} />}
      permission="directory:read"
    >
      <QueryView query={query}>{(found) => <Schema schema={found} />}</QueryView>
    </Page>
  );
}

function Actions({ schema }: { readonly schema: SchemaShape }) {
  const { client } = useConsole();
  const { org } = useParams({ from: "/organizations/$org/schemas/$schema" });
  const { origin, usedBy: _usedBy, ...definition } = schema;
  if (origin !== "custom") return null;
  return (
    <DefinitionActions
      name={schema.name}
      kind="schema"
      document={definition}
      remove={() => client.call(definitionRoutes.deleteSchema, { params: { org, schema: schema.id } })}
    />
  );
}

function Schema({ schema }: { readonly schema: SchemaShape }) {
  const { id, description, usedBy } = schema;
  const { t } = useTexts("schemas");
  return (
    <div className="provisioning-parts">
      <dl className="summary">
        <div>
          <dt>{t("urn")}</dt>
          <dd>
            <code translate="no">{id}</code>
          </dd>
        </div>
        <div>
          <dt>{t("used-by")}</dt>
          <dd>{usedBy.length === 0 ? t("used-by.none") : <span translate="no">{usedBy.join(", ")}</span>}</dd>
        </div>
        {description !== "" && (
          <div>
            <dt>{t("description")}</dt>
            <dd>{description}</dd>
          </div>
        )}
      </dl>
      <AttributeTable schema={schema} />
    </div>
  );
}
