import { isObject, type Json } from "../json.ts";

/** What an entry of the change feed says beside what changed. Names, never values: events are made of it. */
export interface FeedDetail {
  /** The attributes that changed, or that a new object has; absent where nobody looked. */
  readonly attributes?: readonly string[];
  /** Whether the user may sign in from now on; only where that changed. */
  readonly active?: boolean;
  /** A deleted object is back under the id that it had. */
  readonly restored?: true;
  /** What was deleted before is gone for good: to applications, nothing happened. */
  readonly purged?: true;
  /** What joined or left a group, when it is no user. */
  readonly member?: "group";
  /** Resource type and endpoint of an object of a custom type: `{ type: "Device", endpoint: "/Devices" }`. */
  readonly type?: string;
  readonly endpoint?: string;
}

/** The detail as the feed keeps it: JSON, or null when there is nothing to say. */
export function detailText(detail: FeedDetail): string | null {
  return Object.keys(detail).length === 0 ? null : JSON.stringify(detail);
}

/** The detail of an entry, read back; what is not understood is left out. */
export function readDetail(text: string | null | undefined): FeedDetail {
  const stored: Json = text === null || text === undefined ? null : JSON.parse(text);
  if (!isObject(stored)) return {};
  const { attributes, active, restored, purged, member, type, endpoint } = stored;
  return {
    ...(Array.isArray(attributes)
      ? { attributes: attributes.filter((name) => typeof name === "string") }
      : {}),
    ...(typeof active === "boolean" ? { active } : {}),
    ...(restored === true ? { restored } : {}),
    ...(purged === true ? { purged } : {}),
    ...(member === "group" ? { member } : {}),
    ...(typeof type === "string" ? { type } : {}),
    ...(typeof endpoint === "string" ? { endpoint } : {}),
  };
}
