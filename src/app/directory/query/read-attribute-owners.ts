import { isOwnedBySource } from "../../../core/directory/source-attributes.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";

/** Every attribute of a type that can be written, with the source that alone may write it; null for none. */
export function readAttributeOwners(
  { resource }: DirectoryType,
  source: string | null,
): Readonly<Record<string, string | null>> {
  const base = resource.schema.attributes
    .filter(({ mutability }) => mutability !== "readOnly")
    .map(({ name }) => name);
  const names = [...base, ...resource.extensions.map(({ schema }) => schema.id)];
  return Object.fromEntries(names.map((name) => [name, isOwnedBySource(name) ? source : null]));
}
