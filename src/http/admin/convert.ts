import { z } from "zod";
import type { AssignmentView } from "../../app/applications/assign.ts";
import type { ApplicationView } from "../../app/applications/describe-application.ts";
import type { ScheduleStatus } from "../../app/applications/set-schedule.ts";
import type { OrganizationView } from "../../app/organizations/visible-organizations.ts";
import { nextStepOf } from "../../app/provisioning/plan/next-step.ts";
import type { ListedDecision } from "../../app/provisioning/records/list-decisions.ts";
import { situationOf } from "../../app/provisioning/records/list-matches.ts";
import type { ApplicationShape, ScheduleShape } from "../../contract/applications.ts";
import type { assignment } from "../../contract/assignments.ts";
import { type AuditEntryShape, auditEntry } from "../../contract/audit.ts";
import type { CycleShape } from "../../contract/cycles.ts";
import { fault } from "../../contract/fault.ts";
import type { HoldAnswerShape } from "../../contract/hold-answer.ts";
import type { Organization } from "../../contract/organizations.ts";
import { change, message as messageShape } from "../../contract/parts.ts";
import { type DecisionShape, decision, type PlanShape } from "../../contract/plans.ts";
import type { WhyShape } from "../../contract/records.ts";
import type { RoleShape } from "../../contract/roles.ts";
import { type TokenDetails, type token, tokenProfile } from "../../contract/tokens.ts";
import { toFaultJson } from "../../core/provisioning/fault.ts";
import { NEVER_EXPIRES } from "../../core/provisioning/hold-answer.ts";
import type { AppRole } from "../../core/provisioning/roles.ts";
import { estimateSecondsLeft } from "../../core/provisioning/time-left.ts";
import { redactChanges } from "../../core/redact-attributes.ts";
import { tolerancesOf } from "../../core/scim/profile.ts";
import { recogniseClient } from "../../core/scim/request/client.ts";
import type { ApprovalRow, CycleRow, PlanRow } from "../../ports/cycle-tables.ts";
import type { TokenUseRow } from "../../ports/rejection-tables.ts";
import type { LinkRow, TokenRow } from "../../ports/tables.ts";
import type { AuditRow } from "../../ports/trust-tables.ts";
import { profileOf } from "../scim/request/context.ts";
import type { AdminCall } from "./call.ts";
import { showQuarantine, showSeries } from "./show-quarantine.ts";
import { showStatistics } from "./show-statistics.ts";

const anyObject = z.record(z.string(), z.json());
const messages = z.array(messageShape);
const changes = z.array(change);

/** Writes milliseconds since 1970 as a time of the API. */
export function formatTime(at: number): string {
  return new Date(at).toISOString();
}

/** A time of the API, or null for one that is not known. */
export function toInstantOrNull(at: number | null): string | null {
  return at === null ? null : formatTime(at);
}

type Where = Pick<AdminCall<"status">, "context" | "request">;

/** Builds the SCIM base URL of an organization, as the client reaches this server. */
export function buildScimUrl({ context, request }: Where, org: string): string {
  return `${buildBaseUrl({ context, request })}/scim/${org}/v2`;
}

/** Builds the address of the console, as the client reaches this server, without a slash at the end. */
export function buildBaseUrl({ context, request }: Where): string {
  const base = context.publicUrl ?? `${request.protocol}://${request.host}`;
  return base.replace(/\/+$/, "");
}

export function showOrganization(call: Where, { row, users, groups }: OrganizationView): Organization {
  const { org: orgId, name, created, soft_delete_days: softDeleteDays } = row;
  const createdAt = formatTime(created);
  return { orgId, name, scimUrl: buildScimUrl(call, orgId), createdAt, users, groups, softDeleteDays };
}

/** `names` are those of users by id. A user that no longer exists is shown by its id. */
export function showToken(
  row: TokenRow,
  names: ReadonlyMap<string, string> = new Map(),
): z.output<typeof token> {
  const { id, org, kind, name, profile, created, expires, revoked, issued_to: userId } = row;
  return {
    tokenId: id,
    orgId: org,
    kind,
    name,
    profile: profile === null ? null : tokenProfile.parse(profile),
    issuedTo: userId === null ? null : { userId, userName: names.get(userId) ?? userId },
    createdAt: formatTime(created),
    expiresAt: formatTime(expires),
    revokedAt: toInstantOrNull(revoked),
  };
}

/** Shows the tolerances of a token's profile and its last use. */
export function showTokenUse(
  { kind, profile, requests_per_second: requestsPerSecond }: TokenRow,
  use: TokenUseRow | undefined,
): Pick<TokenDetails, "tolerances" | "lastUse" | "suggestion" | "requestsPerSecond"> {
  const client = recogniseClient(use?.user_agent ?? "");
  const tolerances = Object.entries(tolerancesOf(profileOf(profile)));
  return {
    tolerances: kind === "scim" ? tolerances.map(([name, on]) => ({ name, on })) : null,
    lastUse: showLastUse(use),
    requestsPerSecond,
    suggestion: kind === "scim" && client ? { client: client.name, profile: client.profile } : null,
  };
}

/** The last use of a token; null for one that was never used. */
export function showLastUse(use: TokenUseRow | undefined): TokenDetails["lastUse"] {
  return use === undefined ? null : { at: formatTime(use.at), userAgent: use.user_agent };
}

