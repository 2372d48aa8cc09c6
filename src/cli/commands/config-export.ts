import type { Command } from "commander";
import { z } from "zod";
import { applicationRoutes } from "../../contract/applications.ts";
import { configurationRoutes } from "../../contract/configuration.ts";
import { organizationConfigurationRoutes } from "../../contract/organization-configuration.ts";
import { organizationRoutes } from "../../contract/organizations.ts";
import {
  type ConfigurationReads,
  type GatheredDocument,
  gatherInstallation,
  gatherOrganization,
} from "../../files/gather-documents.ts";
import { writeConfiguration } from "../../files/write-configuration.ts";
import type { Client } from "../client.ts";
import { define, type Shell } from "../define.ts";
import { EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { ALL_ORGANIZATIONS, ORG_OF_APPLICATION } from "../org-option.ts";

/** `muster config export`: an application, a whole organization, or all organizations. */
export function addConfigExport(shell: Shell, group: Command): void {
  define(shell, group, {
    usage: "export [app]",
    help: "help.config.export",
    options: [ORG_OF_APPLICATION, ALL_ORGANIZATIONS],
    examples: [
      'muster config export "Target" > target.yaml',
      "muster config export --org contoso > contoso.yaml",
      "muster config export --all-organizations > installation.yaml",
    ],
    shape: z.object({ org: z.string().optional() }),
    async run({ args: [find], options: { org }, client, output }) {
      const exported = await exportDocuments(client(), org, find);
      const documents = exported.map(({ document }) => document);
      for (const { document, omitted } of exported) {
        if (omitted.length === 0) continue;
        const params = { name: String(document["name"]), sections: omitted.join(", ") };
        output.note(output.messages.word("cli.config-omitted", params));
      }
      const omitted = exported.flatMap((each) => each.omitted);
      output.result({ documents, omitted }, () => writeConfiguration(documents, output.messages));
      return EXIT.done;
    },
  });
}

async function exportDocuments(
  api: Client,
  org: string | undefined,
  find: string | undefined,
): Promise<readonly GatheredDocument[]> {
  const reads = readsOf(api);
  if (find !== undefined) {
    const { orgId, appId } = await findApplication(api, find, org);
    return [await reads.application(orgId, appId)];
  }
  return org === undefined ? gatherInstallation(reads) : gatherOrganization(reads, org);
}

function readsOf(api: Client): ConfigurationReads {
  return {
    async organizations() {
      return (await api.call(organizationRoutes.listOrganizations, {})).items;
    },
    async organization(org) {
      const params = { org };
      return (await api.call(organizationConfigurationRoutes.exportOrganization, { params })).document;
    },
    async applications(org) {
      const { items } = await api.call(applicationRoutes.findApplications, { query: { org } });
      return items.map(({ appId }) => appId);
    },
    application: (org, app) => api.call(configurationRoutes.exportApplication, { params: { org, app } }),
  };
}
