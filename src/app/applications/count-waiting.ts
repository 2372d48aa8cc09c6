import type { AppId, OrgId } from "../../core/ids.ts";
import type { Store } from "../../ports/store.ts";

/** The objects of an application that cycles left something to do for. Each object is in one of the counts. */
export interface WaitingCounts {
  /** Waiting for a person or for data. */
  readonly held: number;
  /** Waiting for the next attempt. */
  readonly pending: number;
  /** Waiting for a change, after too many attempts. */
  readonly parked: number;
}

/** Counts the objects that wait. An object that is held and parked counts as held. */
export async function countWaiting(store: Store, org: OrgId, app: AppId): Promise<WaitingCounts> {
  const [all, held, parked, both] = await Promise.all([
    store.count("pending", { org, app }),
    store.count("pending", { org, app, reason: "held" }),
    store.count("pending", { org, app, parked: 1 }),
    store.count("pending", { org, app, parked: 1, reason: "held" }),
  ]);
  const parkedOnly = parked - both;
  return { held, parked: parkedOnly, pending: Math.max(0, all - held - parkedOnly) };
}
