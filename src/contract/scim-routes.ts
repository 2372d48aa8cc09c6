import { z } from "zod";
import type { RouteSpec } from "./route.ts";
import { inOrg, paging } from "./route-parts.ts";
import {
  rejectedRequest,
  rejectedRequestWhole,
  replayBody,
  replayResult,
  sentRequest,
  tokenDetails,
} from "./scim-shapes.ts";
import { pageOf, uuid } from "./shapes.ts";

const inRequest = z.object({ org: uuid, request: uuid });

/** How SCIM clients fare: their tokens' profiles, and what was refused to them. */
export const scimRoutes = {
  getToken: {
    id: "getToken",
    method: "GET",
    path: "/api/v1/organizations/{org}/tokens/{token}",
    permission: "organization:read",
    summary: "A token with what its profile tolerates, and who used it last",
    params: z.object({ org: uuid, token: uuid }),
    status: 200,
    response: tokenDetails,
  },
  listRejectedRequests: {
    id: "listRejectedRequests",
    method: "GET",
    path: "/api/v1/organizations/{org}/rejected-requests",
    permission: "directory:read",
    summary: "SCIM requests that were refused, without secrets, newest first",
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
    summary: "A SCIM request that was refused, with its body",
    params: inRequest,
    status: 200,
    response: rejectedRequestWhole,
  },
  replayRejectedRequest: {
    id: "replayRejectedRequest",
    method: "POST",
    path: "/api/v1/organizations/{org}/rejected-requests/{request}/replay",
    permission: "organization:write",
    summary: "Try a refused request in each profile, without a change; or send it again",
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
