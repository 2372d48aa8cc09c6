import type { AccountId } from "../../../core/ids.ts";
import type { Fault } from "../../../core/provisioning/fault.ts";
import type { StepMember } from "../../../core/provisioning/records/step.ts";
import type { DecisionRow } from "../../../ports/cycle-tables.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import { commitOrThrow } from "../../commit.ts";
import { readEachPage } from "../../paging.ts";
import { deleteLink, recordMembership } from "../writes/link.ts";
import { type ApplyRun, mayGoOn, subjectOf } from "./apply-run.ts";
import { endDecision, failDecision, settlePending } from "./end-decision.ts";
import { forgetMemberships } from "./forget-account.ts";
import { endStep, journalStep, logLine } from "./journal.ts";
import { readLedgerAccounts } from "./ledger-accounts.ts";
import { isAccountGone } from "./lose-account.ts";
import { settleStep } from "./settle-step.ts";

/**
 * Takes an account out of its groups and deletes it for good, then its link and, for a group, the ledger of its
 * memberships. Many targets leave the id of a deleted account among the members of its groups.
 */
export async function removeAccount(run: ApplyRun, decision: DecisionRow): Promise<void> {
  const { context } = run;
  const { account } = decision;
  if (account === null) {
    return endDecision(run, decision, "deleted", settlePending(run, decision.object));
  }
  await leaveGroups(run, decision, account);
  if (!mayGoOn(run)) return;
  const subject = subjectOf(decision);
  const request = { kind: "remove" as const, name: decision.name };
  const step = await journalStep(context, run.cycle, { subject, operation: "delete", request });
  const outcome = await context.target.remove({ type: decision.type, id: account }, step.id, context.signal);
  context.deps.checkpoint("answered");
  if (!outcome.ok) {
    const { fault } = outcome;
    const isGone = await isRemoved(run, { type: decision.type, account }, fault);
    const isConfirmed = fault.kind === "unknown-outcome" && (await settleStep(context, step)) === "confirmed";
    if (!isGone && !isConfirmed) {
      const state = fault.kind === "unknown-outcome" ? "unknown" : "failed";
      return failDecision(run, decision, fault, [endStep(context, step, state, { fault: fault.code })]);
    }
  }
  run.lanes.noteSuccess(decision);
  await forgetMemberships(context, decision.object, decision.type);
  await endDecision(run, decision, "deleted", [
    endStep(context, step, "done", {}),
    ...deleteLink(context, { ...decision, account }, "deleted"),
    logLine(context, run.cycle, subject, { action: "delete", status: "success", step: step.id }),
    ...settlePending(run, decision.object),
  ]);
  context.deps.checkpoint("linked");
}

/** A deletion that is answered with "gone" proves nothing: a read decides. */
async function isRemoved(
  { context }: ApplyRun,
  link: Pick<LinkRow, "type" | "account">,
  fault: Fault,
): Promise<boolean> {
  return fault.kind === "not-found" && isAccountGone(context, link);
}

/** Removes the account from each group that the ledger has it in. A refusal does not keep it from being deleted. */
async function leaveGroups(run: ApplyRun, decision: DecisionRow, account: AccountId): Promise<void> {
  const { deps, org, app } = run.context;
  const where = { org, app, member_id: decision.object };
  for await (const rows of readEachPage(deps.store, "link_member", where)) {
    for (const { group_id } of rows) {
      const group = await deps.store.get("link", { org, app, object: group_id });
      if (!mayGoOn(run)) return;
      if (group !== undefined) await leaveGroup(run, decision, { group, account });
    }
  }
}

async function leaveGroup(
  run: ApplyRun,
  decision: DecisionRow,
  { group, account }: { readonly group: LinkRow; readonly account: AccountId },
): Promise<void> {
  const { context } = run;
  const { object, name, reasons } = decision;
  const member: StepMember = { object, account, change: "remove" };
  const subject = { object: group.object, type: group.type, name, account: group.account, reasons };
  const request = { kind: "members" as const, name, members: [member] };
  const step = await journalStep(context, run.cycle, { subject, operation: "remove-members", request });
  const change = { add: [], remove: [account] };
  const knownMembers = await readLedgerAccounts(context, group.object);
  const parent = { id: group.account, knownMembers };
  const outcome = await context.target.changeMembers(parent, change, step.id, context.signal);
  context.deps.checkpoint("answered");
  if (outcome.ok) {
    await commitOrThrow(context.deps, [
      endStep(context, step, "done", {}),
      recordMembership(context, { group: group.object, member: object, isHeld: false }),
      logLine(context, run.cycle, subject, {
        action: "remove-members",
        status: "success",
        step: step.id,
        changes: [{ path: "members", from: null, to: -1 }],
      }),
    ]);
    return;
  }
  const { fault } = outcome;
  const isUnknown = fault.kind === "unknown-outcome";
  await commitOrThrow(context.deps, [
    endStep(context, step, isUnknown ? "unknown" : "failed", { fault: fault.code }),
    logLine(context, run.cycle, subject, {
      action: "remove-members",
      status: isUnknown ? "pending" : "failure",
      step: step.id,
      fault,
    }),
  ]);
}
