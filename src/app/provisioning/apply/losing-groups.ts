import type { ObjectId } from "../../../core/ids.ts";
import type { DecisionRow } from "../../../ports/cycle-tables.ts";
import { CHUNK, chunksOf, readEachPage, readRowsAmong } from "../../paging.ts";
import type { ApplyRun } from "./apply-run.ts";

/**
 * The decisions of a plan on groups that lose a user whose access this plan takes away, page by page: these losses go
 * before anything is created. A deleted account has left its groups before.
 */
export async function* listLosingGroups(run: ApplyRun): AsyncGenerator<readonly DecisionRow[]> {
  const { deps, org } = run.context;
  const plan = run.plan.id;
  const seen = new Set<ObjectId>();
  const where = { org, plan, type: "user", verb: "disable" } as const;
  for await (const leavers of readEachPage(deps.store, "decision", where)) {
    const ids = leavers.map(({ object }) => object);
    const lost: ObjectId[] = [];
    for (const members of chunksOf(ids, CHUNK)) {
      const among = { column: "member_id", values: members } as const;
      const rows = await readRowsAmong(deps.store, "plan_member", { org, plan, sign: -1 }, among);
      lost.push(...rows.map(({ group_id }) => group_id));
    }
    const groups = [...new Set(lost)].filter((id) => !seen.has(id));
    for (const id of groups) seen.add(id);
    for (const some of chunksOf(groups, CHUNK)) {
      const among = { column: "object", values: some } as const;
      const rows = await readRowsAmong(deps.store, "decision", { org, plan, verb: "update" }, among);
      yield rows.filter(({ outcome }) => outcome === null);
    }
  }
}
