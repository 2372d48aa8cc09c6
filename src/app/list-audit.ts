import type { OrgId } from "../core/ids.ts";
import type { AuditRow } from "../ports/trust-tables.ts";
import type { Deps } from "./deps.ts";
import { type ListPage, listPage } from "./list-page.ts";

/** The conditions of entries of the audit trail; one that is left out matches every entry. */
export interface AuditFilter {
  readonly category?: string | undefined;
  readonly activity?: string | undefined;
  readonly actor?: string | undefined;
  readonly target?: string | undefined;
  /** The first moment and the last, in milliseconds since 1970. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** Lists the audit trail of an organization, newest first. */
export async function listAudit(
  { store }: Deps,
  input: {
    readonly org: OrgId;
    readonly filter: AuditFilter;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<ListPage<AuditRow>> {
  const { org, filter, after, limit } = input;
  const { since = 0, until, ...columns } = filter;
  const known = Object.entries(columns).filter(([, value]) => value !== undefined);
  const begin = beginOf(until, after);
  const rows = await store.page("audit", {
    where: { org, ...Object.fromEntries(known) },
    descending: true,
    limit: limit + 1,
    ...(begin === undefined ? {} : { after: begin }),
  });
  // Ids sort by time: when one entry is too old, all that follow are.
  return listPage(
    rows.filter(({ at }) => at >= since),
    limit,
    ({ id }) => id,
  );
}

/** The id that the list begins after: that of the page before, or one that follows all entries until the last moment. */
function beginOf(until: number | undefined, after: string | undefined): string | undefined {
  if (until === undefined) return after;
  const time = (Math.max(0, until) + 1).toString(16).padStart(12, "0");
  const end = `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
  return after === undefined || after > end ? end : after;
}
