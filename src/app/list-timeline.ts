import { type ObjectId, type OrgId, parseUuid } from "../core/ids.ts";
import type { ProvisioningLogRow } from "../ports/cycle-tables.ts";
import type { ObjectType } from "../ports/kinds.ts";
import type { ApplicationRow } from "../ports/tables.ts";
import type { AuditRow } from "../ports/trust-tables.ts";
import { type Deps, type Refusal, refuse } from "./deps.ts";
import { type ListPage, listPage } from "./list-page.ts";
import { collectRows, readEachPage } from "./paging.ts";
import { STANDARD_TYPES } from "./resource-types/directory-type.ts";

/** Something that was done to an object: here, or to its account in an application. */
export type TimelineEntry =
  | { readonly kind: "directory"; readonly id: string; readonly row: AuditRow }
  | {
      readonly kind: "provisioning";
      readonly id: string;
      readonly row: ProvisioningLogRow;
      readonly application: ApplicationRow;
    };

/**
 * Lists what was done to a user or group and to its accounts, newest first. Both records have ids that sort by time, so
 * that a page of each and the id of the last entry are enough to merge them. A purged object keeps its timeline.
 */
export async function listTimeline(
  { store }: Deps,
  input: {
    readonly org: OrgId;
    readonly type: ObjectType;
    readonly object: ObjectId;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<ListPage<TimelineEntry> | Refusal> {
  const { org, type, object, after, limit } = input;
  if (after !== undefined && parseUuid(after) === undefined) {
    return refuse("invalid", "request.invalid", { place: "query.after", problem: "bad-cursor" });
  }
  const page = { descending: true, limit: limit + 1, ...(after === undefined ? {} : { after }) };
  const entries: TimelineEntry[] = [];
  const { auditCategory: category } = STANDARD_TYPES.standard(type);
  for (const row of await store.page("audit", { ...page, where: { org, target: object, category } })) {
    entries.push({ kind: "directory", id: row.id, row });
  }
  for (const application of await collectRows(readEachPage(store, "application", { org }))) {
    const where = { org, app: application.id, object };
    for (const row of await store.page("provisioning_log", { ...page, where })) {
      entries.push({ kind: "provisioning", id: row.id, row, application });
    }
  }
  const known = await store.get("object", { org, id: object });
  const isOfType = known === undefined ? entries.length > 0 || after !== undefined : known.type === type;
  if (!isOfType) return refuse("not-found", "object.not-found", { type, find: object });
  entries.sort((left, right) => (left.id < right.id ? 1 : -1));
  return listPage(entries, limit, ({ id }) => id);
}
