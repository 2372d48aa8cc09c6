import { z } from "zod";
import { inApp, instant, message, pageOf, paging, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

const PROVENANCES = ["created", "adopted", "recovered", "manual", "imported"] as const;

/** The link between a user or group and its account in the target of an application. */
export const accountLink = z.object({
  objectId: uuid.describe("The id of the user or group in the directory."),
  type: z.enum(["user", "group"]).describe("Whether the object is a user or a group."),
  name: z
    .string()
    .describe("The userName or displayName; of an object that is gone, the name at the target."),
  accountId: z.string().describe("The id of the account in the target."),
  provenance: z
    .enum(PROVENANCES)
    .describe(
      "How the link came to be: the account was `created` by Muster, `adopted` by matching, or `recovered` after an interruption; a person made the link (`manual`), or it came from a file (`imported`).",
    ),
  scope: z.enum(["in", "out"]).describe("Whether the object was in scope when it was last evaluated."),
  since: instant.describe("When the account was linked."),
  modifiedAt: instant.describe("When the link was last changed."),
});
export type AccountLinkShape = z.infer<typeof accountLink>;

/** One change of a link. */
export const accountLinkEvent = z.object({
  eventId: z.string().describe("The id of the change."),
  at: instant.describe("When it was made."),
  kind: z
    .enum(["created", "adopted", "recovered", "ended", "relinked", "unlinked", "imported", "undone"])
    .describe(
      "The change: a cycle created, adopted or recovered the account or ended the link; a person linked the object to another account, unlinked it, imported the link, or undid the change before.",
    ),
  accountId: z
    .string()
    .describe("The account that the object had after the change; the former one where the link ended."),
  formerAccountId: z
    .string()
    .nullable()
    .describe("The account before a person's change; null without one, and for changes of cycles."),
  actor: z.string().describe("The author as in the audit trail; `system` for a cycle."),
  actorName: z.string().nullable().describe("The name of the person or token; null if it is not known."),
  cause: z
    .enum(["deleted", "account-gone", "void", "new-owner"])
    .nullable()
    .describe(
      "Why a cycle ended the link: it deleted the account, the target no longer has it, the target was changed, or another object took the account over. Null for other changes.",
    ),
  undoable: z
    .boolean()
    .describe(
      "Whether `undo` takes this change back: the newest one, unless a cycle created or ended the link.",
    ),
});
export type AccountLinkEventShape = z.infer<typeof accountLinkEvent>;

/** The link of one object with its history. */
export const accountLinkHistory = z.object({
  objectId: accountLink.shape.objectId,
  type: accountLink.shape.type,
  name: accountLink.shape.name,
  link: accountLink.nullable().describe("The link now; null for an object without an account."),
  events: z.array(accountLinkEvent).describe("The changes of the link, newest first; 200 at most."),
});
export type AccountLinkHistoryShape = z.infer<typeof accountLinkHistory>;

/** The answer to a change of a link. */
export const changedLink = z.object({
  objectId: accountLink.shape.objectId,
  name: accountLink.shape.name,
  link: accountLinkHistory.shape.link,
  leftAccountId: z
    .string()
    .nullable()
    .describe(
      "The account that the object was linked to before. It stays in the target as it is; null for none.",
    ),
});
export type ChangedLinkShape = z.infer<typeof changedLink>;

/** A row of a file of links that was not linked. */
export const rejectedLinkRow = z.object({
  line: z
    .number()
    .int()
    .describe(
      "Of a table the line where the row begins; of JSON the number of the entry. Both count from 1.",
    ),
  object: z.string().nullable().describe("The object as the row names it; null if it cannot be read."),
  account: z.string().nullable().describe("The account that the row names; null if it cannot be read."),
  code: message.shape.code,
  params: message.shape.params,
});
export type RejectedLinkRowShape = z.infer<typeof rejectedLinkRow>;

/** The result of an import of links. */
export const linkImport = z.object({
  format: z
    .enum(["muster", "entra", "okta"])
    .describe("The system that wrote the file, as its content shows."),
  dryRun: z.boolean().describe("Whether nothing was written."),
  linked: z.number().int().describe("Links that were made; with `dryRun`, links that would be made."),
  unchanged: z.number().int().describe("Rows whose link was there already."),
  rejected: z
    .array(rejectedLinkRow)
    .describe("The rows that were not linked, each with its reason, by line."),
});
export type LinkImportShape = z.infer<typeof linkImport>;

const linkFilter = z.object({
  type: accountLink.shape.type.optional().describe("Only links of users, or of groups."),
  provenance: accountLink.shape.provenance.optional().describe("Only links that came to be in this way."),
  scope: accountLink.shape.scope
    .optional()
    .describe("Only links of objects that were in scope, or out of it."),
  account: z
    .string()
    .max(1_000)
    .optional()
    .describe("Only the link of the account with this id; up to 1,000 characters."),
  find: z
    .string()
    .max(1_000)
    .optional()
    .describe("Only links of the object with this id, userName or displayName; up to 1,000 characters."),
});

const inLink = inApp.extend({ object: uuid.describe("The id of the user or group.") });
const comment = z
  .string()
  .max(1_000)
  .optional()
  .describe("A comment for the audit trail, of up to 1,000 characters.");

/** The links of an application: lists, history, changes by people, and files. */
export const accountLinkRoutes = {
  listLinks: {
    id: "listLinks",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/links",
    permission: "provisioning:read",
    summary: "List the links between objects and accounts, by the id of the object",
    params: inApp,
    query: paging.extend(linkFilter.shape),
    status: 200,
    response: pageOf(accountLink),
  },
  getLink: {
    id: "getLink",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/links/{object}",
    permission: "provisioning:read",
    summary: "Show the link of a user or group, and its history",
    params: inLink,
    status: 200,
    response: accountLinkHistory,
  },
  relinkObject: {
    id: "relinkObject",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/links/{object}/relink",
    permission: "provisioning:run",
    summary: "Link a user or group to an account of the target, in place of the one that it has",
    params: inLink,
    body: z.object({
      accountId: z
        .string()
        .min(1)
        .max(1_000)
        .describe("The id of the account in the target, of 1 to 1,000 characters."),
      comment,
    }),
    status: 200,
    response: changedLink,
  },
  unlinkObject: {
    id: "unlinkObject",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/links/{object}/unlink",
    permission: "provisioning:run",
    summary:
      "End the link of a user or group; the account stays, and is not adopted again without an approval",
    params: inLink,
    body: z.object({ comment }),
    status: 200,
    response: changedLink,
  },
  undoLink: {
    id: "undoLink",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/links/{object}/undo",
    permission: "provisioning:run",
    summary: "Take back the last change of a link",
    params: inLink,
    body: z.object({
      event: z
        .string()
        .max(100)
        .optional()
        .describe(
          "The id of the change, of up to 100 characters: refused if another came after it. The newest one when left out.",
        ),
      comment,
    }),
    status: 200,
    response: changedLink,
  },
  exportLinks: {
    id: "exportLinks",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/link-file",
    permission: "provisioning:read",
    summary: "Download all links as CSV",
    params: inApp,
    stream: ["text/csv"],
    status: 200,
    response: z.string().describe("One line for each link, after a header."),
  },
  importLinks: {
    id: "importLinks",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/link-file",
    permission: "provisioning:run",
    summary:
      "Make the links of a file: our own CSV, the provisioning log of Entra ID (JSON or CSV), or Okta's list of an application's users. Up to 100 MB and 250,000 rows",
    params: inApp,
    query: z.object({
      dryRun: z
        .enum(["true", "false"])
        .default("false")
        .describe("`true` to check the file and write nothing; `false` when left out."),
    }),
    upload: "application/octet-stream",
    status: 200,
    response: linkImport,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
