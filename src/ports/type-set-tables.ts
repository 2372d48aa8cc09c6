import type { OrgId } from "../core/ids.ts";
import type { TypeDefinition } from "../core/scim/definitions/read-type.ts";
import type { SchemaDefinition } from "../core/scim/schema.ts";

/**
 * The definitions of an organization beyond the standard ones. While `locked` lies ahead, a change is under
 * way and objects are not written; once it has passed, the change died and any caller may clear it.
 */
export interface TypeSetRow {
  readonly org: OrgId;
  readonly version: number;
  readonly schemas: readonly SchemaDefinition[];
  readonly types: readonly TypeDefinition[];
  readonly locked: number | null;
  readonly modified: number;
}
