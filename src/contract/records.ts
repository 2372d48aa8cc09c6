import { z } from "zod";
import { fault } from "./fault.ts";
import { change, inApp, instant, message, pageOf, paging, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** A step that an object goes through, by the names of Entra ID's provisioning log. */
export const logStep = z.object({
  type: z
    .enum(["import", "scoping", "matching", "processing", "referenceResolution", "export"])
    .describe(
      "The step: reading the object, its scope, finding its account, deciding what to do, references to other accounts, sending.",
    ),
  status: z
    .enum(["success", "warning", "failure", "skipped"])
    .describe(
      "How the object came through the step: `warning` if it waits for a person or the next attempt, `skipped` if it did not come to the step or nothing had to be done.",
    ),
  reasons: z.array(message).describe("Why, the first reason first; the fault is one of them."),
});
export type LogStepShape = z.infer<typeof logStep>;

export const logEntry = z.object({
  id: uuid.describe("The id of the entry."),
  at: instant.describe("When the entry was written."),
  appId: uuid.describe("The id of the application."),
  cycleId: uuid.describe("The id of the cycle."),
  stepId: uuid
    .nullable()
    .describe("The id of the step whose exchanges show the call; null if nothing was sent."),
  objectId: uuid.describe("The id of the user or group in the directory."),
  type: z.enum(["user", "group"]).describe("Whether the object is a user or a group."),
  name: z.string().describe("The name of the object."),
  accountId: z.string().nullable().describe("The id of its account in the target; null if it has none."),
  action: z.string().describe("The action, such as `create` or `disable`."),
  status: z.enum(["success", "failure", "skipped", "held", "pending"]).describe("How it ended."),
  reasons: z.array(message).describe("Why it was done, the first reason first."),
  changes: z.array(change).describe("The attributes of the account that changed."),
  fault: fault.nullable().describe("Why the target did not do it; null if it did."),
  steps: z.array(logStep).describe("The six steps of the object, in their order."),
  referenceCode: z
    .string()
    .nullable()
    .describe(
      "The error code of Entra ID's provisioning log that comes closest, such as `EntryConflict`; null if the action succeeded, or without a counterpart. docs/provisioning-log.md has the table.",
    ),
});
export type LogEntry = z.infer<typeof logEntry>;

export const exchange = z.object({
  id: uuid.describe("The id of the exchange."),
  at: instant.describe("When the request was sent."),
  ms: z.number().describe("How long the answer took, in milliseconds."),
  method: z.string().describe("The HTTP method."),
  url: z.string().describe("The address, without secrets; without the query when content is withheld."),
  status: z.number().int().nullable().describe("The HTTP status of the answer; null if no answer came."),
  requestBytes: z.number().int().describe("The size of the recorded body of the request, in bytes."),
  responseBytes: z.number().int().describe("The size of the recorded body of the answer, in bytes."),
  failure: z
    .string()
    .nullable()
    .describe("Why no answer came, such as `timeout` or `reset`; null if one came."),
  carrierId: uuid
    .nullable()
    .describe(
      "The id of the exchange of the bulk request that this request travelled in; null if it was sent by itself.",
    ),
  joined: z
    .number()
    .int()
    .nullable()
    .describe(
      "For a bulk request, the number of requests in it, which have exchanges of their own; otherwise null.",
    ),
  withheld: z
    .boolean()
    .describe(
      "Whether headers, bodies and the query are left out: the caller does not hold `exchanges:read`.",
    ),
  request: z
    .record(z.string(), z.json())
    .nullable()
    .describe("The `headers` and the `body` of the request, without secrets; null when withheld."),
  response: z
    .record(z.string(), z.json())
    .nullable()
    .describe(
      "The `headers` and the `body` of the answer, without secrets, or the `failure` if no answer came; null when withheld.",
    ),
});
export type ExchangeShape = z.infer<typeof exchange>;

/** One entry of the log, with the calls that belong to it. */
export const logEntryDetails = logEntry.extend({
  exchanges: z
    .array(
      exchange.pick({
        ...({ id: true, at: true, ms: true, method: true, url: true, status: true } as const),
        ...({ failure: true, carrierId: true } as const),
      }),
    )
    .describe(
      "The recorded exchanges of the entry's step, the oldest first, 100 at most, with addresses without their queries. Exchanges are kept for a shorter time than the log.",
    ),
});
export type LogEntryDetails = z.infer<typeof logEntryDetails>;

/** Explains an object in an application: scope, link, last exchange, next attempt, and blockers. */
export const why = z.object({
  objectId: uuid.describe("The id of the user or group in the directory."),
  type: z.enum(["user", "group"]).describe("Whether the object is a user or a group."),
  name: z.string().describe("The name of the object."),
  state: z.enum(["active", "inactive", "deleted"]).describe("The state of the object in the directory."),
  inScope: z.boolean().describe("Whether the object should have an account."),
  scope: z.array(message).describe("Why the object is in scope or is not."),
  assignedGroups: z
    .array(
      z.object({
        path: z
          .array(
            z.object({
              groupId: uuid.describe("The id of the group."),
              name: z.string().describe("The displayName of the group."),
            }),
          )
          .describe("The groups on the way: one that the user is in first, the assigned one last."),
        counts: z
          .boolean()
          .describe("Whether the way counts; false for nested groups while `nestedGroups` is off."),
      }),
    )
    .describe("The shortest way from a user to each assigned group; empty for groups."),
  link: z
    .object({
      accountId: z.string().describe("The id of the account in the target."),
      status: z.string().describe("`complete`, or `incomplete` while something is left to write."),
      provenance: z
        .string()
        .describe(
          "How the link came to be: the account was created, adopted, or recovered after an interruption; or a person made it, or imported it.",
        ),
      since: instant.describe("When the account was linked."),
      modifiedAt: instant.describe("When the link was last changed."),
      formerNames: z
        .array(
          z.object({
            path: z.string().describe("The attribute of the account."),
            value: z.string().describe("The value that it had."),
          }),
        )
        .describe(
          "The names that the account had before it was renamed because its user was deleted; empty for any other account.",
        ),
    })
    .nullable()
    .describe("The link to its account in the target; null for an object without an account."),
  last: z
    .object({
      entry: logEntry.describe("The last entry of the provisioning log."),
      exchange: exchange
        .nullable()
        .describe("The exchange that belongs to the entry; null if no call was recorded."),
    })
    .nullable()
    .describe("The last action for the object; null before the first one, and once it is no longer kept."),
  nextAttemptAt: instant.nullable().describe("When it is tried again; null if nothing waits for an attempt."),
  blockers: z.array(message).describe("The reasons why the object is not provisioned now."),
  expected: message
    .nullable()
    .describe(
      "The change that the next cycle makes, as far as it follows without a question to the target; null for none.",
    ),
  access: z
    .array(
      z.object({
        kind: z
          .enum(["assignment", "group"])
          .describe("An assignment that reaches the user, or a group on the way to one."),
        type: z.enum(["user", "group", "all"]).describe("Whether a user, a group or everyone is assigned."),
        id: z.string().describe("The id of the user or group; `*` for everyone."),
        name: z.string().describe("The name of the user or group; `*` for everyone."),
        role: z.string().nullable().describe("The value of the role that the assignment gives; or null."),
        keeps: z.boolean().describe("Whether the user would still have access without this part alone."),
        keptBy: z.array(message).describe("The reasons that would remain."),
      }),
    )
    .describe(
      "Each part that gives access to a user in scope, tried as if it alone went; the first 20. Empty for groups.",
    ),
});
export type WhyShape = z.infer<typeof why>;

/** The entries that are wanted of a provisioning log. */
const logFilter = z.object({
  cycle: uuid.optional().describe("Only entries of the cycle with this id."),
  object: uuid.optional().describe("Only entries of the user or group with this id."),
  status: logEntry.shape.status
    .optional()
    .describe("Only entries that ended so: `success`, `failure`, `skipped`, `held` or `pending`."),
  action: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe("Only entries of this action, of 1 to 100 characters, such as `create` or `add-members`."),
  step: logStep.shape.type.optional().describe("Only entries that ended at this step without success."),
  code: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe(
      "Only entries with this code, of 1 to 200 characters: that of the fault, of a reason, or of Entra ID's provisioning log, in any letter case.",
    ),
  search: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .describe(
      "Only entries with this text, of 1 to 500 characters, in the name, the id of the account, the action, a change, a code, or the fault. A page may have fewer entries than requested, and a `next`: one request looks at 20,000 entries at most.",
    ),
  since: instant.optional().describe("Only entries from this moment on."),
  until: instant.optional().describe("Only entries until this moment."),
});

/** The provisioning log, and explanations. */
export const recordRoutes = {
  listLog: {
    id: "listLog",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/log",
    permission: "provisioning:read",
    summary: "The provisioning log, newest first",
    params: inApp,
    query: paging.extend(logFilter.shape),
    status: 200,
    response: pageOf(logEntry),
  },
  exportLog: {
    id: "exportLog",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/log/export",
    permission: "provisioning:read",
    summary: "The provisioning log as a file, newest first: all entries that the filters choose",
    params: inApp,
    query: logFilter.extend({
      format: z
        .enum(["csv", "json", "jsonl"])
        .default("csv")
        .describe(
          "`csv` has a line for each entry, with reasons as text; `json` a list of entries as the log shows them; `jsonl` the same entries, each a JSON object on a line of its own.",
        ),
      language: z
        .enum(["en", "fr"])
        .optional()
        .describe("The language of texts in CSV; that of the request when left out."),
      after: z
        .string()
        .min(1)
        .max(100)
        .optional()
        .describe("Only entries after the one with this id, of 1 to 100 characters."),
      limit: z.coerce
        .number()
        .int()
        .min(1)
        .max(10_000_000)
        .optional()
        .describe("The most entries of the file, from 1 to 10,000,000; all of them when left out."),
    }),
    stream: ["text/csv", "application/json", "application/jsonl"],
    status: 200,
    response: z.string().describe("The file."),
  },
  getLogEntry: {
    id: "getLogEntry",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/log/{entry}",
    permission: "provisioning:read",
    summary: "An entry of the provisioning log with its steps, its changes and its calls",
    params: inApp.extend({ entry: uuid.describe("The id of the entry.") }),
    status: 200,
    response: logEntryDetails,
  },
  why: {
    id: "why",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/why",
    permission: "provisioning:read",
    summary: "Why an object has or has not an account: scope, link, last exchange, next attempt, blockers",
    params: inApp,
    query: z.object({
      find: z.string().min(1).describe("The id or the name of the object."),
      type: z.enum(["user", "group"]).default("user").describe("Whether a user or a group is to be found."),
    }),
    status: 200,
    response: why,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
