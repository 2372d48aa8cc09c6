import type { Fault } from "../../../core/provisioning/fault.ts";
import { isNewAccount } from "../../../core/provisioning/new-account.ts";
import { createReason, type Reason } from "../../../core/provisioning/reason.ts";
import type { StepMember } from "../../../core/provisioning/records/step.ts";
import { explainRefused } from "../../../core/provisioning/remembered-refusal.ts";
import { explainRefusal } from "../../../core/provisioning/target-trouble.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import { commitOrThrow } from "../../commit.ts";
import { nameOf } from "../../objects.ts";
import { deleteLink } from "../writes/link.ts";
import { keepPending } from "../writes/pending.ts";
import { isLastingRefusal, keepForRetry, toMemberPart, toRefusalRow } from "../writes/refusal.ts";
import { subjectOf } from "./apply-run.ts";
import { forgetMemberships } from "./forget-account.ts";
import type { GroupRun } from "./group-run.ts";
import { logLine } from "./journal.ts";

/**
 * Settles a single member that the target refused, after a look at its account. If the account is gone, the next
 * cycle links or creates one. A new account is tried again for some minutes. Any other member is named in the log, and
 * not sent again before something changes.
 */
export async function refuseMember(group: GroupRun, member: StepMember, fault: Fault): Promise<void> {
  const { object } = member;
  if (object === null) return nameRefused(group, member, fault);
  const { context } = group.run;
  const { deps, org, app, target, signal } = context;
  const link = await deps.store.get("link", { org, app, object });
  if (link === undefined) {
    group.waiting += 1;
    return;
  }
  const read = await target.read(link.type, link.account, signal);
  if (!read.ok && read.fault.kind === "not-found") return loseMember(group, link);
  if (!read.ok) {
    const judged = explainRefusal(fault, read);
    group.stopped = judged === fault ? read.fault : judged;
    return;
  }
  // Many targets take no groups as members at all, and say so by any other code than 404.
  const mayBeUnknown = link.type === "user" || fault.kind === "not-found";
  const isNew = mayBeUnknown && isLastingGain(member, fault) && isNewAccount(link.created, deps.env.now());
  await (isNew ? awaitMember(group, link, fault) : nameRefused(group, member, fault));
}

/** Leaves a gain to the next cycle: a part of the target may not know the account yet. */
async function awaitMember(group: GroupRun, { object, account }: LinkRow, fault: Fault): Promise<void> {
  const { run, decision, link } = group;
  const { context } = run;
  const member = await readName(group, { object });
  const reasons = [createReason("pending.member-new", { member, account })];
  const subject = { ...subjectOf(decision, link.account), reasons };
  const line = logLine(context, run.cycle, subject, { action: "add-members", status: "pending", fault });
  await commitOrThrow(context.deps, [line]);
  group.waiting += 1;
}

async function loseMember(group: GroupRun, link: LinkRow): Promise<void> {
  const { run } = group;
  const { context } = run;
  const reasons = [createReason("pending.account-gone", { account: link.account })];
  const name = await readName(group, link);
  const subject = { object: link.object, type: link.type, name, account: link.account, reasons };
  await forgetMemberships(context, link.object, link.type);
  await commitOrThrow(context.deps, [
    ...deleteLink(context, link, "account-gone"),
    await keepPending(context, link.object, { reason: "account-gone" }),
    logLine(context, run.cycle, subject, { action: "update", status: "pending" }),
  ]);
  group.waiting += 1;
}

async function nameRefused(group: GroupRun, member: StepMember, fault: Fault): Promise<void> {
  const { run, decision, link } = group;
  const { context } = run;
  const { object, account, change } = member;
  const name = object === null ? account : await readName(group, { object });
  const action = change === "add" ? "add-members" : "remove-members";
  const createLine = (why: Reason) =>
    logLine(
      context,
      run.cycle,
      { ...subjectOf(decision, link.account), reasons: [why] },
      { action, status: "failure", fault },
    );
  group.refused += 1;
  const params = { member: name, account };
  // A dead member gives no access: the next initial cycle finds it again.
  if (object === null || !isLastingGain(member, fault)) {
    if (object !== null) group.failed ??= fault;
    return commitOrThrow(context.deps, [createLine(createReason("refused.member", params))]);
  }
  const { deps, org, app } = context;
  const part = toMemberPart(object);
  const before = await deps.store.get("target_refusal", { org, app, object: decision.object, part });
  const row = toRefusalRow(
    context,
    { object: decision.object, type: undefined, part, value: account, fault, isRepeatable: true },
    before,
  );
  const line = createLine(explainRefused("member", params, row));
  await commitOrThrow(deps, [line, ...keepForRetry(context, row)]);
}

/** A loss takes access away, so it is tried again. The account exists, so a 404 is about the target's own rules. */
function isLastingGain({ change }: StepMember, fault: Fault): boolean {
  return change === "add" && (isLastingRefusal(fault) || fault.kind === "not-found");
}

async function readName({ run }: GroupRun, { object }: Pick<LinkRow, "object">): Promise<string> {
  const { deps, org } = run.context;
  const row = await deps.store.get("object", { org, id: object });
  return row === undefined ? object : nameOf(row);
}
