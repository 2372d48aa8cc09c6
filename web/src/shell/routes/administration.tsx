import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import { organization } from "./organization-route.tsx";
import { optional, pagedSearch } from "./searches.ts";

const text = optional(z.string().min(1).max(500));
const day = optional(z.iso.date());
const auditSearch = pagedSearch.extend({
  trail: optional(z.literal("instance")),
  service: text,
  category: text,
  activity: text,
  actor: text,
  entry: text,
  target: text,
  since: day,
  until: day,
});

const audit = createRoute({
  getParentRoute: () => organization,
  path: "/audit",
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import("../../pages/audit/audit-page.tsx"), "AuditPage"),
});

const errorAnswers = createRoute({
  getParentRoute: () => organization,
  path: "/error-answers",
  validateSearch: pagedSearch.extend({
    trail: optional(z.literal("instance")),
    entry: text,
    httpStatus: optional(z.number().int().min(300).max(599)),
    code: text,
    actor: text,
  }),
  component: lazyRouteComponent(
    () => import("../../pages/error-answers/error-answers-page.tsx"),
    "ErrorAnswersPage",
  ),
});

const retention = createRoute({
  getParentRoute: () => organization,
  path: "/retention",
  component: lazyRouteComponent(() => import("../../pages/retention/retention-page.tsx"), "RetentionPage"),
});

const configuration = createRoute({
  getParentRoute: () => organization,
  path: "/configuration",
  component: lazyRouteComponent(
    () => import("../../pages/configuration/configuration-page.tsx"),
    "ConfigurationPage",
  ),
});

const events = createRoute({
  getParentRoute: () => organization,
  path: "/events",
  validateSearch: pagedSearch,
  component: lazyRouteComponent(() => import("../../pages/events/events-page.tsx"), "EventsPage"),
});

const webhooks = createRoute({
  getParentRoute: () => organization,
  path: "/webhooks",
  component: lazyRouteComponent(() => import("../../pages/webhooks/webhooks-page.tsx"), "WebhooksPage"),
});

const webhook = createRoute({
  getParentRoute: () => organization,
  path: "/webhooks/$webhook",
  validateSearch: pagedSearch,
  component: lazyRouteComponent(() => import("../../pages/webhooks/webhook-page.tsx"), "WebhookPage"),
});

/** The pages about access and other systems. */
export const administrationPages = [
  audit,
  errorAnswers,
  retention,
  configuration,
  events,
  webhooks,
  webhook,
] as const;
