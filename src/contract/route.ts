import type { z } from "zod";

/**
 * What a caller must be allowed to do. `public` has to be written out; there is no default. An instance
 * administrator holds all but `scim`, an organization administrator all but `instance` and `scim` (in its organization
 * alone), a SCIM token `scim` and `events:read` alone.
 */
export type Permission =
  | "public"
  | "instance"
  | "organization:read"
  | "organization:write"
  | "directory:read"
  | "directory:write"
  | "directory:import"
  | "applications:read"
  | "applications:write"
  | "provisioning:read"
  | "provisioning:run"
  | "events:read"
  | "scim";

/** One endpoint of the admin API: what goes in, what comes out, and who may. Paths use `{name}` parameters. */
export interface RouteSpec {
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly permission: Permission;
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** A request body that is streamed and not JSON; its media type. */
  readonly upload?: "text/csv";
  readonly status: 200 | 201 | 202 | 204;
  readonly response: z.ZodType;
}
