import { countEdits, findNearestOf } from "../../nearest-name.ts";
import { type AttributeDefinition, findAttribute, findSub, type ResourceType } from "../../scim/schema.ts";
import type { ScimPath } from "../path.ts";
import { FACT_NAMES, type OwnReference, parseOwn, SOURCE_ALIASES } from "../source.ts";

/**
 * The thing that a clause compares: an attribute of the object or of its manager, the manager as such, or the groups that
 * the object is in.
 */
export type ScopeAttribute =
  | { readonly kind: "own"; readonly reference: OwnReference }
  | { readonly kind: "manager"; readonly reference: OwnReference }
  | { readonly kind: "manager-itself" }
  | { readonly kind: "groups" };

const MANAGER = "manager";
const MEMBER_OF = "memberOf";
const OF_MANAGER = "manager.";

/** Names that other products have for an attribute that a clause can name, in lower case. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ["groups", MEMBER_OF],
  ["groups.value", MEMBER_OF],
  ["groups.display", MEMBER_OF],
  ["ismemberof", MEMBER_OF],
  ["members", MEMBER_OF],
  ["id", "objectId"],
]);

/** The attribute that a name of a clause stands for, or `undefined` for a text that cannot be one. */
export function parseScopeAttribute(name: string): ScopeAttribute | undefined {
  if (name === MEMBER_OF) return { kind: "groups" };
  if (name === MANAGER) return { kind: "manager-itself" };
  // `manager.value` is the person's own attribute: the id of the manager.
  if (name.startsWith(OF_MANAGER) && name !== `${OF_MANAGER}value`) {
    const reference = parseOwn(name.slice(OF_MANAGER.length));
    return reference === undefined ? undefined : { kind: "manager", reference };
  }
  const reference = parseOwn(name === `${OF_MANAGER}value` ? MANAGER : name);
  return reference === undefined ? undefined : { kind: "own", reference };
}

/** True for the roles of an object: they follow from its assignments, and clauses are evaluated without them. */
export function isRoles(attribute: ScopeAttribute): boolean {
  if (attribute.kind !== "own" && attribute.kind !== "manager") return false;
  const { reference } = attribute;
  return reference.kind === "fact" && reference.name === "appRoleAssignments";
}

/** True when objects of this type can have a value there. `users` is the type that managers have. */
export function isKnownAttribute(
  attribute: ScopeAttribute,
  type: ResourceType,
  users: ResourceType,
): boolean {
  switch (attribute.kind) {
    case "groups":
      return true;
    case "manager-itself":
      return type === users;
    case "manager":
      return type === users && isKnownReference(attribute.reference, users);
    case "own":
      return isKnownReference(attribute.reference, type);
  }
}

function isKnownReference(reference: OwnReference, type: ResourceType): boolean {
  return reference.kind === "fact" || reference.paths.some((path) => isKnownPath(path, type));
}

function isKnownPath({ schema, attribute, filter, sub }: ScimPath, type: ResourceType): boolean {
  const definition = findAttribute(attributesOf(type, schema), attribute);
  if (definition === undefined || !isReadable(definition, type)) return false;
  if (!filter.every((condition) => findSub(definition, condition.attribute) !== undefined)) return false;
  const needsSub = definition.type === "complex";
  const name = sub ?? (needsSub ? "value" : undefined);
  if (name === undefined) return true;
  const found = findSub(definition, name);
  return found !== undefined && found.mutability !== "readOnly" && found.type !== "complex";
}

function attributesOf(type: ResourceType, schema: string | null): readonly AttributeDefinition[] {
  if (schema === null) return type.schema.attributes;
  const wanted = schema.toLowerCase();
  return type.extensions.find((each) => each.schema.id.toLowerCase() === wanted)?.schema.attributes ?? [];
}

/** The document of an object has no computed attributes, no relationships and no secrets. */
function isReadable(definition: AttributeDefinition, type: ResourceType): boolean {
  return (
    definition.mutability !== "readOnly" &&
    definition.returned !== "never" &&
    type.relationships?.includes(definition.name) !== true
  );
}

/** The known name that a mistyped one most likely stands for; undefined if none is near. */
export function findNearestName(name: string, type: ResourceType, users: ResourceType): string | undefined {
  const other = OTHER_NAMES.get(name.toLowerCase());
  if (other !== undefined) return other;
  if (type === users && name.startsWith(OF_MANAGER)) {
    const nearest = findNearest(name.slice(OF_MANAGER.length), listNames(users));
    return nearest === undefined ? undefined : OF_MANAGER + nearest;
  }
  return findNearest(name, [...listNames(type), MEMBER_OF]);
}

function listNames(type: ResourceType): readonly string[] {
  const aliases = Object.keys(SOURCE_ALIASES).filter((alias) => {
    const reference = parseOwn(alias);
    return reference !== undefined && isKnownReference(reference, type);
  });
  return [
    ...FACT_NAMES,
    ...aliases,
    ...pathsOf(type, type.schema.attributes, ""),
    ...type.extensions.flatMap(({ schema }) => pathsOf(type, schema.attributes, `${schema.id}:`)),
  ];
}

function pathsOf(
  type: ResourceType,
  attributes: readonly AttributeDefinition[],
  prefix: string,
): readonly string[] {
  return attributes
    .filter((each) => isReadable(each, type))
    .flatMap(({ name, subAttributes = [] }) => {
      const path = `${prefix}${name}`;
      if (subAttributes.length === 0) return [path];
      return subAttributes
        .filter(({ mutability }) => mutability !== "readOnly")
        .map((sub) => `${path}.${sub.name}`);
    });
}

/** The edits that the identifier of a schema may have: it is pasted rather than typed. */
const SCHEMA_EDITS_MAX = 3;

/**
 * The attribute behind the identifier of its schema is compared by itself: beside an identifier, which is long, any two
 * attributes would be alike. A filter in brackets is left out, because no known name has one.
 */
function findNearest(name: string, known: readonly string[]): string | undefined {
  const wanted = name.slice(0, NAME_COMPARED_MAX).replace(/\[[^\]]*\]/g, "");
  const schema = schemaOf(wanted);
  const isNear = new Map([...new Set(known.map(schemaOf))].map((each) => [each, isSchemaNear(schema, each)]));
  const candidates = known.filter((each) => schema === "" || isNear.get(schemaOf(each)) === true);
  const attribute = attributeOf(wanted);
  const within = candidates.find((each) =>
    attributeOf(each).toLowerCase().startsWith(`${attribute.toLowerCase()}.`),
  );
  return within ?? findNearestOf(attribute, candidates, attributeOf);
}

function isSchemaNear(schema: string, other: string): boolean {
  const [one, two] = [schema.toLowerCase(), other.toLowerCase()];
  if (Math.abs(one.length - two.length) > SCHEMA_EDITS_MAX) return false;
  return one === two || countEdits(one, two) <= SCHEMA_EDITS_MAX;
}

function schemaOf(name: string): string {
  return name.slice(0, Math.max(name.lastIndexOf(":"), 0));
}

function attributeOf(name: string): string {
  return name.slice(name.lastIndexOf(":") + 1);
}

const NAME_COMPARED_MAX = 200;
