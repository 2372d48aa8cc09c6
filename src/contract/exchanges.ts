import { z } from "zod";
import { inApp, pageOf, paging, uuid } from "./parts.ts";
import { exchange } from "./records.ts";
import type { RouteSpec } from "./route.ts";

/** A recorded request and answer, with the step of a plan that it belongs to. */
export const recordedExchange = exchange.extend({
  appId: uuid
    .nullable()
    .describe("The id of the application; null for an attempt of a webhook, which has none."),
  step: z
    .object({
      stepId: uuid.describe("The id of the step."),
      cycleId: uuid.describe("The id of the cycle that sent it."),
      objectId: uuid.describe("The id of the user or group in the directory."),
      type: z.enum(["user", "group"]).describe("Whether the object is a user or a group."),
      name: z.string().nullable().describe("The name of the user or group; null for one that is gone."),
      operation: z
        .string()
        .describe("The operation of the step in the target, such as `create` or `add-members`."),
    })
    .nullable()
    .describe(
      "The step of a plan that sent the request; null for one that belongs to no step, such as a search or a test of the connection.",
    ),
});
export type RecordedExchangeShape = z.infer<typeof recordedExchange>;

/** The recorded requests to targets, and their answers. */
export const exchangeRoutes = {
  listExchanges: {
    id: "listExchanges",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/exchanges",
    permission: "provisioning:read",
    summary:
      "Recorded HTTP exchanges with the target, redacted, newest first; headers and bodies need exchanges:read",
    params: inApp,
    query: paging.extend({
      failed: z.stringbool().optional().describe("`true` for exchanges that failed alone."),
      status: z.coerce
        .number()
        .int()
        .min(100)
        .max(599)
        .optional()
        .describe("Only answers with this HTTP status, from 100 to 599."),
      cycle: uuid.optional().describe("Only exchanges of the cycle with this id."),
      object: uuid.optional().describe("Only exchanges for the user or group with this id."),
      step: uuid.optional().describe("Only exchanges of the step with this id, as log entries name it."),
      content: z
        .stringbool()
        .default(true)
        .describe("`false` leaves headers and bodies out, for a list that does not show them."),
    }),
    status: 200,
    response: pageOf(recordedExchange),
  },
  getExchange: {
    id: "getExchange",
    method: "GET",
    path: "/api/v1/exchanges/{exchange}",
    permission: "provisioning:read",
    summary: "A recorded HTTP exchange, redacted; its headers and bodies need exchanges:read",
    params: z.object({ exchange: uuid.describe("The id of the exchange.") }),
    status: 200,
    response: recordedExchange,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
