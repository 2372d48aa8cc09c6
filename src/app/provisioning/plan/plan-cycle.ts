import type { AccountId, ObjectId, PlanId } from "../../../core/ids.ts";
import { NO_PLAN_COUNTS } from "../../../core/provisioning/cycle-balance.ts";
import { isEverythingAdmitted } from "../../../core/provisioning/entrance.ts";
import type { AccountOwner } from "../../../core/provisioning/facts.ts";
import type { Fault, Outcome } from "../../../core/provisioning/fault.ts";
import type { Answers } from "../../../core/provisioning/hold-answer.ts";
import { createReason, type Reason } from "../../../core/provisioning/reason.ts";
import type { DriftPolicy } from "../../../core/provisioning/reconcile.ts";
import type { CycleKind, PlanRow } from "../../../ports/cycle-tables.ts";
import type { Cursor, ObjectType } from "../../../ports/kinds.ts";
import type { Account } from "../../../ports/target.ts";
import { commitOrThrow } from "../../commit.ts";
import { CHUNK, chunksOf, readEachPage } from "../../paging.ts";
import { readAccountOwner } from "../account-owner.ts";
import { type CycleContext, isTargetKnown } from "../context.ts";
import { isFollowingChanges } from "../cycle-kinds.ts";
import { readRule, type ScopeRule } from "../read-scope.ts";
import { planCorrections } from "../reconcile/plan-corrections.ts";
import { readTakenAccount } from "../writes/pending.ts";
import { setPlanState } from "../writes/plan.ts";
import { DeadMembers } from "./dead-members.ts";
import { readDriftHolds } from "./drift-holds.ts";
import { countMatchable } from "./gather-facts.ts";
import { GroupLosses } from "./group-losses.ts";
import { guardDeprovisioning, readAnswers } from "./guard-plan.ts";
import { hashPlan } from "./hash-plan.ts";
import { createMatcher } from "./matcher.ts";
import { noteNothingToDo } from "./nothing-to-do.ts";
import { orderRenames } from "./order-renames.ts";
import { PlanBuilder } from "./plan-builder.ts";
import { planAllGroups, planSomeGroups } from "./plan-groups.ts";
import { planReports } from "./plan-reports.ts";
import { type Planning, planAllUsers, planSomeUsers } from "./plan-users.ts";
import {
  type AffectedObjects,
  addDue,
  addEveryGroup,
  addOnly,
  addPending,
  addWaitingForNames,
  createAffectedObjects,
  type OnlyObject,
  readChanges,
} from "./read-changes.ts";
import { RewriteGuard } from "./rewrite-guard.ts";
import { UniqueValues } from "./unique-values.ts";
import { isUnlinkedFrom } from "./unlinked-from.ts";
import { findVoidLinks } from "./void-links.ts";

/** A finished plan, or the fault that made planning impossible. */
export type Planned =
  | {
      readonly ok: true;
      readonly plan: PlanRow;
      /** The objects that were evaluated, by type. */
      readonly evaluated: Readonly<Record<ObjectType, number>>;
    }
  | { readonly ok: false; readonly fault: Fault };

/** The circumstances of a plan, beside its row. */
export interface PlanOptions {
  readonly isScheduled: boolean;
  /** Objects whose last step has no known outcome. */
  readonly unsettled: ReadonlySet<ObjectId>;
  /** The one object of an on-demand cycle. */
  readonly only?: OnlyObject | undefined;
  /** The users that an event cycle looks at: only what takes their access away is decided. */
  readonly leavers?: ReadonlySet<ObjectId> | undefined;
  /** The action of a reconciliation on differences; they are reported when it is left out. */
  readonly onDrift?: DriftPolicy | undefined;
}

/** The version of a plan that was made with another mapping than the application's, and cannot be applied. */
export const PREVIEW_VERSION = 0;

/**
 * Whether the application must be evaluated as a whole: at first, after a change of its target, on demand, or because
 * an initial cycle was interrupted.
 */
