import type { OrgId } from "../core/ids.ts";
import type { AuditRow } from "../ports/trust-tables.ts";
import type { Deps } from "./deps.ts";
import type { ListPage } from "./list-page.ts";
import { readPages, type TimeSpan, walkRecords } from "./walk-records.ts";

/** The conditions of entries of the audit trail; one that is left out matches every entry. */
export interface AuditFilter extends TimeSpan {
  readonly id?: string | undefined;
  readonly service?: string | undefined;
  readonly category?: string | undefined;
  readonly activity?: string | undefined;
  readonly actor?: string | undefined;
  readonly target?: string | undefined;
}

/** The audit trail of an organization, and the entries of it that are wanted. */
export interface AuditRequest {
  readonly org: OrgId;
  readonly filter: AuditFilter;
}

/** Each has an index; the first one that is given serves, because it leaves the fewest entries. */
const INDEXED = ["id", "target", "actor", "activity", "category"] as const;
/** Every condition on a column. */
const COLUMNS = [...INDEXED, "service"] as const;

/** Lists the audit trail of an organization, newest first. */
export async function listAudit(
  { store }: Pick<Deps, "store">,
  {
    org,
    filter,
    after,
    limit,
  }: AuditRequest & { readonly after?: string | undefined; readonly limit: number },
): Promise<ListPage<AuditRow>> {
  const served = INDEXED.find((column) => filter[column] !== undefined);
  const others = COLUMNS.filter((column) => column !== served && filter[column] !== undefined);
  const where = served === undefined ? { org } : { org, [served]: filter[served] };
  return walkRecords(
    {
      period: filter,
      isWanted:
        others.length === 0 ? undefined : (row) => others.every((column) => row[column] === filter[column]),
      read: (place, size) =>
        store.page("audit", {
          where,
          descending: true,
          limit: size,
          ...(place === undefined ? {} : { after: place }),
        }),
    },
    { after, limit },
  );
}

/** Wanted entries, newest first, page by page: all of them, or up to a limit. The trail may go on growing meanwhile. */
export async function* readAudit(
  deps: Pick<Deps, "store">,
  {
    limit = Number.POSITIVE_INFINITY,
    after: first,
    ...request
  }: AuditRequest & { readonly after?: string | undefined; readonly limit?: number | undefined },
): AsyncGenerator<readonly AuditRow[]> {
  let left = limit;
  const pages = readPages((after = first, size) =>
    listAudit(deps, { ...request, after, limit: Math.min(size, left) }),
  );
  for await (const rows of pages) {
    yield rows;
    left -= rows.length;
    if (left <= 0) return;
  }
}
