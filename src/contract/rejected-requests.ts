import { z } from "zod";
import { change, inOrg, instant, nothing, pageOf, paging, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";
import { tokenProfile } from "./tokens.ts";

/** A rejected SCIM request, without secrets. */
export const rejectedRequest = z.object({
  requestId: uuid.describe(
    "The id of the recorded request: the tracking id of its answer, but for operations of bulk requests.",
  ),
  at: instant.describe("When the request was rejected."),
  tokenId: uuid.describe("The id of the token that it was sent with."),
  tokenName: z.string().describe("The name of that token."),
  profile: tokenProfile.describe("The profile that the request was read with."),
  method: z.string().describe("The HTTP method."),
  path: z
    .string()
    .describe("The path below the organization's SCIM address, with the query unless content is withheld."),
  withheld: z
    .boolean()
    .describe("Whether headers, body and query are left out: the caller does not hold `exchanges:read`."),
  headers: z
    .record(z.string(), z.string())
    .nullable()
    .describe("The headers of the request, without secrets; null when withheld."),
  userAgent: z.string().nullable().describe("The client as it names itself; null if it does not."),
  contentType: z.string().nullable().describe("The media type of the body; null if none was given."),
  status: z.number().int().describe("The HTTP status of the rejection."),
  scimType: z
    .string()
    .nullable()
    .describe("The `scimType` of the answer (RFC 7644 §3.12); null if it has none."),
  detail: z.string().describe("The explanation that the client received."),
  bodyKept: z
    .enum(["none", "whole", "cut"])
    .describe("`none` without a body or if it was not read, `cut` if it was too long to keep whole."),
  redacted: z
    .array(z.string())
    .describe("Names whose values were removed; `*` if only the structure is left."),
});
export type RejectedRequestShape = z.infer<typeof rejectedRequest>;

export const rejectedRequestWhole = rejectedRequest.extend({
  body: z.string().nullable().describe("The body, without secrets; null if none is kept, or when withheld."),
});
export type RejectedRequestWhole = z.infer<typeof rejectedRequestWhole>;

/** The outcome of a request in one profile, and what it would change. */
export const replayOutcome = z.object({
  profile: tokenProfile.describe("The profile that the request was read with."),
  accepted: z.boolean().describe("Whether the request is accepted in this profile."),
  status: z.number().int().describe("The HTTP status of the answer."),
  scimType: z
    .string()
    .nullable()
    .describe("The `scimType` of a refusal (RFC 7644 §3.12); null for any other answer."),
  detail: z.string().nullable().describe("The explanation of a refusal; null for any other answer."),
  effect: z
    .enum(["none", "create", "update", "delete"])
    .describe("The effect that the request would have on its resource."),
  changes: z.array(change).describe("The attributes that would change."),
});
export type ReplayOutcomeShape = z.infer<typeof replayOutcome>;

export const replayResult = z.object({
  sent: z
    .boolean()
    .describe("Whether the request was carried out; false for a dry run, which changes nothing."),
  redacted: z
    .array(z.string())
    .describe("Names whose values were not recorded; `*` if only the structure is left."),
  items: z.array(replayOutcome).describe("The outcome in each profile."),
});
export type ReplayResult = z.infer<typeof replayResult>;

/** The profiles to try, by default all. With `send` the request is carried out once, in the profile of its token. */
export const replayBody = z.object({
  profiles: z.array(tokenProfile).min(1).optional().describe("The profiles to try; all when left out."),
  send: z
    .boolean()
    .default(false)
    .describe("Whether to carry the request out, once, in the profile of its token."),
});

/** A request as it is sent, for a replay of one that was never recorded. */
export const sentRequest = z.object({
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).describe("The HTTP method."),
  path: z
    .string()
    .regex(/^\//, "invalid.scim-path")
    .max(16_384)
    .describe(
      "The path below the organization's SCIM address, with the query, of at most 16,384 characters.",
    ),
  headers: z
    .record(z.string(), z.string())
    .default({})
    .describe("The headers that matter, such as `if-match`, by name."),
  body: z.json().optional().describe("The body as JSON, or as a text where it is not JSON."),
});

const inRequest = inOrg.extend({ request: uuid.describe("The id of the recorded request.") });

/** SCIM requests that were rejected, and their replay. */
export const rejectedRequestRoutes = {
  listRejectedRequests: {
    id: "listRejectedRequests",
    method: "GET",
    path: "/api/v1/organizations/{org}/rejected-requests",
    permission: "directory:read",
    summary: "Rejected SCIM requests, without secrets, newest first",
    params: inOrg,
    query: paging.extend({
      token: uuid.optional().describe("Only requests that were sent with the token with this id."),
      status: z.coerce
        .number()
        .int()
        .min(400)
        .max(499)
        .optional()
        .describe("Only requests that were rejected with this HTTP status, from 400 to 499."),
    }),
    status: 200,
    response: pageOf(rejectedRequest),
  },
  getRejectedRequest: {
    id: "getRejectedRequest",
    method: "GET",
    path: "/api/v1/organizations/{org}/rejected-requests/{request}",
    permission: "directory:read",
    summary: "A rejected SCIM request; its headers and body need exchanges:read",
    params: inRequest,
    status: 200,
    response: rejectedRequestWhole,
  },
  deleteRejectedRequest: {
    id: "deleteRejectedRequest",
    method: "DELETE",
    path: "/api/v1/organizations/{org}/rejected-requests/{request}",
    permission: "organization:write",
    summary: "Delete a rejected request with its headers and its body",
    params: inRequest,
    status: 204,
    response: nothing,
  },
  replayRejectedRequest: {
    id: "replayRejectedRequest",
    method: "POST",
    path: "/api/v1/organizations/{org}/rejected-requests/{request}/replay",
    permission: "organization:write",
    summary: "Try a rejected request in each profile, without a change; or send it again",
    params: inRequest,
    body: replayBody,
    status: 200,
    response: replayResult,
  },
  replayRequest: {
    id: "replayRequest",
    method: "POST",
    path: "/api/v1/organizations/{org}/replays",
    permission: "organization:write",
    summary: "Try a SCIM request in each profile, without a change; or send it as a token's",
    params: inOrg,
    body: replayBody.extend({
      request: sentRequest.describe("The request to try."),
      token: uuid.optional().describe("The id of the token whose request it would be; required with `send`."),
    }),
    status: 200,
    response: replayResult,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
