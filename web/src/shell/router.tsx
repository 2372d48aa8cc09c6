import { createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import { accountLink } from "../../../src/contract/account-links.ts";
import { templateCategory } from "../../../src/contract/gallery.ts";
import { uuid } from "../../../src/contract/parts.ts";
import { decision } from "../../../src/contract/plans.ts";
import { logEntry, logStep } from "../../../src/contract/records.ts";
import { ErrorState } from "../states/error-state.tsx";
import { LoadingState } from "../states/loading-state.tsx";
import { HomePage } from "./home-page.tsx";
import { administrationPages } from "./routes/administration.tsx";
import { importPages } from "./routes/imports.tsx";
import { instancePages } from "./routes/instance.tsx";
import { organization, root } from "./routes/organization-route.tsx";
import { peoplePages } from "./routes/people.tsx";
import { schemaPages } from "./routes/schemas.tsx";
import { scimPages } from "./routes/scim.tsx";
import { listSearch, optional, pagedSearch } from "./routes/searches.ts";

const usersSearch = listSearch.extend({
  state: optional(z.enum(["active", "inactive"])),
  order: optional(z.literal("name")),
  descending: optional(z.literal(true)),
});
const groupsSearch = usersSearch.omit({ state: true });

const gallerySearch = listSearch.pick({ search: true }).extend({ category: optional(templateCategory) });
const decisionsSearch = pagedSearch.extend({
  verb: optional(decision.shape.verb),
  decision: optional(decision.shape.n),
});
const logSearch = listSearch.extend({
  app: optional(uuid),
  status: optional(logEntry.shape.status),
  endedAt: optional(logStep.shape.type),
  cycle: optional(uuid),
  object: optional(uuid),
  since: optional(z.iso.date()),
  until: optional(z.iso.date()),
});

const exchangesSearch = pagedSearch.extend({
  app: optional(uuid),
  failed: optional(z.literal(true)),
  httpStatus: optional(z.int().min(100).max(599)),
  cycle: optional(uuid),
  object: optional(uuid),
  step: optional(uuid),
});

/** Users, unless the address says groups. */
const typeSearch = z.object({ type: optional(z.literal("group")) });

const linksSearch = listSearch.extend({
  provenance: optional(accountLink.shape.provenance),
  reach: optional(accountLink.shape.scope),
});

const home = createRoute({ getParentRoute: () => root, path: "/", component: HomePage });

const overview = createRoute({
  getParentRoute: () => organization,
  path: "/",
  component: lazyRouteComponent(() => import("../pages/overview/overview-page.tsx"), "OverviewPage"),
});

const users = createRoute({
  getParentRoute: () => organization,
  path: "/users",
  validateSearch: usersSearch,
  component: lazyRouteComponent(() => import("../pages/users/users-page.tsx"), "UsersPage"),
});

const user = createRoute({
  getParentRoute: () => organization,
  path: "/users/$user",
  component: lazyRouteComponent(() => import("../pages/users/user-page.tsx"), "UserPage"),
});

const groups = createRoute({
  getParentRoute: () => organization,
  path: "/groups",
  validateSearch: groupsSearch,
  component: lazyRouteComponent(() => import("../pages/groups/groups-page.tsx"), "GroupsPage"),
});

const group = createRoute({
  getParentRoute: () => organization,
  path: "/groups/$group",
  validateSearch: pagedSearch,
  component: lazyRouteComponent(() => import("../pages/groups/group-page.tsx"), "GroupPage"),
});

const deletedUsers = createRoute({
  getParentRoute: () => organization,
  path: "/deleted-users",
  validateSearch: listSearch,
  component: lazyRouteComponent(
    () => import("../pages/deleted-users/deleted-users-page.tsx"),
    "DeletedUsersPage",
  ),
});

const applications = createRoute({
  getParentRoute: () => organization,
  path: "/applications",
  component: lazyRouteComponent(
    () => import("../pages/applications/applications-page.tsx"),
    "ApplicationsPage",
  ),
});

const applicationFrame = createRoute({
  getParentRoute: () => organization,
  path: "/applications/$app",
  component: lazyRouteComponent(
    () => import("../pages/applications/application-frame.tsx"),
    "ApplicationFrame",
  ),
});

const application = createRoute({
  getParentRoute: () => applicationFrame,
  path: "/",
  component: lazyRouteComponent(
    () => import("../pages/applications/application-page.tsx"),
    "ApplicationPage",
  ),
});

const connection = createRoute({
  getParentRoute: () => applicationFrame,
  path: "/connection",
  component: lazyRouteComponent(
    () => import("../pages/applications/connection/connection-tab.tsx"),
    "ConnectionTab",
  ),
});

const assignments = createRoute({
  getParentRoute: () => applicationFrame,
  path: "/assignments",
  validateSearch: pagedSearch,
  component: lazyRouteComponent(
    () => import("../pages/applications/assignments/assignments-tab.tsx"),
    "AssignmentsTab",
  ),
});

const matching = createRoute({
  getParentRoute: () => applicationFrame,
  path: "/matching",
  component: lazyRouteComponent(
    () => import("../pages/applications/matching/matching-tab.tsx"),
    "MatchingTab",
  ),
});

const links = createRoute({
  getParentRoute: () => applicationFrame,
  path: "/links",
  validateSearch: linksSearch,
  component: lazyRouteComponent(() => import("../pages/applications/links/links-tab.tsx"), "LinksTab"),
});

const link = createRoute({
  getParentRoute: () => organization,
  path: "/applications/$app/links/$object",
  component: lazyRouteComponent(() => import("../pages/applications/links/link-page.tsx"), "LinkPage"),
});

const settings = createRoute({
  getParentRoute: () => applicationFrame,
  path: "/settings",
  component: lazyRouteComponent(
    () => import("../pages/applications/settings/settings-tab.tsx"),
    "SettingsTab",
  ),
});

const configuration = createRoute({
  getParentRoute: () => applicationFrame,
  path: "/configuration",
  component: lazyRouteComponent(
    () => import("../pages/configuration/configuration-tab.tsx"),
    "ConfigurationTab",
  ),
});

const setup = createRoute({
  getParentRoute: () => applicationFrame,
  path: "/setup",
  component: lazyRouteComponent(() => import("../pages/applications/setup/setup-page.tsx"), "SetupPage"),
});

const gallery = createRoute({
  getParentRoute: () => organization,
  path: "/applications/new",
  validateSearch: gallerySearch,
  component: lazyRouteComponent(() => import("../pages/gallery/gallery-page.tsx"), "GalleryPage"),
});

const template = createRoute({
  getParentRoute: () => organization,
  path: "/applications/new/$template",
  component: lazyRouteComponent(() => import("../pages/gallery/template-page.tsx"), "TemplatePage"),
});

const withoutTemplate = createRoute({
  getParentRoute: () => organization,
  path: "/applications/new/without-template",
  component: lazyRouteComponent(
    () => import("../pages/gallery/without-template-page.tsx"),
    "WithoutTemplatePage",
  ),
});

const mappings = createRoute({
  getParentRoute: () => applicationFrame,
  path: "/mappings",
  validateSearch: typeSearch,
  component: lazyRouteComponent(() => import("../pages/mappings/mapping-tab.tsx"), "MappingTab"),
});

const scope = createRoute({
  getParentRoute: () => applicationFrame,
  path: "/scope",
  validateSearch: typeSearch,
  component: lazyRouteComponent(() => import("../pages/scope/scope-tab.tsx"), "ScopeTab"),
});

const plan = createRoute({
  getParentRoute: () => organization,
  path: "/applications/$app/plans/$plan",
  validateSearch: decisionsSearch,
  component: lazyRouteComponent(() => import("../pages/plans/plan-page.tsx"), "PlanPage"),
});

const cycle = createRoute({
  getParentRoute: () => organization,
  path: "/applications/$app/cycles/$cycle",
  component: lazyRouteComponent(() => import("../pages/cycles/cycle-page.tsx"), "CyclePage"),
});

const log = createRoute({
  getParentRoute: () => organization,
  path: "/log",
  validateSearch: logSearch,
  component: lazyRouteComponent(() => import("../pages/log/log-page.tsx"), "LogPage"),
});

const entry = createRoute({
  getParentRoute: () => organization,
  path: "/applications/$app/log/$entry",
  component: lazyRouteComponent(() => import("../pages/log/log-entry-page.tsx"), "LogEntryPage"),
});

const exchanges = createRoute({
  getParentRoute: () => organization,
  path: "/exchanges",
  validateSearch: exchangesSearch,
  component: lazyRouteComponent(() => import("../pages/exchanges/exchanges-page.tsx"), "ExchangesPage"),
});

const exchange = createRoute({
  getParentRoute: () => organization,
  path: "/exchanges/$exchange",
  component: lazyRouteComponent(() => import("../pages/exchanges/exchange-page.tsx"), "ExchangePage"),
});

const directory = [overview, users, user, groups, group, deletedUsers] as const;
const tabs = applicationFrame.addChildren([
  application,
  setup,
  connection,
  assignments,
  mappings,
  scope,
  matching,
  links,
  settings,
  configuration,
]);
const creation = [gallery, template, withoutTemplate] as const;
const provisioning = [
  applications,
  ...creation,
  tabs,
  link,
  plan,
  cycle,
  log,
  entry,
  exchanges,
  exchange,
] as const;
const pages = organization.addChildren([
  ...directory,
  ...provisioning,
  ...importPages,
  ...schemaPages,
  ...scimPages,
  ...administrationPages,
  ...peoplePages,
]);
const routeTree = root.addChildren([home, pages, instancePages]);

/** The pages of the console. Each is loaded when it is first opened, or when a pointer rests on a link to it. */
export function createConsoleRouter() {
  return createRouter({
    routeTree,
    defaultPreload: "intent",
    defaultPendingComponent: LoadingState,
    defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} retry={reset} />,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
  interface HistoryState {
    /** The cursors of the pages before this one, of a list that was paged through. */
    trail?: readonly string[];
  }
}
