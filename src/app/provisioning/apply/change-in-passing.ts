import type { FlatChange } from "../../../core/mapping/flat.ts";
import type { Fault } from "../../../core/provisioning/fault.ts";
import type { DecisionRow } from "../../../ports/cycle-tables.ts";
import { commitOrThrow } from "../../commit.ts";
import { updateLink } from "../writes/link.ts";
import { keepDue } from "../writes/pending.ts";
import { type ApplyRun, applyChanges, subjectOf } from "./apply-run.ts";
import { endStep, journalStep, logLine } from "./journal.ts";
import { acceptedOf, toRefusedParts } from "./record-refusals.ts";
import { settleStep } from "./settle-step.ts";
import { splitRefused } from "./split-changes.ts";

/**
 * Writes a part of a decision before the rest is due, as a step of its own. Its object stays pending, so that a later
 * cycle goes on if this one does not. Returns the first refusal, or undefined if everything was accepted.
 */
export async function changeInPassing(
  run: ApplyRun,
  decision: DecisionRow,
  operation: "update" | "disable",
  wanted: readonly FlatChange[],
): Promise<Fault | undefined> {
  const { context, cycle } = run;
  const { deps, org, app, target, signal } = context;
  const link = await deps.store.get("link", { org, app, object: decision.object });
  if (link === undefined) return undefined;
  const { sent: changes, withheld } = splitRefused(run, link, wanted);
  if (changes.length === 0) return withheld[0]?.fault;
  const subject = subjectOf(decision, link.account);
  const request = { kind: "change" as const, name: decision.name, changes };
  const step = await journalStep(context, cycle, { subject, operation, request });
  const outcome = await target.update({ type: link.type, id: link.account }, changes, step.id, signal);
  deps.checkpoint("answered");
  const isUnknown = !outcome.ok && outcome.fault.kind === "unknown-outcome";
  if (!outcome.ok && !(isUnknown && (await settleStep(context, step)) === "confirmed")) {
    const { fault } = outcome;
    const state = isUnknown ? "unknown" : "failed";
    await commitOrThrow(deps, [endStep(context, step, state, { fault: fault.code })]);
    return fault;
  }
  const refused = outcome.ok ? outcome.value.refused : [];
  const accepted = acceptedOf(changes, refused);
  const state = accepted.length > 0 ? "done" : "failed";
  const line = { action: operation, status: "success" as const, step: step.id, changes: accepted };
  await commitOrThrow(deps, [
    endStep(context, step, state, refused.length === 0 ? {} : { refused: toRefusedParts(refused) }),
    updateLink(context, link, applyChanges(link.projected, accepted)),
    ...(accepted.length === 0 ? [] : [logLine(context, cycle, subject, line)]),
    await keepDue(context, decision.object, "renaming"),
  ]);
  deps.checkpoint("linked");
  return (refused[0] ?? withheld[0])?.fault;
}
