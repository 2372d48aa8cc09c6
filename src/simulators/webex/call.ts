import type { JsonObject } from "../../core/json.ts";
import type { Profile } from "../../core/scim/profile.ts";
import type { ResourceType } from "../../core/scim/schema.ts";
import type { WebexPlace } from "./place.ts";
import type { HeldType, Registry } from "./registry.ts";
import type { WebexSettings } from "./settings.ts";

/** One SCIM request to the simulator, with what it is answered from. */
export type WebexCall = {
  readonly place: WebexPlace;
  readonly type: ResourceType;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The service root as the client sees it. */
  readonly baseUrl: string;
  readonly registry: Registry;
  readonly settings: WebexSettings;
  readonly nowMs: number;
  readonly newId: () => string;
};

export type WebexAnswer = {
  readonly status: number;
  readonly body?: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
};

/** The name under which objects of the call's type are held. */
export function heldTypeOf({ type }: Pick<WebexCall, "type">): HeldType {
  return type.id === "Group" ? "Group" : "User";
}

/** How bodies of POST and PUT are read: unknown schemas and attributes are ignored (Cisco, 2026-08). */
export function bodyProfileOf({ place }: Pick<WebexCall, "place">): Profile {
  return { kind: place.form === "legacy" ? "entra" : "generic" };
}

/**
 * How PATCH is read. The current form's reference repeats RFC 7644 §3.5.2; the legacy one was made for Entra ID, which
 * writes `Replace` and `"False"`.
 */
export function patchProfileOf({ place }: Pick<WebexCall, "place">): Profile {
  return { kind: place.form === "legacy" ? "entra" : "rfc" };
}
