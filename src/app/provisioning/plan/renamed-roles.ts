import type { ObjectId } from "../../../core/ids.ts";
import type { FlatAttributes } from "../../../core/mapping/flat.ts";
import { findRoleListPaths } from "../../../core/mapping/role-lists.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import { readRowsAmong } from "../../paging.ts";
import type { CycleContext } from "../context.ts";

/** Finds the attributes of an object whose elements show another role name than the account has, although their values are the same. */
export type FindRenamed = (object: ObjectId, desired: FlatAttributes) => readonly string[];

const NONE: FindRenamed = () => [];

/**
 * Reads, for these objects, which role names the target may not have yet: those that changed since the last cycle, and for
 * objects that an earlier cycle left something to do for, those that changed at any time.
 */
export async function readRenamed(
  { deps, org, app, application, provisioning, mappings }: CycleContext,
  type: ObjectType,
  ids: readonly ObjectId[],
): Promise<FindRenamed> {
  const renamed = (application.roles ?? []).filter(({ renamedIn }) => renamedIn !== undefined);
  const paths = type === "user" && renamed.length > 0 ? findRoleListPaths(mappings.user) : [];
  if (paths.length === 0) return NONE;
  const valuesOf = (roles: typeof renamed) => new Set(roles.map(({ value }) => value));
  const all = valuesOf(renamed);
  const fresh = valuesOf(renamed.filter(({ renamedIn = 0 }) => renamedIn > provisioning.config_version));
  const rows = await readRowsAmong(deps.store, "pending", { org, app }, { column: "object", values: ids });
  const pending = new Set(rows.map(({ object }) => object));
  return (object, desired) => {
    const values = pending.has(object) ? all : fresh;
    return paths.filter((path) => listAt(desired, path).some((value) => values.has(value)));
  };
}

function listAt(attributes: FlatAttributes, path: string): readonly string[] {
  const value = attributes[path];
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
