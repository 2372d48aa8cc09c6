import { GROUP } from "../../core/scim/definitions/group.ts";
import { USER } from "../../core/scim/definitions/user.ts";
import type { Document, ResourceType } from "../../core/scim/schema.ts";
import type { ObjectType } from "../../ports/tables.ts";

/** A kind of directory object: how clients see it, how the store and the audit trail name it. */
export interface DirectoryType {
  readonly resource: ResourceType;
  readonly kind: ObjectType;
  readonly auditCategory: "UserManagement" | "GroupManagement";
  /** What a new object has when its maker does not say. */
  readonly defaults: Document;
}

export const USERS: DirectoryType = {
  resource: USER,
  kind: "user",
  auditCategory: "UserManagement",
  defaults: { active: true },
};

export const GROUPS: DirectoryType = {
  resource: GROUP,
  kind: "group",
  auditCategory: "GroupManagement",
  defaults: {},
};

export const DIRECTORY_TYPES: readonly DirectoryType[] = [USERS, GROUPS];

/** The type of a stored object. */
export function typeOf(kind: ObjectType): DirectoryType {
  return kind === "user" ? USERS : GROUPS;
}