export function cycleKindOf(context: CycleContext, wanted: "auto" | "initial"): CycleKind {
  const isOwed = context.provisioning.initial_owed === 1;
  return wanted === "initial" || isOwed || !isTargetKnown(context) ? "initial" : "incremental";
}

/** True when mapping, scope, roles or settings differ from those that the last cycle worked with. */
function isReconfigured({ provisioning }: CycleContext, row: PlanRow): boolean {
  return row.kind === "incremental" && provisioning.config_version !== row.config_version;
}

/** The row of a plan that is about to be built. */
export async function newPlanRow(context: CycleContext, id: PlanId, kind: CycleKind): Promise<PlanRow> {
  return {
    org: context.org,
    id,
    app: context.app,
    kind,
    state: "building",
    created: context.projection.now,
    config_version: context.application.version,
    watermark: context.provisioning.watermark,
    upto: await context.deps.store.feedHead(context.org),
    hash: null,
    counts: NO_PLAN_COUNTS,
    notes: [],
    attributes: [],
    sending: null,
  };
}

/** The plan of the cycle that one for leavers runs beside. */
async function findApplying({ deps, org, app }: CycleContext): Promise<PlanId | undefined> {
  const plans = await deps.store.page("plan", { where: { org, app, state: "applying" }, limit: CHUNK });
  return plans.find(({ kind }) => kind !== "event")?.id;
}

/**
 * Plans a cycle into a row that is `building`: looks at what changed, decides, guards, stores and hashes.
 * Reads the target where it must; changes nothing there.
 */
export async function planCycle(context: CycleContext, row: PlanRow, options: PlanOptions): Promise<Planned> {
  const { unsettled, only, leavers } = options;
  const voids = await findVoidLinks(context, leavers);
  if (!voids.ok) return voids;
  const rule = await readRule(context, unsettled, voids.value);
  const { answers, returned } = await readAnswers(context);
  const pending = await readPending(context);
  const builder = new PlanBuilder(context, row.id, {
    ...{ answers, pending, only: only?.id },
    isForLeavers: leavers !== undefined,
  });
  const selected = await selectObjects(context, row, rule, options);
  if (!selected.ok) return selected;
  const { affected, notes } = selected.value;
  const isOther = isReconfigured(context, row);
  const isAgain = affected !== undefined && isOther;
  if (isAgain) await addEveryGroup(context, affected, pending);
  const matcher = createMatcher(context, {
    answers,
    readOwner: (...of) => readOwner(context, builder, rule, ...of),
    readTaken: async (type, id) => (pending.has(id) ? readTaken(context, type, id) : undefined),
    isUnlinkedFrom: (...of) => isUnlinkedFrom(context, ...of),
  });
  const unlinked = await countUnlinked(context, rule, row, isOther ? undefined : affected);
  matcher.expect(unlinked + voids.value.size);
  const planning: Planning = {
    context,
    rule,
    matcher,
    uniqueValues: new UniqueValues(context, matcher),
    builder,
    pending,
    only: affected === undefined || isFollowingChanges(row.kind) ? undefined : idsOf(affected),
    applying: leavers === undefined ? undefined : await findApplying(context),
    guarded: [],
    rewrites: new RewriteGuard(context, builder, answers),
    drift: await readDriftHolds(context, answers),
    losses: new GroupLosses(context, { answers, pending }),
    names: new Map(),
    deadMembers: new DeadMembers(context, rule),
    unanswered: { inARow: 0 },
    nameTakers: [],
    reports: new Set(),
    areManagersDecided: false,
  };
  const fault = await planObjects(
    planning,
    { affected, everyUser: affected === undefined || isAgain, withGroups: leavers === undefined },
    answers,
  );
  await builder.flush();
  if (fault !== undefined) return { ok: false, fault };
  await orderRenames(context, row.id, builder.names);
  await dropVoidAnswers(context, row, [...builder.voidAnswers, ...returned]);
  return {
    ok: true,
    evaluated: builder.evaluated,
    plan: await storePlanned(context, row, builder, [
      ...planNotes(context, row, affected),
      ...notes,
      ...(voids.value.size === 0 ? [] : [createReason("plan.links-void", { count: voids.value.size })]),
      ...builder.adoptions.toNotes(),
      ...builder.notOffered.toNotes(),
    ]),
  };
}

