import { alignTypes, diffFlat, type FlatAttributes, flattenAccount } from "../../../core/mapping/flat.ts";
import type { DecisionRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import type { Account } from "../../../ports/target.ts";
import { commitOrThrow } from "../../commit.ts";
import { mayTakeAccount, readAccountOwner } from "../account-owner.ts";
import type { CycleContext } from "../context.ts";
import { createPrivilegedTest } from "../privileged-accounts.ts";
import { deleteLink, insertLink } from "../writes/link.ts";
import { keepPending } from "../writes/pending.ts";
import { type ApplyRun, registerAccount, subjectOf } from "./apply-run.ts";
import { failDecision, leaveToNextCycle, settlePending } from "./end-decision.ts";
import { endOrFollowUp } from "./follow-ups.ts";
import { logLine } from "./journal.ts";
import { moveMemberships } from "./move-memberships.ts";
import { changeAccount } from "./update-account.ts";

/** Carries out a decision to adopt. The account is read again first: it may have changed since the plan. */
export async function adoptDecided(run: ApplyRun, decision: DecisionRow): Promise<void> {
  if (decision.account === null) return;
  const { target, signal } = run.context;
  const owner = await readAccountOwner(run.context, decision.type, decision.account);
  if (!mayTakeAccount(owner, decision.desired.formerOwner ?? undefined))
    return leaveToNextCycle(run, decision);
  const read = await target.read(decision.type, decision.account, signal);
  if (!read.ok) return failDecision(run, decision, read.fault);
  if (!isApprovedByPerson(decision) && needsPerson(run.context, read.value))
    return leaveToNextCycle(run, decision);
  await adoptAccount(run, decision, read.value, decision.desired.attributes);
}

const APPROVED: ReadonlySet<string> = new Set(["adopt.chosen", "adopt.approved"]);

function isApprovedByPerson({ reasons }: DecisionRow): boolean {
  return reasons.some(({ code }) => APPROVED.has(code));
}

/** True for an account that is not adopted without a person, as it is now and as the settings are. */
export function needsPerson(context: CycleContext, account: Account): boolean {
  return context.settings.onFound !== "adopt" || createPrivilegedTest(context)(account);
}

/** Links an account that exists already, and corrects the attributes that differ. */
export async function adoptAccount(
  run: ApplyRun,
  decision: DecisionRow,
  account: Account,
  wanted: FlatAttributes,
): Promise<void> {
  const { context } = run;
  const untouched = new Set(decision.desired.untouched);
  const desired = Object.fromEntries(Object.entries(wanted).filter(([path]) => !untouched.has(path)));
  const projected = alignTypes(flattenAccount(Object.keys(wanted), account.attributes), wanted);
  const changes = diffFlat(projected, wanted).filter(({ path, to }) => to !== null && !untouched.has(path));
  const { org, app } = context;
  const where = { org, app, type: decision.type, account: account.id };
  const [former] = await context.deps.store.page("link", { where, limit: 1 });
  if (former !== undefined) await moveMemberships(run, former, decision.object);
  registerAccount(run, decision, account.id);
  const { object, type } = decision;
  const link = { object, type, account: account.id, provenance: "adopted" as const, projected };
  const writes: readonly Write[] = [
    ...(former === undefined ? [] : deleteLink(context, former, "new-owner")),
    ...insertLink(context, link),
    logLine(context, run.cycle, subjectOf(decision, account.id), {
      action: "adopt",
      status: "success",
      account: account.id,
    }),
  ];
  const found = flattenAccount(Object.keys(decision.desired.awaited), account.attributes);
  if (changes.length === 0) {
    return endOrFollowUp(run, decision, {
      ending: "adopted",
      found,
      sent: desired,
      isWritten: true,
      writes,
      settled: settlePending(run, decision.object),
    });
  }
  await commitOrThrow(context.deps, [
    ...writes,
    await keepPending(context, decision.object, { reason: "differs" }),
  ]);
  const change = { operation: "update", changes, ending: "adopted", isWritten: true, found } as const;
  await changeAccount(run, decision, change);
}
