import type { FlatAttributes, FlatChange } from "../mapping/flat.ts";
import { createReason, type Reason } from "./reason.ts";

/** An account of which some attributes show role names that changed, and the changes of values that it needs anyway. */
interface RenamedRoles {
  /** The paths of these attributes. */
  readonly renamed?: readonly string[];
  readonly desired: FlatAttributes;
  readonly projected: FlatAttributes;
  readonly changes: readonly FlatChange[];
}

/** The attributes of which only the name of a role is another, as changes that keep the values. */
export function listRenamed({
  renamed = [],
  desired,
  projected,
  changes,
}: RenamedRoles): readonly FlatChange[] {
  const isChanged = (path: string): boolean => changes.some((change) => change.path === path);
  return renamed
    .filter((path) => !isChanged(path))
    .map((path) => ({ path, from: projected[path] ?? null, to: desired[path] ?? null }));
}

/** The reasons that name the changed attributes with another role name. */
export function explainRenamed(
  renamed: readonly string[] | undefined,
  changes: readonly FlatChange[],
): readonly Reason[] {
  return changes
    .filter(({ path }) => renamed?.includes(path) === true)
    .map(({ path }) => createReason("change.role-names", { path }));
}
