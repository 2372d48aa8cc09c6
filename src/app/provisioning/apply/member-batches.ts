import type { AccountId } from "../../../core/ids.ts";
import type { FlatChange } from "../../../core/mapping/flat.ts";
import type { Fault } from "../../../core/provisioning/fault.ts";
import { createReason } from "../../../core/provisioning/reason.ts";
import type { StepMember } from "../../../core/provisioning/records/step.ts";
import type { GroupRef } from "../../../ports/target.ts";
import { commitOrThrow } from "../../commit.ts";
import { recordMembership } from "../writes/link.ts";
import { mayGoOn, subjectOf } from "./apply-run.ts";
import { keepDecisionPending } from "./end-decision.ts";
import type { GroupRun } from "./group-run.ts";
import { endStep, type JournalOperation, journalStep, logLine } from "./journal.ts";
import { isAccountGone, loseAccount } from "./lose-account.ts";
import { refuseMember } from "./refuse-member.ts";

/** True for answers that are about the content of the call: a part of it may be accepted. */
function isContentRefused({ kind }: Fault): boolean {
  return (
    kind === "invalid" ||
    kind === "forbidden" ||
    kind === "not-found" ||
    kind === "conflict" ||
    kind === "already-exists"
  );
}

/**
 * Writes these memberships in one call. After a refusal the group's own member list decides: memberships that are
 * as planned already count as written, the rest is sent again, in halves if need be, until the refused member is
 * singled out.
 */
export async function writeBatch(group: GroupRun, members: readonly StepMember[]): Promise<void> {
  if (members.length === 0 || !mayGoOn(group.run) || isOver(group)) return;
  const { context } = group.run;
  const { step, fault } = await sendBatch(group, members);
  if (fault === undefined) return;
  if (fault.kind === "not-found" && (await isAccountGone(context, group.link))) {
    group.isLost = true;
    const { run, decision, link } = group;
    const writes = await loseAccount(run, { decision, step, link, operation: "update" });
    return keepDecisionPending(run, decision, { reason: "account-gone" }, writes);
  }
  const isRefused = isContentRefused(fault) || (await isWithoutEffect(group, members, fault));
  await commitOrThrow(context.deps, [
    endStep(context, step, isRefused ? "failed" : toStepState(fault), { fault: fault.code }),
  ]);
  if (isRefused) await takeApart(group, members, fault);
  else group.stopped = fault;
}

function toStepState({ kind }: Fault): "unknown" | "failed" {
  return kind === "unknown-outcome" ? "unknown" : "failed";
}

/**
 * True when the target reports an error of its own, and its member list shows that nothing of the call was done: one
 * member that it cannot handle must not keep the others out, or in.
 */
async function isWithoutEffect(
  group: GroupRun,
  members: readonly StepMember[],
  fault: Fault,
): Promise<boolean> {
  const { target, signal } = group.run.context;
  if (fault.kind !== "unknown-outcome" || (fault.status ?? 0) < 500) return false;
  const accounts = members.map(({ account }) => account);
  const checked = await target.checkMembers(refOf(group), accounts, signal);
  return (
    checked.ok && members.every(({ account, change }) => checked.value.get(account) === (change === "remove"))
  );
}

function isOver(group: GroupRun): boolean {
  return group.isLost || group.stopped !== undefined;
}

async function sendBatch(group: GroupRun, members: readonly StepMember[]) {
  const { run, decision, link } = group;
  const { context } = run;
  const added = members.filter(({ change }) => change === "add").map(({ account }) => account);
  const removed = members.filter(({ change }) => change === "remove").map(({ account }) => account);
  const operation = operationOf(added, removed);
  const subject = subjectOf(decision, link.account);
  const request = { kind: "members" as const, name: decision.name, members };
  const step = await journalStep(context, run.cycle, { subject, operation, request });
  const change = { add: added, remove: removed };
  const outcome = await context.target.changeMembers(refOf(group), change, step.id, context.signal);
  context.deps.checkpoint("answered");
  if (!outcome.ok) return { step, fault: outcome.fault };
  await commitOrThrow(context.deps, [
    endStep(context, step, "done", {}),
    ...ledgerWrites(group, members),
    logLine(context, run.cycle, subject, {
      action: operation,
      status: "success",
      step: step.id,
      changes: memberChanges(added.length, removed.length),
    }),
  ]);
  noteWritten(group, members);
  context.deps.checkpoint("linked");
  return { step, fault: undefined };
}

