import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { organization } from "./organization-route.tsx";

const people = createRoute({
  getParentRoute: () => organization,
  path: "/people",
  component: lazyRouteComponent(() => import("../../pages/people/people-page.tsx"), "PeoplePage"),
});

const person = createRoute({
  getParentRoute: () => organization,
  path: "/people/$person",
  component: lazyRouteComponent(() => import("../../pages/people/person-page.tsx"), "PersonPage"),
});

const providers = createRoute({
  getParentRoute: () => organization,
  path: "/identity-providers",
  component: lazyRouteComponent(
    () => import("../../pages/identity-providers/identity-providers-page.tsx"),
    "IdentityProvidersPage",
  ),
});

/** The pages about the persons who sign in, and how they do. */
export const peoplePages = [people, person, providers] as const;
