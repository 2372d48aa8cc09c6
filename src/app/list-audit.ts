import type { OrgId } from "../core/ids.ts";
import type { AuditRow } from "../ports/trust-tables.ts";
import type { Deps } from "./deps.ts";
import { type ListPage, listPage } from "./list-page.ts";

/** Lists the audit trail of an organization, newest first; a filter that is left out matches every entry. */
export async function listAudit(
  { store }: Deps,
  input: {
    readonly org: OrgId;
    readonly category?: string | undefined;
    readonly actor?: string | undefined;
    readonly target?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<ListPage<AuditRow>> {
  const { org, category, actor, target, after, limit } = input;
  const rows = await store.page("audit", {
    where: {
      org,
      ...(category === undefined ? {} : { category }),
      ...(actor === undefined ? {} : { actor }),
      ...(target === undefined ? {} : { target }),
    },
    descending: true,
    limit: limit + 1,
    ...(after === undefined ? {} : { after }),
  });
  return listPage(rows, limit, ({ id }) => id);
}
