import type { AccountId, ObjectId } from "../../../core/ids.ts";
import { formatSearch } from "../../../core/mapping/match-key.ts";
import { decide } from "../../../core/provisioning/decide.ts";
import type { Decision } from "../../../core/provisioning/decision.ts";
import type { Fault, Outcome } from "../../../core/provisioning/fault.ts";
import { isDeprovisioning } from "../../../core/provisioning/guard.ts";
import { createReason } from "../../../core/provisioning/reason.ts";
import { foldText } from "../../../core/scim/text.ts";
import { CHUNK, chunksOf, readEachPage, readRowsAmong } from "../../paging.ts";
import { type CycleContext, findStop } from "../context.ts";
import { holdDrift } from "./drift-holds.ts";
import { type EvaluatedObject, gatherFacts } from "./gather-facts.ts";
import { explainHeldRemovals } from "./held-removals.ts";
import { readKnownMembers } from "./member-diff.ts";
import { type ComparedMembers, listMemberChanges, planMembers } from "./plan-members.ts";
import { matchUnlinkedObjects, type Planning, readLinkedObjects } from "./plan-users.ts";
import { type AffectedObjects, addPair } from "./read-changes.ts";

/** Plans every group of the directory, and every group's link whose object is gone. */
export async function planAllGroups(planning: Planning): Promise<Fault | undefined> {
  const { context } = planning;
  const { org } = context;
  const ids = new Set<ObjectId>();
  for await (const rows of readEachPage(context.deps.store, "object", { org, type: "group" })) {
    for (const row of rows) ids.add(row.id);
  }
  for await (const linked of readLinkedObjects(context, "group")) {
    for (const id of linked) ids.add(id);
  }
  return planGroups(planning, [...ids], undefined);
}

/** Plans the groups that changes concern, comparing only the memberships that these can have moved. */
export async function planSomeGroups(
  planning: Planning,
  affected: AffectedObjects,
): Promise<Fault | undefined> {
  const { context, builder, pending } = planning;
  // An object that waited may have missed changes of its memberships, which the feed no longer shows.
  const waited = [...affected.users, ...affected.groups].filter((id) => pending.has(id));
  await addGroupsOf(context, affected, [...new Set([...builder.presenceChanges, ...waited])]);
  for (const id of affected.groups) if (pending.has(id)) affected.wholeGroups.add(id);
  const ids = [...affected.groups].sort();
  return planGroups(planning, await keepConcerned(planning, ids), affected);
}

/**
 * The groups that a cycle looks at. A cycle of some objects looks at these and at those that have an account, for the
 * memberships of its users; the others get all their members when they get their account.
 */
async function keepConcerned(
  { context, only }: Planning,
  ids: readonly ObjectId[],
): Promise<readonly ObjectId[]> {
  if (only === undefined) return ids;
  const { deps, org, app } = context;
  const where = { org, app, type: "group", scope: "in" } as const;
  const links = await readRowsAmong(deps.store, "link", where, { column: "object", values: ids });
  const linked = new Set(links.map(({ object }) => object));
  return ids.filter((id) => only.has(id) || linked.has(id));
}

async function planGroups(
  planning: Planning,
  ids: readonly ObjectId[],
  affected: AffectedObjects | undefined,
): Promise<Fault | undefined> {
  const groups: EvaluatedObject[] = [];
  const seen = new Set<ObjectId>();
  for (let wave = ids; wave.length > 0; ) {
    const evaluated = await gatherGroups(planning, wave);
    if (!evaluated.ok) return evaluated.fault;
    for (const id of wave) seen.add(id);
    groups.push(...evaluated.value);
    if (affected === undefined) break;
    // A nested group that comes or goes moves memberships of the groups it is in.
    const moved = evaluated.value.filter((each) => presenceChanges(each)).map((each) => each.facts.id);
    await addGroupsOf(planning.context, affected, moved);
    const unseen = [...affected.groups].filter((id) => !seen.has(id)).sort();
    wave = await keepConcerned(planning, unseen);
  }
  for (const group of groups) {
    const fault = findStop(planning.context) ?? (await planGroup(planning, group, affected));
    if (fault !== undefined) return fault;
  }
  return undefined;
}

async function gatherGroups(
  planning: Planning,
  ids: readonly ObjectId[],
): Promise<Outcome<readonly EvaluatedObject[]>> {
  const { context, rule, builder } = planning;
  const result: EvaluatedObject[] = [];
  for (const chunk of chunksOf(ids, CHUNK)) {
    const evaluated = await gatherFacts(context, rule, { type: "group", ids: chunk });
    const matched = await matchUnlinkedObjects(planning, evaluated);
    if (!matched.ok) return matched;
    for (const each of matched.value) {
      result.push(holdSecondOfName(planning, each));
      const decision = decide(each.facts, context.settings, context.rules);
      if (decision.verb === "create" || decision.verb === "adopt") builder.presence.set(each.facts.id, "in");
      if (decision.account !== undefined && decision.verb === "adopt") {
        builder.adopted.set(decision.account, { id: each.facts.id, name: each.name });
      }
    }
  }
  return { ok: true, value: result };
}

/** Two new groups of one name cannot both be made: the second waits for a person. */
function holdSecondOfName(planning: Planning, each: EvaluatedObject): EvaluatedObject {
  const match = each.facts.match;
  if (match === undefined || match.kind === "several") return each;
  const key = foldText(formatSearch(match));
  const other = planning.names.get(key);
  if (other === undefined) {
    planning.names.set(key, each.facts.id);
    return each;
  }
  return { ...each, facts: { ...each.facts, problems: [createReason("hold.duplicate-source", { other })] } };
}

