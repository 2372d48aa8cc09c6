import type { JsonObject } from "../core/json.ts";

/** A document of the server, and the sections that it leaves out because they are too long. */
export interface GatheredDocument {
  readonly document: JsonObject;
  readonly omitted: readonly string[];
}

/** The reads that an export is put together from. */
export interface ConfigurationReads {
  organizations(): Promise<readonly { readonly orgId: string; readonly name: string }[]>;
  organization(org: string): Promise<JsonObject>;
  /** The ids of the applications of an organization. */
  applications(org: string): Promise<readonly string[]>;
  application(org: string, app: string): Promise<GatheredDocument>;
}

/** The document of an organization, and those of its applications. */
export async function gatherOrganization(
  reads: ConfigurationReads,
  org: string,
): Promise<readonly GatheredDocument[]> {
  const document = await reads.organization(org);
  const apps = await reads.applications(org);
  const applications = await Promise.all(apps.map((app) => reads.application(org, app)));
  return [{ document, omitted: [] }, ...applications];
}

/** The documents of all organizations. Each application names its own. */
export async function gatherInstallation(reads: ConfigurationReads): Promise<readonly GatheredDocument[]> {
  const exported: GatheredDocument[] = [];
  for (const { orgId, name } of await reads.organizations()) {
    for (const each of await gatherOrganization(reads, orgId)) {
      exported.push({ ...each, document: nameOrganization(each.document, name) });
    }
  }
  return exported;
}

function nameOrganization({ muster, kind, ...members }: JsonObject, organization: string): JsonObject {
  const head = { ...(muster === undefined ? {} : { muster }), ...(kind === undefined ? {} : { kind }) };
  return kind === "application" ? { ...head, organization, ...members } : { ...head, ...members };
}
