import type { OrgId } from "../../core/ids.ts";
import { findEnds } from "../../core/retention/find-ends.ts";
import { RETENTION_DEFINITIONS, type RetentionKind } from "../../core/retention/kinds.ts";
import { readRetention } from "./read-retention.ts";
import { trimAudit } from "./trim-audit.ts";
import { trimEvents } from "./trim-events.ts";
import {
  type KindToTrim,
  trimCycles,
  trimDeliveriesOf,
  trimExchanges,
  trimImports,
  trimLog,
  trimPlansOf,
  trimRejectedRequests,
} from "./trim-kinds.ts";
import { trimNotices } from "./trim-notices.ts";
import type { RemovalRun } from "./trim-records.ts";

type Trim = (removal: RemovalRun, kind: KindToTrim, days: number | null) => Promise<number>;

const TRIMS: { readonly [Kind in RetentionKind]: Trim } = {
  log: trimLog,
  exchanges: (removal, kind) => trimExchanges(removal, kind, 1),
  failedExchanges: (removal, kind) => trimExchanges(removal, kind, 0),
  plans: trimPlansOf,
  cycles: trimCycles,
  imports: trimImports,
  rejectedRequests: trimRejectedRequests,
  deliveries: trimDeliveriesOf,
  events: (removal, { org }, days) => trimEvents(removal, org, days),
  notices: (removal, { org }, days) => trimNotices(removal, org, days),
  audit: (removal, { org }, days) => trimAudit(removal, org, days),
};

/** Removes the records of an organization that its retention does not keep; returns the numbers by kind, without zeros. */
export async function trimOrganization(
  removal: RemovalRun,
  org: OrgId,
): Promise<Readonly<Record<string, number>>> {
  const removed: Record<string, number> = {};
  for (const { kind, keep } of await readRetention(removal.deps, org)) {
    if (removal.left <= 0 || !removal.mayGoOn()) break;
    const ends = findEnds(keep, RETENTION_DEFINITIONS[kind], removal.deps.env.now());
    const count = await TRIMS[kind](removal, { org, ends, number: keep.number }, keep.days);
    if (count > 0) removed[kind] = count;
  }
  return removed;
}
