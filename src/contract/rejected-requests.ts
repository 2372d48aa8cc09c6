import { z } from "zod";
import { change, inOrg, instant, pageOf, paging, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";
import { tokenProfile } from "./tokens.ts";

/** A rejected SCIM request, without secrets. */
export const rejectedRequest = z.object({
  requestId: uuid,
  at: instant,
  tokenId: uuid,
  tokenName: z.string(),
  profile: tokenProfile,
  method: z.string(),
  /** Below the organization's SCIM address, with the query. */
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  userAgent: z.string().nullable(),
  contentType: z.string().nullable(),
  status: z.number().int(),
  scimType: z.string().nullable(),
  detail: z.string(),
  /** `none`: there was no body, or it was not read. `cut`: the body was too long to keep. */
  bodyKept: z.enum(["none", "whole", "cut"]),
  /** Names whose values were removed; `*` if only the structure is left. */
  redacted: z.array(z.string()),
});
export type RejectedRequestShape = z.infer<typeof rejectedRequest>;

export const rejectedRequestWhole = rejectedRequest.extend({ body: z.string().nullable() });
export type RejectedRequestWhole = z.infer<typeof rejectedRequestWhole>;

/** The outcome of a request in one profile, and what it would change. */
export const replayOutcome = z.object({
  profile: tokenProfile,
  accepted: z.boolean(),
  status: z.number().int(),
  scimType: z.string().nullable(),
  detail: z.string().nullable(),
  effect: z.enum(["none", "create", "update", "delete"]),
  changes: z.array(change),
});
export type ReplayOutcomeShape = z.infer<typeof replayOutcome>;

export const replayResult = z.object({
  /** False for a dry run, which changes nothing. */
  sent: z.boolean(),
  redacted: z.array(z.string()),
  items: z.array(replayOutcome),
});
export type ReplayResult = z.infer<typeof replayResult>;

/** The profiles to try, by default all. With `send` the request is carried out once, in the profile of its token. */
export const replayBody = z.object({
  profiles: z.array(tokenProfile).min(1).optional(),
  send: z.boolean().default(false),
});

/** A request as it is sent, for a replay of one that was never recorded. */
export const sentRequest = z.object({
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  path: z.string().regex(/^\//, "invalid.scim-path").max(16_384),
  headers: z.record(z.string(), z.string()).default({}),
  /** JSON, or the text of a body that is not. */
  body: z.json().optional(),
});

const inRequest = z.object({ org: uuid, request: uuid });

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
      token: uuid.optional(),
      status: z.coerce.number().int().min(400).max(499).optional(),
    }),
    status: 200,
    response: pageOf(rejectedRequest),
  },
  getRejectedRequest: {
    id: "getRejectedRequest",
    method: "GET",
    path: "/api/v1/organizations/{org}/rejected-requests/{request}",
    permission: "directory:read",
    summary: "A rejected SCIM request with its body",
    params: inRequest,
    status: 200,
    response: rejectedRequestWhole,
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
    body: replayBody.extend({ request: sentRequest, token: uuid.optional() }),
    status: 200,
    response: replayResult,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
