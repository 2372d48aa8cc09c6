import type { OrgId } from "../core/ids.ts";

/** The right to run a thing; taken and renewed by compare-and-swap on `version`. */
export interface LeaseRow {
  readonly org: OrgId;
  readonly name: string;
  readonly holder: string;
  readonly expires: number;
  readonly version: number;
}
