import { type RetentionShape, retentionRoutes as routes } from "../../../../src/contract/retention.ts";
import type { ApiClient } from "../../api/client.ts";

/** The limits of an organization; those of the installation for one that is undefined. */
export type RetentionOwner = string | undefined;

type Kind = RetentionShape["kind"];

interface Limits {
  readonly days: number | null;
  readonly number?: number | null;
}

interface RetentionList {
  readonly items: RetentionShape[];
}

export function readRetention(
  client: ApiClient,
  org: RetentionOwner,
  signal: AbortSignal,
): Promise<RetentionList> {
  return org === undefined
    ? client.call(routes.listInstanceRetention, { signal })
    : client.call(routes.listRetention, { params: { org }, signal });
}

export function setRetention(
  client: ApiClient,
  org: RetentionOwner,
  kind: Kind,
  body: Limits,
): Promise<RetentionList> {
  return org === undefined
    ? client.call(routes.setInstanceRetention, { params: { kind }, body })
    : client.call(routes.setRetention, { params: { org, kind }, body });
}

export function resetRetention(client: ApiClient, org: RetentionOwner, kind: Kind): Promise<RetentionList> {
  return org === undefined
    ? client.call(routes.resetInstanceRetention, { params: { kind } })
    : client.call(routes.resetRetention, { params: { org, kind } });
}
