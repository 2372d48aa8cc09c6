import type { Command } from "commander";
import { z } from "zod";
import { applicationRoutes } from "../../contract/applications.ts";
import { configurationRoutes } from "../../contract/configuration.ts";
import { organizationConfigurationRoutes } from "../../contract/organization-configuration.ts";
import { organizationRoutes } from "../../contract/organizations.ts";
import type { JsonObject } from "../../core/json.ts";
import type { Client } from "../client.ts";
import { define, type Shell } from "../define.ts";
import { EXIT } from "../exit.ts";
import { findApplication } from "../find-application.ts";
import { ALL_ORGANIZATIONS, ORG_OF_APPLICATION } from "../org-option.ts";
import { writeConfiguration } from "../write-configuration.ts";

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

/** A document, and the sections that it leaves out because they are too long. */
interface Exported {
  readonly document: JsonObject;
  readonly omitted: readonly string[];
}

async function exportDocuments(
  api: Client,
  org: string | undefined,
  find: string | undefined,
): Promise<readonly Exported[]> {
  if (find !== undefined) {
    const { orgId, appId } = await findApplication(api, find, org);
    return [await exportApplication(api, orgId, appId)];
  }
  if (org !== undefined) return exportOrganization(api, org);
  const { items } = await api.call(organizationRoutes.listOrganizations, {});
  const exported: Exported[] = [];
  for (const { orgId, name } of items) {
    for (const each of await exportOrganization(api, orgId)) {
      exported.push({ ...each, document: nameOrganization(each.document, name) });
    }
  }
  return exported;
}

/** Where documents of several organizations stand together, each application names its own. */
function nameOrganization({ muster, kind, ...members }: JsonObject, organization: string): JsonObject {
  const head = { ...(muster === undefined ? {} : { muster }), ...(kind === undefined ? {} : { kind }) };
  return kind === "application" ? { ...head, organization, ...members } : { ...head, ...members };
}

/** The document of the organization, and those of its applications. */
async function exportOrganization(api: Client, org: string): Promise<readonly Exported[]> {
  const { document } = await api.call(organizationConfigurationRoutes.exportOrganization, {
    params: { org },
  });
  const { items } = await api.call(applicationRoutes.findApplications, { query: { org } });
  const applications = await Promise.all(items.map(({ appId }) => exportApplication(api, org, appId)));
  return [{ document, omitted: [] }, ...applications];
}

function exportApplication(api: Client, org: string, app: string): Promise<Exported> {
  return api.call(configurationRoutes.exportApplication, { params: { org, app } });
}
