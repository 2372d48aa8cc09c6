import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { releaseDefinitions } from "../app/definitions/release-definitions.ts";
import { type Deps, isRefusal } from "../app/deps.ts";
import { createOrganization } from "../app/organizations/create-organization.ts";
import { createFirstOwnerLink, formatLink } from "../app/people/one-time-links.ts";
import { createIntegrationToken } from "../app/tokens/create-integration-token.ts";
import type { CommandInput } from "../cli/define.ts";
import { CliError, EXIT, failHere } from "../cli/exit.ts";
import { findReason } from "../cli/find-reason.ts";
import { KEPT_DAYS } from "../core/directory/kept-days.ts";
import { INSTANCE, type OrgId } from "../core/ids.ts";
import { mountScim } from "../http/scim/mount.ts";
import { buildServer, closeServer } from "../http/server.ts";
import { describeIssue } from "../messages/describe-issue.ts";
import { findPackageFolder } from "../platform/package-folder.ts";
import { readGroups } from "../sources/csv/groups.ts";
import { readPeople } from "../sources/csv/people.ts";
import { StoreError } from "../store/store-error.ts";
import { compose, type Instance } from "./compose.ts";
import { type Configuration, readConfiguration } from "./configuration.ts";
import { readLinks } from "./read-links.ts";
import { StartError } from "./start-error.ts";

/** A running server. */
export interface Running extends Instance {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
}

/** Where the build puts the console. */
const CONSOLE_FOLDER = fileURLToPath(new URL("dist/web", findPackageFolder()));

/** Time that requests in hand have to end when the server stops. */
const GRACE_MS = 3_000;

export interface ListenOptions {
  readonly directory: string;
  readonly host: string;
  readonly port: number;
  readonly version: string;
  /** The thread that computes plans; one of its own by default. */
  readonly planning?: "inline" | "thread";
}

/** The configuration that the environment gives, or a usage error that says what is wrong in the reader's language. */
export function configurationOf({
  world,
  output,
}: Pick<CommandInput<unknown>, "world" | "output">): Configuration {
  const parsed = readConfiguration(world.env);
  if (parsed.ok) return parsed.configuration;
  const problems = parsed.problems.map(
    ({ variable, issue }) => `${variable} ${describeIssue(output.messages, issue)}`,
  );
  throw new CliError(EXIT.usage, "start.configuration", { problem: problems.join("; ") });
}

/** Starts everything and listens. A failure is a CliError that says what to do. */
export async function startInstance(options: ListenOptions, configuration: Configuration): Promise<Running> {
  const { directory, version, planning } = options;
  const instance = await openInstance(directory, configuration, version, planning);
  try {
    const isAlone = instance.storeKind === "sqlite";
    if (isAlone) await releaseDefinitions(instance.deps);
    await instance.engine.start(isAlone);
    instance.purging.start();
    instance.removals.start();
    instance.sealing.start();
    instance.retention.start();
    const server = buildServer({
      directory: instance.directory,
      scimLimits: instance.scimLimits,
      engine: instance.engine,
      removals: instance.removals,
      version: options.version,
      storeKind: instance.storeKind,
      readers: { people: readPeople, groups: readGroups, links: readLinks },
      publicUrl: configuration.publicUrl,
      trustedProxies: configuration.trustedProxies,
      rateLimits: configuration.rateLimits,
      consoleFolder: CONSOLE_FOLDER,
      measure: instance.metrics.register,
      mountScim: (scope) =>
        mountScim(scope, {
          directory: instance.directory,
          limits: instance.scimLimits,
          publicUrl: configuration.publicUrl,
        }),
    });
    const url = await server.listen({ host: options.host, port: options.port });
    instance.sender.start(configuration.publicUrl ?? url);
    instance.notices.start(configuration.publicUrl ?? url);
    const { deps, storeKind: store, unreadableSecrets } = instance;
    const { log } = deps;
    const more = unreadableSecrets > 0 ? { unreadableSecrets } : {};
    log(unreadableSecrets > 0 ? "warn" : "info", "server.started", {
      version: options.version,
      store,
      url,
      ...more,
    });
    await instance.warmPlanning();
    return {
      ...instance,
      url,
      async close() {
        // New requests are refused at once; steps in hand finish side by side with requests in hand.
        const { engine, sender, notices } = instance;
        log("info", "server.stopping", {});
        await Promise.all([closeServer(server, GRACE_MS), engine.stop(), sender.stop(), notices.stop()]);
        await instance.close();
        log("info", "server.stopped", {});
      },
    };
  } catch (error) {
    await instance.close();
    throw startFailure(error, options);
  }
}

/** Opens an instance without listening, for work on its store alone. */
export async function openInstance(
  directory: string,
  configuration: Configuration,
  version: string,
  planning: ListenOptions["planning"] = "thread",
): Promise<Instance> {
  try {
    return await compose(directory, configuration, version, planning);
  } catch (error) {
    throw startFailure(error, { directory });
  }
}

function startFailure(
  error: unknown,
  where: { readonly directory: string; readonly host?: string; readonly port?: number },
): unknown {
  const { directory, host, port } = where;
  if (error instanceof StoreError || error instanceof StartError) {
    return failHere(error.code, error.params, error);
  }
  if (!(error instanceof Error) || !("code" in error)) return error;
  const reason = findReason(error);
  switch (error.code) {
    case "EADDRINUSE":
      return failHere("start.port-in-use", { port }, error);
    case "EEXIST":
    case "ENOTDIR":
      return failHere("start.not-a-directory", { directory }, error);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return failHere("start.no-address", { host, reason }, error);
    case "EACCES":
    case "EROFS":
    case "EPERM":
      return failHere("start.no-permission", { directory, reason }, error);
    default:
      return error;
  }
}

/** The first organization, a token of the instance administrator, and the link for the first owner. */
export async function seedInstance(
  deps: Deps,
  { name, baseUrl }: { readonly name: string; readonly baseUrl: string },
): Promise<{ readonly org: OrgId; readonly adminToken: string; readonly ownerLink: string }> {
  const organization = await createOrganization(deps, "system", { name, softDeleteDays: KEPT_DAYS });
  if (isRefusal(organization)) {
    throw failHere(organization.code, organization.params);
  }
  const { org } = organization;
  const ownerLink = formatLink(baseUrl, await createFirstOwnerLink(deps, org));
  return { org, adminToken: await createAdminToken(deps), ownerLink };
}

/** A new token of the instance administrator; nothing keeps the text. */
export async function createAdminToken(deps: Deps): Promise<string> {
  const { token } = await createIntegrationToken(deps, "system", {
    org: INSTANCE,
    kind: "instance-admin",
    profile: "generic",
    name: `instance administrator ${randomUUID().slice(0, 8)}`,
    lifetimeDays: 365,
  });
  return token;
}

/** Refuses to work on a data directory that is not there; looked for first, because opening a store makes one. */
export function refuseMissing(directory: string, { databaseUrl }: Configuration): void {
  if (databaseUrl !== undefined || existsSync(directory)) return;
  throw failHere("start.not-initialized", { directory });
}
