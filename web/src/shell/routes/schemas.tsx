import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { organization } from "./organization-route.tsx";

const schemas = createRoute({
  getParentRoute: () => organization,
  path: "/schemas",
  component: lazyRouteComponent(() => import("../../pages/schemas/schemas-page.tsx"), "SchemasPage"),
});

const schema = createRoute({
  getParentRoute: () => organization,
  path: "/schemas/$schema",
  component: lazyRouteComponent(() => import("../../pages/schemas/schema-page.tsx"), "SchemaPage"),
});

const resourceType = createRoute({
  getParentRoute: () => organization,
  path: "/schemas/types/$type",
  component: lazyRouteComponent(
    () => import("../../pages/schemas/resource-type-page.tsx"),
    "ResourceTypePage",
  ),
});

/** The pages of schemas and resource types. */
export const schemaPages = [schemas, schema, resourceType] as const;
