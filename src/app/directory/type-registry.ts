import type { OrgId } from "../../core/ids.ts";
import { type OrgTypes, STANDARD_TYPES } from "./directory-type.ts";

/** Knows the resource types of each organization. */
export class TypeRegistry {
  /** The types that the organization has now. */
  async of(_org: OrgId): Promise<OrgTypes> {
    return STANDARD_TYPES;
  }
}
