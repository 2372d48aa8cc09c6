import type { ObjectId, PlanId } from "../../../core/ids.ts";
import { keepAdded, type Projection } from "../../../core/mapping/project.ts";
import { decide } from "../../../core/provisioning/decide.ts";
import type { Decision } from "../../../core/provisioning/decision.ts";
import type { Facts, MatchFacts } from "../../../core/provisioning/facts.ts";
import { type Fault, type Outcome, stopsWrites } from "../../../core/provisioning/fault.ts";
import { isDeprovisioning } from "../../../core/provisioning/guard.ts";
import { createReason } from "../../../core/provisioning/reason.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import { CHUNK, chunksOf, readEachPage } from "../../paging.ts";
import { type CycleContext, findStop } from "../context.ts";
import type { ScopeRule } from "../read-scope.ts";
import type { DeadMembers } from "./dead-members.ts";
import { type DriftHolds, holdDrift } from "./drift-holds.ts";
import { type EvaluatedObject, gatherFacts } from "./gather-facts.ts";
import type { GroupLosses } from "./group-losses.ts";
import type { Matcher } from "./matcher.ts";
import { isWaitingForName, settleNameTakers } from "./name-takers.ts";
import { type PlannedName, readPlannedNames } from "./order-renames.ts";
import type { PlanBuilder } from "./plan-builder.ts";
import type { GuardedDecision } from "./read-answer-to.ts";
import { readReports } from "./read-reports.ts";
import { holdTakenNames } from "./returning-names.ts";
import type { RewriteGuard } from "./rewrite-guard.ts";
import type { UniqueValues } from "./unique-values.ts";

/** The inputs for planning one type. */
export interface Planning {
  readonly context: CycleContext;
  readonly rule: ScopeRule;
  readonly matcher: Matcher;
  readonly uniqueValues: UniqueValues;
  readonly builder: PlanBuilder;
  /** Objects that an earlier cycle left something to do for. */
  readonly pending: ReadonlySet<ObjectId>;
  /** The objects of a cycle that does not follow the changes; undefined for one that does. */
  readonly only: ReadonlySet<ObjectId> | undefined;
  /** The plan that is applied meanwhile, for a cycle that takes access away beside it. */
  readonly applying: PlanId | undefined;
  readonly guarded: GuardedDecision[];
  readonly rewrites: RewriteGuard;
  readonly drift: DriftHolds;
  readonly losses: GroupLosses;
  /** Questions of matching that went wrong, one after the other. */
  readonly unanswered: { inARow: number };
  /** Matching values of new groups, so that equal names are noticed. */
  readonly names: Map<string, ObjectId>;
  readonly deadMembers: DeadMembers;
  /** Newcomers whose names other accounts have: they are decided when all other users are. */
  readonly nameTakers: EvaluatedObject[];
  /** Users whose references depend on decisions that are still missing: they are decided after all guards. */
  readonly reports: Set<ObjectId>;
  /** True once the decisions on all managers are made. */
  readonly areManagersDecided: boolean;
}

/** Plans every user of the directory, and every user's link whose object is gone. */
export async function planAllUsers(planning: Planning): Promise<Fault | undefined> {
  const { context } = planning;
  const { org } = context;
  for await (const rows of readEachPage(context.deps.store, "object", { org, type: "user" })) {
    const ids = rows.map((row) => row.id);
    const planned = await planUserChunk(planning, ids, rows);
    if (!planned.ok) return planned.fault;
  }
  const waiting = new Set(planning.guarded.map(({ evaluated }) => evaluated.facts.id));
  const isSeen = (id: ObjectId) =>
    planning.builder.presence.has(id) || waiting.has(id) || planning.reports.has(id);
  for await (const linked of readLinkedObjects(context, "user")) {
    const unseen = linked.filter((id) => !isSeen(id));
    const planned = await planUserChunk(planning, unseen);
    if (!planned.ok) return planned.fault;
    await context.deps.env.sleep(0);
  }
  await planNameTakers(planning);
  return undefined;
}

/** The objects that have a link, page by page. */
export async function* readLinkedObjects(
  { deps, org, app }: CycleContext,
  type: ObjectType,
): AsyncGenerator<readonly ObjectId[]> {
  let after: ObjectId | undefined;
  do {
    const ids = await deps.store.linkedObjects(org, app, type, { after, limit: CHUNK });
    if (ids.length > 0) yield ids;
    after = ids.length < CHUNK ? undefined : ids.at(-1);
  } while (after !== undefined);
}

