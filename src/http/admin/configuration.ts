import { exportApplication } from "../../app/applications/configuration/export-configuration.ts";
import { isRefusal, type Refusal, refuseConfiguration } from "../../app/deps.ts";
import { applyConfiguration } from "../../app/organizations/configuration/apply-configuration.ts";
import {
  type ComparedConfiguration,
  compareConfiguration,
} from "../../app/organizations/configuration/compare-configuration.ts";
import type { ConfigurationRequest } from "../../app/organizations/configuration/configuration-request.ts";
import { describeOrganization } from "../../app/organizations/configuration/describe-organization.ts";
import {
  type ConfigurationResultShape,
  configurationResult,
  configurationRoutes,
} from "../../contract/configuration.ts";
import { organizationConfigurationRoutes } from "../../contract/organization-configuration.ts";
import type { AppId, OrgId } from "../../core/ids.ts";
import { languageOf } from "../problem.ts";
import { type AdminCall, type Handlers, idOf } from "./call.ts";
import { readDocuments } from "./read-documents.ts";

type InOrganization =
  | AdminCall<"compareConfiguration">
  | AdminCall<"applyConfiguration">
  | AdminCall<"compareOrganization">
  | AdminCall<"applyOrganization">;
type InInstallation = AdminCall<"compareInstallation"> | AdminCall<"applyInstallation">;
type ConfigurationCall = InOrganization | InInstallation;

/** The documents of a request may describe only applications, one whole organization, or the installation. */
type Extent = "applications" | "organization" | "installation";

/** Serves configuration as documents. */
export const configurationHandlers: Pick<
  Handlers,
  | "exportApplication"
  | "exportOrganization"
  | "compareConfiguration"
  | "applyConfiguration"
  | "compareOrganization"
  | "applyOrganization"
  | "compareInstallation"
  | "applyInstallation"
> = {
  async exportApplication({ context, org, params }) {
    const exported = await exportApplication(context.deps, org, idOf<AppId>(params.app));
    if (isRefusal(exported)) return exported;
    const { document, omitted } = exported;
    return configurationRoutes.exportApplication.response.parse({
      document: { muster: 1, ...document },
      omitted,
    });
  },

  async exportOrganization({ context, org }) {
    const document = await describeOrganization(context.deps, org);
    if (isRefusal(document)) return document;
    return organizationConfigurationRoutes.exportOrganization.response.parse({
      document: { muster: 1, ...document },
    });
  },

  compareConfiguration: (call) => compare(call, "applications"),
  applyConfiguration: (call) => apply(call, "applications"),
  compareOrganization: (call) => compare(call, "organization"),
  applyOrganization: (call) => apply(call, "organization"),
  compareInstallation: (call) => compare(call, "installation"),
  applyInstallation: (call) => apply(call, "installation"),
};

async function compare(call: ConfigurationCall, extent: Extent): Promise<ConfigurationResultShape | Refusal> {
  const request = await readRequest(call, extent);
  if (isRefusal(request)) return request;
  const { deps, engine } = call.context;
  const compared = await compareConfiguration(deps, engine, call.actor, request);
  return isRefusal(compared) ? compared : showResult(compared, false);
}

async function apply(call: ConfigurationCall, extent: Extent): Promise<ConfigurationResultShape | Refusal> {
  const request = await readRequest(call, extent);
  if (isRefusal(request)) return request;
  const { deps, engine } = call.context;
  const applied = await applyConfiguration(deps, engine, call.actor, request);
  return isRefusal(applied) ? applied : showResult(applied, applied.changes.length > 0);
}

function showResult(
  { changes, deletions, notes }: ComparedConfiguration,
  applied: boolean,
): ConfigurationResultShape {
  return configurationResult.parse({ changed: changes.length, applied, deletions, changes, notes });
}

/**
 * Parses every document. The refusal has all errors, each with its place: those of the structure, and beside them those
 * of the contents of everything that can be compared.
 */
async function readRequest(
  { context, actor, org, body, request: { headers } }: ConfigurationCall,
  extent: Extent,
): Promise<ConfigurationRequest | Refusal> {
  const { documents, secrets, prune, deletionsMax } = body;
  const read = await readDocuments(context.deps, documents, languageOf(headers["accept-language"]));
  const { organizations, applications } = read;
  const refused = extent === "applications" ? organizations : [];
  const errors = [
    ...read.errors,
    // A misspelt kind is an error already.
    ...refused
      .map(({ pointer }) => `${pointer}/kind`)
      .filter((pointer) => read.errors.every((error) => error.pointer !== pointer))
      .map((pointer) => ({ code: "configuration.organization-elsewhere", pointer, params: {} })),
  ];
  const own: OrgId | undefined = extent === "installation" ? undefined : org;
  const request = { org: own, organizations, applications, secrets, prune, deletionsMax };
  if (errors.length === 0) return request;
  const unlisted = read.errorCount - read.errors.length;
  const compared = await compareConfiguration(context.deps, context.engine, actor, request);
  const found = isRefusal(compared) ? (compared.errors ?? []) : [];
  const others = found.map((error) => ({ ...error, pointer: read.toWritten(error.pointer) }));
  const all = [...errors, ...others];
  return refuseConfiguration("configuration.invalid", all, { errors: all.length + unlisted });
}
