import type { ObjectId } from "../../../core/ids.ts";
import { diffFlat, flattenAccount } from "../../../core/mapping/flat.ts";
import type { CycleRow, JournalRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import type { Account } from "../../../ports/target.ts";
import { commitIfCurrent, commitOrThrow } from "../../commit.ts";
import { readRowsAmong } from "../../paging.ts";
import type { CycleContext, CycleRun } from "../context.ts";
import { deleteLink, insertLink, recordMembership, updateLink } from "../writes/link.ts";
import { keepPending } from "../writes/pending.ts";
import { forgetMemberships } from "./forget-account.ts";
import { endStep, logLine, type Subject } from "./journal.ts";
import { readLedgerAccounts } from "./ledger-accounts.ts";
import { findCreated, readStepChanges, readStepMembers } from "./settle-step.ts";

/**
 * Finds out what became of every step that was written down and has no known outcome, by reading the
 * target. Nothing is sent again here: the next plan sees what is true and decides.
 *
 * Returns the objects whose steps stay unknown because the target could not be read.
 */
export async function recoverSteps(context: CycleRun): Promise<ReadonlySet<ObjectId>> {
  const { deps, org, app } = context;
  const unsettled = new Set<ObjectId>();
  let after: string | undefined;
  for (;;) {
    const steps = await deps.store.page("journal", {
      where: { org, app },
      among: { column: "state", values: ["intended", "unknown"] },
      limit: 200,
      ...(after === undefined ? {} : { after }),
    });
    for (const step of steps) {
      const isSettled = await context.turns.take(step.object, () => settleOpen(context, step));
      if (!isSettled) unsettled.add(step.object);
    }
    if (steps.length < 200) return unsettled;
    after = steps.at(-1)?.id;
  }
}

/** Settles a step, unless the event cycle that took it has ended it meanwhile. */
async function settleOpen(context: CycleRun, { org, id }: JournalRow): Promise<boolean> {
  const step = await context.deps.store.get("journal", { org, id });
  if (step === undefined || (step.state !== "intended" && step.state !== "unknown")) return true;
  const recovery = await recoverStep(context, step);
  return recovery !== undefined && (await settle(context, step, recovery));
}

/** Those of these objects that have a step without a known outcome. */
export async function readOpenSteps(
  context: CycleContext,
  objects: Iterable<ObjectId>,
): Promise<ReadonlySet<ObjectId>> {
  return new Set((await listOpenSteps(context, objects)).map(({ object }) => object));
}

async function listOpenSteps(
  { deps, org, app }: CycleContext,
  objects: Iterable<ObjectId>,
): Promise<readonly JournalRow[]> {
  const open: JournalRow[] = [];
  const among = { column: "object", values: [...objects] } as const;
  for (const state of ["intended", "unknown"] as const)
    open.push(...(await readRowsAmong(deps.store, "journal", { org, app, state }, among)));
  return open;
}

/** Objects without an answer after which a target is not asked for the others: each read that fails holds all calls up. */
const UNANSWERED_MAX = 3;

/** Settles the open steps of these objects alone, as `recoverSteps` does. Returns the objects whose steps stay unknown. */
export async function recoverStepsOf(
  context: CycleRun,
  objects: Iterable<ObjectId>,
): Promise<ReadonlySet<ObjectId>> {
  const unanswered = new Set<ObjectId>();
  const left = new Set<ObjectId>();
  for (const step of await listOpenSteps(context, objects)) {
    const { object } = step;
    if (unanswered.size >= UNANSWERED_MAX) left.add(object);
    else if (!(await context.turns.take(object, () => settleOpen(context, step)))) unanswered.add(object);
  }
  return new Set([...unanswered, ...left]);
}

/** The outcome of a step: the writes that record it. */
interface Recovery {
  readonly writes: readonly Write[];
  /** True if the step has changed nothing: then its object waits for its next attempt as after any other failure. */
  readonly isFruitless: boolean;
}

async function settle(context: CycleRun, step: JournalRow, recovery: Recovery): Promise<boolean> {
  const { deps, org, app } = context;
  const { writes, isFruitless } = recovery;
  const waiting = await deps.store.get("pending", { org, app, object: step.object });
  if (isFruitless && waiting !== undefined) return commitIfCurrent(deps, writes);
  const keep = await keepPending(context, step.object, { reason: "recovered" });
  return commitIfCurrent(deps, [...writes, keep]);
}

/** The outcome of a step; undefined when the target does not say. */
async function recoverStep(context: CycleRun, step: JournalRow): Promise<Recovery | undefined> {
  switch (step.operation) {
    case "create":
      return recoverCreate(context, step);
    case "add-members":
    case "remove-members":
    case "change-members":
      return recoverMembers(context, step);
    default:
      return recoverChange(context, step);
  }
}

async function recoverCreate(context: CycleRun, step: JournalRow): Promise<Recovery | undefined> {
  const { deps, org, app } = context;
  const first = await findCreated(context, step);
  const isAbsent = first.ok && first.value === undefined;
  if (isAbsent && (await mayStillArrive(context, step))) return undefined;
  const found = isAbsent ? await findCreated(context, step) : first;
  if (!found.ok) return undefined;
  if (found.value === undefined)
    return { writes: [endStep(context, step, "resolved", { found: false })], isFruitless: true };
  const account = found.value;
  const linked = await deps.store.get("link", { org, app, object: step.object });
  const [taken] = await deps.store.page("link", {
    where: { org, app, type: step.type, account: account.id },
    limit: 1,
  });
  if (linked !== undefined || taken !== undefined)
    return toRecovery([endStep(context, { ...step, account: account.id }, "resolved", { found: true })]);
  const line = await recoveryLine(context, step, account);
  return toRecovery([
    ...insertRecovered(context, step, account),
    endStep(context, { ...step, account: account.id }, "resolved", { found: true }),
    ...line,
  ]);
}

function toRecovery(writes: readonly Write[]): Recovery {
  return { writes, isFruitless: false };
}

/** How long a target may take over a call that it was heard of last by a broken connection, or by giving up. */
const BROKEN_MS = 2_000;
const SLOW_MS = 60_000;

/**
 * True while a create whose answer is missing may still take effect: a gateway that gave up, or an answer that
 * did not come in time, says nothing of the system behind, which may be at it still. The age of a step from before the
 * clock was set back is not known: it counts from now.
 */
async function mayStillArrive({ deps, org, signal }: CycleRun, step: JournalRow): Promise<boolean> {
  const because = step.outcome?.because;
  const isSlow = step.state === "unknown" && because !== "target.reset";
  const waitMs = isSlow ? SLOW_MS : BROKEN_MS;
  const now = deps.env.now();
  const left = Math.min(waitMs, step.modified + waitMs - now);
  if (left <= 0) return false;
  if (!isSlow) await deps.env.sleep(left, signal);
  else if (step.modified > now) {
    const key = { org, id: step.id };
    await commitOrThrow(deps, [{ op: "update", table: "journal", key, set: { modified: now } }]);
  }
  return isSlow;
}

function insertRecovered(context: CycleRun, step: JournalRow, account: Account): readonly Write[] {
  const { object, type, request } = step;
  const paths = request.kind === "create" ? Object.keys(request.attributes) : [];
  const projected = flattenAccount(paths, account.attributes);
  return insertLink(context, { object, type, account: account.id, provenance: "recovered", projected });
}

async function recoveryLine(
  context: CycleRun,
  step: JournalRow,
  account: Account,
): Promise<readonly Write[]> {
  const cycle = await context.deps.store.get("cycle", { org: context.org, id: step.cycle });
  return cycle === undefined ? [] : [logRecovery(context, cycle, step, account)];
}

function logRecovery(context: CycleRun, cycle: CycleRow, step: JournalRow, account: Account): Write {
  const subject: Subject = {
    object: step.object,
    type: step.type,
    name: step.request.name,
    account: account.id,
    reasons: [{ code: "recover.found", params: { account: account.id } }],
  };
  return logLine(context, cycle, subject, { action: step.operation, status: "success", step: step.id });
}

/** An update, a disable or a delete: the account is read, and what it holds is what was projected. */
async function recoverChange(context: CycleRun, step: JournalRow): Promise<Recovery | undefined> {
  const { deps, org, app } = context;
  const link = await deps.store.get("link", { org, app, object: step.object });
  if (step.account === null || link === undefined)
    return toRecovery([endStep(context, step, "resolved", {})]);
  const read = await context.target.read(step.type, step.account, context.signal);
  if (!read.ok && read.fault.kind !== "not-found") return undefined;
  if (!read.ok) {
    await forgetMemberships(context, step.object, step.type);
    return toRecovery([
      ...deleteLink(context, link, "account-gone"),
      endStep(context, step, "resolved", { gone: true }),
    ]);
  }
  const paths = [
    ...new Set([...Object.keys(link.projected), ...readStepChanges(step).map(({ path }) => path)]),
  ];
  const projected = flattenAccount(paths, read.value.attributes);
  return {
    writes: [updateLink(context, link, projected), endStep(context, step, "resolved", {})],
    isFruitless: diffFlat(link.projected, projected).length === 0,
  };
}

async function recoverMembers(context: CycleRun, step: JournalRow): Promise<Recovery | undefined> {
  if (step.account === null) return toRecovery([endStep(context, step, "resolved", {})]);
  const members = readStepMembers(step);
  const accounts = members.map(({ account }) => account);
  const group = { id: step.account, knownMembers: await readLedgerAccounts(context, step.object) };
  const checked = await context.target.checkMembers(group, accounts, context.signal);
  if (!checked.ok && checked.fault.kind !== "not-found") return undefined;
  const isMember = checked.ok ? checked.value : new Map(accounts.map((account) => [account, false]));
  const ledger = members.flatMap(({ object: member, account }) => {
    const isHeld = isMember.get(account);
    if (member === null) return [];
    return isHeld === undefined ? [] : [recordMembership(context, { group: step.object, member, isHeld })];
  });
  return toRecovery([...ledger, endStep(context, step, "resolved", {})]);
}
