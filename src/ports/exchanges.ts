import type { AppId, CycleId, ObjectId, OrgId, StepId } from "../core/ids.ts";
import type { ExchangeRow } from "./cycle-tables.ts";

/** The conditions of a list of exchanges; a condition that is undefined is satisfied by every exchange. */
export interface ExchangeFilter {
  readonly failedOnly: boolean;
  /** The HTTP status of the answer. */
  readonly status: number | undefined;
  /** The step of a plan that the exchange belongs to. */
  readonly step: StepId | undefined;
  /** The cycle of that step. */
  readonly cycle: CycleId | undefined;
  /** The user or group that the step is for. */
  readonly object: ObjectId | undefined;
}

/** Reads of recorded requests and answers. */
export interface ExchangeReads {
  /** The newest exchanges of an application before the one with the id `after`, newest first. */
  findExchanges(
    org: OrgId,
    app: AppId,
    filter: ExchangeFilter,
    place: { readonly after: string | undefined; readonly limit: number },
  ): Promise<readonly ExchangeRow[]>;
}
