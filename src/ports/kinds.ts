/** The kinds of object that targets have accounts of. */
export type ObjectType = "user" | "group";

/** The kind of a type that an organization defined. */
export type CustomKind = `custom:${string}`;

/** The kind of an object of the directory: a user, a group, or a type that its organization defined. */
export type ResourceKind = ObjectType | CustomKind;

/** A truth value as both databases store it. */
export type Flag = 0 | 1;

/** A place in the change feed. It is opaque: only the store that gave it can compare it with another. */
export type Cursor = string;
