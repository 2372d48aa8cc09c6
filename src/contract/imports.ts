import { z } from "zod";
import { inOrg, message, nothing, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

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
  /** The leavers that the completeness gate held, and the reason; null if it held none. */
  held: z.object({ leavers: z.number().int(), reason: message }).nullable(),
  /** Facts about an accepted import that people should know. */
  notes: z.array(message),
});
export type ImportResult = z.infer<typeof importResult>;

/** Imports of snapshots: begin, upload files, merge, read the result, or release them before the merge. */
export const importRoutes = {
  beginImport: {
    id: "beginImport",
    method: "POST",
    path: "/api/v1/organizations/{org}/imports",
    permission: "directory:import",
    summary: "Begin to stage a snapshot of a source",
    params: inOrg,
    body: z.object({
      source: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, "invalid.source-name"),
      /** Names of the files' columns by the column of Muster that they fill: `{"userPrincipalName": "E-Mail"}`. */
      columns: z.record(z.string().max(64), z.string().min(1).max(255)).default({}),
      /** Names of the files' columns that are left out; a column that is mapped is read all the same. */
      ignoredColumns: z.array(z.string().min(1).max(255)).max(500).default([]),
    }),
    status: 201,
    response: z.object({ importId: uuid }),
  },
  uploadImportFile: {
    id: "uploadImportFile",
    method: "PUT",
    path: "/api/v1/organizations/{org}/imports/{import}/{part}",
    permission: "directory:import",
    summary: "Stage people.csv or groups.csv",
    params: z.object({ org: uuid, import: uuid, part: z.enum(["people", "groups"]) }),
    query: z.object({ file: z.string().max(255) }),
    upload: "text/csv",
    status: 200,
    response: z.object({ rows: z.number().int() }),
  },
  finishImport: {
    id: "finishImport",
    method: "POST",
    path: "/api/v1/organizations/{org}/imports/{import}/merge",
    permission: "directory:import",
    summary: "Check the snapshot as a whole and merge it; all or nothing",
    params: z.object({ org: uuid, import: uuid }),
    body: z.object({
      /** Accepts up to this many leavers, for this import only. */
      acceptLeavers: z.number().int().min(0).default(0),
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
    params: z.object({ org: uuid, import: uuid }),
    status: 200,
    response: importResult,
  },
  releaseImport: {
    id: "releaseImport",
    method: "DELETE",
    path: "/api/v1/organizations/{org}/imports/{import}",
    permission: "directory:import",
    summary: "End an import before its merge; nothing of it is kept, and another of its source may begin",
    params: z.object({ org: uuid, import: uuid }),
    status: 204,
    response: nothing,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
