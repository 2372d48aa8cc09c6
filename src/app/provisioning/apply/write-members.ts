import { stopsWrites } from "../../../core/provisioning/fault.ts";
import { createReason } from "../../../core/provisioning/reason.ts";
import type { StepMember } from "../../../core/provisioning/records/step.ts";
import type { DecisionRow } from "../../../ports/cycle-tables.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import { commitOrThrow } from "../../commit.ts";
import { readEachPage } from "../../paging.ts";
import { recordMembership } from "../writes/link.ts";
import { type ApplyRun, mayGoOn, subjectOf } from "./apply-run.ts";
import { endDecision, endingOf, failReferences, keepDecisionPending, settlePending } from "./end-decision.ts";
import type { GroupRun } from "./group-run.ts";
import { logLine } from "./journal.ts";
import { readLedgerAccounts } from "./ledger-accounts.ts";
import { writeBatch } from "./member-batches.ts";
import { readPlannedMembers } from "./planned-members.ts";

/** Refused batches that are taken apart for one group and cycle: enough to single out several among hundreds. */
const SPLITS_MAX = 64;

/** Writes the planned memberships of one group, losses first, in batches that the target takes. */
export async function writeMembers(run: ApplyRun, decision: DecisionRow): Promise<void> {
  const { deps, org, app } = run.context;
  const link = await deps.store.get("link", { org, app, object: decision.object });
  if (link === undefined) return keepDecisionPending(run, decision, { reason: "unlinked" });
  await keepLedger(run, decision);
  const group = await beginGroup(run, decision, link);
  await writeBatches(group, [-1, 1]);
  if (group.isLost) return;
  if (mayGoOn(run) || group.stopped !== undefined) await finishGroup(group);
}

/**
 * Writes the losses of a group in calls of their own. Called before its attributes are written, because a refused
 * name must not keep members in. Failed losses are tried again with the gains. Returns false when the decision has
 * ended.
 */
export async function writeLosses(run: ApplyRun, decision: DecisionRow): Promise<boolean> {
  const { deps, org, app } = run.context;
  const link = await deps.store.get("link", { org, app, object: decision.object });
  if (link === undefined) return true;
  const group = await beginGroup(run, decision, link);
  await writeBatches(group, [-1]);
  if (group.written > 0) run.withLosses.add(decision.object);
  if (group.isLost) return false;
  if (group.stopped === undefined || !stopsWrites(group.stopped.kind)) return true;
  await failReferences(run, decision, group.stopped);
  return false;
}

async function beginGroup(run: ApplyRun, decision: DecisionRow, link: LinkRow): Promise<GroupRun> {
  const known = new Set(await readLedgerAccounts(run.context, decision.object));
  const written = run.withLosses.has(decision.object) ? 1 : 0;
  return {
    ...{ run, decision, link, known, waiting: 0, written, refused: 0, splitsLeft: SPLITS_MAX },
    ...{ failed: undefined, stopped: undefined, isLost: false },
  };
}

async function writeBatches(group: GroupRun, signs: readonly (-1 | 1)[]): Promise<void> {
  for await (const batch of batchesOf(group, signs)) {
    if (!mayGoOn(group.run)) return;
    await writeBatch(group, batch);
    if (group.isLost || group.stopped !== undefined) return;
  }
}

/** Losses and gains share a call, as far as one call may carry them. */
async function* batchesOf(
  group: GroupRun,
  signs: readonly (-1 | 1)[],
): AsyncGenerator<readonly StepMember[]> {
  const size = group.run.context.target.abilities().membersPerCallMax;
  let open: readonly StepMember[] = [];
  for await (const { members, waiting } of readPlannedMembers(group.run, group.decision, signs)) {
    group.waiting += waiting;
    open = [...open, ...members];
    while (open.length >= size) {
      yield open.slice(0, size);
      open = open.slice(size);
    }
  }
  if (open.length > 0) yield open;
}

async function finishGroup(group: GroupRun): Promise<void> {
  const { run, decision, waiting, written, refused } = group;
  const fault = group.stopped ?? group.failed;
  if (fault !== undefined) return failReferences(run, decision, fault);
  if (waiting > 0) {
    const subject = { ...subjectOf(decision), reasons: [createReason("pending.member", { count: waiting })] };
    return keepDecisionPending(run, decision, { reason: "member" }, [
      logLine(run.context, run.cycle, subject, { action: "add-members", status: "pending" }),
    ]);
  }
  const isAllRefused =
    refused > 0 && written === 0 && decision.verb === "update" && decision.changes.length === 0;
  const ending = isAllRefused ? "failed" : endingOf(decision);
  await endDecision(run, decision, ending, settlePending(run, decision.object));
}

/** An adopted group keeps the members of ours that it has: they only enter the ledger. */
async function keepLedger(run: ApplyRun, decision: DecisionRow): Promise<void> {
  const { deps, org } = run.context;
  const where = { org, plan: run.plan.id, group_id: decision.object, sign: 0 as const };
  for await (const rows of readEachPage(deps.store, "plan_member", where)) {
    const writes = rows.map(({ group_id: group, member_id: member }) =>
      recordMembership(run.context, { group, member, isHeld: true }),
    );
    await commitOrThrow(run.context.deps, writes);
  }
}
