import { expect } from "vitest";
import { createIntegrationToken } from "../../../src/app/tokens/create-integration-token.ts";
import { INSTANCE, type OrgId } from "../../../src/core/ids.ts";
import type { ScimLimits } from "../../../src/http/scim/limits.ts";
import type { FeedRow } from "../../../src/ports/tables.ts";
import { type ScimClient, type ScimServer, startScimServer } from "../scim/server.ts";
import type { Place } from "../store/stores.ts";
import { type Answer, type CallOptions, call } from "./server.ts";

/** A server whose organizations keep deleted users, as its administrator and as SCIM clients see it. */
export interface KeepingServer extends ScimServer {
  /** Asks the admin API as the instance administrator. */
  admin(method: string, path: string, options?: CallOptions): Promise<Answer>;
}

export async function startKeepingServer(
  place: Place,
  limits: Partial<ScimLimits> = {},
): Promise<KeepingServer> {
  const scim = await startScimServer({ limits, ...("url" in place ? { databaseUrl: place.url } : {}) });
  const wanted = { org: INSTANCE, kind: "instance-admin", profile: "generic", name: "i" } as const;
  const { token } = await createIntegrationToken(scim.deps, "system", { ...wanted, lifetimeDays: 1 });
  return {
    ...scim,
    admin: (method, path, options = {}) => call(`${scim.url}${path}`, method, { token, ...options }),
  };
}

/** A new organization that keeps deleted users, its SCIM client, and its deleted users. */
export async function keeping(server: KeepingServer, softDeleteDays = 30) {
  const { admin } = server;
  const client = await server.client();
  const at = `/api/v1/organizations/${client.org}`;
  const changed = await admin("PATCH", at, { body: { softDeleteDays } });
  expect([changed.status, changed.body.softDeleteDays]).toEqual([200, softDeleteDays]);
  const list = (query = "") => admin("GET", `${at}/deleted-users${query}`);
  const names = async (query = "") =>
    (await list(query)).body.items.map(({ userName }: { userName: string }) => userName);
  const restore = (id: string, body: object = {}) =>
    admin("POST", `${at}/deleted-users/${id}/restore`, { body });
  const purge = (id: string) => admin("DELETE", `${at}/deleted-users/${id}`);
  /** What the feed tells of the work, in short. */
  const feedOf = (work: () => Promise<unknown>) => readFeed(server, client.org, work);
  return { client, org: client.org, at, list, names, restore, purge, feedOf };
}

async function readFeed(
  { deps }: ScimServer,
  org: OrgId,
  work: () => Promise<unknown>,
): Promise<readonly string[]> {
  const before = await deps.store.feedHead(org);
  await work();
  const { entries } = await deps.store.feed(org, before, await deps.store.feedHead(org), 1_000);
  const short = ({ kind, object, other, change }: FeedRow) => [kind, object, other ?? "", change].join(" ");
  return entries.map(short).sort();
}

export async function makeId(client: ScimClient, path: string, body: object): Promise<string> {
  return (await client.make(path, body as Record<string, unknown>)).id;
}

export async function membersOf(client: ScimClient, id: string): Promise<string[]> {
  const { members = [] } = (await client.get(`/Groups/${id}`)).body;
  return members.map(({ value }: { value: string }) => value);
}

export async function remove(client: ScimClient, path: string): Promise<void> {
  expect((await client.send("DELETE", path)).status).toBe(204);
}