function decideUser({ context, drift }: Planning, evaluated: EvaluatedObject): Decision {
  const decision = decide(evaluated.facts, context.settings, context.rules);
  return holdDrift(drift, { evaluated, decision });
}

/** Lets pass the rewrites within the limits, then decides the newcomers that waited for names. Returns those that get an account by this plan. */
async function planNameTakers(planning: Planning): Promise<readonly ObjectId[]> {
  const { context, builder } = planning;
  const newcomers: ObjectId[] = [];
  await planning.rewrites.settle();
  const names = [...builder.names, ...readGuardedNames(planning)];
  for (const each of settleNameTakers(context, names, planning.nameTakers.splice(0))) {
    const decision = decideUser(planning, each);
    await builder.add(each, decision);
    if (decision.verb === "create") newcomers.push(each.facts.id);
  }
  return newcomers;
}

/** The names that leavers give up if the guard lets them pass. */
function readGuardedNames({ context, guarded }: Planning): readonly PlannedName[] {
  return guarded.flatMap(({ evaluated: { facts }, decision }) => {
    const { verb, reasons, changes } = decision;
    const row = {
      n: -1,
      object: facts.id,
      type: facts.type,
      verb,
      reasons,
      changes,
      desired: { hidden: [] },
    };
    return readPlannedNames(context, row);
  });
}

/** Plans these users, and the users whose manager gets an account by this plan. */
export async function planSomeUsers(
  planning: Planning,
  ids: ReadonlySet<ObjectId>,
): Promise<Fault | undefined> {
  const { context, builder } = planning;
  let wave: readonly ObjectId[] = [...ids].sort();
  while (wave.length > 0) {
    const newcomers: ObjectId[] = [];
    for (const chunk of chunksOf(wave, CHUNK)) {
      const planned = await planUserChunk(planning, chunk);
      if (!planned.ok) return planned.fault;
      newcomers.push(...planned.value);
    }
    newcomers.push(...(await planNameTakers(planning)));
    const reports = await readReports(context, newcomers);
    wave = [...reports].filter((id) => !builder.presence.has(id) && !planning.reports.has(id)).sort();
  }
  return undefined;
}

/** Plans one chunk of users. Returns those that get an account by this plan. */
async function planUserChunk(
  planning: Planning,
  ids: readonly ObjectId[],
  known?: readonly ObjectRow[],
): Promise<Outcome<readonly ObjectId[]>> {
  const newcomers: ObjectId[] = [];
  if (ids.length === 0) return { ok: true, value: newcomers };
  const { context, rule, builder, guarded, rewrites, reports } = planning;
  const stopped = findStop(context);
  if (stopped !== undefined) return { ok: false, fault: stopped };
  const presence = { isFinal: planning.areManagersDecided, find: (id: ObjectId) => builder.findPresence(id) };
  const evaluated = await gatherFacts(context, rule, { type: "user", ids, known, presence });
  const matched = await matchUnlinkedObjects(planning, evaluated);
  if (!matched.ok) return matched;
  const returned = await holdTakenNames(planning, matched.value);
  if (!returned.ok) return returned;
  for (const each of returned.value) {
    if (isWaitingForName(context, each)) {
      planning.nameTakers.push(each);
      continue;
    }
    const decision = decideUser(planning, each);
    if (isDeprovisioning(decision)) guarded.push({ evaluated: each, decision });
    else if (each.isReferenceOpen === true) {
      reports.add(each.facts.id);
      builder.expect(each, decision);
    } else if (!(await rewrites.take(each, decision))) await builder.add(each, decision);
    if (decision.verb === "create" || decision.verb === "adopt") newcomers.push(each.facts.id);
  }
  // Reading is synchronous on the embedded store: let requests in between.
  await context.deps.env.sleep(0);
  return { ok: true, value: newcomers };
}

/**
 * Asks the matcher about those that may need an account; the facts of others stay as they are. A question
 * that goes wrong leaves its object pending. The plan ends when our credentials are refused, or when after
 * several failures in a row the target does not answer a harmless question either.
 */
