import { GROUP } from "../../core/scim/definitions/group.ts";
import { resourceTypesOf, type TypeSet } from "../../core/scim/definitions/type-set.ts";
import { USER } from "../../core/scim/definitions/user.ts";
import type { Document, ResourceType } from "../../core/scim/schema.ts";
import type { CustomKind, ObjectType, ResourceKind } from "../../ports/kinds.ts";

/** A kind of directory object: how clients see it, how the store and the audit trail name it. */
export interface DirectoryType {
  readonly resource: ResourceType;
  readonly kind: ResourceKind;
  readonly auditCategory: "UserManagement" | "GroupManagement" | "ResourceManagement";
  /** What a new object has when its maker does not say. */
  readonly defaults: Document;
  /** The version of the organization's definitions that this is of; 0 where it defined nothing. */
  readonly typesVersion: number;
}

export const USERS: DirectoryType = {
  resource: USER,
  kind: "user",
  auditCategory: "UserManagement",
  defaults: { active: true },
  typesVersion: 0,
};

export const GROUPS: DirectoryType = {
  resource: GROUP,
  kind: "group",
  auditCategory: "GroupManagement",
  defaults: {},
  typesVersion: 0,
};

/** The document with the defaults of what it lacks; the same one when it lacks nothing. */
export function withDefaults({ defaults }: DirectoryType, document: Document): Document {
  if (Object.keys(defaults).every((name) => document[name] !== undefined)) return document;
  return { ...defaults, ...document };
}

/** The resource types of an organization: its users and groups, with its extensions, and those it defined. */
export class OrgTypes {
  readonly all: readonly DirectoryType[];
  readonly #byKind: ReadonlyMap<ResourceKind, DirectoryType>;
  readonly #byEndpoint: ReadonlyMap<string, DirectoryType>;

  constructor(all: readonly DirectoryType[]) {
    this.all = all;
    this.#byKind = new Map(all.map((type) => [type.kind, type]));
    this.#byEndpoint = new Map(all.map((type) => [type.resource.endpoint.toLowerCase(), type]));
  }

  /** The type of a stored object; undefined when the organization has dropped that type. */
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

/** What an organization has that defined nothing of its own. */
export const STANDARD_TYPES = new OrgTypes([USERS, GROUPS]);

/** The types of an organization that has these definitions. */
export function orgTypesOf(set: TypeSet, typesVersion: number): OrgTypes {
  const all = resourceTypesOf(set).map((resource): DirectoryType => {
    const standard = [USERS, GROUPS].find((type) => type.resource.name === resource.name);
    if (standard !== undefined) return { ...standard, resource, typesVersion };
    const kind = customKind(resource.name);
    return { resource, kind, auditCategory: "ResourceManagement", defaults: {}, typesVersion };
  });
  return new OrgTypes(all);
}

/** What objects of a type that an organization defined are called in the store. */
export function customKind(name: string): CustomKind {
  return `custom:${name.toLowerCase()}`;
}

/** True for users and groups: what can be a member, be assigned and have accounts. */
export function isObjectType(kind: ResourceKind): kind is ObjectType {
  return kind === "user" || kind === "group";
}
