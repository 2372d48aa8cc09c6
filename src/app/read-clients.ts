import { type PrincipalId, trustId } from "../core/ids.ts";
import type { StoreReads } from "../ports/store.ts";
import type { ObjectRow } from "../ports/tables.ts";

/** The names of the SCIM clients that know an object by an `externalId` of theirs, and so can write it again. */
export async function readClients(
  store: Pick<StoreReads, "get">,
  { org, external }: Pick<ObjectRow, "org" | "external">,
): Promise<readonly string[]> {
  const names: string[] = [];
  for (const id of Object.keys(external).sort()) {
    const client = await store.get("principal", { org, id: trustId<PrincipalId>(id) });
    if (client !== undefined && client.removed === null) names.push(client.name);
  }
  return names;
}
