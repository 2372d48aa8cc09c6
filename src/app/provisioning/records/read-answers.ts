import type { AppId, ObjectId, OrgId } from "../../../core/ids.ts";
import { type AnswerSubjects, isAnswerTo } from "../../../core/provisioning/hold-answer.ts";
import type { ApprovalRow, DecisionRow } from "../../../ports/cycle-tables.ts";
import type { Deps } from "../../deps.ts";
import { readRowsAmong } from "../../paging.ts";
import { toHeld } from "./answer-holds.ts";

/** The answers of people to these decisions that the next plan will follow, by object. */
export async function readAnswers(
  { store, env }: Pick<Deps, "store" | "env">,
  { org, app }: { readonly org: OrgId; readonly app: AppId },
  decisions: Iterable<DecisionRow>,
): Promise<ReadonlyMap<ObjectId, ApprovalRow>> {
  const subjects = new Map<ObjectId, AnswerSubjects>();
  for (const decision of decisions) {
    const held = toHeld(decision, env.hash);
    if (held !== undefined) subjects.set(held.object, held.subjects);
  }
  const values = [...subjects.keys()];
  const rows = await readRowsAmong(store, "approval", { org, app }, { column: "object", values });
  const now = env.now();
  const valid = rows.filter(
    ({ object, verb: subject, answer, expires }) =>
      expires > now && isAnswerTo({ subject, answer }, subjects.get(object)),
  );
  return new Map(valid.map((row) => [row.object, row]));
}
