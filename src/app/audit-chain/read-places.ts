import type { OrgId } from "../../core/ids.ts";
import type { PlacedAuditRow } from "../../ports/audit.ts";
import type { StoreReads } from "../../ports/store.ts";

/** Places that one statement looks at: they may be those of other organizations, and a statement holds the event loop. */
const WINDOW = 10_000;

/** The reads that a comparison of the trail with its chain needs. */
export type ChainStore = Pick<StoreReads, "get" | "page" | "auditAt" | "newestAuditPlace">;

/** Reads the records of an organization at these places, up to `limit` of them, in the order of their places. */
export async function readPlaces(
  store: ChainStore,
  org: OrgId,
  { after, upto, limit }: { readonly after: number; readonly upto: number; readonly limit: number },
): Promise<readonly PlacedAuditRow[]> {
  const end = Math.min(upto, await store.newestAuditPlace());
  const found: PlacedAuditRow[] = [];
  for (let from = after; from < end && found.length < limit; from += WINDOW) {
    const window = { org, after: from, upto: Math.min(from + WINDOW, end) };
    found.push(...(await store.auditAt({ ...window, limit: limit - found.length })));
  }
  return found;
}
