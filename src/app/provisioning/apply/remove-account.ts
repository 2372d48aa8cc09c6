import type { DecisionRow } from "../../../ports/cycle-tables.ts";
import { type ApplyRun, clearPending, endDecisionWrite, failDecision, subjectOf } from "./apply-run.ts";
import { forgetMemberships } from "./forget-account.ts";
import { endStep, journalStep, logLine } from "./journal.ts";
import { settleStep } from "./settle-step.ts";

/** Deletes an account for good, then its link and, for a group, the ledger of its memberships. */
export async function removeAccount(run: ApplyRun, decision: DecisionRow): Promise<void> {
  const { context } = run;
  const { deps, org, app } = context;
  if (decision.account === null) {
    await deps.store.commit([
      ...clearPending(run, decision.object),
      endDecisionWrite(run, decision, "deleted"),
    ]);
    return;
  }
  const subject = subjectOf(decision);
  const step = await journalStep(context, run.cycle, subject, "delete", {});
  const account = { type: decision.type, id: decision.account };
  const outcome = await context.target.remove(account, step.id, context.signal);
  deps.checkpoint("answered");
  const isUnknown = !outcome.ok && outcome.fault.kind === "unknown-outcome";
  const isGone =
    outcome.ok ||
    outcome.fault.kind === "not-found" ||
    (isUnknown && (await settleStep(context, step)) === "confirmed");
  if (!outcome.ok && !isGone) {
    const state = outcome.fault.kind === "unknown-outcome" ? "unknown" : "failed";
    return failDecision(run, decision, outcome.fault, [
      endStep(context, step, state, { fault: outcome.fault.code }),
    ]);
  }
  await forgetMemberships(context, decision.object, decision.type);
  await deps.store.commit([
    endStep(context, step, "done", {}),
    { op: "delete", table: "link", key: { org, app, object: decision.object } },
    logLine(context, run.cycle, subject, { action: "delete", status: "success", step: step.id }),
    ...clearPending(run, decision.object),
    endDecisionWrite(run, decision, "deleted"),
  ]);
  deps.checkpoint("linked");
}
