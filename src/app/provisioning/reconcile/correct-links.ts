import { takeDrift } from "../../../core/provisioning/reconcile.ts";
import type { Write } from "../../../ports/store.ts";
import { commitOrThrow } from "../../commit.ts";
import { chunksOf } from "../../paging.ts";
import { forgetMemberships } from "../apply/forget-account.ts";
import type { CycleContext } from "../context.ts";
import { deleteLink, updateLink } from "../writes/link.ts";
import { keepPending } from "../writes/pending.ts";
import type { DriftedAccount } from "./drifted.ts";

/** Rows that are written in one commit, at most. */
const AT_ONCE = 300;

/** Marks the objects, before anything else is stored of them, so that no cycle corrects them without an answer. */
export async function requestAnswers(
  { deps, org, app }: CycleContext,
  drifted: readonly DriftedAccount[],
): Promise<void> {
  for (const part of chunksOf(drifted, AT_ONCE)) {
    const writes = part.map(
      ({ link: { object } }): Write => ({
        op: "upsert",
        table: "drift_hold",
        row: { org, app, object },
      }),
    );
    await commitOrThrow(deps, writes);
  }
}

/**
 * Takes over what the target shows of these accounts: changed attributes, lost members, and links whose account is gone.
 * Each object waits for a cycle until it is corrected, so that a cycle that breaks off loses none.
 */
export async function takeOver(context: CycleContext, drifted: readonly DriftedAccount[]): Promise<void> {
  for (const { link, kind, changes, lostMembers } of drifted) {
    const { org, app, deps } = context;
    const keep = await keepPending(context, link.object, { reason: "drift" });
    if (kind === "missing") {
      await forgetMemberships(context, link.object, link.type);
      await commitOrThrow(deps, [...deleteLink(context, link, "account-gone"), keep]);
      continue;
    }
    await commitOrThrow(deps, [updateLink(context, link, takeDrift(link.projected, changes)), keep]);
    for (const part of chunksOf(lostMembers, AT_ONCE)) {
      const writes = part.map(
        (member_id): Write => ({
          op: "delete",
          table: "link_member",
          key: { org, app, group_id: link.object, member_id },
        }),
      );
      await commitOrThrow(deps, writes);
    }
  }
}
