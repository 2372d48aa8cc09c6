import type { Json } from "../json.ts";

/** Why a target did not do what was asked. A closed union: connectors map their vendor's answers onto it once. */
export type FaultKind =
  | "unauthenticated"
  | "session-lost"
  | "session-limit"
  | "forbidden"
  | "not-found"
  | "already-exists"
  | "invalid"
  | "conflict"
  | "rate-limited"
  | "unavailable"
  | "unknown-outcome";

/**
 * A target's refusal, or its silence. `refusedBy` says whose refusal it was, as far as the answer shows:
 * the target's application, something in front of it (proxy, gateway), or ourselves before sending.
 */
export interface Fault {
  readonly kind: FaultKind;
  /** Message code, for people: see docs/errors.md. */
  readonly code: string;
  readonly params: { readonly [name: string]: string | number };
  readonly status?: number;
  readonly refusedBy?: "target" | "middlebox" | "muster" | "network";
  /** When the target said so: how long to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** The exchange that shows it. */
  readonly exchange?: string;
}

/** What came of a call to a target. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: Fault };

/** The fault as JSON, for journal, log and API. */
export function faultJson(fault: Fault): { readonly [key: string]: Json } {
  const { kind, code, params, status, refusedBy, retryAfterMs, exchange } = fault;
  return {
    kind,
    code,
    params,
    ...(status === undefined ? {} : { status }),
    ...(refusedBy === undefined ? {} : { refusedBy }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(exchange === undefined ? {} : { exchange }),
  };
}

/** True when the same call may pass later without anybody changing anything. */
export function isTransient(kind: FaultKind): boolean {
  return (
    kind === "rate-limited" || kind === "unavailable" || kind === "session-limit" || kind === "session-lost"
  );
}

/** True when no further write to this target can succeed before a person or a re-login acts. */
export function stopsWrites(kind: FaultKind): boolean {
  return kind === "unauthenticated";
}
