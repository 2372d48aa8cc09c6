import type { ObjectId } from "../../../core/ids.ts";
import type { Json } from "../../../core/json.ts";
import type { FlatAttributes } from "../../../core/mapping/flat.ts";
import type { Ending } from "../../../core/provisioning/cycle-balance.ts";
import type { DecisionRow } from "../../../ports/cycle-tables.ts";
import type { ChangeSet } from "../../../ports/store.ts";
import { commitOrThrow } from "../../commit.ts";
import type { ApplyRun } from "./apply-run.ts";
import { endDecision } from "./end-decision.ts";

/** The part of a decision that is done once the attributes of its account are written. */
export interface WrittenPart {
  /** The ending of the decision if nothing remains. */
  readonly ending: Ending;
  /** The values that an adopted account has for references which point to objects without an account so far. */
  readonly found?: FlatAttributes;
  /** The attributes that were sent, refused ones among them: these are not sent again by a later pass. */
  readonly sent: FlatAttributes;
  /** How many of the planned memberships are written already. */
  readonly membersDone?: number;
  /** False if the target has taken nothing of this decision so far. */
  readonly isWritten: boolean;
  readonly writes: ChangeSet;
  /** Written when the decision ends: until then the object stays pending, so that a crash loses no later pass. */
  readonly settled: ChangeSet;
}

/** Commits the written part, and ends the decision unless references or memberships remain for a later pass. */
export async function endOrFollowUp(run: ApplyRun, decision: DecisionRow, part: WrittenPart): Promise<void> {
  if (!hasFollowUps(decision, part)) {
    return endDecision(run, decision, part.ending, [...part.writes, ...part.settled]);
  }
  await commitOrThrow(run.context.deps, part.writes);
  queueFollowUps(run, decision, part);
}

/** True if references remain for the second pass, or memberships for the third. */
function hasFollowUps(decision: DecisionRow, part: WrittenPart): boolean {
  return Object.keys(openReferences(decision, part.sent)).length > 0 || hasMembersLeft(decision, part);
}

function queueFollowUps(run: ApplyRun, decision: DecisionRow, part: WrittenPart): void {
  const open = openReferences(decision, part.sent);
  if (Object.keys(open).length > 0)
    run.awaiting.set(decision.object, {
      references: open,
      isWritten: part.isWritten,
      found: part.found ?? {},
    });
  else run.withMembers.push(decision);
}

function openReferences(decision: DecisionRow, sent: FlatAttributes): Readonly<Record<string, ObjectId>> {
  const { awaited } = decision.desired;
  return Object.fromEntries(Object.entries(awaited).filter(([path]) => sent[path] === undefined));
}

function hasMembersLeft({ type, verb, desired }: DecisionRow, { membersDone = 0 }: WrittenPart): boolean {
  const { add, remove } = desired.members;
  return type === "group" && (add + remove > membersDone || verb === "adopt");
}

/**
 * The accounts that references point to, as flat attributes; a reference without an account is left out, and so is one
 * to a manager who has left where the settings clear such references.
 */
export async function resolveReferences(
  run: ApplyRun,
  awaited: Readonly<Record<string, ObjectId>>,
): Promise<Readonly<Record<string, Json>>> {
  const { deps, org, app, settings } = run.context;
  const resolved: Record<string, Json> = {};
  for (const [path, object] of Object.entries(awaited)) {
    const link = await deps.store.get("link", { org, app, object });
    const isKept = link?.scope === "in" || settings.onManagerLeave === "keep";
    if (link !== undefined && isKept) resolved[path] = link.account;
  }
  return resolved;
}
