import { z } from "zod";
import { change, instant, token, tokenProfile, uuid } from "./shapes.ts";

/** A token with what its profile puts up with, and who uses it. */
export const tokenDetails = token.extend({
  /** Everything that profiles differ in; null for tokens that are not for SCIM. */
  tolerances: z.array(z.object({ name: z.string(), on: z.boolean() })).nullable(),
  /** To a few minutes, once the server was restarted. */
  lastUse: z.object({ at: instant, userAgent: z.string().nullable() }).nullable(),
  /** Whom the User-Agent speaks of, and the profile that suits them; null when it says nothing. */
  suggestion: z.object({ client: z.string(), profile: tokenProfile }).nullable(),
});
export type TokenDetails = z.infer<typeof tokenDetails>;

/** A SCIM request that was refused, without secrets. */
export const rejectedRequest = z.object({
  requestId: uuid,
  at: instant,
  tokenId: uuid,
  tokenName: z.string(),
  profile: tokenProfile,
  method: z.string(),
  /** Below the organization's SCIM address, with the query. */
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  userAgent: z.string().nullable(),
  contentType: z.string().nullable(),
  status: z.number().int(),
  scimType: z.string().nullable(),
  detail: z.string(),
  /** `none`: there was none, or it was not read. `cut`: too long to keep. */
  bodyKept: z.enum(["none", "whole", "cut"]),
  /** Names whose values are gone; `*` when nothing but the structure is left. */
  redacted: z.array(z.string()),
});
export type RejectedRequest = z.infer<typeof rejectedRequest>;
export const rejectedRequestWhole = rejectedRequest.extend({ body: z.string().nullable() });
export type RejectedRequestWhole = z.infer<typeof rejectedRequestWhole>;

/** How a request fares in one profile, and what it would change. */
export const verdict = z.object({
  profile: tokenProfile,
  accepted: z.boolean(),
  status: z.number().int(),
  scimType: z.string().nullable(),
  detail: z.string().nullable(),
  effect: z.enum(["none", "create", "update", "delete"]),
  changes: z.array(change),
});
export type Verdict = z.infer<typeof verdict>;

export const replayResult = z.object({
  /** False for a dry run, which changes nothing. */
  sent: z.boolean(),
  redacted: z.array(z.string()),
  items: z.array(verdict),
});
export type ReplayResult = z.infer<typeof replayResult>;

/** In which profiles to try: all when left out. With `send`, once and for good, in the token's own. */
export const replayBody = z.object({
  profiles: z.array(tokenProfile).min(1).optional(),
  send: z.boolean().default(false),
});

/** A request as it is sent, for a replay of one that was never recorded. */
export const sentRequest = z.object({
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  path: z.string().regex(/^\//, "a path below the SCIM address, with its slash").max(16_384),
  headers: z.record(z.string(), z.string()).default({}),
  /** JSON, or the text of a body that is not. */
  body: z.json().optional(),
});
