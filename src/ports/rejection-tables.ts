import type { OrgId, TokenId } from "../core/ids.ts";
import type { JsonObject } from "../core/json.ts";

/** A SCIM request that was refused for what it says, without secrets. */
export interface RejectedRequestRow {
  readonly org: OrgId;
  readonly id: string;
  readonly at: number;
  readonly token: TokenId;
  readonly token_name: string;
  /** The SCIM mode that the request was read in. */
  readonly profile: string;
  readonly method: string;
  /** Below the organization's SCIM address, with the query: `/Users?filter=…`. */
  readonly path: string;
  /** Of the header fields only those that decide the outcome: `if-match`, `if-none-match`. */
  readonly headers: JsonObject;
  readonly user_agent: string | null;
  readonly content_type: string | null;
  readonly status: number;
  readonly scim_type: string | null;
  readonly detail: string;
  readonly body: string | null;
  /** `none`: there was no body, or none was read. `cut`: too long, so that only its structure is here. */
  readonly body_kept: "none" | "whole" | "cut";
  /** Names whose values are gone from path and body; `*` for all of them. */
  readonly redacted: readonly string[];
}

/** When a token was last used, to a few minutes, and by whom. */
export interface TokenUseRow {
  readonly org: OrgId;
  readonly token: TokenId;
  readonly at: number;
  readonly user_agent: string | null;
}
