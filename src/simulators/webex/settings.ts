import type { RateLimit } from "./rate-limit.ts";

/** The settings that can be changed while the simulator runs. docs/simulators.md says which defaults are published by Cisco. */
export type WebexSettings = {
  readonly rate: RateLimit;
  /** Resources in one page of a list. */
  readonly pageSizeMax: number;
  /** Members that one PATCH may add and remove. */
  readonly membersPerPatch: number;
  /** Bytes of a request's body. */
  readonly bodyBytes: number;
  /** A DELETE of a user: `soft` renames and deactivates the account first, `hard` removes it at once. */
  readonly deletion: "soft" | "hard";
};

export const DEFAULT_WEBEX_SETTINGS: WebexSettings = {
  rate: { kind: "window", requests: 300, seconds: 60 },
  pageSizeMax: 100,
  membersPerPatch: 500,
  bodyBytes: 1_048_576,
  deletion: "soft",
};

/** Members that an answer shows at most; also the largest page of `/Groups/{id}/Members` (Cisco, 2026-08). */
export const MEMBERS_SHOWN_MAX = 500;
/** Resources in a page when the client states no `count` (Cisco, 2026-08). */
export const PAGE_SIZE_DEFAULT = 100;
/** How long a deleted account can be restored (Cisco, help.webex.com d3p9vfb). */
export const RESTORE_MS = 30 * 24 * 60 * 60 * 1_000;
