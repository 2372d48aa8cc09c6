import { isSameJson } from "../json.ts";
import type { FlatAttributes, FlatChange } from "../mapping/flat.ts";

/** True for a change to a value that the target refused before. */
export function isRefusedBefore(
  { refused = {} }: { readonly refused?: FlatAttributes },
  { path, to }: FlatChange,
): boolean {
  return Object.hasOwn(refused, path) && isSameJson(refused[path] ?? null, to);
}

/** The attribute that an element belongs to: `phoneNumbers` of `phoneNumbers[type eq "work"].value`. */
export function listNameOf(path: string): string | undefined {
  const end = path.indexOf("[");
  return end < 0 ? undefined : path.slice(0, end);
}
