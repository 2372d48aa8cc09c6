import type { Json, JsonObject } from "../json.ts";
import { type Fault, faultJson } from "./fault.ts";

const MINUTE_MS = 60_000;
/** After the first refusal, after the second, and so on; the last one from then on. */
const PROBE_AFTER_MS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS);

/**
 * The rest that a target is given after it refused our credentials: nothing is written, and now and then a
 * harmless call asks whether that has changed.
 */
export interface Quarantine {
  readonly since: number;
  /** Refusals in a row. */
  readonly attempts: number;
  /** When to ask next. */
  readonly next: number;
}

/** The quarantine after one more refusal. */
export function quarantineAfter(before: Quarantine | undefined, now: number): Quarantine {
  const attempts = (before?.attempts ?? 0) + 1;
  const wait = PROBE_AFTER_MS[Math.min(attempts, PROBE_AFTER_MS.length) - 1] ?? 60 * MINUTE_MS;
  return { since: before?.since ?? now, attempts, next: now + wait };
}

/** The quarantine as stored with the provisioning, with the refusal that it began or went on with. */
export function quarantineJson({ since, attempts, next }: Quarantine, fault: Fault): JsonObject {
  return { since, attempts, next, fault: faultJson(fault) };
}

/** A stored quarantine, read back; undefined when there is none. */
export function readQuarantine(stored: JsonObject | null): Quarantine | undefined {
  if (stored === null) return undefined;
  const number = (value: Json | undefined) => (typeof value === "number" ? value : 0);
  return {
    since: number(stored["since"]),
    attempts: number(stored["attempts"]),
    next: number(stored["next"]),
  };
}
