import type { ObjectId } from "../../../core/ids.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import { commitOrThrow } from "../../commit.ts";
import { CHUNK } from "../../paging.ts";
import type { CycleContext } from "../context.ts";

/**
 * Forgets the memberships that an account had in the target, as member and, being a group, as group. Goes
 * before its link does: a recreated account has none of them.
 */
export async function forgetMemberships(
  { deps, org, app }: Pick<CycleContext, "deps" | "org" | "app">,
  object: ObjectId,
  type: ObjectType,
): Promise<void> {
  const sides = type === "group" ? [{ member_id: object }, { group_id: object }] : [{ member_id: object }];
  for (const side of sides) {
    for (;;) {
      const rows = await deps.store.page("link_member", { where: { org, app, ...side }, limit: CHUNK });
      if (rows.length === 0) break;
      await commitOrThrow(
        deps,
        rows.map(({ group_id, member_id }) => ({
          op: "delete",
          table: "link_member",
          key: { org, app, group_id, member_id },
        })),
      );
    }
  }
}
