import { INSTANCE, type OrgId } from "../../core/ids.ts";
import { findEnds } from "../../core/retention/find-ends.ts";
import { RETENTION_DEFINITIONS, type RetentionKind } from "../../core/retention/kinds.ts";
import { readRetention } from "./read-retention.ts";
import { trimAudit } from "./trim-audit.ts";
import { trimEvents } from "./trim-events.ts";
import {
  type KindToTrim,
  trimCycles,
  trimDeliveriesOf,
  trimErrorAnswers,
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
  errorAnswers: trimErrorAnswers,
  deliveries: trimDeliveriesOf,
  events: (removal, { org }, days) => trimEvents(removal, org, days),
  notices: (removal, { org }, days) => trimNotices(removal, org, days),
  audit: (removal, { org }, days) => trimAudit(removal, org, days),
};

/** The kinds of records that the installation has of its own, beside those of its organizations. */
const OF_INSTANCE: ReadonlySet<RetentionKind> = new Set(["errorAnswers", "audit"]);

/** Removes the records of an organization that its retention does not keep; returns the numbers by kind, without zeros. */
export function trimOrganization(removal: RemovalRun, org: OrgId): Promise<Readonly<Record<string, number>>> {
  return trimKinds(removal, org, () => true);
}

/** The same for the records that belong to no organization. */
export function trimInstance(removal: RemovalRun): Promise<Readonly<Record<string, number>>> {
  return trimKinds(removal, INSTANCE, (kind) => OF_INSTANCE.has(kind));
}

async function trimKinds(
  removal: RemovalRun,
  org: OrgId,
  isOwn: (kind: RetentionKind) => boolean,
): Promise<Readonly<Record<string, number>>> {
  const removed: Record<string, number> = {};
  for (const { kind, keep } of await readRetention(removal.deps, org)) {
    if (removal.left <= 0 || !removal.mayGoOn()) break;
    if (!isOwn(kind)) continue;
    const ends = findEnds(keep, RETENTION_DEFINITIONS[kind], removal.deps.env.now());
    const count = await TRIMS[kind](removal, { org, ends, number: keep.number }, keep.days);
    if (count > 0) removed[kind] = count;
  }
  return removed;
}
