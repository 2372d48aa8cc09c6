import type { DecisionRow, PlanRow } from "../../../ports/cycle-tables.ts";
import type { Deps } from "../../deps.ts";
import { type ListPage, listPage } from "../../list-page.ts";

/** The decisions of a plan in its order, of one verb or of all. */
export async function listDecisions(
  deps: Deps,
  plan: PlanRow,
  input: {
    readonly verb?: string | undefined;
    readonly after?: number | undefined;
    readonly limit: number;
  },
): Promise<ListPage<DecisionRow>> {
  const { verb, after, limit } = input;
  const rows = await deps.store.page("decision", {
    where: { org: plan.org, plan: plan.id, ...(verb === undefined ? {} : { verb }) },
    limit: limit + 1,
    ...(after === undefined ? {} : { after }),
  });
  return listPage(rows, limit, ({ n }) => n);
}
