import { z } from "zod";
import { inApp, instant, message, pageOf, paging, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** An object of an application that is held, waits for its next attempt, or is parked until something changes. */
export const waiting = z.object({
  objectId: uuid,
  type: z.enum(["user", "group"]),
  name: z.string(),
  state: z.enum(["held", "pending", "parked"]),
  reasons: z.array(message),
  since: instant,
  attempts: z.number().int(),
  /** When it is tried again by itself; null for a hold and for a parked object. */
  nextAttemptAt: instant.nullable(),
  /** The plan in which a person can answer the hold; null when it waits for something else. */
  planId: uuid.nullable(),
});
export type WaitingShape = z.infer<typeof waiting>;

/** Objects that earlier cycles left something to do for. */
export const waitingRoutes = {
  listWaiting: {
    id: "listWaiting",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/waiting",
    permission: "provisioning:read",
    summary: "List the objects that are held, pending or parked, with the reasons",
    params: inApp,
    query: paging,
    status: 200,
    response: pageOf(waiting),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
