import type { ObjectId } from "../../../core/ids.ts";
import type { StoredView } from "../../../core/scim/request/project.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import type { Caller, Directory, ShownResource, TooMany } from "../directory.ts";
import { viewOf } from "../view.ts";
import { readRelationships } from "./read-relationships.ts";

/** Reads one user or group; deleted ones are not there. */
export async function getObject(
  directory: Directory,
  caller: Caller,
  type: DirectoryType,
  input: { readonly id: ObjectId; readonly shown: ShownResource },
): Promise<
  { readonly kind: "found"; readonly object: StoredView } | { readonly kind: "not-found" } | TooMany
> {
  const { id, shown } = input;
  const withGroups = shown.groups && type.kind === "user";
  const { store } = directory.deps;
  const [row] = await store.readObjects(caller.actor.org, type.kind, { kind: "id", id }, withGroups);
  if (row === undefined) return { kind: "not-found" };
  const keyed = await readRelationships(directory, caller, [row], shown);
  if ("kind" in keyed) return keyed;
  return { kind: "found", object: viewOf(row, type, caller.actor.principal, keyed.get(row.id)) };
}

/** What an answer to a write shows of the object: members beyond the limit are left out, for it is written. */
export async function viewAfterWrite(
  directory: Directory,
  caller: Caller,
  type: DirectoryType,
  row: ObjectRow,
  shown: ShownResource,
): Promise<StoredView> {
  if (row.type === "user" && !shown.groups) return viewOf(row, type, caller.actor.principal);
  const keyed = await readRelationships(directory, caller, [row], shown);
  return viewOf(row, type, caller.actor.principal, "kind" in keyed ? undefined : keyed.get(row.id));
}
