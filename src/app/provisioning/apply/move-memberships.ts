import type { ObjectId } from "../../../core/ids.ts";
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
      ]);
    }
  }
  if (former.type === "group") await forgetMemberships(context, former.object, "group");
}