function refOf({ link, known }: GroupRun): GroupRef {
  return { id: link.account, knownMembers: [...known] };
}

function noteWritten(group: GroupRun, members: readonly StepMember[]): void {
  group.written += members.length;
  for (const { account, change } of members) {
    if (change === "remove") group.known.delete(account);
  }
}

function operationOf(added: readonly AccountId[], removed: readonly AccountId[]): JournalOperation {
  if (added.length > 0 && removed.length > 0) return "change-members";
  return added.length > 0 ? "add-members" : "remove-members";
}

function memberChanges(added: number, removed: number): readonly FlatChange[] {
  const counts = [added, -removed].filter((count) => count !== 0);
  return counts.map((to) => ({ path: "members", from: null, to }));
}

function ledgerWrites({ run, decision }: GroupRun, members: readonly StepMember[]) {
  return members.flatMap(({ object, change }) =>
    object === null
      ? []
      : [recordMembership(run.context, { group: decision.object, member: object, isHeld: change === "add" })],
  );
}

/**
 * Finds out which part of a refused batch can be written, and writes it. A loss counts as done only after it was sent
 * without gains, because a list that does not show the member may be incomplete.
 */
async function takeApart(group: GroupRun, members: readonly StepMember[], fault: Fault): Promise<void> {
  const isMixed = new Set(members.map(({ change }) => change)).size > 1;
  const open = await recordSettled(group, members, isMixed ? ["add"] : ["add", "remove"]);
  if (open.length === 0 || isOver(group)) return;
  group.splitsLeft -= 1;
  if (group.splitsLeft < 0) {
    group.failed ??= fault;
    return;
  }
  if (open.length < members.length) return writeBatch(group, open);
  const [only] = open;
  if (only !== undefined && open.length === 1) return refuseMember(group, only, fault);
  for (const part of partsOf(open)) await writeBatch(group, part);
}

/** Losses apart from gains, as they must not depend on each other; else two halves. */
function partsOf(members: readonly StepMember[]): readonly (readonly StepMember[])[] {
  const losses = members.filter(({ change }) => change === "remove");
  const gains = members.filter(({ change }) => change === "add");
  if (losses.length > 0 && gains.length > 0) return [losses, gains];
  const middle = Math.ceil(members.length / 2);
  return [members.slice(0, middle), members.slice(middle)];
}

/** Records the memberships that are as planned already, by the target's own word; returns the others. */
async function recordSettled(
  group: GroupRun,
  members: readonly StepMember[],
  judged: readonly StepMember["change"][],
): Promise<readonly StepMember[]> {
  const { run, decision, link } = group;
  const { target, signal } = run.context;
  const accounts = members.map(({ account }) => account);
  const checked = await target.checkMembers(refOf(group), accounts, signal);
  if (!checked.ok && !isContentRefused(checked.fault)) {
    group.stopped = checked.fault;
    return members;
  }
  const isMember = checked.ok ? checked.value : new Map<AccountId, boolean>();
  const settled = members.filter(
    ({ account, change }) => judged.includes(change) && isMember.get(account) === (change === "add"),
  );
  if (settled.length === 0) return members;
  const reasons = [createReason("members.as-planned", { count: settled.length })];
  await commitOrThrow(run.context.deps, [
    ...ledgerWrites(group, settled),
    logLine(
      run.context,
      run.cycle,
      { ...subjectOf(decision, link.account), reasons },
      { action: "check-members", status: "success" },
    ),
  ]);
  noteWritten(group, settled);
  const done = new Set(settled);
  return members.filter((member) => !done.has(member));
}
