import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { isRefusal } from "../../src/app/deps.ts";
import { createUserToken } from "../../src/app/tokens/create-user-token.ts";
import { schemaAdmin } from "../contract/schemas/server.ts";
import { scimClient, startScimServer } from "../contract/scim/server.ts";
import {
  type Clause,
  LOW,
  LOW_RATE,
  NOT_OFFERED,
  type Scope,
  type TokenClient,
  type Verdict,
} from "./clause.ts";
import { CARE_URN, CUSTOM_TYPE, device } from "./custom-type.ts";

/** A service provider under test. */
export interface Provider {
  /** An organization of its own for one check. */
  scope(): Promise<Scope>;
  close(): Promise<void>;
}

/** Ours, over a fresh store, and beside it one with low limits. */
export async function startMuster(): Promise<Provider> {
  const server = await startScimServer();
  const low = await startScimServer({ limits: LOW, rateLimits: LOW_RATE });
  return {
    async scope() {
      const org = await server.newOrg();
      const client = await server.client({ org, profile: "rfc", name: "first" });
      return {
        client,
        anonymous: scimClient(client.baseUrl, undefined),
        as: async (profile, name = "first") => server.client({ org, profile, name }),
        elsewhere: async () => server.client({ profile: "rfc" }),
        limited: async () => low.client({ profile: "rfc" }),
        issuedTo: async (name) => {
          const input = { org, kind: "scim", profile: "rfc", name: "portal", lifetimeDays: 1 } as const;
          const made = await createUserToken(server.deps, "system", { ...input, user: name });
          if (isRefusal(made)) throw new Error(made.code);
          return { ...scimClient(client.baseUrl, made.token), token: made.token };
        },
        custom: async () => {
          const own = await server.client({ profile: "rfc" });
          await (await schemaAdmin(server, own.org)).apply(CUSTOM_TYPE);
          return { client: own, endpoint: "/Devices", extension: CARE_URN, device };
        },
      };
    },
    async close() {
      await server.close();
      await low.close();
    },
  };
}

/** A provider that answers everything in one way: no clause may hold for it. */
export async function startStub(status: number, body: string): Promise<Provider> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { "content-type": "application/scim+json" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const client: TokenClient = { ...scimClient(`http://127.0.0.1:${port}/v2`, "token"), token: "token" };
  const another = async () => client;
  const custom = async () => ({
    client,
    endpoint: "/Devices",
    extension: "urn:x",
    device: (label: string) => ({ label }),
  });
  const others = { as: another, elsewhere: another, limited: another, issuedTo: another, custom };
  return {
    scope: async () => ({ client, anonymous: client, ...others }),
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** What a check found; `error` is what it threw. */
export interface Finding {
  readonly verdict: Verdict;
  readonly error: unknown;
}

/** Runs all checks, a few at a time: they share nothing but the server. */
export async function examine(
  provider: Provider,
  clauses: readonly Clause[],
  atOnce = 6,
): Promise<ReadonlyMap<string, Finding>> {
  const findings = new Map<string, Finding>();
  const queue = [...clauses];
  const work = async (): Promise<void> => {
    for (let clause = queue.shift(); clause !== undefined; clause = queue.shift()) {
      findings.set(clause.id, await examineOne(provider, clause));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return findings;
}

async function examineOne(provider: Provider, clause: Clause): Promise<Finding> {
  const scope = await provider.scope();
  try {
    const outcome = await clause.run(scope);
    return { verdict: outcome === NOT_OFFERED ? NOT_OFFERED : "conformant", error: undefined };
  } catch (error) {
    return { verdict: "deviates", error };
  }
}
