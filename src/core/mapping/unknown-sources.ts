import type { ResourceType } from "../scim/schema.ts";
import type { Expression } from "./expression/expression.ts";
import type { CompiledMapping, Rule } from "./mapping.ts";
import { findNearestName, isKnownAttribute, type ScopeAttribute } from "./scope/scope-attribute.ts";
import type { SourceReference } from "./source.ts";

/** An attribute that a mapping reads and that no object of the directory can have, so that it never gives a value. */
export interface UnknownSource {
  /** The place in the list of attributes, and the member that names the source. */
  readonly at: number;
  readonly member: "source" | "expression";
  readonly target: string;
  readonly source: string;
  /** The known name that it most likely stands for; left out where none is near. */
  readonly nearest?: string;
}

/** The type of the mapped objects, and that of users, which managers have; with the extensions of an organization. */
export interface SourceTypes {
  readonly own: ResourceType;
  readonly users: ResourceType;
}

/** The number of unknown sources that are listed: each is compared with every known name. */
export const UNKNOWN_SOURCES_MAX = 20;

/** Finds the sources of a mapping that no object can have, each once for an attribute, in the order of the mapping. */
export function listUnknownSources(
  { attributes }: Pick<CompiledMapping, "attributes">,
  { own, users }: SourceTypes,
): readonly UnknownSource[] {
  const unknown = attributes.flatMap(({ path, rule }, at) => {
    const sources = listSources(rule).filter(({ reference }) => !isKnown(reference, own, users));
    const member = rule.kind === "direct" ? ("source" as const) : ("expression" as const);
    const names = new Set(sources.map(({ text }) => text));
    return [...names].map((source) => ({ at, member, target: path.text, source }));
  });
  return unknown
    .slice(0, UNKNOWN_SOURCES_MAX)
    .map((each) => ({ ...each, ...nearestTo(each.source, { own, users }) }));
}

/** A name that no object of the directory can have. */
export type UnknownName = Pick<UnknownSource, "source" | "nearest">;

/** Finds the names in an expression that no object can have, each once. */
export function listUnknownNames(
  expression: Expression,
  { own, users }: SourceTypes,
): readonly UnknownName[] {
  const unknown = sourcesIn(expression).filter(({ reference }) => !isKnown(reference, own, users));
  const names = new Set(unknown.map(({ text }) => text));
  return [...names]
    .slice(0, UNKNOWN_SOURCES_MAX)
    .map((source) => ({ source, ...nearestTo(source, { own, users }) }));
}

function nearestTo(source: string, { own, users }: SourceTypes): Pick<UnknownSource, "nearest"> {
  const nearest = findNearestName(source, own, users);
  return nearest === undefined ? {} : { nearest };
}

interface NamedSource {
  readonly text: string;
  readonly reference: SourceReference;
}

/** The sources that a rule reads, by the names under which it reads them. */
export function listSources(rule: Rule): readonly NamedSource[] {
  if (rule.kind === "direct") return [{ text: rule.text, reference: rule.source }];
  return rule.kind === "expression" ? sourcesIn(rule.expression) : [];
}

function sourcesIn(expression: Expression): readonly NamedSource[] {
  switch (expression.kind) {
    case "comparison":
      return [...sourcesIn(expression.left), ...sourcesIn(expression.right)];
    case "call":
      return expression.operands.flatMap(sourcesIn);
    case "source":
      return [expression];
    case "text":
    case "number":
    case "omitted":
      return [];
  }
}

function isKnown(reference: SourceReference, own: ResourceType, users: ResourceType): boolean {
  return isKnownAttribute(toScopeAttribute(reference), own, users);
}

/** Mappings and clauses read the same attributes. */
function toScopeAttribute(reference: SourceReference): ScopeAttribute {
  switch (reference.kind) {
    case "groups":
      return { kind: "groups" };
    case "manager":
      return reference;
    case "fact":
    case "paths":
      return { kind: "own", reference };
  }
}
