import { z } from "zod";
import { inOrg, instant, message, nothing, pageOf, paging, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

export const importResult = z.object({
  importId: uuid.describe("The id of the import."),
  source: z.string().describe("The source that the snapshot belongs to."),
  state: z
    .enum(["staging", "staged", "merging", "merged", "failed"])
    .describe("`staging`, `staged` and `merging` are in progress; `merged` and `failed` have ended."),
  createdAt: instant.describe("When the import began."),
  checkedAt: instant
    .nullable()
    .describe(
      "When a dry run counted what the merge would do, while the import waits for its merge; else null.",
    ),
  endedAt: instant.nullable().describe("When the import was merged or failed; null while it is in progress."),
  people: z.number().int().describe("The number of people in the snapshot."),
  groups: z.number().int().describe("The number of groups in the snapshot."),
  created: z
    .number()
    .int()
    .describe("The number of people and groups that are new; here and below, what would be after a dry run."),
  updated: z.number().int().describe("The number of people and groups that were changed."),
  restored: z.number().int().describe("The number of people and groups that had left and are back."),
  unchanged: z.number().int().describe("The number of people and groups that are as they were."),
  leavers: z.number().int().describe("The number of people and groups that left."),
  membersAdded: z.number().int().describe("The number of memberships that were added."),
  membersRemoved: z.number().int().describe("The number of memberships that were removed."),
  held: z
    .object({
      leavers: z.number().int().describe("The number of leavers that were held."),
      reason: message.describe("Why they were held, and how to accept them."),
    })
    .nullable()
    .describe("The leavers that the completeness gate held; null if it held none."),
  notes: z.array(message).describe("Remarks about an accepted import that people should read."),
  failure: message.nullable().describe("Why the import failed; null if it did not."),
});
export type ImportResult = z.infer<typeof importResult>;

/** The columns of Muster that columns of files can be mapped to: those of people, then those of groups. */
export const IMPORT_COLUMNS = [
  ...["userPrincipalName", "displayName", "surname", "mail", "givenName", "objectId", "userType", "jobTitle"],
  ...["department", "accountEnabled", "usageLocation", "streetAddress", "state", "country", "officeLocation"],
  ...["city", "postalCode", "telephoneNumber", "mobilePhone", "companyName", "employeeId", "manager"],
  ...["groupName", "memberType", "member"],
] as const;

const offeredFile = z.object({
  name: z.string().max(255).describe("The name of the file in messages, of at most 255 characters."),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, "invalid.sha256")
    .describe("The SHA-256 of the bytes of the file: 64 lower-case hexadecimal digits."),
});

const acceptLeavers = z.number().int().min(0).default(0);

const inImport = inOrg.extend({ import: uuid.describe("The id of the import.") });

/** Imports of snapshots: begin, upload files, try, merge, read the result, or release them before the merge. */
export const importRoutes = {
  listImports: {
    id: "listImports",
    method: "GET",
    path: "/api/v1/organizations/{org}/imports",
    permission: "directory:read",
    summary: "Imports with their results, newest first",
    params: inOrg,
    query: paging.extend({
      source: z
        .string()
        .min(1)
        .max(64)
        .optional()
        .describe("Only imports of this source, of 1 to 64 characters."),
    }),
    status: 200,
    response: pageOf(importResult),
  },
  beginImport: {
    id: "beginImport",
    method: "POST",
    path: "/api/v1/organizations/{org}/imports",
    permission: "directory:import",
    summary: "Begin to stage a snapshot of a source",
    params: inOrg,
    body: z.object({
      source: z
        .string()
        .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, "invalid.source-name")
        .describe("The source of the snapshot, of 1 to 64 characters: `a-z`, `0-9`, `.`, `_` and `-`."),
      columns: z
        .record(z.string().max(64), z.string().min(1).max(255))
        .default({})
        .describe(
          'Names of the files\' columns by the column of Muster that they fill: `{"userPrincipalName": "E-Mail"}`.',
        ),
      ignoredColumns: z
        .array(z.string().min(1).max(255))
        .max(500)
        .default([])
        .describe(
          "Names of at most 500 columns of the files that are left out; a column that is mapped is read all the same.",
        ),
      files: z
        .object({
          people: offeredFile.describe("The file of people."),
          groups: offeredFile.optional().describe("The file of groups, if the snapshot has one."),
        })
        .optional()
        .describe(
          "The files of the snapshot, so that files of the last import of the source need not be sent again.",
        ),
    }),
    status: 201,
    response: z.object({
      importId: uuid.describe("The id of the new import."),
      needsFiles: z
        .boolean()
        .describe(
          "True if the files have to be sent. False if `files` are those of the last import of the source and nothing of the source has changed since: the import can be tried or merged at once, and changes nothing.",
        ),
    }),
  },
  uploadImportFile: {
    id: "uploadImportFile",
    method: "PUT",
    path: "/api/v1/organizations/{org}/imports/{import}/{part}",
    permission: "directory:import",
    summary: "Stage people.csv or groups.csv",
    params: inImport.extend({
      part: z.enum(["people", "groups"]).describe("Which of the two files this is."),
    }),
    query: z.object({
      file: z.string().max(255).describe("The name of the file in messages, of at most 255 characters."),
    }),
    upload: "text/csv",
    status: 200,
    response: z.object({ rows: z.number().int().describe("The number of rows that were read.") }),
  },
  previewImport: {
    id: "previewImport",
    method: "POST",
    path: "/api/v1/organizations/{org}/imports/{import}/preview",
    permission: "directory:import",
    summary: "Check the snapshot as a whole and count what its merge would do; the directory stays as it is",
    params: inImport,
    body: z.object({
      acceptLeavers: acceptLeavers.describe("The largest number of leavers that would be accepted."),
    }),
    status: 200,
    response: importResult,
  },
  finishImport: {
    id: "finishImport",
    method: "POST",
    path: "/api/v1/organizations/{org}/imports/{import}/merge",
    permission: "directory:import",
    summary: "Check the snapshot as a whole and merge it; all or nothing",
    params: inImport,
    body: z.object({
      acceptLeavers: acceptLeavers.describe(
        "The largest number of leavers that is accepted, for this import only.",
      ),
    }),
    status: 200,
    response: importResult,
  },
  getImport: {
    id: "getImport",
    method: "GET",
    path: "/api/v1/organizations/{org}/imports/{import}",
    permission: "directory:read",
    summary: "Progress or result of an import",
    params: inImport,
    status: 200,
    response: importResult,
  },
  releaseImport: {
    id: "releaseImport",
    method: "DELETE",
    path: "/api/v1/organizations/{org}/imports/{import}",
    permission: "directory:import",
    summary: "End an import before its merge; nothing of it is kept, and another of its source may begin",
    params: inImport,
    status: 204,
    response: nothing,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
