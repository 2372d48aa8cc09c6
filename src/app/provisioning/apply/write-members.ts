import type { AccountId, ObjectId } from "../../../core/ids.ts";
import { reason } from "../../../core/provisioning/reason.ts";
import type { DecisionRow, JournalRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import { commitOrThrow } from "../../commit.ts";
import { chunksOf, eachPage, rowsAmong } from "../../paging.ts";
import { findMisnamed } from "../find-misnamed.ts";
import {
  type ApplyRun,
  clearPending,
  endDecisionWrite,
  failDecision,
  keepPending,
  mayGoOn,
  subjectOf,
} from "./apply-run.ts";
import { endStep, journalStep, logLine } from "./journal.ts";
import { membersOfStep } from "./settle-step.ts";
import { loseAccount } from "./update-account.ts";

interface Member {
  readonly object: ObjectId;
  readonly account: AccountId;
}

/** Writes the planned memberships of one group, removals first, in chunks that the target takes. */
export async function writeMembers(run: ApplyRun, decision: DecisionRow): Promise<void> {
  const { deps, org, app } = run.context;
  const link = await deps.store.get("link", { org, app, object: decision.object });
  if (link === undefined) return waitForAccount(run, decision);
  await keepLedger(run, decision);
  let waiting = 0;
  for (const sign of [-1, 1] as const) {
    const where = { org, plan: run.plan.id, group_id: decision.object, sign };
    for await (const rows of eachPage(deps.store, "plan_member", where)) {
      const ids = rows.map((row) => row.member_id);
      const members = await readMembers(run, decision.object, ids, sign);
      waiting += sign === 1 ? ids.length - members.length : 0;
      for (const chunk of chunksOf(members, run.context.target.abilities().membersPerCallMax)) {
        if (!mayGoOn(run)) return;
        if (!(await writeChunk(run, decision, link, chunk, sign))) return;
      }
    }
  }
  await finishGroup(run, decision, waiting);
}

async function finishGroup(run: ApplyRun, decision: DecisionRow, waiting: number): Promise<void> {
  const ending = decision.verb === "create" ? "created" : decision.verb === "adopt" ? "adopted" : "updated";
  if (waiting === 0) {
    await run.context.deps.store.commit([
      ...clearPending(run, decision.object),
      endDecisionWrite(run, decision, ending),
    ]);
    return;
  }
  const { code, params } = reason("pending.member", { count: waiting });
  const subject = { ...subjectOf(decision), reasons: [{ code, params }] };
  await run.context.deps.store.commit([
    await keepPending(run, decision.object, { reason: "member" }),
    logLine(run.context, run.cycle, subject, { action: "add-members", status: "pending" }),
    endDecisionWrite(run, decision, "pending"),
  ]);
}

async function waitForAccount(run: ApplyRun, decision: DecisionRow): Promise<void> {
  await run.context.deps.store.commit([
    await keepPending(run, decision.object, { reason: "unlinked" }),
    endDecisionWrite(run, decision, "pending"),
  ]);
}

/** An adopted group keeps the members of ours that it has: they only enter the ledger. */
async function keepLedger(run: ApplyRun, decision: DecisionRow): Promise<void> {
  const { deps, org } = run.context;
  const where = { org, plan: run.plan.id, group_id: decision.object, sign: 0 as const };
  for await (const rows of eachPage(deps.store, "plan_member", where)) {
    const writes = rows.map(({ group_id, member_id }) => ledgerRow(run, "ensure", group_id, member_id));
    await commitOrThrow(run.context.deps, writes);
  }
}

/** The accounts of those members that the plan still is right about. */
async function readMembers(
  run: ApplyRun,
  group: ObjectId,
  ids: readonly ObjectId[],
  sign: -1 | 1,
): Promise<readonly Member[]> {
  const { deps, org, app } = run.context;
  const links = await rowsAmong(deps.store, "link", { org, app }, "object", ids);
  const accounts = new Map(links.map((row) => [row.object, row.account]));
  const here = await rowsAmong(deps.store, "membership", { org, group_id: group }, "member_id", ids);
  const present = new Set(here.map((row) => row.member_id));
  const misnamed = sign === 1 ? await findMisnamed(run.context, links) : new Set<ObjectId>();
  return ids.flatMap((object) => {
    const account = accounts.get(object);
    const isStale = sign === 1 && (!present.has(object) || misnamed.has(object));
    return account === undefined || isStale ? [] : [{ object, account }];
  });
}

async function writeChunk(
  run: ApplyRun,
  decision: DecisionRow,
  link: LinkRow,
  members: readonly Member[],
  sign: -1 | 1,
): Promise<boolean> {
  const { context } = run;
  const operation = sign === 1 ? "add-members" : "remove-members";
  const subject = subjectOf(decision, link.account);
  const step = await journalStep(context, run.cycle, subject, operation, {
    members: members.map(({ object, account }) => ({ object, account })),
  });
  const accounts = members.map((member) => member.account);
  const change = sign === 1 ? { add: accounts, remove: [] } : { add: [], remove: accounts };
  const outcome = await context.target.changeMembers(link.account, change, step.id, context.signal);
  context.deps.checkpoint("answered");
  if (!outcome.ok && outcome.fault.kind === "not-found" && (await isGroupGone(run, link))) {
    await loseAccount(run, decision, step, link, "update", "updated");
    return false;
  }
  if (!outcome.ok) {
    const state = outcome.fault.kind === "unknown-outcome" ? "unknown" : "failed";
    await failDecision(run, decision, outcome.fault, [
      endStep(context, step, state, { fault: outcome.fault.code }),
    ]);
    return false;
  }
  await context.deps.store.commit([
    endStep(context, step, "done", {}),
    ...members.map(({ object }) => ledgerRow(run, sign === 1 ? "ensure" : "delete", decision.object, object)),
    logLine(context, run.cycle, subject, {
      action: operation,
      status: "success",
      step: step.id,
      changes: [{ path: "members", from: null, to: sign * members.length }],
    }),
  ]);
  context.deps.checkpoint("linked");
  return true;
}

/** A 404 may be about a member; only the target's word about the group itself counts. */
async function isGroupGone({ context }: ApplyRun, link: LinkRow): Promise<boolean> {
  const read = await context.target.read("group", link.account, context.signal);
  return !read.ok && read.fault.kind === "not-found";
}

function ledgerRow(
  run: Pick<ApplyRun, "context">,
  op: "ensure" | "delete",
  group_id: ObjectId,
  member_id: ObjectId,
): Write {
  const { org, app } = run.context;
  const key = { org, app, group_id, member_id };
  return op === "ensure" ? { op, table: "link_member", row: key } : { op, table: "link_member", key };
}

/** Brings the ledger in line with what a target shows after a step whose answer is missing. */
export function ledgerAfter(
  context: ApplyRun["context"],
  step: JournalRow,
  held: ReadonlySet<string>,
): readonly Write[] {
  return membersOfStep(step).map(({ object, account }) =>
    ledgerRow({ context }, held.has(account) ? "ensure" : "delete", step.object, object),
  );
}
