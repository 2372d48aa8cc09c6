import type { AppId, ObjectId, OrgId } from "../../../core/ids.ts";
import { kindOf } from "../../../core/provisioning/abilities.ts";
import { NOT_OFFERED } from "../../../core/provisioning/attribute-refusals.ts";
import { findExpected } from "../../../core/provisioning/expected.ts";
import type { Quarantine } from "../../../core/provisioning/quarantine.ts";
import { createReason, type Reason } from "../../../core/provisioning/reason.ts";
import { explainRefused } from "../../../core/provisioning/remembered-refusal.ts";
import type { ApprovalRow, ExchangeRow, ProvisioningLogRow } from "../../../ports/cycle-tables.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { LinkRow, ObjectRow, PendingRow, ProvisioningRow } from "../../../ports/tables.ts";
import { type Deps, isRefusal, type Refusal } from "../../deps.ts";
import { findOneObject, nameOf, stateOf } from "../../objects.ts";
import { isFollowingChanges } from "../cycle-kinds.ts";
import { readQuarantineStatus, toReason, toRestReason } from "../quarantine-status.ts";
import { readRule, readScopes, type ScopedApplication, type Standing } from "../read-scope.ts";
import { isMemberPart } from "../writes/refusal.ts";
import { type AssignedPath, explainPaths, readAssignedPaths } from "./assigned-paths.ts";
import { readBlockingReasons } from "./blocking-reasons.ts";
import { readHoldAnswer } from "./list-waiting.ts";
import { readScopedApplication } from "./scoped-application.ts";

/** Why an object has or has not an account in an application. */
export interface Explanation {
  readonly object: ObjectRow;
  readonly type: ObjectType;
  readonly name: string;
  readonly state: "active" | "inactive" | "deleted";
  readonly inScope: boolean;
  readonly scope: readonly Reason[];
  /** The ways from a user to the assigned groups that the user is in. */
  readonly paths: readonly AssignedPath[];
  readonly link: LinkRow | undefined;
  readonly last:
    | { readonly entry: ProvisioningLogRow; readonly exchange: ExchangeRow | undefined }
    | undefined;
  /** In milliseconds since 1970; null when nothing is going to happen by itself. */
  readonly nextAttemptAt: number | null;
  readonly blockers: readonly Reason[];
  /** The change that the next cycle makes, as far as it follows without a question to the target. */
  readonly expected: Reason | undefined;
}

/** Answers why: in or out of scope and by what, linked to which account, last exchange, next attempt, blockers. */
export async function explainObject(
  deps: Deps,
  input: {
    readonly org: OrgId;
    readonly app: AppId;
    readonly type: ObjectType;
    readonly find: string;
  },
): Promise<Explanation | Refusal> {
  const { org, app, type, find } = input;
  const { store } = deps;
  const read = await readScopedApplication(deps, org, app);
  if (isRefusal(read)) return read;
  const { scoped, provisioning } = read;
  const object = await findOneObject(deps, org, type, find);
  if (isRefusal(object)) return object;
  const [standing, paths, link, pending, refused, last, begun] = await Promise.all([
    readStanding(scoped, object),
    readAssignedPaths(scoped, object),
    store.get("link", { org, app, object: object.id }),
    store.get("pending", { org, app, object: object.id }),
    readRefusedAttributes(deps, { org, app }, object.id),
    lastExchange(deps, org, app, object.id),
    readLastBegin(deps, org, app),
  ]);
  const state = stateOf(object);
  const isInScope = standing?.isIn === true;
  const answer = pending?.reason === "held" ? await readHoldAnswer(deps, { org, app }, object.id) : undefined;
  return {
    object,
    type,
    name: nameOf(object),
    state,
    inScope: isInScope,
    scope: explainPaths(scopeReasons(state, standing), paths),
    paths,
    link,
    last,
    nextAttemptAt: nextAttempt(provisioning, pending, answer),
    blockers: [...blockersOf({ type, state, standing, link, pending, provisioning, last }), ...refused],
    expected: findExpected({
      state,
      isInScope,
      link: link === undefined ? undefined : { scope: link.scope, active: readWrittenActive(link) },
      isChanged: begun !== undefined && object.modified >= begun,
      isWaiting: pending !== undefined,
      answer,
    }),
  };
}

/** Refused parts of one object that are said. */
const REFUSED_MAX = 20;

/**
 * The attributes that the target refused for the account, each with its answer, and when it is sent again.
 * Plans count those that the target does not offer at all.
 */
async function readRefusedAttributes(
  { store }: Deps,
  { org, app }: { readonly org: OrgId; readonly app: AppId },
  object: ObjectId,
): Promise<readonly Reason[]> {
  const [application, rows] = await Promise.all([
    store.get("application", { org, id: app }),
    store.page("target_refusal", { where: { org, app, object }, limit: REFUSED_MAX }),
  ]);
  return rows
    .filter(({ part, version }) => version === application?.version && !isMemberPart(part))
    .filter(({ fault }) => fault.code !== NOT_OFFERED)
    .flatMap((row) => [
      explainRefused("attribute", { path: row.part, valueKind: kindOf(row.value) }, row),
      toReason(row.fault),
    ]);
}

/** The newest entry of the log about the object, with the exchange of its step that shows it best: the last. */
async function lastExchange(
  deps: Deps,
  org: OrgId,
  app: AppId,
  object: ObjectId,
): Promise<Explanation["last"]> {
  const [entry] = await deps.store.page("provisioning_log", {
    where: { org, app, object },
    descending: true,
    limit: 1,
  });
  if (entry === undefined) return undefined;
  if (entry.step === null) return { entry, exchange: undefined };
  const [exchange] = await deps.store.page("exchange", {
    where: { org, step: entry.step },
    descending: true,
    limit: 1,
  });
  return { entry, exchange };
}

