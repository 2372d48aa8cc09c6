import type { JsonObject } from "../json.ts";
import { DIRECTORY, ENTERPRISE } from "./attributes.ts";
import { parsePath, readPath, type ScimPath } from "./path.ts";
import { toScalarOrTexts, type Value } from "./value.ts";

/** A directory object as mappings see it: its SCIM document and facts that the document does not contain. */
export interface SourceObject {
  readonly id: string;
  readonly document: JsonObject;
  readonly softDeleted: boolean;
  /** The manager of the user; undefined without one, and where no value is read from it. */
  readonly manager?: SourceObject | undefined;
  /** The values of its roles in the application that it is mapped for, in order. */
  readonly roles?: readonly string[] | undefined;
  /** The groups that it is in, directly or through other groups; undefined where none is read. */
  readonly groups?: readonly SourceGroup[] | undefined;
}

/** A group as mappings and clauses read it. */
export interface SourceGroup {
  readonly id: string;
  /** The displayName. */
  readonly name: string;
}

/** The names of what the document does not hold. */
export const FACT_NAMES = ["objectId", "IsSoftDeleted", "appRoleAssignments"] as const;
/** A name of the reference for what the document does not hold. */
type FactName = (typeof FACT_NAMES)[number];

/** The place of a source value, parsed once. Of several paths, the first that holds a value is used. */
export type SourceReference =
  | OwnReference
  /** The names of the groups that the object is in, or their ids. */
  | { readonly kind: "groups"; readonly part: "name" | "id" }
  /** A value of the manager. */
  | { readonly kind: "manager"; readonly reference: OwnReference };

/** The place of a value of the object itself. */
export type OwnReference =
  | { readonly kind: "fact"; readonly name: FactName }
  | { readonly kind: "paths"; readonly paths: readonly ScimPath[] };

/** The names that stand for the groups of the object, and what is read of each group. */
const OF_GROUPS: ReadonlyMap<string, "name" | "id"> = new Map([
  ["memberOf", "name"],
  ["groups", "name"],
  ["groups.display", "name"],
  ["groups.value", "id"],
]);

/** The beginning of a name that stands for an attribute of the manager: `manager.displayName`. */
const OF_MANAGER = "manager.";

/**
 * Entra ID's names of user attributes, and their places in the SCIM document. Case-sensitive, as in the
 * reference. Names that SCIM has too (`displayName`, `preferredLanguage`) have the same meaning.
 */
export const SOURCE_ALIASES: Readonly<Record<string, readonly string[]>> = {
  userPrincipalName: ["userName"],
  mail: ['emails[type eq "work"].value', "emails[primary eq true].value"],
  mailNickname: ["nickName"],
  displayName: ["displayName"],
  givenName: ["name.givenName"],
  surname: ["name.familyName"],
  jobTitle: ["title"],
  accountEnabled: ["active"],
  userType: ["userType"],
  preferredLanguage: ["preferredLanguage"],
  telephoneNumber: ['phoneNumbers[type eq "work"].value'],
  mobile: ['phoneNumbers[type eq "mobile"].value'],
  streetAddress: ['addresses[type eq "work"].streetAddress'],
  city: ['addresses[type eq "work"].locality'],
  state: ['addresses[type eq "work"].region'],
  postalCode: ['addresses[type eq "work"].postalCode'],
  country: ['addresses[type eq "work"].country'],
  physicalDeliveryOfficeName: [`${DIRECTORY}:officeLocation`, 'addresses[type eq "other"].formatted'],
  employeeId: [`${ENTERPRISE}:employeeNumber`],
  department: [`${ENTERPRISE}:department`],
  companyName: [`${ENTERPRISE}:organization`],
  manager: [`${ENTERPRISE}:manager.value`],
  usageLocation: [`${DIRECTORY}:usageLocation`],
};

const ALIASES: ReadonlyMap<string, OwnReference> = new Map(
  Object.entries(SOURCE_ALIASES).map(([name, texts]) => [name, referenceTo(texts)]),
);

function referenceTo(texts: readonly string[]): OwnReference {
  const paths = texts.map(parsePath).filter((path) => path !== undefined);
  return { kind: "paths", paths };
}

/**
 * The reference that a text names: a fact, the groups, an alias, a SCIM path, or a value of the manager; `undefined` for
 * any other text. The groups of the manager cannot be read. `manager.value` is the user's own attribute: the id of the manager.
 */
export function parseSource(text: string): SourceReference | undefined {
  const name = text.trim();
  const part = OF_GROUPS.get(name);
  if (part !== undefined) return { kind: "groups", part };
  if (!name.startsWith(OF_MANAGER)) return parseOwn(name);
  const rest = name.slice(OF_MANAGER.length);
  if (rest === "value") return parseOwn("manager");
  const isOwn = !rest.startsWith(OF_MANAGER) && !OF_GROUPS.has(rest);
  const reference = isOwn ? parseOwn(rest) : undefined;
  return reference === undefined ? undefined : { kind: "manager", reference };
}

/** The reference to a value of the object itself; `undefined` for any other text. */
export function parseOwn(name: string): OwnReference | undefined {
  const fact = FACT_NAMES.find((each) => each === name);
  if (fact !== undefined) return { kind: "fact", name: fact };
  const alias = ALIASES.get(name);
  if (alias !== undefined) return alias;
  const path = parsePath(name);
  return path === undefined ? undefined : { kind: "paths", paths: [path] };
}

/** The value of the source at a reference; null when there is no value. Total. */
export function readSource(source: SourceObject, reference: SourceReference): Value {
  if (reference.kind === "manager") {
    return source.manager === undefined ? null : readSource(source.manager, reference.reference);
  }
  if (reference.kind === "groups") return readGroupParts(source.groups ?? [], reference.part);
  if (reference.kind === "fact") return readFact(source, reference.name);
  for (const path of reference.paths) {
    const value = toScalarOrTexts(readPath(source.document, path));
    if (value !== null) return value;
  }
  return null;
}

/** Sorted, because the order in which groups are found is not part of the value; a name of two groups appears once. */
function readGroupParts(groups: readonly SourceGroup[], part: "name" | "id"): Value {
  const texts = [...new Set(groups.map((group) => group[part]))].filter((text) => text !== "").sort();
  return texts.length === 0 ? null : texts;
}

function readFact({ id, softDeleted, roles = [] }: SourceObject, name: FactName): Value {
  switch (name) {
    case "objectId":
      return id;
    case "IsSoftDeleted":
      return softDeleted;
    case "appRoleAssignments":
      return roles.length === 0 ? null : roles;
  }
}