/** The objects that the cycle looks at, undefined for all, and what there is to say about them. */
async function selectObjects(
  context: CycleContext,
  row: PlanRow,
  rule: ScopeRule,
  { isScheduled, only, leavers, onDrift = "report" }: PlanOptions,
): Promise<Outcome<{ readonly affected: AffectedObjects | undefined; readonly notes: readonly Reason[] }>> {
  if (row.kind === "reconcile") return planCorrections(context, row, { rule, onDrift });
  if (only === undefined && leavers === undefined) {
    return { ok: true, value: { affected: await readAffected(context, row, isScheduled), notes: [] } };
  }
  const affected = createAffectedObjects();
  if (only !== undefined) addOnly(affected, only);
  for (const id of leavers ?? []) affected.users.add(id);
  return { ok: true, value: { affected, notes: [] } };
}

function idsOf({ users, groups }: AffectedObjects): ReadonlySet<ObjectId> {
  return new Set([...users, ...groups]);
}

/** The objects that a cycle looks at. */
interface Selected {
  readonly affected: AffectedObjects | undefined;
  readonly everyUser: boolean;
  readonly withGroups: boolean;
}

/** Users first, and what becomes of them: the memberships of groups depend on it. */
async function planObjects(
  planning: Planning,
  { affected, everyUser, withGroups }: Selected,
  answers: Answers,
): Promise<Fault | undefined> {
  const inUsers =
    affected === undefined || everyUser
      ? await planAllUsers(planning)
      : await planSomeUsers(planning, affected.users);
  if (inUsers !== undefined) return inUsers;
  const held = await guardDeprovisioning(planning, "user", answers);
  if (!withGroups) return undefined;
  const inReports = await planReports(planning, affected === undefined || everyUser);
  if (inReports !== undefined) return inReports;
  const inGroups =
    affected === undefined ? await planAllGroups(planning) : await planSomeGroups(planning, affected);
  if (inGroups !== undefined) return inGroups;
  await guardDeprovisioning(planning, "group", answers, held);
  return undefined;
}

/** The changes since the watermark; undefined when everything has to be looked at. */
async function readAffected(
  context: CycleContext,
  row: PlanRow,
  isScheduled: boolean,
): Promise<AffectedObjects | undefined> {
  if (row.kind !== "incremental" || row.watermark === null || row.upto === null) return undefined;
  const after: Cursor = row.watermark;
  const affected = await readChanges(context, after, row.upto);
  await addPending(context, affected, isScheduled);
  await addDue(context, affected);
  await addWaitingForNames(context, affected);
  return affected.everything ? undefined : affected;
}

function planNotes(
  context: CycleContext,
  row: PlanRow,
  affected: AffectedObjects | undefined,
): readonly Reason[] {
  if (row.config_version === PREVIEW_VERSION) return [createReason("plan.default-mapping")];
  if (row.kind === "initial" && context.provisioning.initial_owed === 1) {
    return [createReason("plan.initial-owed")];
  }
  if (affected !== undefined && isReconfigured(context, row)) return [createReason("plan.reconfigured")];
  // The assignment of everyone can change; the cycle is incremental all the same.
  if (affected === undefined)
    return [createReason(row.kind === "incremental" ? "plan.everyone" : "plan.initial")];
  return row.kind === "incremental" ? [createReason("plan.incremental", { changes: affected.changes })] : [];
}

