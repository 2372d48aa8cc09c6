import { createIntegrationToken } from "../../../src/app/tokens/create-integration-token.ts";
import { INSTANCE, type OrgId } from "../../../src/core/ids.ts";
import { type ScimAnswer, type ScimServer, scimClient } from "./server.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
export type Rejected = any;

/** What an administrator asks of refused requests. */
export interface RefusalApi {
  /** An instance administrator's. */
  readonly token: string;
  api(method: string, path: string, body?: unknown): Promise<ScimAnswer>;
  /** The refused requests of an organization once there are this many of them, newest first. */
  rejected(org: OrgId, count: number, query?: string): Promise<Rejected[]>;
  whole(org: OrgId, id: string): Promise<Rejected>;
  /** The id of the organization's first token. */
  tokenIdOf(org: OrgId): Promise<string>;
}

export async function refusalApi(scim: ScimServer): Promise<RefusalApi> {
  const input = {
    org: INSTANCE,
    kind: "instance-admin",
    profile: "generic",
    name: "admin",
    lifetimeDays: 1,
  } as const;
  const { token } = await createIntegrationToken(scim.deps, "system", input);
  const client = scimClient(`${scim.url}/api/v1`, token);
  const api: RefusalApi["api"] = (method, path, body) =>
    client.send(method, path, body, body === undefined ? {} : { "content-type": "application/json" });
  return {
    token,
    api,
    async rejected(org, count, query = "") {
      for (let attempt = 0; attempt < 200; attempt += 1) {
        const { body } = await api("GET", `/organizations/${org}/rejected-requests?limit=500${query}`);
        if (body.items.length >= count) return body.items;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`fewer than ${count} refused requests were recorded`);
    },
    whole: async (org, id) => (await api("GET", `/organizations/${org}/rejected-requests/${id}`)).body,
    tokenIdOf: async (org) => (await api("GET", `/organizations/${org}/tokens`)).body.items[0].tokenId,
  };
}
