import type { ApprovalRow, DecisionRow, PlanRow } from "../../../ports/cycle-tables.ts";
import type { Deps } from "../../deps.ts";
import { type ListPage, listPage } from "../../list-page.ts";
import { toHeld } from "./answer-holds.ts";
import { readAnswers } from "./read-answers.ts";

/** A decision, and what a person can answer or has answered to it. */
export interface ListedDecision {
  readonly row: DecisionRow;
  readonly isAnswerable: boolean;
  /** The answer that the next plan will follow. */
  readonly answer: ApprovalRow | undefined;
}

/** The decisions of a plan in its order, of one verb or of all; with `n` the one at this place alone. */
export async function listDecisions(
  deps: Deps,
  plan: PlanRow,
  input: {
    readonly verb?: string | undefined;
    readonly n?: number | undefined;
    readonly after?: number | undefined;
    readonly limit: number;
  },
): Promise<ListPage<ListedDecision>> {
  const { verb, n: place, after, limit } = input;
  const where = {
    ...{ org: plan.org, plan: plan.id },
    ...(verb === undefined ? {} : { verb }),
    ...(place === undefined ? {} : { n: place }),
  };
  const rows = await deps.store.page("decision", {
    where,
    limit: limit + 1,
    ...(after === undefined ? {} : { after }),
  });
  const { items, next } = listPage(rows, limit, ({ n }) => n);
  const answers = await readAnswers(deps, plan, items);
  const listed = items.map((row) => ({
    row,
    isAnswerable: toHeld(row, deps.env.hash) !== undefined,
    answer: answers.get(row.object),
  }));
  return { items: listed, next };
}