export async function matchUnlinkedObjects(
  planning: Pick<Planning, "context" | "matcher" | "uniqueValues" | "unanswered">,
  evaluated: readonly EvaluatedObject[],
): Promise<Outcome<readonly EvaluatedObject[]>> {
  const result: EvaluatedObject[] = [];
  planning.matcher.expect(evaluated.filter((each) => isUnlinked(each) || isLost(each)).length);
  for (const each of evaluated) {
    if (!isUnlinked(each) && !isLost(each)) {
      result.push(each);
      continue;
    }
    const stopped = findStop(planning.context);
    if (stopped !== undefined) return { ok: false, fault: stopped };
    const match = isLost(each) ? await matchLost(planning, each) : await matchObject(planning, each);
    if (match.ok) {
      planning.unanswered.inARow = 0;
      result.push(match.value);
      continue;
    }
    planning.unanswered.inARow += 1;
    if (stopsWrites(match.fault.kind) || (await isTargetLost(planning))) return match;
    const unsettled = createReason("pending.match-failed", { why: match.fault.code });
    result.push({ ...each, facts: { ...each.facts, unsettled } });
  }
  return { ok: true, value: result };
}

/** The object with the accounts that it may already have; one without an account gets its unique values too. */
async function matchObject(
  { matcher, uniqueValues }: Pick<Planning, "matcher" | "uniqueValues">,
  evaluated: EvaluatedObject,
): Promise<Outcome<EvaluatedObject>> {
  const { facts, projection } = evaluated;
  if (projection === undefined) return { ok: true, value: evaluated };
  const match = await matcher.match(facts.type, facts.id, projection);
  if (!match.ok) return match;
  const subject = readAnswered(matcher, facts, match.value);
  return uniqueValues.choose({ ...evaluated, subject, facts: withMatch(facts, projection, match.value) });
}

/** The subject of the answer that the match follows: it stays valid for what is decided now. */
function readAnswered(matcher: Matcher, { id }: Facts, match: MatchFacts | undefined): string | undefined {
  return match?.answer === undefined ? undefined : matcher.readSubject(id);
}

/**
 * The leaver with the account that the former link named, or that matches: a target whose accounts were restored may
 * have given it another id.
 */
async function matchLost(
  { matcher }: Pick<Planning, "matcher">,
  evaluated: EvaluatedObject,
): Promise<Outcome<EvaluatedObject>> {
  const { facts, projection, lostAccount: account, name } = evaluated;
  if (account === undefined) return { ok: true, value: evaluated };
  const match = await matcher.matchLost(facts.id, { account, name, projection });
  if (!match.ok) return match;
  const subject = readAnswered(matcher, facts, match.value);
  return { ok: true, value: { ...evaluated, subject, facts: { ...facts, match: match.value } } };
}

/** The facts with a match. A matched account keeps the elements of attributes to which the mapping only adds. */
function withMatch(facts: Facts, { addOnly }: Projection, match: MatchFacts | undefined): Facts {
  if (match?.kind !== "one") return { ...facts, match };
  return { ...facts, match, desired: keepAdded(match.current, facts.desired, addOnly) };
}

/** Failures in a row after which the target itself is suspected, and not the objects asked about. */
const UNANSWERED_MAX = 3;

async function isTargetLost({
  context,
  unanswered,
}: Pick<Planning, "context" | "unanswered">): Promise<boolean> {
  if (unanswered.inARow < UNANSWERED_MAX) return false;
  unanswered.inARow = 0;
  const nobody = context.deps.env.newId();
  const [[path = context.rules.naturalKey.user] = []] = context.mappings.user.searchPaths;
  return !(await context.target.find("user", { path, value: nobody }, context.signal)).ok;
}

/** A user without a right to an account whose link ended although the account may be there. */
function isLost({ facts, lostAccount }: EvaluatedObject): boolean {
  const isWanted = facts.scope.length > 0 && facts.state === "active";
  return lostAccount !== undefined && !isWanted && facts.unsettled === undefined;
}

function isUnlinked({ facts, projection }: EvaluatedObject): boolean {
  return (
    facts.link === undefined &&
    facts.scope.length > 0 &&
    facts.state === "active" &&
    facts.problems.length === 0 &&
    facts.unsettled === undefined &&
    projection !== undefined
  );
}
