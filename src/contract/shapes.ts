import { z } from "zod";

/** Shapes that several endpoints share. Times are ISO 8601 in UTC. */
export const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, "a UUID");
export const name = z.string().trim().min(1).max(200);
export const instant = z.iso.datetime();

/** A message for people: a stable code with its parameters; the text is found by code and language. */
export const message = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Message = z.infer<typeof message>;

export const fault = z.looseObject({
  kind: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  status: z.number().int().optional(),
  refusedBy: z.enum(["target", "middlebox", "muster", "network"]).optional(),
  retryAfterMs: z.number().optional(),
  exchange: z.string().optional(),
});
export type FaultShape = z.infer<typeof fault>;

/** RFC 9457 problem details; `code` is stable and listed in docs/errors.md. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  trackingId: z.string(),
});
export type Problem = z.infer<typeof problem>;

export const organization = z.object({
  orgId: uuid,
  name: z.string(),
  scimUrl: z.string(),
  createdAt: instant,
  users: z.number().int(),
  groups: z.number().int(),
  /** Days for which a user that SCIM deletes is kept; 0: it is gone at once. */
  softDeleteDays: z.number().int(),
});
export type Organization = z.infer<typeof organization>;

export const tokenProfile = z.enum(["generic", "rfc", "entra", "okta", "strict"]);
export const tokenKind = z.enum(["instance-admin", "organization-admin", "scim"]);
export const token = z.object({
  tokenId: uuid,
  orgId: uuid,
  kind: tokenKind,
  name: z.string(),
  profile: tokenProfile.nullable(),
  /** The user whose token it is: it is revoked when that user is deactivated or deleted. */
  issuedTo: z.object({ userId: uuid, userName: z.string() }).nullable(),
  createdAt: instant,
  expiresAt: instant,
  revokedAt: instant.nullable(),
});
export const newToken = token.extend({ token: z.string(), scimUrl: z.string() });
/** Belongs to no organization: `orgId` is the nil UUID. */
export const newInstanceToken = token.extend({ token: z.string() });

/** A user that was deleted, and is kept until it is purged. */
export const deletedUser = z.object({
  userId: uuid,
  userName: z.string(),
  displayName: z.string().nullable(),
  deletedAt: instant,
  purgeAt: instant,
});
export const restoredUser = z.object({
  userId: uuid,
  userName: z.string(),
  active: z.boolean(),
  /** Groups that it is in again. */
  memberships: z.number().int(),
});

/** `planId` and decisions by verb; `evaluated` is their sum with unchanged, skipped and pending. */
export const planCounts = z.object({
  evaluated: z.number().int(),
  create: z.number().int(),
  adopt: z.number().int(),
  update: z.number().int(),
  disable: z.number().int(),
  delete: z.number().int(),
  unchanged: z.number().int(),
  skip: z.number().int(),
  hold: z.number().int(),
  pending: z.number().int(),
});
export type PlanCounts = z.infer<typeof planCounts>;

/** The balance of a cycle: `evaluated` equals the sum of the others. */
export const cycleCounts = z.object({
  evaluated: z.number().int(),
  created: z.number().int(),
  adopted: z.number().int(),
  updated: z.number().int(),
  disabled: z.number().int(),
  deleted: z.number().int(),
  unchanged: z.number().int(),
  skipped: z.number().int(),
  held: z.number().int(),
  failed: z.number().int(),
  pending: z.number().int(),
});
export type CycleCounts = z.infer<typeof cycleCounts>;

export const cycleKind = z.enum(["initial", "incremental", "reconcile", "on-demand"]);

export const change = z.object({ path: z.string(), from: z.json(), to: z.json() });

export const decision = z.object({
  n: z.number().int(),
  objectId: uuid,
  type: z.enum(["user", "group"]),
  name: z.string(),
  verb: z.enum(["create", "adopt", "update", "disable", "delete", "hold", "skip", "pending"]),
  accountId: z.string().nullable(),
  reasons: z.array(message),
  changes: z.array(change),
  membersAdded: z.number().int(),
  membersRemoved: z.number().int(),
  outcome: z.string().nullable(),
});
export type DecisionShape = z.infer<typeof decision>;

