import { isObject, type Json } from "../json.ts";

/** Details of an entry of the change feed. Names of attributes, never values, because events are made of it. */
export interface FeedDetail {
  /** The attributes that changed, or that a new object has; absent when they were not compared. */
  readonly attributes?: readonly string[];
  /** True when the user was activated, false when deactivated; absent when that did not change. */
  readonly active?: boolean;
  /** A deleted object was restored under the same id. */
  readonly restored?: true;
  /** An object that was deleted before is gone for good; for applications nothing changed. */
  readonly purged?: true;
  /** The type of the member that joined or left, unless it is a user. */
  readonly member?: "group";
  /** Resource type and endpoint of an object of a custom type: `{ type: "Device", endpoint: "/Devices" }`. */
  readonly type?: string;
  readonly endpoint?: string;
  /** The type of the event that a notice is, the code of its reason, and the operations that it is about. */
  readonly notice?: string;
  readonly reason?: string;
  readonly lane?: string;
}

/** The detail in the form that the feed stores: JSON, or null for an empty detail. */
export function formatDetail(detail: FeedDetail): string | null {
  return Object.keys(detail).length === 0 ? null : JSON.stringify(detail);
}

/** Reads the stored detail of an entry; unknown members are left out. */
export function readDetail(text: string | null | undefined): FeedDetail {
  const stored: Json = text === null || text === undefined ? null : JSON.parse(text);
  if (!isObject(stored)) return {};
  const { attributes, active, restored, purged, member, type, endpoint, notice, reason, lane } = stored;
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
    ...(typeof notice === "string" ? { notice } : {}),
    ...(typeof reason === "string" ? { reason } : {}),
    ...(typeof lane === "string" ? { lane } : {}),
  };
}
