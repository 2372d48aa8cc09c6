import type { OrgId, SecretId, WebhookId } from "../core/ids.ts";
import type { Json, JsonObject } from "../core/json.ts";
import type { Cursor } from "./kinds.ts";

/** `paused`: nothing was acknowledged for days; `gone`: the receiver said that it wants no more (410). */
export type WebhookState = "on" | "off" | "paused" | "gone";

/** An address that an organization sends changes to, and its place in the feed. `version` counts edits. */
export interface WebhookRow {
  readonly org: OrgId;
  readonly id: WebhookId;
  readonly name: string;
  readonly name_key: string;
  readonly url: string;
  /** The event types it gets; null for all. */
  readonly types: Json;
  readonly secret: SecretId;
  /** The secret before this one: signed with as well, until then. */
  readonly former_secret: SecretId | null;
  readonly former_until: number | null;
  readonly state: WebhookState;
  /** Each event up to here was acknowledged or has another type. */
  readonly place: Cursor;
  /** The id of the message that is under way or is to be tried again, and the place where it ends. */
  readonly message: string | null;
  readonly message_end: Cursor | null;
  /** Failures in a row, since when, and when to try again. */
  readonly attempts: number;
  readonly failing_since: number | null;
  readonly next_attempt: number;
  readonly last_success: number | null;
  /** The last failure: `{ code, params, status, at }`. */
  readonly failure: JsonObject | null;
  readonly version: number;
  readonly created: number;
  readonly modified: number;
}

/** `unknown`: the process ended, or stopped waiting, before there was an answer. */
export type DeliveryState = "intended" | "acknowledged" | "failed" | "unknown";

/** One attempt to deliver a message, written before it is sent. */
export interface DeliveryRow {
  readonly org: OrgId;
  readonly id: string;
  readonly webhook: WebhookId;
  /** `webhook-id`: the same in every attempt at one message. */
  readonly message: string;
  readonly kind: "events" | "ping";
  /** Holds the events after the one place, up to the other. */
  readonly start_place: Cursor | null;
  readonly end_place: Cursor | null;
  readonly events: number;
  /** The hash of the events that it holds; null for a ping, and for a message of an earlier version. */
  readonly digest: string | null;
  readonly attempt: number;
  readonly state: DeliveryState;
  readonly status: number | null;
  /** `{ code, params }` */
  readonly failure: JsonObject | null;
  readonly exchange: string | null;
  readonly created: number;
  readonly ended: number | null;
}
