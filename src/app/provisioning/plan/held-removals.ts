import type { ObjectId } from "../../../core/ids.ts";
import type { Decision } from "../../../core/provisioning/decision.ts";
import { hold } from "../../../core/provisioning/guard.ts";
import { answerSubjects } from "../../../core/provisioning/hold-answer.ts";
import { createReason, type Reason } from "../../../core/provisioning/reason.ts";
import { stateOf } from "../../objects.ts";
import { readRowsAmong } from "../../paging.ts";
import type { EvaluatedObject } from "./gather-facts.ts";
import type { AccountPresence } from "./member-diff.ts";
import type { Planning } from "./plan-users.ts";
import { readAnswerTo } from "./read-answer-to.ts";

/** Removals from a group at the target that belong to a loss of the directory's group. */
export interface HeldRemovals {
  readonly members: ReadonlySet<ObjectId>;
  /** The decision that a person answers: these removals alone, so that other changes of the group leave it as it is. */
  readonly removals: Decision;
  readonly subject: string | undefined;
  /** Why they are held; undefined once a person approved them. */
  readonly because: Reason | undefined;
}

/**
 * Finds the removals to hold among these. A member whose account does not stay, or may not sign in, is not protected:
 * its access is decided with the user.
 */
export async function findHeldRemovals(
  { context, losses }: Planning,
  group: EvaluatedObject,
  leaving: readonly ObjectId[],
  presence: AccountPresence,
): Promise<HeldRemovals | undefined> {
  if (leaving.length === 0) return undefined;
  const { facts } = group;
  const lost = await losses.findOfGroup(facts.id, leaving);
  if (lost === undefined) return undefined;
  const { deps, org } = context;
  const staying = [...(await presence.withAccount([...lost.members]))];
  const rows = await readRowsAmong(deps.store, "object", { org }, { column: "id", values: staying });
  const members = new Set(rows.filter((row) => stateOf(row) === "active").map(({ id }) => id));
  if (members.size === 0) return undefined;
  const { hash } = deps.env;
  const set = hash([...members].sort().join("\n")).slice(0, 16);
  const removals: Decision = {
    verb: "update",
    reasons: [
      ...facts.scope,
      createReason("change.lost-members", { removed: members.size, set }),
      createReason("decide.update"),
    ],
    changes: [],
    account: facts.link?.account,
  };
  const answer = readAnswerTo(losses.answers, { evaluated: group, decision: removals }, hash);
  const why = answer === "rejected" ? createReason("hold.rejected") : lost.because;
  return {
    members,
    removals,
    subject: answerSubjects(removals, hash)?.approval,
    because: answer === "approved" ? undefined : why,
  };
}

/**
 * The decision about a group with removals that belong to a loss. Where the group needs nothing else, they are held; else
 * the rest is done, and the next cycle holds them.
 */
export function explainHeldRemovals(decision: Decision, held: HeldRemovals | undefined): Decision {
  if (held === undefined) return decision;
  const { verb, reasons } = decision;
  const { because, removals } = held;
  if (because === undefined) {
    const why = removals.reasons.filter(({ code }) => code === "change.lost-members");
    return { ...decision, reasons: [...reasons.slice(0, -1), ...why, ...reasons.slice(-1)] };
  }
  if (verb === "unchanged") return hold(removals, because);
  if (verb !== "update" && verb !== "adopt") return decision;
  // The last reason stays last, because it names the verb.
  return { ...decision, reasons: [...reasons.slice(0, -1), because, ...reasons.slice(-1)] };
}
