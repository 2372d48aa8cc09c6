import type { Json } from "../json.ts";

/**
 * The kinds of reasons why a target did not do what was requested. The list is closed: connectors map every
 * answer onto it.
 */
export const FAULT_KINDS = [
  "unauthenticated",
  "session-lost",
  "session-limit",
  "forbidden",
  "not-found",
  "already-exists",
  "invalid",
  "conflict",
  "rate-limited",
  "unavailable",
  "unknown-outcome",
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** The origins that a refusal may have. */
export const REFUSERS = ["target", "middlebox", "muster", "network"] as const;

/**
 * A target's refusal or lack of an answer. `refusedBy` names the origin of the refusal as far as the answer
 * shows it: the target's application, a proxy or gateway in front of it, or Muster before sending.
 */
export interface Fault {
  readonly kind: FaultKind;
  /** Message code, for people: see docs/errors.md. */
  readonly code: string;
  readonly params: { readonly [name: string]: string | number };
  readonly status?: number;
  readonly refusedBy?: (typeof REFUSERS)[number];
  /** The waiting time that the target requested, if any, in milliseconds. */
  readonly retryAfterMs?: number;
  /** The recorded exchange that shows the fault. */
  readonly exchange?: string;
}

/** The result of a call to a target. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: Fault };

/** The fault as plain JSON, for the API. */
export function toFaultJson(fault: Fault): { readonly [key: string]: Json } {
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

/**
 * False for an answer that may come from something before the target, which says nothing about what was sent: a web page,
 * a redirect, a success that is not SCIM, or a 404 that is not SCIM.
 */
export function isAnswerOfTarget({ status = 400, refusedBy }: Pick<Fault, "status" | "refusedBy">): boolean {
  return refusedBy !== "middlebox" && status >= 400 && (status !== 404 || refusedBy === "target");
}

/** True when no further write to this target can succeed before a person or a re-login acts. */
export function stopsWrites(kind: FaultKind): boolean {
  return kind === "unauthenticated";
}
