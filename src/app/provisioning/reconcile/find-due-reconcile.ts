import type { AppId, OrgId } from "../../../core/ids.ts";
import { type DriftPolicy, isReconcileDue } from "../../../core/provisioning/reconcile.ts";
import { completeSettings } from "../../../core/provisioning/settings.ts";
import type { Deps } from "../../deps.ts";

/**
 * Finds whether a comparison of the whole target is due, and returns its action on differences; undefined when none is.
 * An application that was never compared is compared for the first time one interval after it was created. A comparison
 * that failed is tried again after an interval.
 */
export async function findDueReconcile(
  { store, env }: Pick<Deps, "store" | "env">,
  { org, app }: { readonly org: OrgId; readonly app: AppId },
): Promise<DriftPolicy | undefined> {
  const application = await store.get("application", { org, id: app });
  const provisioning = await store.get("provisioning", { org, app });
  if (application === undefined || provisioning === undefined) return undefined;
  // Before the first cycle has closed there are no links to compare, and the target may be another one by then.
  if (provisioning.state !== "on" || provisioning.watermark === null) return undefined;
  const { reconcileHours: hours, onDrift } = completeSettings(application.settings);
  const now = env.now();
  const last = (await store.get("reconciliation", { org, app }))?.at ?? application.created;
  if (!isReconcileDue({ last, hours, now })) return undefined;
  const where = { org, app, kind: "reconcile" } as const;
  const [tried] = await store.page("cycle", { where, descending: true, limit: 1 });
  if (tried !== undefined && !isReconcileDue({ last: tried.started, hours, now })) return undefined;
  return onDrift;
}
