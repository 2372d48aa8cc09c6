import type { OrgId } from "../../../core/ids.ts";
import { createReason, type Reason } from "../../../core/provisioning/reason.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import type { Deps } from "../../deps.ts";
import { nameOf } from "../../objects.ts";
import { readClients } from "../../read-clients.ts";
import type { TriedRemoval } from "./tried-removal.ts";

/**
 * Why a removal would not last: the object belongs to a source, whose next import writes it again, or to SCIM clients,
 * which know it by an `externalId` of theirs and can write it again with any request. The block of a user of a source holds
 * against both.
 */
export async function findReturns(
  { store }: Pick<Deps, "store">,
  org: OrgId,
  removal: TriedRemoval,
  isBlock = false,
): Promise<readonly Reason[]> {
  const object = ownedPart(removal);
  if (object === undefined) return [];
  const about = { type: object.type, name: nameOf(object) };
  const source = (await store.sourcesOf(org, [object.id])).get(object.id);
  if (isBlock && source !== undefined) return [];
  const clients = await readClients(store, object);
  return [
    ...(source === undefined ? [] : [createReason("returns.source", { ...about, source })]),
    ...clients.map((client) => createReason("returns.client", { ...about, client })),
  ];
}

/** The object whose owner decides on what is removed: the group, for one of its members too. */
function ownedPart(removal: TriedRemoval): ObjectRow | undefined {
  switch (removal.kind) {
    case "group":
    case "member":
      return removal.group;
    case "user":
      return removal.user;
    case "assignment":
      return undefined;
  }
}
