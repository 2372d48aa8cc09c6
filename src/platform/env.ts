import { hash, randomBytes, randomUUID } from "node:crypto";
import type { Clock, Env } from "../ports/env.ts";
import { openClock } from "./clock.ts";

const COUNTER_MAX = 0xfff;

/** The machine's randomness, with this clock. Ids ascend within the process even when the clock steps back. */
export function createEnv(clock: Clock = openClock()): Env {
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    sleep: (ms, signal) => clock.sleep(ms, signal),
    newId: createUuidV7(() => clock.now()),
    hash: (text) => hash("sha256", text, "hex"),
    randomHex: () => randomBytes(32).toString("hex"),
  };
}

/**
 * Makes UUIDv7 that ascend (RFC 9562 §6.2, method 1): twelve bits count within a millisecond; when they are
 * used up, or the clock steps back, the last millisecond is counted on.
 */
export function createUuidV7(now: () => number): () => string {
  let lastMs = -1;
  let counter = 0;
  let start = "";
  const begin = (ms: number) => {
    lastMs = ms;
    counter = 0;
    const time = ms.toString(16).padStart(12, "0");
    start = `${time.slice(0, 8)}-${time.slice(8)}-7`;
  };
  return () => {
    const ms = now();
    if (ms > lastMs) begin(ms);
    else if (counter < COUNTER_MAX) counter += 1;
    else begin(lastMs + 1);
    // The tail of a random UUID already has the variant bits where version 7 wants them.
    const random = randomUUID().slice(19);
    return `${start}${counter.toString(16).padStart(3, "0")}-${random}`;
  };
}