export function showSchedule(schedule: ScheduleStatus): ScheduleShape {
  const { state, everySeconds, nextRunAt, quarantine, resting } = schedule;
  return {
    state,
    everySeconds,
    nextRunAt: toInstantOrNull(nextRunAt),
    quarantine: quarantine === null ? null : showQuarantine(quarantine),
    resting: resting.map((each) => ({
      ...{ operation: each.operation, type: each.type },
      ...showSeries(each),
    })),
  };
}

export function showApplication({ context }: Where, view: ApplicationView): ApplicationShape {
  const { row, schedule, assignments, links, waiting, parkedValues, lastCycle } = view;
  return {
    appId: row.id,
    orgId: row.org,
    name: row.name,
    connector: row.connector,
    template: row.template,
    config: anyObject.parse(row.config),
    hasSecret: row.secret !== null,
    schedule: showSchedule(schedule),
    roles: (row.roles ?? []).map(showRole),
    assignments,
    links: { ...links },
    ...waiting,
    parkedValues,
    lastCycle: lastCycle === undefined ? null : showCycle({ context }, lastCycle),
    statistics: showStatistics(view.statistics, lastCycle),
    lastTest: showLastTest(view),
    createdAt: formatTime(row.created),
    version: row.version,
    mapping: view.hasDefaultMapping ? "default" : "other",
  };
}

function showLastTest({ lastTest }: ApplicationView): ApplicationShape["lastTest"] {
  if (lastTest === undefined) return null;
  const met = lastTest.fault === null ? null : fault.parse(toFaultJson(lastTest.fault));
  return { at: formatTime(lastTest.at), works: met === null, fault: met };
}

/** A role as the admin API shows it. */
export function showRole({ id, value, name, ...rest }: AppRole): RoleShape {
  return { id, value, name, default: rest.default === true };
}

export function showAssignment({ row, name, role }: AssignmentView): z.output<typeof assignment> {
  const { subject, subject_type: subjectType } = row;
  const given = row.role === "" ? null : row.role;
  return { subject, subjectType, name, role: role?.value ?? given, roleName: role?.name ?? null };
}

export function showCycle({ context }: Pick<Where, "context">, row: CycleRow): CycleShape {
  const { id, org, app, plan, kind, state, started, ended, counts, closed, message, cancel_requested } = row;
  const live = context.engine.progress(id);
  const { done, total } = live ?? { done: row.steps_done, total: row.steps_total };
  const elapsedMs = context.deps.env.now() - (live?.since ?? started);
  return {
    cycleId: id,
    orgId: org,
    appId: app,
    planId: plan,
    kind,
    state,
    startedAt: formatTime(started),
    endedAt: toInstantOrNull(ended),
    counts,
    closed: closed === 1,
    cancelRequestedAt: toInstantOrNull(cancel_requested),
    progress: {
      ...{ done, total },
      secondsLeft: ended === null ? estimateSecondsLeft({ done, total, elapsedMs }) : null,
    },
    message: message === null ? null : messageShape.parse(message),
  };
}

/** `listed` is the number of decisions that are stored. */
export function showPlan(row: PlanRow, listed: number): PlanShape {
  const { id, org, app, kind, state, created, hash, counts, notes, attributes, sending } = row;
  return {
    planId: id,
    orgId: org,
    appId: app,
    kind,
    state,
    createdAt: formatTime(created),
    hash,
    counts,
    sending,
    nextStep: nextStepOf(row),
    listed,
    notes: [...notes],
    attributes: attributes.map((each) => ({ ...each })),
  };
}

export function showDecision({ row, isAnswerable, answer }: ListedDecision): DecisionShape {
  const { n, object, type, name, verb, account, reasons, outcome } = row;
  return {
    n,
    objectId: object,
    type,
    name,
    verb: decision.shape.verb.parse(verb),
    accountId: account,
    situation: situationOf(row) ?? null,
    reasons: messages.parse(reasons ?? []),
    changes: changes.parse(redactChanges(row.changes ?? [], row.desired.hidden)),
    membersAdded: row.desired.members.add,
    membersRemoved: row.desired.members.remove,
    answerable: isAnswerable,
    answer: showHoldAnswer(answer),
    outcome,
  };
}

/** A person's answer to a hold; null without one. */
export function showHoldAnswer(row: ApprovalRow | undefined): HoldAnswerShape | null {
  if (row === undefined) return null;
  const { answer, actor: by, created, expires, comment } = row;
  const expiresAt = expires === NEVER_EXPIRES ? null : formatTime(expires);
  return { answer, by, at: formatTime(created), expiresAt, comment };
}

/** An entry of the audit trail. */
export function showAuditEntry(row: AuditRow): AuditEntryShape {
  const { id, at, actor, service, category, activity, target, detail } = row;
  return {
    id,
    at: formatTime(at),
    actor,
    service,
    category,
    activity,
    target,
    detail: auditEntry.shape.detail.parse(detail),
  };
}

/** The link of an object to its account; null without one. */
export function showLink(link: LinkRow | undefined): WhyShape["link"] {
  if (link === undefined) return null;
  return {
    accountId: link.account,
    status: link.status,
    provenance: link.provenance,
    since: formatTime(link.created),
    modifiedAt: formatTime(link.modified),
    formerNames: Object.entries(link.former_names ?? {}).map(([path, value]) => ({
      path,
      value: String(value),
    })),
  };
}
