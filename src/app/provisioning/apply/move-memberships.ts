import type { ObjectId } from "../../../core/ids.ts";
import type { Write } from "../../../ports/store.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import { commitOrThrow } from "../../commit.ts";
import { CHUNK } from "../../paging.ts";
import { keepPending } from "../writes/pending.ts";
import type { ApplyRun } from "./apply-run.ts";
import { forgetMemberships } from "./forget-account.ts";

/**
 * Hands the memberships of an account to the object that takes it over, because the target still holds them. The
 * new owner stays pending, so that the next cycle compares them with its groups. Must run before the former link is
 * deleted.
 */
export async function moveMemberships(run: ApplyRun, former: LinkRow, to: ObjectId): Promise<void> {
  const { context } = run;
  const { deps, org, app } = context;
  for (;;) {
    const where = { org, app, member_id: former.object };
    const rows = await deps.store.page("link_member", { where, limit: CHUNK });
    if (rows.length === 0) break;
    run.tookOver.add(to);
    for (const { group_id } of rows) {
      await commitOrThrow(deps, [
        { op: "delete", table: "link_member", key: { org, app, group_id, member_id: former.object } },
        { op: "ensure", table: "link_member", row: { org, app, group_id, member_id: to } },
        await keepPending(context, to, { reason: "took-over" }),
        ...(await inheritLoss(run, { group: group_id, from: former.object, to })),
      ]);
    }
  }
  if (former.type === "group") await forgetMemberships(context, former.object, "group");
}

/**
 * The write that hands on a planned loss: the account leaves the group in this cycle although it has another owner by
 * then, unless the new owner is a member as well.
 */
async function inheritLoss(
  { context, plan }: ApplyRun,
  { group, from, to }: { readonly group: ObjectId; readonly from: ObjectId; readonly to: ObjectId },
): Promise<readonly Write[]> {
  const { deps, org } = context;
  const key = { org, plan: plan.id, group_id: group, member_id: from };
  const planned = await deps.store.get("plan_member", key);
  if (planned?.sign !== -1 && planned?.sign !== -2) return [];
  const isMember = await deps.store.get("membership", { org, group_id: group, member_id: to });
  if (isMember !== undefined) return [];
  return [{ op: "ensure", table: "plan_member", row: { ...planned, member_id: to, sign: -2 } }];
}