/** The owner of an account: by its link, or by an earlier decision of the same plan. */
async function readOwner(
  context: CycleContext,
  builder: PlanBuilder,
  { voidLinks }: ScopeRule,
  ...[type, account]: [type: ObjectType, account: AccountId]
): Promise<AccountOwner | undefined> {
  const adopter = builder.adopted.get(account);
  if (adopter !== undefined) return { ...adopter, standing: "present" };
  const owner = await readAccountOwner(context, type, account);
  return owner !== undefined && voidLinks.has(owner.id) ? undefined : owner;
}

/** The account that refused the name of this object at an earlier attempt, as the target shows it now. */
async function readTaken(
  { deps, org, app, target, signal }: CycleContext,
  type: ObjectType,
  object: ObjectId,
): Promise<Account | undefined> {
  const row = await deps.store.get("pending", { org, app, object });
  const account = readTakenAccount(row?.fault ?? null);
  const shown = account === undefined ? undefined : await target.read(type, account, signal);
  return shown?.ok === true ? shown.value : undefined;
}

/** Counts, before any question to the target, the objects that will have to be matched; at least these. */
async function countUnlinked(
  context: CycleContext,
  rule: ScopeRule,
  row: PlanRow,
  affected: AffectedObjects | undefined,
): Promise<number> {
  const { deps, org, app, settings } = context;
  if (affected !== undefined) {
    const ids = [...affected.users, ...affected.groups];
    return countMatchable(context, rule, ids, settings.listOverUnlinked + 1);
  }
  if (row.kind !== "initial" && !isReconfigured(context, row)) return 0;
  const isFiltered = context.scopes.user.length + context.scopes.group.length > 0;
  if (!isEverythingAdmitted(rule.assignedToAll, settings) || isFiltered)
    return countAssigned(context, rule, settings.listOverUnlinked + 1);
  const objects = await deps.store.count("object", { org });
  return Math.max(0, objects - (await deps.store.count("link", { org, app })));
}

/** Counts the objects that assignments and scoping filters bring into scope and that have no account yet, up to this number. */
async function countAssigned(context: CycleContext, rule: ScopeRule, max: number): Promise<number> {
  const { deps, org } = context;
  let count = 0;
  for await (const rows of readEachPage(deps.store, "object", { org })) {
    const ids = rows.map(({ id }) => id);
    count += await countMatchable(context, rule, ids, max - count);
    if (count >= max) return count;
  }
  return count;
}

/** All objects that an earlier cycle left something to do for, parked ones included. */
async function readPending({ deps, org, app }: CycleContext): Promise<ReadonlySet<ObjectId>> {
  const pending = new Set<ObjectId>();
  for await (const rows of readEachPage(deps.store, "pending", { org, app }))
    for (const row of rows) pending.add(row.object);
  return pending;
}

/**
 * An answer is void once its object would no longer get what the answer is about. A preview decides with another mapping,
 * so that it says nothing about the answers to decisions of the application.
 */
async function dropVoidAnswers(
  { deps, org, app }: CycleContext,
  { config_version }: PlanRow,
  ids: readonly ObjectId[],
): Promise<void> {
  if (config_version === PREVIEW_VERSION) return;
  for (const chunk of chunksOf(ids, CHUNK)) {
    await commitOrThrow(
      deps,
      chunk.map((object) => ({ op: "delete", table: "approval", key: { org, app, object } })),
    );
  }
}

async function storePlanned(
  context: CycleContext,
  row: PlanRow,
  builder: PlanBuilder,
  notes: readonly Reason[],
): Promise<PlanRow> {
  const { deps } = context;
  const { counts, attributes, adopted } = builder;
  const sending = builder.sending.count(adopted);
  const listed = [...noteNothingToDo(counts, sending), ...notes].map(({ code, params }) => ({
    code,
    params,
  }));
  const hash = await hashPlan(deps, row, counts);
  const made = {
    hash,
    counts,
    notes: listed,
    attributes: attributes.toCounts(),
    sending,
  };
  await commitOrThrow(deps, [setPlanState(row, "planned", made)]);
  return { ...row, state: "planned", ...made };
}
