import type { z } from "zod";

/**
 * The permission that a caller needs. `public` must be written out, because there is no default. An instance
 * administrator holds all but `scim`, `session` and `person`; a token of an organization administrator all but those and
 * `instance`, only in its organization; a SCIM token holds only `scim` and `events:read`; a token for metrics only
 * `metrics:read`. `session` is held by every person who signed in, `person`
 * also by every personal token; no other token holds either.
 *
 * The roles of persons, each in its organization: a *reader* holds what ends in `:read`, except `exchanges:read`, which
 * shows the headers and bodies of requests and answers. *Helpdesk* also holds `provisioning:retry` and `sessions:end`; a
 * *provisioning admin* also `exchanges:read`, `provisioning:run`, and what writes to the directory and to applications; an
 * *owner* also `people:write` and `organization:write`, which covers tokens and webhooks.
 */
export const PERMISSIONS = [
  "public",
  "session",
  "person",
  "instance",
  "metrics:read",
  "organization:read",
  "organization:write",
  "directory:read",
  "directory:write",
  "directory:import",
  "applications:read",
  "applications:write",
  "provisioning:read",
  "provisioning:retry",
  "provisioning:run",
  "exchanges:read",
  "people:read",
  "people:write",
  "sessions:end",
  "events:read",
  "scim",
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** The media type of an answer that is sent piece by piece. */
export type StreamType = "text/event-stream" | "text/csv" | "application/json" | "application/jsonl";

/** One endpoint of the admin API: its input, its output and its permission. Paths use `{name}` parameters. */
export interface RouteSpec {
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly permission: Permission;
  /**
   * Set where a request hands out access or takes a factor away: a session needs a sign-in within the last 15 minutes
   * for it. Tokens are not concerned.
   */
  readonly recentSignIn?: true;
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** The media type of a request body that is streamed and is not JSON. */
  readonly upload?: "text/csv" | "application/octet-stream";
  /** The media types of an answer that is sent piece by piece, and is not parsed. */
  readonly stream?: readonly StreamType[];
  readonly status: 200 | 201 | 202 | 204;
  readonly response: z.ZodType;
}
