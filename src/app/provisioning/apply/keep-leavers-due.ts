import { commitOrThrow } from "../../commit.ts";
import { readEachPage } from "../../paging.ts";
import { keepDue } from "../writes/pending.ts";
import type { ApplyRun } from "./apply-run.ts";

/**
 * Keeps the users of an event cycle for the next cycle, which takes their accounts out of the groups of the target: groups
 * have one cycle at a time. Stored before anything is sent, so that a crash in between loses no membership.
 */
export async function keepLeaversDue(run: ApplyRun): Promise<void> {
  const { context, plan } = run;
  const { deps, org } = context;
  for await (const rows of readEachPage(deps.store, "decision", { org, plan: plan.id, outcome: null })) {
    const writes = await Promise.all(rows.map(({ object }) => keepDue(context, object, "left-meanwhile")));
    await commitOrThrow(deps, writes);
    for (const { object } of rows) run.tookOver.add(object);
  }
}
