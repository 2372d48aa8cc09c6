import type { FlatAttributes, FlatChange } from "../../../core/mapping/flat.ts";
import { isAccessReturn } from "../../../core/provisioning/account-rules.ts";
import type { Ending } from "../../../core/provisioning/cycle-balance.ts";
import type { Fault } from "../../../core/provisioning/fault.ts";
import { isApproved } from "../../../core/provisioning/guard.ts";
import type { DecisionRow, JournalRow } from "../../../ports/cycle-tables.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import type { Account, AccountRef, RefusedAttribute } from "../../../ports/target.ts";
import { explainTakenValue } from "../account-owner.ts";
import { updateLink } from "../writes/link.ts";
import { keepPending } from "../writes/pending.ts";
import { type ApplyRun, applyChanges, subjectOf } from "./apply-run.ts";
import { checkRefusal, checkRefused } from "./check-refusal.ts";
import {
  endDecision,
  failDecision,
  failReferences,
  keepDecisionPending,
  settlePending,
} from "./end-decision.ts";
import { endOrFollowUp, resolveReferences } from "./follow-ups.ts";
import { endStep, type JournalOperation, journalStep, logLine } from "./journal.ts";
import { readLedgerAccounts } from "./ledger-accounts.ts";
import { isAccountGone, loseAccount } from "./lose-account.ts";
import { readSpellings } from "./read-spellings.ts";
import {
  acceptedOf,
  dropRefusals,
  findPassing,
  noteAcceptance,
  type RefusedChange,
  recordRefusals,
  toRefusedParts,
} from "./record-refusals.ts";
import { settleStep } from "./settle-step.ts";
import { splitRefused, splitUpdate } from "./split-changes.ts";
import { writeLosses } from "./write-members.ts";

/** Changes to the attributes of one linked account, and how its decision ends once they are written. */
export interface PlannedChange {
  readonly operation: JournalOperation;
  readonly changes: readonly FlatChange[];
  readonly ending: Ending;
  /** True if a part of the decision is at the target already: the account was linked, or an earlier call wrote. */
  readonly isWritten: boolean;
  /** The values that an adopted account has for its references: those that are right are not sent again. */
  readonly found?: FlatAttributes;
}

/** A change to the account of a link. */
interface LinkedChange extends PlannedChange {
  readonly decision: DecisionRow;
  readonly link: LinkRow;
  /** Attributes that the target is known not to take: they are not sent. */
  readonly withheld: readonly RefusedAttribute[];
}

/** A change of which a step was sent. */
interface SentChange extends LinkedChange {
  readonly step: JournalRow;
}

/** A step that was carried out, and the account as its answer shows it. */
interface DoneStep {
  readonly step: JournalRow;
  readonly answered: Account | undefined;
}

/** Sends the changes of an update or a disable; without changes only the link is brought up to date. */
export async function updateAccount(run: ApplyRun, decision: DecisionRow): Promise<void> {
  const isDisable = decision.verb === "disable";
  const { changes, desired, type } = decision;
  const losesMembers = type === "group" && changes.length > 0 && desired.members.remove > 0;
  if (losesMembers && !(await writeLosses(run, decision))) return;
  const resolved = await resolveReferences(run, desired.awaited);
  const references = Object.entries(resolved).map(([path, to]) => ({ path, from: null, to }));
  await changeAccount(run, decision, {
    operation: isDisable ? "disable" : "update",
    changes: [...changes, ...references],
    ending: isDisable ? "disabled" : "updated",
    isWritten: false,
  });
}

/** Writes changes to a linked account, as one step. */
export async function changeAccount(
  run: ApplyRun,
  decision: DecisionRow,
  change: PlannedChange,
): Promise<void> {
  const { context } = run;
  const { deps, org, app, target, signal } = context;
  const { operation, changes, ending } = change;
  const link = await deps.store.get("link", { org, app, object: decision.object });
  // The account was found to be gone meanwhile: the next cycle makes another.
  if (link === undefined) return keepDecisionPending(run, decision, { reason: "unlinked" });
  if (changes.length === 0) {
    const writes = [updateLink(context, link, link.projected, leaveAfter(run, decision, operation))];
    const settled = settlePending(run, decision.object);
    return endOrFollowUp(run, decision, { ending, sent: link.projected, isWritten: false, writes, settled });
  }
  // The second pass over a new account is a part of its creation, in which everything is tried.
  const isCreation = decision.verb === "create";
  const { sent: due, withheld } = isCreation
    ? splitRefused(run, link, changes)
    : splitUpdate(run, link, changes);
  const linked = { ...change, decision, link, withheld };
  if (due.length === 0) return recordChange(run, linked, undefined, []);
  const step = await journalStep(context, run.cycle, {
    subject: subjectOf(decision, link.account),
    operation,
    request: { kind: "change", name: decision.name, changes: due },
  });
  const outcome = await target.update(await toAccountRef(run, link), due, step.id, signal);
  deps.checkpoint("answered");
  if (!outcome.ok) return settleRefusedChange(run, { ...linked, step }, outcome.fault);
  const refused = await checkRefused(context, link, due, outcome.value.refused);
  await recordChange(run, linked, { step, answered: outcome.value.account }, refused);
}

/** A group is named with members that it is known to have, because a target without PATCH is sent all of them again. */
async function toAccountRef({ context }: ApplyRun, { type, account, object }: LinkRow): Promise<AccountRef> {
  if (type === "user") return { type, id: account };
  return { type, id: account, knownMembers: await readLedgerAccounts(context, object) };
}

