import { z } from "zod";
import { cycle } from "./cycles.ts";
import { inApp, message } from "./parts.ts";
import { decision } from "./plans.ts";
import type { RouteSpec } from "./route.ts";

const onlyObject = z.object({
  type: z.enum(["user", "group"]).default("user").describe("Whether a user or a group is provisioned."),
  find: z
    .string()
    .min(1)
    .max(500)
    .describe("The user name, the displayName of a group, or the id, of 1 to 500 characters."),
});

/** The decision about one object, and the requests that provisioning it would send now. */
export const rehearsal = z.object({
  decisions: z
    .array(decision)
    .describe("The decision about the object, and those that follow from it: 100 at most."),
  requests: z
    .array(
      z.object({
        method: z.string().describe("The HTTP method."),
        path: z
          .string()
          .describe(
            "The path below the address of the target. The ids of new accounts are `new-1`, `new-2` and so on.",
          ),
        body: z.json().describe("The body, without secrets; null for none, or when withheld."),
      }),
    )
    .describe("The requests that would change something in the target, in their order."),
  withheld: z
    .boolean()
    .describe("Whether bodies and queries are left out: the caller does not hold `exchanges:read`."),
  message: message
    .nullable()
    .describe("Why nothing more can be said, such as a target that does not answer; null for none."),
});
export type RehearsalShape = z.infer<typeof rehearsal>;

/** One user or group is provisioned, or tried, without a look at the others. */
export const onDemandRoutes = {
  provisionObject: {
    id: "provisionObject",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/on-demand",
    permission: "provisioning:retry",
    summary: "Plan and apply for one user or group now; poll the cycle until it has ended",
    params: inApp,
    body: onlyObject,
    status: 202,
    response: cycle,
  },
  rehearseObject: {
    id: "rehearseObject",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/on-demand/dry-run",
    permission: "provisioning:retry",
    summary:
      "Show which requests provisioning one user or group would send now; nothing is written, and the target is only read",
    params: inApp,
    body: onlyObject,
    status: 200,
    response: rehearsal,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
