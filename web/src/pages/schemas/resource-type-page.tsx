import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { definitionRoutes, type ResourceTypeShape } from "../../../../src/contract/definitions.ts";
import { keys } from "../../api/keys.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { useConsole, useMay, useOrganization } from "../../shell/console-context.ts";
import { Page } from "../../shell/page.tsx";
import { QueryView } from "../../states/query-view.tsx";
import { DefinitionActions } from "./definition-actions.tsx";
import { Origin } from "./origin.tsx";
import "../../objects/provisioning.css";

/** One resource type: its schema and the extensions of its resources. */
export function ResourceTypePage() {
  const { t } = useTexts("schemas", "common");
  const { client } = useConsole();
  const may = useMay();
  const { org, type } = useParams({ from: "/organizations/$org/schemas/types/$type" });
  const query = useQuery({
    queryKey: keys.resourceType(org, type),
    queryFn: ({ signal }) =>
      client.call(definitionRoutes.getResourceType, { params: { org, name: type }, signal }),
    enabled: may("directory:read"),
  });
  const { data } = query;
  return (
    <Page
      title={data?.name ?? t("resource-type")}
      isName={data !== undefined}
      part={t("resource-type")}
      parent={{ to: "/organizations/$org/schemas", text: t("common:page.schemas") }}
      badge={data === undefined ? undefined : <Origin origin={data.origin} />}
      actions={data === undefined ? undefined : <Actions type={data} />}
      permission="directory:read"
    >
      <QueryView query={query}>{(found) => <ResourceType type={found} />}</QueryView>
    </Page>
  );
}

function Actions({ type }: { readonly type: ResourceTypeShape }) {
  const { client } = useConsole();
  const org = useOrganization();
  const { origin, objects: _objects, ...definition } = type;
  return (
    <DefinitionActions
      name={type.name}
      kind={origin === "custom" ? "resource-type" : "extensions"}
      document={definition}
      remove={() => client.call(definitionRoutes.deleteResourceType, { params: { org, name: type.name } })}
    />
  );
}

function ResourceType({ type }: { readonly type: ResourceTypeShape }) {
  const { t } = useTexts("schemas");
  const { number } = useFormat();
  const { endpoint, description, schema, schemaExtensions, objects } = type;
  return (
    <div className="provisioning-parts">
      <dl className="summary">
        <div>
          <dt>{t("endpoint")}</dt>
          <dd>
            <code translate="no">{endpoint}</code>
          </dd>
        </div>
        <div>
          <dt>{t("objects")}</dt>
          <dd>{number(objects)}</dd>
        </div>
        {description !== "" && (
          <div>
            <dt>{t("description")}</dt>
            <dd>{description}</dd>
          </div>
        )}
      </dl>
      <section className="panel">
        <h2>{t("schemas")}</h2>
        <ul className="names">
          <li>
            <SchemaLink schema={schema} /> {t("main-schema")}
          </li>
          {schemaExtensions.map((extension) => (
            <li key={extension.schema}>
              <SchemaLink schema={extension.schema} />{" "}
              {t(extension.required ? "extension.required" : "extension.optional")}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function SchemaLink({ schema }: { readonly schema: string }) {
  const org = useOrganization();
  return (
    <Link to="/organizations/$org/schemas/$schema" params={{ org, schema }} className="urn" translate="no">
      {schema}
    </Link>
  );
}
