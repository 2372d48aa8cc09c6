import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { type Deps, isRefusal } from "../../../src/app/deps.ts";
import { openDirectory } from "../../../src/app/directory/directory.ts";
import { createOrganization } from "../../../src/app/organizations/create-organization.ts";
import { createIntegrationToken } from "../../../src/app/tokens/create-integration-token.ts";
import { compose } from "../../../src/commands/compose.ts";
import type { Configuration } from "../../../src/commands/configuration.ts";
import { readLinks } from "../../../src/commands/read-links.ts";
import { INSTANCE, type OrgId } from "../../../src/core/ids.ts";
import { buildServer, closeServer } from "../../../src/http/server.ts";
import type { TokenKind } from "../../../src/ports/tables.ts";
import { readGroups } from "../../../src/sources/csv/groups.ts";
import { readPeople } from "../../../src/sources/csv/people.ts";

/** An answer with its body parsed, where it is JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  readonly body: any;
}

export interface CallOptions {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly csv?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server over a fresh SQLite store, with one organization and a token of each kind. */
export interface AdminServer {
  readonly url: string;
  readonly server: FastifyInstance;
  readonly deps: Deps;
  /** The data directory. */
  readonly directory: string;
  readonly org: OrgId;
  readonly otherOrg: OrgId;
  readonly tokens: Readonly<Record<Exclude<TokenKind, "personal">, string>>;
  /** Asks as the instance administrator, unless told otherwise. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  newOrganization(name: string): Promise<OrgId>;
  newToken(org: OrgId, kind: TokenKind, lifetimeDays?: number): Promise<string>;
  close(): Promise<void>;
}

/** `alter` may put something in place of what the server is made with; its engine has what it was composed with. */
export async function startAdminServer(
  alter: (deps: Deps) => Deps | Promise<Deps> = (deps) => deps,
  configuration: Partial<Configuration> = {},
  consoleFolder?: string,
): Promise<AdminServer> {
  const directory = mkdtempSync(join(tmpdir(), "muster-admin-"));
  const instance = await compose(
    directory,
    {
      databaseUrl: undefined,
      masterKey: undefined,
      logLevel: "silent",
      publicUrl: undefined,
      fault: undefined,
      // Tests begin their cycles themselves.
      startsOnChange: false,
      ...configuration,
    },
    "0.0.0-test",
  );
  const deps = await alter(instance.deps);
  const server = buildServer({
    directory: openDirectory(deps, instance.scimLimits),
    scimLimits: instance.scimLimits,
    engine: instance.engine,
    removals: instance.removals,
    readers: { people: readPeople, groups: readGroups, links: readLinks },
    version: "0.0.0-test",
    storeKind: instance.storeKind,
    publicUrl: configuration.publicUrl,
    trustedProxies: configuration.trustedProxies,
    consoleFolder,
  });
  const url = await server.listen({ host: "127.0.0.1", port: 0 });

  async function newOrganization(name: string): Promise<OrgId> {
    const made = await createOrganization(deps, "system", { name });
    if (isRefusal(made)) throw new Error(made.code);
    return made.org;
  }

  async function newToken(org: OrgId, kind: TokenKind, lifetimeDays = 1): Promise<string> {
    const input = { org, kind, profile: "generic", name: `${kind} of a test`, lifetimeDays };
    return (await createIntegrationToken(deps, "system", input)).token;
  }

  const org = await newOrganization("Contoso");
  const otherOrg = await newOrganization("Fabrikam");
  const tokens = {
    "instance-admin": await newToken(INSTANCE, "instance-admin"),
    "organization-admin": await newToken(org, "organization-admin"),
    scim: await newToken(org, "scim"),
    metrics: await newToken(INSTANCE, "metrics"),
  };
  return {
    url,
    server,
    deps,
    directory,
    org,
    otherOrg,
    tokens,
    newOrganization,
    newToken,
    call: (method, path, options = {}) =>
      call(`${url}${path}`, method, { token: tokens["instance-admin"], ...options }),
    async close() {
      await closeServer(server, 1_000);
      await instance.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** One request to an absolute URL. */
export async function call(url: string, method: string, options: CallOptions): Promise<Answer> {
  const headers = new Headers(options.headers);
  if (options.token !== undefined) headers.set("authorization", `Bearer ${options.token}`);
  const init: RequestInit = { method, headers };
  if (options.csv !== undefined) {
    if (!headers.has("content-type")) headers.set("content-type", "text/csv");
    init.body = options.csv;
  } else if (options.body !== undefined) {
    if (!headers.has("content-type")) headers.set("content-type", "application/json");
    init.body = typeof options.body === "string" ? options.body : JSON.stringify(options.body);
  }
  const answer = await fetch(url, init);
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get("content-type") ?? "");
  return {
    status: answer.status,
    headers: answer.headers,
    body: isJson && text !== "" ? JSON.parse(text) : text,
  };
}
