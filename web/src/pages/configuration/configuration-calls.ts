import { applicationRoutes } from "../../../../src/contract/applications.ts";
import {
  type ConfigurationResultShape,
  configurationRoutes,
} from "../../../../src/contract/configuration.ts";
import { organizationConfigurationRoutes as wholeRoutes } from "../../../../src/contract/organization-configuration.ts";
import { organizationRoutes } from "../../../../src/contract/organizations.ts";
import type { ConfigurationReads } from "../../../../src/files/gather-documents.ts";
import type { ApiClient } from "../../api/client.ts";
import type { ConfigurationBody } from "./configuration-body.ts";

/** The organization that documents are about; undefined for those of the whole installation. */
export type ConfigurationOwner = string | undefined;

/** The reads that an export is put together from. */
export function readsOf(client: ApiClient): ConfigurationReads {
  return {
    async organizations() {
      return (await client.call(organizationRoutes.listOrganizations, {})).items;
    },
    async organization(org) {
      return (await client.call(wholeRoutes.exportOrganization, { params: { org } })).document;
    },
    async applications(org) {
      const { items } = await client.call(applicationRoutes.findApplications, { query: { org } });
      return items.map(({ appId }) => appId);
    },
    application: (org, app) => client.call(configurationRoutes.exportApplication, { params: { org, app } }),
  };
}

/** The changes that documents would make. Those of applications alone need a smaller permission. */
export function compareDocuments(
  client: ApiClient,
  org: ConfigurationOwner,
  body: ConfigurationBody,
): Promise<ConfigurationResultShape> {
  if (org === undefined) return client.call(wholeRoutes.compareInstallation, { body });
  const route = isWhole(body) ? wholeRoutes.compareOrganization : configurationRoutes.compareConfiguration;
  return client.call(route, { params: { org }, body });
}

/** Makes the changes of documents. */
export function applyDocuments(
  client: ApiClient,
  org: ConfigurationOwner,
  body: ConfigurationBody,
): Promise<ConfigurationResultShape> {
  if (org === undefined) return client.call(wholeRoutes.applyInstallation, { body });
  const route = isWhole(body) ? wholeRoutes.applyOrganization : configurationRoutes.applyConfiguration;
  return client.call(route, { params: { org }, body });
}

function isWhole({ documents }: ConfigurationBody): boolean {
  return documents.some(({ kind }) => kind === "organization");
}
