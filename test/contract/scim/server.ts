import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { type Deps, isRefusal } from "../../../src/app/deps.ts";
import type { Directory } from "../../../src/app/directory/directory.ts";
import { createOrganization } from "../../../src/app/organizations/create-organization.ts";
import { createIntegrationToken } from "../../../src/app/tokens/create-integration-token.ts";
import { compose } from "../../../src/commands/compose.ts";
import { readLinks } from "../../../src/commands/read-links.ts";
import type { OrgId } from "../../../src/core/ids.ts";
import type { RateLimits } from "../../../src/http/rate-limit.ts";
import type { ScimLimits } from "../../../src/http/scim/limits.ts";
import { mountScim } from "../../../src/http/scim/mount.ts";
import { buildServer, closeServer } from "../../../src/http/server.ts";
import type { MailSettings } from "../../../src/platform/mail/read-mail-url.ts";
import type { TokenKind } from "../../../src/ports/tables.ts";
import { readGroups } from "../../../src/sources/csv/groups.ts";
import { readPeople } from "../../../src/sources/csv/people.ts";

export const USER_URN = "urn:ietf:params:scim:schemas:core:2.0:User";
export const GROUP_URN = "urn:ietf:params:scim:schemas:core:2.0:Group";
export const ENTERPRISE_URN = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
export const PATCH_URN = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

export interface ScimAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  readonly body: any;
}

/** A SCIM client with a token; paths are relative to the organization's base URL. */
export interface ScimClient {
  readonly baseUrl: string;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ScimAnswer>;
  get(path: string, headers?: Record<string, string>): Promise<ScimAnswer>;
  /** Makes a resource and answers it; fails unless the answer is 201. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  make(path: string, body: Readonly<Record<string, unknown>>): Promise<any>;
  /** Sends operations as a PatchOp. */
  patch(path: string, operations: readonly unknown[], headers?: Record<string, string>): Promise<ScimAnswer>;
}

export interface ScimServer {
  readonly url: string;
  readonly server: FastifyInstance;
  readonly deps: Deps;
  /** What the users and groups are served by. */
  readonly objects: Directory;
  /** The data directory. */
  readonly directory: string;
  newOrg(): Promise<OrgId>;
  token(org: OrgId, profile?: string, name?: string, kind?: TokenKind): Promise<string>;
  /** A client of an organization, a new one unless given; tokens of one name are one integration. */
  client(options?: {
    readonly org?: OrgId;
    readonly profile?: string;
    readonly name?: string;
  }): Promise<ScimClient & { readonly org: OrgId; readonly token: string }>;
  close(): Promise<void>;
}

/** A server over a fresh store: SQLite, or the PostgreSQL database at the URL. */
export async function startScimServer(
  options: {
    readonly databaseUrl?: string;
    readonly limits?: Partial<ScimLimits>;
    readonly publicUrl?: string;
    readonly rateLimits?: RateLimits;
    readonly leaseSeconds?: number;
    /** The way that mail takes; none is sent when left out. */
    readonly mail?: MailSettings;
    /** The thread that computes plans; that of the requests by default. */
    readonly planning?: "inline" | "thread";
  } = {},
): Promise<ScimServer> {
  const directory = mkdtempSync(join(tmpdir(), "muster-scim-"));
  const { databaseUrl, limits = {}, publicUrl, rateLimits, leaseSeconds, mail, planning } = options;
  const configuration = {
    databaseUrl,
    masterKey: undefined,
    logLevel: "silent",
    publicUrl,
    scimLimits: limits,
    leaseSeconds,
    mail,
    // Tests begin their cycles themselves.
    startsOnChange: false,
    fault: undefined,
  };
  const instance = await compose(directory, configuration, "0.0.0-test", planning);
  const { deps, scimLimits } = instance;
  const server = buildServer({
    directory: instance.directory,
    scimLimits,
    engine: instance.engine,
    removals: instance.removals,
    readers: { people: readPeople, groups: readGroups, links: readLinks },
    version: "0.0.0-test",
    storeKind: instance.storeKind,
    rateLimits,
    mountScim: (scope) => mountScim(scope, { directory: instance.directory, limits: scimLimits, publicUrl }),
  });
  const url = await server.listen({ host: "127.0.0.1", port: 0 });
  let orgs = 0;

  async function newOrg(): Promise<OrgId> {
    orgs += 1;
    const made = await createOrganization(deps, "system", { name: `Organization ${orgs}` });
    if (isRefusal(made)) throw new Error(made.code);
    return made.org;
  }

  async function token(org: OrgId, profile = "generic", name = "client", kind: TokenKind = "scim") {
    return (await createIntegrationToken(deps, "system", { org, kind, profile, name, lifetimeDays: 1 }))
      .token;
  }

  return {
    url,
    server,
    deps,
    objects: instance.directory,
    directory,
    newOrg,
    token,
    async client({ org, profile, name } = {}) {
      const theirs = org ?? (await newOrg());
      const bearer = await token(theirs, profile, name);
      return { ...scimClient(`${url}/scim/${theirs}/v2`, bearer), org: theirs, token: bearer };
    },
    async close() {
      await closeServer(server, 1_000);
      await instance.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export function scimClient(baseUrl: string, token: string | undefined): ScimClient {
  const send: ScimClient["send"] = async (method, path, body, given = {}) => {
    const headers = new Headers(given);
    if (token !== undefined && !headers.has("authorization")) headers.set("authorization", `Bearer ${token}`);
    const init: RequestInit = { method, headers };
    if (body !== undefined) {
      if (!headers.has("content-type")) headers.set("content-type", "application/scim+json");
      init.body = typeof body === "string" ? body : JSON.stringify(body);
    }
    const answer = await fetch(`${baseUrl}${path}`, init);
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: text === "" ? undefined : JSON.parse(text),
    };
  };
  return {
    baseUrl,
    send,
    get: (path, headers) => send("GET", path, undefined, headers),
    async make(path, body) {
      const answer = await send("POST", path, body);
      if (answer.status !== 201) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    patch: (path, operations, headers) =>
      send("PATCH", path, { schemas: [PATCH_URN], Operations: operations }, headers),
  };
}

/** A user body with this userName. */
export function user(userName: string, more: Readonly<Record<string, unknown>> = {}) {
  return { schemas: [USER_URN], userName, ...more };
}

/** A group body with these members. */
export function group(displayName: string, members: readonly string[] = []) {
  return { schemas: [GROUP_URN], displayName, members: members.map((value) => ({ value })) };
}

/** The parameter of a filter, encoded. */
export function filtered(filter: string): string {
  return `filter=${encodeURIComponent(filter)}`;
}
