import type { CompiledAttribute, CompiledMapping } from "../../mapping/mapping.ts";
import type { ScimPath } from "../../mapping/path.ts";
import type { CompiledScopes } from "../../mapping/scope/scope.ts";
import type { SourceReference } from "../../mapping/source.ts";
import { listSources } from "../../mapping/unknown-sources.ts";
import { isSecretName } from "../../redact.ts";

/** The configuration that decides, as far as it reads and writes values. */
export interface ReadingConfiguration {
  readonly mappings: Readonly<Record<"user" | "group", Pick<CompiledMapping, "attributes" | "hiddenPaths">>>;
  readonly scopes: CompiledScopes;
}

/** Attributes that the name of an object, its state and its references are read from, whatever a mapping reads. */
const ALWAYS_READ = ["id", "externalid", "username", "displayname", "active", "manager", "meta", "schemas"];

/**
 * The attribute because of which a cycle cannot be recorded: decisions depend on its values, and no record may hold them.
 * Undefined for a configuration without one. Decisions do not depend on the values of write-only attributes.
 */
export function findHiddenValue({ mappings, scopes }: ReadingConfiguration): string | undefined {
  for (const { attributes, hiddenPaths } of [mappings.user, mappings.group]) {
    for (const attribute of attributes) {
      if (attribute.isWriteOnly) continue;
      const { text } = attribute.path;
      if (hiddenPaths.includes(text) || isSecret(attribute.path)) return text;
      if (listPaths(attribute).some(isSecret)) return text;
    }
  }
  return listClausePaths(scopes).find(isSecret)?.text;
}

/**
 * The attributes of the directory that nothing but a write-only attribute reads: their values may be secrets, and decisions
 * do not depend on them.
 */
export function listHiddenSources({ mappings, scopes }: ReadingConfiguration): readonly string[] {
  const attributes = [...mappings.user.attributes, ...mappings.group.attributes];
  const seen = [
    ...attributes.filter(({ isWriteOnly }) => !isWriteOnly).flatMap(listPaths),
    ...listClausePaths(scopes),
  ].map(({ attribute }) => attribute.toLowerCase());
  const kept = new Set([...ALWAYS_READ, ...seen]);
  const hidden = attributes.filter(({ isWriteOnly }) => isWriteOnly).flatMap(listPaths);
  const texts = hidden.filter(({ attribute }) => !kept.has(attribute.toLowerCase())).map(({ text }) => text);
  return [...new Set(texts)];
}

function isSecret({ attribute, sub }: ScimPath): boolean {
  return isSecretName(sub ?? attribute) || isSecretName(attribute);
}

function listPaths({ rule }: CompiledAttribute): readonly ScimPath[] {
  return listSources(rule).flatMap(({ reference }) => pathsOf(reference));
}

function listClausePaths({ user, group }: CompiledScopes): readonly ScimPath[] {
  return [...user, ...group].flatMap(({ clauses }) =>
    clauses.flatMap(({ attribute }) =>
      attribute.kind === "own" || attribute.kind === "manager" ? pathsOf(attribute.reference) : [],
    ),
  );
}

function pathsOf(reference: SourceReference): readonly ScimPath[] {
  switch (reference.kind) {
    case "paths":
      return reference.paths;
    case "manager":
      return pathsOf(reference.reference);
    case "fact":
    case "groups":
      return [];
  }
}
