import type { DecisionRow, JournalRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import type { CycleRun } from "../context.ts";
import { deleteLink } from "../writes/link.ts";
import { type ApplyRun, subjectOf } from "./apply-run.ts";
import { forgetMemberships } from "./forget-account.ts";
import { endStep, type JournalOperation, logLine } from "./journal.ts";

/** True if a read says that the account does not exist. Answers to writes are not evidence enough. */
export async function isAccountGone(
  { target, signal }: CycleRun,
  link: Pick<LinkRow, "type" | "account">,
): Promise<boolean> {
  const read = await target.read(link.type, link.account, signal);
  return !read.ok && read.fault.kind === "not-found";
}

/** The writes after which an account that is gone is not linked any longer. Its memberships are forgotten first. */
export async function loseAccount(
  run: ApplyRun,
  lost: {
    readonly decision: DecisionRow;
    readonly step: JournalRow;
    readonly link: LinkRow;
    readonly operation: JournalOperation;
  },
): Promise<readonly Write[]> {
  const { context } = run;
  const { decision, step, link, operation } = lost;
  await forgetMemberships(context, link.object, link.type);
  return [
    endStep(context, step, "done", { gone: true }),
    ...deleteLink(context, link, "account-gone"),
    logLine(context, run.cycle, subjectOf(decision, link.account), {
      action: operation,
      status: operation === "disable" ? "success" : "pending",
      step: step.id,
    }),
  ];
}
