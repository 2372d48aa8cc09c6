import type { FlatChange } from "../../../core/mapping/flat.ts";
import type { Ending } from "../../../core/provisioning/cycle-balance.ts";
import type { DecisionRow, JournalRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import { explainTakenValue } from "../account-owner.ts";
import {
  type ApplyRun,
  applyChanges,
  changesOf,
  clearPending,
  desiredOf,
  endDecisionWrite,
  failDecision,
  keepPending,
  linkWrite,
  subjectOf,
} from "./apply-run.ts";
import { queueFollowUps, resolveReferences } from "./create-account.ts";
import { forgetMemberships } from "./forget-account.ts";
import { endStep, type JournalOperation, journalStep, logLine } from "./journal.ts";
import { recordRefused } from "./refused-attributes.ts";
import { settleStep } from "./settle-step.ts";

/** Sends the changes of an update or a disable; without changes only the link is brought up to date. */
export async function updateAccount(run: ApplyRun, decision: DecisionRow): Promise<void> {
  const verb = decision.verb === "disable" ? "disable" : "update";
  const resolved = await resolveReferences(run, desiredOf(decision).awaited);
  const references = Object.entries(resolved).map(([path, to]) => ({ path, from: null, to }));
  const changes = [...changesOf(decision), ...references];
  await changeAccount(run, decision, verb, changes, verb === "disable" ? "disabled" : "updated");
}

/** Writes these changes to a linked account, as one step. */
export async function changeAccount(
  run: ApplyRun,
  decision: DecisionRow,
  operation: JournalOperation,
  changes: readonly FlatChange[],
  ending: Ending,
): Promise<void> {
  const { context } = run;
  const { deps, org, app } = context;
  const link = await deps.store.get("link", { org, app, object: decision.object });
  if (link === undefined) {
    // Its account was found to be gone meanwhile: the next cycle makes another.
    await deps.store.commit([
      await keepPending(run, decision.object, { reason: "unlinked" }),
      endDecisionWrite(run, decision, "pending"),
    ]);
    return;
  }
  const scope = operation === "disable" && !desiredOf(decision).inScope ? ("out" as const) : ("in" as const);
  const projected = applyChanges(link.projected, changes);
  if (changes.length === 0) {
    await deps.store.commit([
      linkWrite(run, link, projected, { scope }),
      ...(queueFollowUps(run, decision, projected)
        ? []
        : [...clearPending(run, decision.object), endDecisionWrite(run, decision, ending)]),
    ]);
    return;
  }
  const subject = subjectOf(decision, link.account);
  const step = await journalStep(context, run.cycle, subject, operation, { changes: changesJson(changes) });
  const account = { type: decision.type, id: link.account };
  const outcome = await context.target.update(account, changes, step.id, context.signal);
  deps.checkpoint("answered");
  if (!outcome.ok && outcome.fault.kind === "unknown-outcome") {
    const settled = await settleStep(context, step);
    if (settled === "confirmed") return done(run, decision, step, link, projected, scope, ending, changes);
  }
  if (!outcome.ok) {
    if (outcome.fault.kind === "not-found") return loseAccount(run, decision, step, link, operation, ending);
    const state = outcome.fault.kind === "unknown-outcome" ? "unknown" : "failed";
    const values = Object.fromEntries(changes.map(({ path, to }) => [path, to]));
    const refused = { type: decision.type, object: decision.object, values };
    const fault = await explainTakenValue(context, outcome.fault, refused);
    return failDecision(run, decision, fault, [endStep(context, step, state, { fault: fault.code })]);
  }
  const { refused } = outcome.value;
  const [refusal] = refused;
  if (refusal === undefined) return done(run, decision, step, link, projected, scope, ending, changes);
  const isRefused = (path: string) => refused.some((each) => each.path === path);
  const written = changes.filter(({ path }) => !isRefused(path));
  const values = Object.fromEntries(
    changes.filter(({ path }) => isRefused(path)).map(({ path, to }) => [path, to]),
  );
  const taken = { type: decision.type, object: decision.object, values };
  await failDecision(run, decision, await explainTakenValue(context, refusal.fault, taken), [
    endStep(context, step, refusal.fault.kind === "unknown-outcome" ? "unknown" : "done", {
      fault: refusal.fault.code,
    }),
    linkWrite(run, link, applyChanges(link.projected, written), { scope }),
    ...(await recordRefused(run, decision, step, refused.slice(1))),
  ]);
}

async function done(
  run: ApplyRun,
  decision: DecisionRow,
  step: JournalRow,
  link: LinkRow,
  projected: LinkRow["projected"],
  scope: LinkRow["scope"],
  ending: Ending,
  changes: readonly FlatChange[],
): Promise<void> {
  const { context } = run;
  const isOver = !queueFollowUps(run, decision, projected);
  await context.deps.store.commit([
    endStep(context, step, "done", {}),
    linkWrite(run, link, projected, { scope }),
    logLine(context, run.cycle, subjectOf(decision, link.account), {
      action: step.operation,
      status: "success",
      step: step.id,
      changes: changesJson(changes),
    }),
    ...clearPending(run, decision.object),
    ...(isOver ? [endDecisionWrite(run, decision, ending)] : []),
  ]);
  context.deps.checkpoint("linked");
}

/** The target says that the account is gone. Then there is nothing to disable, and an update has no object. */
export async function loseAccount(
  run: ApplyRun,
  decision: DecisionRow,
  step: JournalRow,
  link: LinkRow,
  operation: JournalOperation,
  ending: Ending,
): Promise<void> {
  const { context } = run;
  const { org, app } = context;
  const isOver = operation === "disable";
  await forgetMemberships(context, link.object, link.type);
  const writes: Write[] = [
    endStep(context, step, "done", { gone: true }),
    { op: "delete", table: "link", key: { org, app, object: link.object } },
    logLine(context, run.cycle, subjectOf(decision, link.account), {
      action: operation,
      status: isOver ? "success" : "pending",
      step: step.id,
    }),
  ];
  if (!isOver) writes.push(await keepPending(run, decision.object, { reason: "account-gone" }));
  await context.deps.store.commit([...writes, endDecisionWrite(run, decision, isOver ? ending : "pending")]);
}

export function changesJson(changes: readonly FlatChange[]) {
  return changes.map(({ path, from, to }) => ({ path, from, to }));
}
