import type { ObjectId } from "../../../core/ids.ts";
import type { StoredView } from "../../../core/scim/request/project.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import type { Caller, Directory, ShownResource, TooMany } from "../directory.ts";
import { viewOf } from "../view.ts";
import { readRelationships } from "./read-relationships.ts";

/** Reads one object. A deleted object is not found. */
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
  const relationships = await readRelationships(directory, caller, [row], shown);
  if ("kind" in relationships) return relationships;
  return { kind: "found", object: viewOf(row, type, caller.actor.principal, relationships.get(row.id)) };
}

/** Reads the view for the answer to a write. Members beyond the limit are left out: the write is done. */
export async function viewAfterWrite(
  directory: Directory,
  caller: Caller,
  written: { readonly type: DirectoryType; readonly row: ObjectRow; readonly shown: ShownResource },
): Promise<StoredView> {
  const { type, row, shown } = written;
  const { principal } = caller.actor;
  if (row.type === "user" && !shown.groups) return viewOf(row, type, principal);
  const found = await readRelationships(directory, caller, [row], shown);
  return viewOf(row, type, principal, "kind" in found ? undefined : found.get(row.id));
}
