import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { InstanceFrame } from "../instance-frame.tsx";
import { root } from "./organization-route.tsx";
import { listSearch } from "./searches.ts";

const frame = createRoute({ getParentRoute: () => root, id: "_frame", component: InstanceFrame });

const account = createRoute({
  getParentRoute: () => frame,
  path: "/account",
  component: lazyRouteComponent(() => import("../../pages/account/account-page.tsx"), "AccountPage"),
});

const organizations = createRoute({
  getParentRoute: () => frame,
  path: "/instance/organizations",
  validateSearch: listSearch.pick({ search: true }),
  component: lazyRouteComponent(
    () => import("../../pages/organizations/organizations-page.tsx"),
    "OrganizationsPage",
  ),
});

const tokens = createRoute({
  getParentRoute: () => frame,
  path: "/instance/tokens",
  component: lazyRouteComponent(
    () => import("../../pages/instance-tokens/instance-tokens-page.tsx"),
    "InstanceTokensPage",
  ),
});

const configuration = createRoute({
  getParentRoute: () => frame,
  path: "/instance/configuration",
  component: lazyRouteComponent(
    () => import("../../pages/configuration/instance-configuration-page.tsx"),
    "InstanceConfigurationPage",
  ),
});

const system = createRoute({
  getParentRoute: () => frame,
  path: "/instance/system",
  component: lazyRouteComponent(() => import("../../pages/system/system-page.tsx"), "SystemPage"),
});

/** The pages that belong to no organization, in their frame. */
export const instancePages = frame.addChildren([account, organizations, tokens, configuration, system]);
