import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import { uuid } from "../../../../src/contract/parts.ts";
import { organization } from "./organization-route.tsx";
import { optional, pagedSearch } from "./searches.ts";

const rejectedSearch = pagedSearch.extend({
  token: optional(uuid),
  httpStatus: optional(z.number().int().min(400).max(499)),
});

const tokens = createRoute({
  getParentRoute: () => organization,
  path: "/scim-tokens",
  component: lazyRouteComponent(
    () => import("../../pages/scim-tokens/scim-tokens-page.tsx"),
    "ScimTokensPage",
  ),
});

const token = createRoute({
  getParentRoute: () => organization,
  path: "/scim-tokens/$token",
  component: lazyRouteComponent(() => import("../../pages/scim-tokens/token-page.tsx"), "TokenPage"),
});

const rejectedRequests = createRoute({
  getParentRoute: () => organization,
  path: "/rejected-requests",
  validateSearch: rejectedSearch,
  component: lazyRouteComponent(
    () => import("../../pages/rejected-requests/rejected-requests-page.tsx"),
    "RejectedRequestsPage",
  ),
});

const rejectedRequest = createRoute({
  getParentRoute: () => organization,
  path: "/rejected-requests/$request",
  component: lazyRouteComponent(
    () => import("../../pages/rejected-requests/rejected-request-page.tsx"),
    "RejectedRequestPage",
  ),
});

const replay = createRoute({
  getParentRoute: () => organization,
  path: "/rejected-requests/replay",
  component: lazyRouteComponent(
    () => import("../../pages/rejected-requests/replay-paste-page.tsx"),
    "ReplayPastePage",
  ),
});

/** The pages about SCIM clients. */
export const scimPages = [tokens, token, rejectedRequests, rejectedRequest, replay] as const;
