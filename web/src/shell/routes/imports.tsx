import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { organization } from "./organization-route.tsx";
import { pagedSearch } from "./searches.ts";

const imports = createRoute({
  getParentRoute: () => organization,
  path: "/imports",
  validateSearch: pagedSearch,
  component: lazyRouteComponent(() => import("../../pages/imports/imports-page.tsx"), "ImportsPage"),
});

const newImport = createRoute({
  getParentRoute: () => organization,
  path: "/imports/new",
  component: lazyRouteComponent(() => import("../../pages/imports/new-import-page.tsx"), "NewImportPage"),
});

const oneImport = createRoute({
  getParentRoute: () => organization,
  path: "/imports/$import",
  component: lazyRouteComponent(() => import("../../pages/imports/import-page.tsx"), "ImportPage"),
});

/** The pages of imports. */
export const importPages = [imports, newImport, oneImport] as const;
