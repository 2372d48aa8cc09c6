import { z } from "zod";
import { inOrg, listOf } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

export const retentionKind = z.enum([
  "log",
  "exchanges",
  "failedExchanges",
  "plans",
  "cycles",
  "imports",
  "rejectedRequests",
  "errorAnswers",
  "deliveries",
  "events",
  "notices",
  "audit",
]);

const bounds = z.object({
  min: z.number().int().describe("The smallest limit that can be set."),
  max: z.number().int().describe("The largest limit that can be set."),
});

/** How long the records of a kind are kept. */
export const retention = z.object({
  kind: retentionKind.describe("The kind of records; docs/operating.md explains each."),
  days: z
    .number()
    .int()
    .nullable()
    .describe("Records that are older than this number of days are removed; null keeps them for any time."),
  number: z
    .number()
    .int()
    .nullable()
    .describe("Older records than the newest of this number are removed; null has no such limit."),
  origin: z
    .enum(["default", "instance", "organization"])
    .describe("Where the limits were set: nowhere, for the whole installation, or for this organization."),
  daysBounds: bounds.describe("The bounds of `days`."),
  numberBounds: bounds.nullable().describe("The bounds of `number`; null for a kind without such a limit."),
});
export type RetentionShape = z.infer<typeof retention>;

const change = z
  .object({
    days: z
      .number()
      .int()
      .min(1)
      .max(3_650)
      .nullable()
      .optional()
      .describe("Days, from 1 to 3,650 and within the bounds of the kind; null keeps records for any time."),
    number: z
      .number()
      .int()
      .min(0)
      .max(100_000_000)
      .nullable()
      .optional()
      .describe("A number, from 0 to 100,000,000 and within the bounds of the kind; null sets no limit."),
  })
  .refine((body) => Object.keys(body).length > 0, "invalid.nothing-to-change");
const ofKind = z.object({ kind: retentionKind.describe("The kind of records.") });
const inOrgOfKind = inOrg.extend(ofKind.shape);

/** How long records are kept, in an organization and by default in the whole installation. */
export const retentionRoutes = {
  listRetention: {
    id: "listRetention",
    method: "GET",
    path: "/api/v1/organizations/{org}/retention",
    permission: "organization:read",
    summary: "How long an organization keeps its records",
    params: inOrg,
    status: 200,
    response: listOf(retention),
  },
  setRetention: {
    id: "setRetention",
    method: "PATCH",
    path: "/api/v1/organizations/{org}/retention/{kind}",
    permission: "organization:write",
    summary: "Set how long an organization keeps records of a kind; a limit that is left out stays",
    params: inOrgOfKind,
    body: change,
    status: 200,
    response: listOf(retention),
  },
  resetRetention: {
    id: "resetRetention",
    method: "DELETE",
    path: "/api/v1/organizations/{org}/retention/{kind}",
    permission: "organization:write",
    summary: "Go back to the limits of the installation, or to the default",
    params: inOrgOfKind,
    status: 200,
    response: listOf(retention),
  },
  listInstanceRetention: {
    id: "listInstanceRetention",
    method: "GET",
    path: "/api/v1/retention",
    permission: "instance",
    summary: "How long organizations without limits of their own keep their records",
    status: 200,
    response: listOf(retention),
  },
  setInstanceRetention: {
    id: "setInstanceRetention",
    method: "PATCH",
    path: "/api/v1/retention/{kind}",
    permission: "instance",
    summary: "Set how long organizations without limits of their own keep records of a kind",
    params: ofKind,
    body: change,
    status: 200,
    response: listOf(retention),
  },
  resetInstanceRetention: {
    id: "resetInstanceRetention",
    method: "DELETE",
    path: "/api/v1/retention/{kind}",
    permission: "instance",
    summary: "Go back to the default for records of a kind",
    params: ofKind,
    status: 200,
    response: listOf(retention),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
