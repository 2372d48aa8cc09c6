import { GROUP } from "../../core/scim/definitions/group.ts";
import { resourceTypesOf, type TypeSet } from "../../core/scim/definitions/type-set.ts";
import { USER } from "../../core/scim/definitions/user.ts";
import type { Document, ResourceType } from "../../core/scim/schema.ts";
import type { CustomKind, ObjectType, ResourceKind } from "../../ports/kinds.ts";

/** A kind of directory object, with the names that clients, the store and the audit trail have for it. */
export interface DirectoryType {
  readonly resource: ResourceType;
  readonly kind: ResourceKind;
  readonly auditCategory: "UserManagement" | "GroupManagement" | "ResourceManagement";
  /** The attributes of a new object whose request leaves them out. */
  readonly defaults: Document;
  /** The version of the organization's definitions that this type belongs to; 0 without custom definitions. */
  readonly typesVersion: number;
}

/** Users without custom extensions. */
export const USERS: DirectoryType = {
  resource: USER,
  kind: "user",
  auditCategory: "UserManagement",
  defaults: { active: true },
  typesVersion: 0,
};

/** Groups without custom extensions. */
export const GROUPS: DirectoryType = {
  resource: GROUP,
  kind: "group",
  auditCategory: "GroupManagement",
  defaults: {},
  typesVersion: 0,
};

/** The document with the defaults of the attributes that it lacks; the same document when it lacks none. */
export function withDefaults({ defaults }: DirectoryType, document: Document): Document {
  if (Object.keys(defaults).every((name) => document[name] !== undefined)) return document;
  return { ...defaults, ...document };
}

/** The resource types of an organization: users and groups, with its extensions, and its custom types. */
export class OrgTypes {
  readonly all: readonly DirectoryType[];
  readonly #byKind: ReadonlyMap<ResourceKind, DirectoryType>;
  readonly #byEndpoint: ReadonlyMap<string, DirectoryType>;

  constructor(all: readonly DirectoryType[]) {
    this.all = all;
    this.#byKind = new Map(all.map((type) => [type.kind, type]));
    this.#byEndpoint = new Map(all.map((type) => [type.resource.endpoint.toLowerCase(), type]));
  }

  /** The type of a stored object; undefined when the organization has removed that type. */
  find(kind: ResourceKind): DirectoryType | undefined {
    return this.#byKind.get(kind);
  }

  /** The type of users or groups, which every organization has. */
  standard(kind: ObjectType): DirectoryType {
    return this.#byKind.get(kind) ?? (kind === "user" ? USERS : GROUPS);
  }

  /** The type with this endpoint, given with its slash and in any letter case: `/Users`. */
  atEndpoint(path: string): DirectoryType | undefined {
    return this.#byEndpoint.get(path.toLowerCase());
  }
}

/** The types of an organization without custom definitions. */
export const STANDARD_TYPES = new OrgTypes([USERS, GROUPS]);

/** The types of an organization that has these definitions. */
export function orgTypesOf(set: TypeSet, typesVersion: number): OrgTypes {
  const all = resourceTypesOf(set).map((resource): DirectoryType => {
    const standard = [USERS, GROUPS].find((type) => type.resource.name === resource.name);
    if (standard !== undefined) return { ...standard, resource, typesVersion };
    const kind = toCustomKind(resource.name);
    return { resource, kind, auditCategory: "ResourceManagement", defaults: {}, typesVersion };
  });
  return new OrgTypes(all);
}

/** The kind under which the store keeps objects of a custom type. */
export function toCustomKind(name: string): CustomKind {
  return `custom:${name.toLowerCase()}`;
}

/** True for users and groups, which can be members, be assigned and have accounts. */
export function isObjectType(kind: ResourceKind): kind is ObjectType {
  return kind === "user" || kind === "group";
}
