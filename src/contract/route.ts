import type { z } from "zod";

/**
 * The permission that a caller needs. `public` must be written out, because there is no default. An instance
 * administrator holds all but `scim`; an organization administrator holds all but `instance` and `scim`, only in its
 * organization; a SCIM token holds only `scim` and `events:read`; a token for metrics only `metrics:read`.
 */
export type Permission =
  | "public"
  | "instance"
  | "metrics:read"
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

/** One endpoint of the admin API: its input, its output and its permission. Paths use `{name}` parameters. */
export interface RouteSpec {
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly permission: Permission;
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** The media type of a request body that is streamed and is not JSON. */
  readonly upload?: "text/csv";
  readonly status: 200 | 201 | 202 | 204;
  readonly response: z.ZodType;
}
