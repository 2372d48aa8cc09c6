import { parsePath } from "../mapping/path.ts";
import type { Abilities } from "./abilities.ts";

type AccountType = "user" | "group";

/** The attribute that a path belongs to, as schemas name it, in lower case; undefined for an invalid path. */
export function attributeNameOf(path: string): string | undefined {
  const parsed = parsePath(path);
  if (parsed === undefined) return undefined;
  const { schema, attribute } = parsed;
  return (schema === null ? attribute : `${schema}:${attribute}`).toLowerCase();
}

/**
 * True if the target lists the attribute of this path, was seen to keep it, or does not describe its accounts. Discovery
 * is a hint: some targets take more than they list.
 */
export function isOffered({ attributes, kept }: Abilities, type: AccountType, path: string): boolean {
  const described = attributes[type];
  const name = attributeNameOf(path);
  if (described === undefined || name === undefined) return true;
  return isListed(described.listed, path) || kept[type].includes(name);
}

/** True if the target says that it does not show the attribute of this path when an account is read. */
export function isHidden({ attributes }: Abilities, type: AccountType, path: string): boolean {
  return attributes[type]?.hidden.includes(attributeNameOf(path) ?? "") ?? false;
}

/** The attributes of these paths that the target does not offer; an extension that it lacks as a whole by its URN. */
export function listNotOffered(
  abilities: Abilities,
  type: AccountType,
  paths: readonly string[],
): readonly string[] {
  const listed = abilities.attributes[type]?.listed ?? [];
  const names = paths
    .filter((path) => !isOffered(abilities, type, path))
    .map((path) => {
      const parsed = parsePath(path);
      const schema = parsed?.schema ?? null;
      if (parsed === undefined || schema === null) return parsed?.attribute ?? path;
      const isKnown = listed.some((name) => name.startsWith(`${schema.toLowerCase()}:`));
      return isKnown ? `${schema}:${parsed.attribute}` : schema;
    });
  return [...new Set(names)];
}

/** A schema that is listed without its attributes stands for all of them; the core schema's name is empty. */
function isListed(listed: readonly string[], path: string): boolean {
  const schema = parsePath(path)?.schema?.toLowerCase() ?? "";
  return listed.includes(schema) || listed.includes(attributeNameOf(path) ?? "");
}