/** True when the group gains or loses its account by this plan. */
function presenceChanges({ facts }: EvaluatedObject): boolean {
  const isWanted = facts.scope.length > 0 && facts.state === "active";
  return isWanted !== (facts.link !== undefined);
}

async function planGroup(
  planning: Planning,
  group: EvaluatedObject,
  affected: AffectedObjects | undefined,
): Promise<Fault | undefined> {
  const { context, builder } = planning;
  const { facts } = group;
  const first = decide(facts, context.settings, context.rules);
  // Losses do not wait: a group that cannot be decided as a whole still loses members.
  const isUndecided = facts.link !== undefined && (first.verb === "hold" || first.verb === "pending");
  const isFixed = (facts.link !== undefined || first.verb === "adopt") && !facts.actions.update;
  const comparesMembers =
    !isFixed &&
    (isUndecided || ["create", "adopt", "update", "unchanged"].includes(first.verb)) &&
    facts.scope.length > 0;
  if (!comparesMembers) {
    await addWithoutMembers(planning, group, first);
    return undefined;
  }
  const known =
    first.verb === "adopt" && first.account !== undefined
      ? await knownMembers(planning, first.account)
      : undefined;
  if (known !== undefined && !known.ok) return known.fault;
  const compared = { affected, known: known?.value };
  const drifted = isUndecided ? undefined : await findHeldDrift(planning, group, compared);
  const isBlocked = isUndecided || drifted !== undefined;
  const dead = isBlocked ? NO_MEMBERS : await findDeadMembers(planning, group, affected);
  if (!dead.ok) return dead.fault;
  const { add, remove, held, subject } = await planMembers(planning, group, { ...compared, isBlocked });
  const members = { add, remove: remove + dead.value.length };
  const counted = { ...group, facts: { ...facts, members }, deadMembers: dead.value, subject };
  const decision = decide(counted.facts, context.settings, context.rules);
  const explained = explainHeldRemovals(explainDeadMembers(decision, dead.value.length), held);
  await builder.add(counted, drifted ?? explained);
  return undefined;
}

/** Adds the decision on a group whose members do not count. */
async function addWithoutMembers(
  { builder, drift, guarded, only }: Planning,
  evaluated: EvaluatedObject,
  decision: Decision,
): Promise<void> {
  // A cycle of some objects is here for their memberships: it neither makes nor deletes the group of another cycle.
  if (only?.has(evaluated.facts.id) === false) return;
  if (isDeprovisioning(decision)) guarded.push({ evaluated, decision });
  else await builder.add(evaluated, holdDrift(drift, { evaluated, decision }));
}

/** The held correction of a group, with all members that it would add, if a person has to approve it first. */
async function findHeldDrift(
  planning: Planning,
  evaluated: EvaluatedObject,
  compared: ComparedMembers,
): Promise<Decision | undefined> {
  const { context, drift } = planning;
  if (!drift.asked.has(evaluated.facts.id)) return undefined;
  const members = { add: 0, remove: 0 };
  for await (const { sign } of listMemberChanges(planning, evaluated, compared)) {
    if (sign === 1) members.add += 1;
    if (sign === -1) members.remove += 1;
  }
  const decision = decide({ ...evaluated.facts, members }, context.settings, context.rules);
  const result = holdDrift(drift, { evaluated, decision });
  return result.verb === "hold" ? result : undefined;
}

const NO_MEMBERS: Outcome<readonly AccountId[]> = { ok: true, value: [] };

/** The dead members of a linked group. Only cycles that look at everything read the target's groups. */
async function findDeadMembers(
  { deadMembers, builder }: Planning,
  { facts: { link } }: EvaluatedObject,
  affected: AffectedObjects | undefined,
): Promise<Outcome<readonly AccountId[]>> {
  if (affected !== undefined || link === undefined) return NO_MEMBERS;
  return deadMembers.find(link.account, builder.adopted);
}

/** The last reason stays last, because it names the verb. */
function explainDeadMembers(decision: Decision, count: number): Decision {
  if (count === 0) return decision;
  const { reasons } = decision;
  const why = createReason("change.dead-members", { count });
  return { ...decision, reasons: [...reasons.slice(0, -1), why, ...reasons.slice(-1)] };
}

async function knownMembers(planning: Planning, account: AccountId): Promise<Outcome<ReadonlySet<ObjectId>>> {
  const { context, rule, builder } = planning;
  const isVoid = (id: ObjectId) => rule.voidLinks.has(id);
  return readKnownMembers(context, account, { adopted: builder.adopted, isVoid });
}

/** Touches every group that these objects are in, here or in the target, for exactly these memberships. */
async function addGroupsOf(
  { deps, org, app }: CycleContext,
  affected: AffectedObjects,
  ids: readonly ObjectId[],
): Promise<void> {
  for (const member_id of ids) {
    for (const pages of [
      readEachPage(deps.store, "membership", { org, member_id }),
      readEachPage(deps.store, "link_member", { org, app, member_id }),
    ]) {
      for await (const rows of pages) {
        for (const { group_id } of rows) {
          affected.groups.add(group_id);
          addPair(affected, group_id, member_id);
        }
      }
    }
  }
  await deps.env.sleep(0);
}
