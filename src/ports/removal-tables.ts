import type { OrgId } from "../core/ids.ts";

/** An organization that was deleted, while rows of it may be left. */
export interface OrganizationRemovalRow {
  readonly org: OrgId;
  readonly name: string;
  readonly requested: number;
  /** When no row was left for the first time; null before. */
  readonly emptied: number | null;
}

/** The table of removals. */
export interface RemovalTables {
  organization_removal: OrganizationRemovalRow;
}

/** Its primary key. */
export const REMOVAL_KEYS = { organization_removal: ["org"] } as const;
