import type { AppId, OrgId } from "../../../core/ids.ts";
import { isAnyDue } from "../../../core/provisioning/lane-due.ts";
import type { Cursor } from "../../../ports/kinds.ts";
import type { Store } from "../../../ports/store.ts";
import type { Deps } from "../../deps.ts";
import { CHUNK, readEachPage } from "../../paging.ts";
import { isChangeDue } from "../due-changes.ts";

/**
 * Whether a cycle now could find anything to do: a change since the watermark, a pending object whose time has
 * come, a clause about a date whose result changes, a step of unknown outcome, a changed configuration, an initial cycle that was interrupted. A scheduled cycle
 * without work is not begun, so that quiet applications leave no rows behind every few minutes.
 */
export async function hasWork({ store, env }: Deps, org: OrgId, app: AppId): Promise<boolean> {
  const provisioning = await store.get("provisioning", { org, app });
  const application = await store.get("application", { org, id: app });
  if (provisioning === undefined || application === undefined) return false;
  const { watermark, config_version, initial_owed } = provisioning;
  if (watermark === null || config_version !== application.version || initial_owed === 1) return true;
  if (await hasChanges(store, org, watermark)) return true;
  if (await isChangeDue({ store, env }, { org, app })) return true;
  for (const state of ["intended", "unknown"] as const) {
    if ((await store.page("journal", { where: { org, app, state }, limit: 1 })).length > 0) return true;
  }
  for await (const rows of readEachPage(store, "pending", { org, app, parked: 0 })) {
    if (isAnyDue(rows, provisioning.lanes, env.now())) return true;
  }
  return false;
}

/** Whether the directory changed. A notice reports the work of the engine itself, and must not begin a cycle. */
async function hasChanges(store: Store, org: OrgId, watermark: Cursor): Promise<boolean> {
  const head = await store.feedHead(org);
  for (let cursor = watermark; ; ) {
    const page = await store.feed(org, cursor, head, CHUNK);
    if (page.entries.some(({ kind }) => kind !== "notice")) return true;
    if (page.entries.length < CHUNK) return false;
    cursor = page.cursor;
  }
}
