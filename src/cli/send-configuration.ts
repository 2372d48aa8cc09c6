import { type ConfigurationResultShape, configurationRoutes } from "../contract/configuration.ts";
import { organizationConfigurationRoutes } from "../contract/organization-configuration.ts";
import type { CallInput, Client } from "./client.ts";

/** Documents with the values of their references. */
export type ConfigurationBody = CallInput<typeof configurationRoutes.applyConfiguration>["body"];

/** The two calls for the same documents. */
interface ConfigurationCalls {
  compare(): Promise<ConfigurationResultShape>;
  apply(): Promise<ConfigurationResultShape>;
}

/**
 * The calls for documents of one organization, or of the installation without one. Documents of applications alone need
 * a smaller permission than those of a whole organization.
 */
export function sendConfiguration(
  api: Client,
  org: string | undefined,
  body: ConfigurationBody,
): ConfigurationCalls {
  const { compareInstallation, applyInstallation, compareOrganization, applyOrganization } =
    organizationConfigurationRoutes;
  if (org === undefined) {
    return {
      compare: () => api.call(compareInstallation, { body }),
      apply: () => api.call(applyInstallation, { body }),
    };
  }
  const call = { params: { org }, body };
  const isWhole = body.documents.some(({ kind }) => kind === "organization");
  if (isWhole) {
    return {
      compare: () => api.call(compareOrganization, call),
      apply: () => api.call(applyOrganization, call),
    };
  }
  return {
    compare: () => api.call(configurationRoutes.compareConfiguration, call),
    apply: () => api.call(configurationRoutes.applyConfiguration, call),
  };
}