export const plan = z.object({
  planId: uuid,
  orgId: uuid,
  appId: uuid,
  kind: cycleKind,
  state: z.enum(["building", "planned", "applying", "applied", "stale", "failed"]),
  createdAt: instant,
  hash: z.string().nullable(),
  counts: planCounts,
  /** Decisions that the plan lists one by one; the rest are counted alone. 0 while it is being built. */
  listed: z.number().int(),
  notes: z.array(message),
});
export type PlanShape = z.infer<typeof plan>;

export const cycle = z.object({
  cycleId: uuid,
  orgId: uuid,
  appId: uuid,
  planId: uuid.nullable(),
  kind: cycleKind,
  state: z.enum(["planning", "running", "closed", "interrupted", "failed"]),
  startedAt: instant,
  endedAt: instant.nullable(),
  counts: cycleCounts,
  closed: z.boolean(),
  /** Steps of the plan taken so far, of how many. */
  progress: z.object({ done: z.number().int(), total: z.number().int() }),
  /** Why it failed, or what a person should know. */
  message: message.nullable(),
});
export type CycleShape = z.infer<typeof cycle>;

export const schedule = z.object({
  state: z.enum(["waiting", "on", "off", "quarantine"]),
  everySeconds: z.number().int(),
  nextRunAt: instant.nullable(),
  /** A target that refused our credentials rests; the state is `quarantine` then. */
  quarantine: z
    .object({
      since: instant,
      /** Refusals in a row. */
      attempts: z.number().int(),
      nextProbeAt: instant,
      fault: message.nullable(),
    })
    .nullable(),
});
export type ScheduleShape = z.infer<typeof schedule>;

export const application = z.object({
  appId: uuid,
  orgId: uuid,
  name: z.string(),
  connector: z.string(),
  config: z.record(z.string(), z.json()),
  hasSecret: z.boolean(),
  schedule,
  assignments: z.number().int(),
  links: z.object({ users: z.number().int(), groups: z.number().int() }),
  pending: z.number().int(),
  lastCycle: cycle.nullable(),
  createdAt: instant,
  version: z.number().int(),
});
export type ApplicationShape = z.infer<typeof application>;

export const assignment = z.object({
  subject: z.string(),
  subjectType: z.enum(["all", "user", "group"]),
  name: z.string(),
  role: z.string().nullable(),
});

export const logEntry = z.object({
  id: uuid,
  at: instant,
  appId: uuid,
  cycleId: uuid,
  objectId: uuid,
  type: z.enum(["user", "group"]),
  name: z.string(),
  accountId: z.string().nullable(),
  action: z.string(),
  status: z.enum(["success", "failure", "skipped", "held", "pending"]),
  reasons: z.array(message),
  changes: z.array(change),
  fault: fault.nullable(),
});
export type LogEntry = z.infer<typeof logEntry>;

export const exchange = z.object({
  id: uuid,
  at: instant,
  ms: z.number(),
  method: z.string(),
  url: z.string(),
  status: z.number().int().nullable(),
  request: z.record(z.string(), z.json()),
  response: z.record(z.string(), z.json()),
});
export type ExchangeShape = z.infer<typeof exchange>;

/** The answer to "why": scope, link, last exchange, next attempt, and what blocks. */
export const why = z.object({
  objectId: uuid,
  type: z.enum(["user", "group"]),
  name: z.string(),
  state: z.enum(["active", "inactive", "deleted"]),
  inScope: z.boolean(),
  scope: z.array(message),
  link: z
    .object({
      accountId: z.string(),
      status: z.string(),
      provenance: z.string(),
      since: instant,
      modifiedAt: instant,
    })
    .nullable(),
  last: z.object({ entry: logEntry, exchange: exchange.nullable() }).nullable(),
  nextAttemptAt: instant.nullable(),
  blockers: z.array(message),
});
export type WhyShape = z.infer<typeof why>;

export const importResult = z.object({
  importId: uuid,
  source: z.string(),
  state: z.enum(["staging", "staged", "merging", "merged", "failed"]),
  people: z.number().int(),
  groups: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  restored: z.number().int(),
  unchanged: z.number().int(),
  /** People and groups that became leavers. */
  leavers: z.number().int(),
  membersAdded: z.number().int(),
  membersRemoved: z.number().int(),
  /** When the completeness gate held leavers back: how many and why. */
  held: z.object({ leavers: z.number().int(), reason: message }).nullable(),
});
export type ImportResult = z.infer<typeof importResult>;

/** A page of a list; `next` is given back as `after`. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}
