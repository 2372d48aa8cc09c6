import type { AppId, OrgId, PlanId } from "../../core/ids.ts";
import type { Store, Write } from "../../ports/store.ts";
import { commitOrThrow } from "../commit.ts";

/** Rows of a plan that are deleted in one commit. */
const AT_ONCE = 500;
/** Parts of a recording that are deleted in one commit: each is long. */
const PARTS_AT_ONCE = 10;
/** Plans dropped in one go; what is left has its turn the next time. */
const PLANS_AT_ONCE = 20;

/**
 * Drops the oldest plans of an application beyond a limit, with their decisions; never one that is worked on.
 * Breaks off between two commits when it may not go on: what is left has its turn the next time.
 */
export async function trimPlans(
  store: Store,
  { org, app, keep }: { readonly org: OrgId; readonly app: AppId; readonly keep: number },
  mayGoOn: () => boolean,
): Promise<void> {
  const excess = (await store.count("plan", { org, app })) - keep;
  if (excess <= 0) return;
  const oldest = await store.page("plan", {
    where: { org, app },
    limit: Math.min(excess, PLANS_AT_ONCE),
  });
  for (const { id, state } of oldest) {
    if (state !== "building" && state !== "applying") await dropPlan(store, org, id, mayGoOn);
  }
}

/** Drops a plan with its decisions. The plan goes last: when this breaks off, the next time finds what is left. */
export async function dropPlan(
  store: Store,
  org: OrgId,
  plan: PlanId,
  mayGoOn: () => boolean,
): Promise<void> {
  const where = { org, plan };
  await eachDeleted(store, mayGoOn, async () =>
    (await store.page("decision", { where, limit: AT_ONCE })).map(
      ({ n }): Write => ({ op: "delete", table: "decision", key: { org, plan, n } }),
    ),
  );
  await eachDeleted(store, mayGoOn, async () =>
    (await store.page("plan_member", { where, limit: AT_ONCE })).map(
      ({ group_id, member_id }): Write => ({
        op: "delete",
        table: "plan_member",
        key: { org, plan, group_id, member_id },
      }),
    ),
  );
  await eachDeleted(store, mayGoOn, async () =>
    (await store.page("recording_part", { where, limit: PARTS_AT_ONCE })).map(
      ({ n }): Write => ({ op: "delete", table: "recording_part", key: { org, plan, n } }),
    ),
  );
  if (!mayGoOn()) return;
  await commitOrThrow({ store }, [
    { op: "delete", table: "recording", key: { org, plan } },
    { op: "delete", table: "plan", key: { org, id: plan } },
  ]);
}

async function eachDeleted(
  store: Store,
  mayGoOn: () => boolean,
  next: () => Promise<readonly Write[]>,
): Promise<void> {
  while (mayGoOn()) {
    const writes = await next();
    if (writes.length === 0) return;
    await commitOrThrow({ store }, writes);
  }
}
