import type { AppId, OrgId } from "../core/ids.ts";

/** The state of one application, as monitoring sees it. Times are milliseconds since 1970. */
export interface ApplicationMeasure {
  readonly org: OrgId;
  readonly app: AppId;
  readonly name: string;
  /** When the last cycle ended that closed with balanced counts; undefined before the first. */
  readonly lastSuccess: number | undefined;
  readonly linked: number;
  readonly held: number;
  readonly pending: number;
  readonly parked: number;
  readonly isQuarantined: boolean;
}