async function settleRefusedChange(run: ApplyRun, sent: SentChange, fault: Fault): Promise<void> {
  const { context } = run;
  const { decision, step, link, operation, ending } = sent;
  if (fault.kind === "unknown-outcome" && (await settleStep(context, step)) === "confirmed") {
    return recordChange(run, sent, { step, answered: undefined }, []);
  }
  // A write that is answered with "gone" proves nothing: a read decides.
  if (fault.kind !== "not-found" || !(await isAccountGone(context, link)))
    return failChange(run, sent, fault);
  const writes = await loseAccount(run, { decision, step, link, operation });
  if (operation === "disable") return endDecision(run, decision, ending, writes);
  await keepDecisionPending(run, decision, { reason: "account-gone" }, writes);
}

async function failChange(run: ApplyRun, sent: SentChange, refusal: Fault): Promise<void> {
  const { decision, step, changes, link, operation } = sent;
  const confirmed = await checkRefusal(run.context, link, refusal);
  const fault = await explainTaken(run, decision, changes, confirmed);
  const state = fault.kind === "unknown-outcome" ? "unknown" : "failed";
  const ended = [endStep(run.context, step, state, { fault: fault.code })];
  return operation === "reference"
    ? failReferences(run, decision, fault, ended)
    : failDecision(run, decision, fault, ended);
}

/** Names the owner of a refused name, if the fault is about one. */
function explainTaken(
  run: ApplyRun,
  { type, object }: DecisionRow,
  changes: readonly FlatChange[],
  fault: Fault,
): Promise<Fault> {
  const values = Object.fromEntries(changes.map(({ path, to }) => [path, to]));
  return explainTakenValue(run.context, fault, { type, object, values }, (...of) =>
    run.linkedAccounts.find(...of),
  );
}

/** The refused attributes, each with the owner of the name that was refused, if the fault is about one. */
function explainRefused(
  run: ApplyRun,
  { decision, changes }: LinkedChange,
  refused: readonly RefusedAttribute[],
): Promise<readonly RefusedChange[]> {
  const { rules } = run.context;
  return Promise.all(
    refused.map(async (each) => {
      const own = changes.filter(({ path }) => path === each.path);
      const returnsAccess = own.some((change) => isAccessReturn(rules, change));
      return { ...each, returnsAccess, fault: await explainTaken(run, decision, own, each.fault) };
    }),
  );
}

/** Records the accepted changes in the link and names the refused ones in the log. Without a step nothing was sent. */
async function recordChange(
  run: ApplyRun,
  sent: LinkedChange,
  done: DoneStep | undefined,
  refusedNow: readonly RefusedAttribute[],
): Promise<void> {
  const { context } = run;
  const step = done?.step;
  const { decision, link, changes, operation, ending, withheld } = sent;
  const refused = [...withheld, ...(await explainRefused(run, sent, refusedNow))];
  const accepted = acceptedOf(changes, refused);
  const wanted = applyChanges(link.projected, changes);
  const projected = applyChanges(link.projected, accepted);
  const passing = findPassing(refused);
  const isAccepted = accepted.length > 0;
  noteAcceptance(run, decision, accepted);
  if (isAccepted && operation !== "reference") run.lanes.noteSuccess(decision);
  const isWritten = isAccepted || sent.isWritten;
  const spelt =
    done === undefined ? {} : await readSpellings(run, link, { changes: accepted, answered: done.answered });
  const writes = [
    ...(step === undefined
      ? []
      : [
          endStep(context, step, isAccepted ? "done" : "failed", {
            ...(refused.length === 0 ? {} : { refused: toRefusedParts(refused) }),
          }),
        ]),
    updateLink(context, link, projected, {
      ...leaveAfter(run, decision, operation),
      former_names: formerAfter(link, decision, accepted),
      spelt,
    }),
    ...(isAccepted && step !== undefined
      ? [
          logLine(context, run.cycle, subjectOf(decision, link.account), {
            action: operation,
            status: "success",
            step: step.id,
            changes: accepted,
          }),
        ]
      : []),
    ...(await dropRefusals(run, decision.object, accepted)),
    ...(await recordRefusals(run, decision, refused, wanted)),
    ...(passing === undefined
      ? []
      : [await keepPending(context, decision.object, { reason: "failed", fault: passing.fault })]),
  ];
  const settled = passing === undefined ? settlePending(run, decision.object) : [];
  const found = sent.found === undefined ? {} : { found: sent.found };
  const part = { sent: wanted, isWritten, writes, settled, ...found };
  await endOrFollowUp(run, decision, { ...part, ending: isWritten ? ending : "failed" });
  context.deps.checkpoint("linked");
}

/** The part of a link that is about the leaving of its object: an approved one is known as such until the object is back. */
function leaveAfter(
  { context }: ApplyRun,
  { desired, reasons }: DecisionRow,
  operation: JournalOperation,
): Partial<Pick<LinkRow, "scope" | "leave_approved">> {
  if (operation !== "disable") return { scope: "in", leave_approved: null };
  const scope = desired.inScope ? "in" : "out";
  return isApproved(reasons) ? { scope, leave_approved: context.deps.env.now() } : { scope };
}

/** The former names of an account after these changes: a value that was taken from it is kept, one that it has again is not. */
function formerAfter(
  { former_names }: LinkRow,
  { desired }: DecisionRow,
  accepted: readonly FlatChange[],
): FlatAttributes | null {
  const changed = new Set(accepted.map(({ path }) => path));
  const kept = Object.entries(former_names ?? {}).filter(([path]) => !changed.has(path));
  const taken = Object.entries(desired.formerNames ?? {}).filter(([path]) => changed.has(path));
  const names = [...kept, ...taken];
  return names.length === 0 ? null : Object.fromEntries(names);
}