/** Cycles that are looked through for the last one that took up changes. */
const CYCLES_MAX = 50;

/** When the last cycle that took up the changes of the directory began; undefined if none of the last cycles did. */
async function readLastBegin({ store }: Deps, org: OrgId, app: AppId): Promise<number | undefined> {
  const cycles = await store.page("cycle", { where: { org, app }, descending: true, limit: CYCLES_MAX });
  return cycles.find(({ kind, state }) => state === "closed" && isFollowingChanges(kind))?.started;
}

/** The value of `active` that the account has from Muster. */
function readWrittenActive({ projected }: LinkRow): boolean | undefined {
  const active = projected["active"];
  return typeof active === "boolean" ? active : undefined;
}

/** The standing of an object; undefined for one that is deleted or not assigned. */
async function readStanding(scoped: ScopedApplication, object: ObjectRow): Promise<Standing | undefined> {
  if (object.deleted !== null) return undefined;
  return (await readScopes(scoped, await readRule(scoped), [object])).get(object.id);
}

function scopeReasons(state: Explanation["state"], standing: Standing | undefined): readonly Reason[] {
  if (state === "deleted") return [createReason("scope.deleted")];
  if (standing === undefined) return [createReason("scope.none")];
  const { isIn, reasons } = standing;
  return state === "inactive" && isIn ? [...reasons, createReason("scope.inactive")] : reasons;
}

/** The blocker of an object that a rule leaves out, by the kind of the rule. */
const LEFT_OUT = {
  setting: "why.left-out",
  "default-access": "why.default-access",
  filter: "why.filtered-out",
} as const;

/** The time of the next automatic attempt; null for a hold that waits for a person. */
function nextAttempt(
  provisioning: ProvisioningRow,
  pending: PendingRow | undefined,
  answer: ApprovalRow["answer"] | undefined,
): number | null {
  if (provisioning.state !== "on" && provisioning.state !== "quarantine") return null;
  if (pending?.parked === 1) return null;
  if (pending?.reason === "held" && answer !== "approved") return null;
  if (pending === undefined) return provisioning.next_run;
  const rest = readLaneRest(provisioning, pending);
  return Math.max(pending.next_attempt, provisioning.next_run ?? 0, rest?.next ?? 0);
}

/** The quarantine of the lane that an object waits for. */
function readLaneRest({ lanes }: ProvisioningRow, { lane, parked }: PendingRow): Quarantine | undefined {
  return lane === null || parked === 1 ? undefined : (lanes[lane]?.quarantine ?? undefined);
}

/** Why an object that could have an account is not to have one. */
function findScopeBlocker({
  type,
  state,
  standing,
  isLinked,
}: {
  readonly type: ObjectType;
  readonly state: Explanation["state"];
  readonly standing: Standing | undefined;
  readonly isLinked: boolean;
}): Reason | undefined {
  if (state === "deleted") return createReason("why.deleted");
  if (standing === undefined) {
    return createReason(type === "user" ? "why.out-of-scope" : "why.group-out-of-scope");
  }
  if (!standing.isIn) return createReason(LEFT_OUT[standing.leftOutBy ?? "filter"]);
  return state === "inactive" && !isLinked ? createReason("why.inactive") : undefined;
}

function blockersOf({
  type,
  state,
  standing,
  link,
  pending,
  provisioning,
  last,
}: {
  readonly type: ObjectType;
  readonly state: Explanation["state"];
  readonly standing: Standing | undefined;
  readonly link: LinkRow | undefined;
  readonly pending: PendingRow | undefined;
  readonly provisioning: ProvisioningRow;
  readonly last: Explanation["last"];
}): readonly Reason[] {
  const blockers = [
    ...listOf(findScopeBlocker({ type, state, standing, isLinked: link !== undefined })),
    ...scheduleBlockers(provisioning),
  ];
  if (pending !== undefined) {
    const { attempts, parked, lane } = pending;
    const rest = readLaneRest(provisioning, pending);
    const fault = pending.fault === null ? undefined : toReason(pending.fault);
    // The fault that brought the target into quarantine is said once, whatever its details.
    const isSaid = blockers.some(({ code }) => code === fault?.code);
    blockers.push(...listOf(isSaid ? undefined : fault));
    if (lane !== null && rest !== undefined) blockers.push(toRestReason(lane, rest));
    if (UNDECIDED.has(pending.reason)) blockers.push(...readBlockingReasons(last?.entry.reasons));
    if (parked === 1) blockers.push(createReason("pending.parked", { attempts }));
    else if (attempts > 0) blockers.push(createReason("why.pending", { attempts }));
  }
  if (link?.status === "incomplete") blockers.push(createReason("why.link-incomplete"));
  return blockers;
}

/** Why no cycle runs by itself; of a target at rest since when, why, and when it is asked again. */
function scheduleBlockers(provisioning: ProvisioningRow): readonly Reason[] {
  const { state } = provisioning;
  if (state === "waiting" || state === "off") return [createReason(`why.schedule-${state}`)];
  const rest = readQuarantineStatus(provisioning);
  if (rest === undefined) return [];
  const { attempts, fault } = rest;
  const since = new Date(rest.since).toISOString();
  const next = new Date(rest.nextProbeAt).toISOString();
  return [createReason("why.schedule-quarantine", { since, attempts, next }), ...listOf(fault)];
}

function listOf(found: Reason | null | undefined): readonly Reason[] {
  return found === null || found === undefined ? [] : [found];
}

/** Kinds of pending objects whose log entry tells what keeps them. */
const UNDECIDED: ReadonlySet<string> = new Set(["held", "undecided", "member", "reference"]);
