import { createRootRoute, createRoute, Outlet } from "@tanstack/react-router";
import { MissingPage } from "../../states/missing-page.tsx";
import { OrganizationFrame } from "../organization-frame.tsx";

/** The route that all others are below. */
export const root = createRootRoute({ component: Outlet, notFoundComponent: MissingPage });

/** The route that all pages of an organization are below. */
export const organization = createRoute({
  getParentRoute: () => root,
  path: "/organizations/$org",
  component: OrganizationFrame,
  notFoundComponent: MissingPage,
});
