import { DIRECTORY_USER_URN, ENTERPRISE_USER_URN } from "../scim/schema-urns.ts";

/** The extensions that an import fills; the others are those that an organization defined for itself. */
const IMPORTED: readonly string[] = [ENTERPRISE_USER_URN, DIRECTORY_USER_URN];

/**
 * True for an attribute, by its name or the URN of its extension, that the next import of an object's source would
 * overwrite. Extensions that the organization defined are kept by imports.
 */
export function isOwnedBySource(name: string): boolean {
  return !name.includes(":") || IMPORTED.includes(name);
}
