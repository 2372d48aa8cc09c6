import { z } from "zod";
import type { MovableClock } from "../platform/clock.ts";

/** A message of a test to the process that it started: let this much time pass. */
const advanceClock = z.object({ kind: z.literal("advance-clock"), ms: z.int().min(0) });

/**
 * Lets the process that started this one move its clock, over the channel that Node opens between a parent and a
 * child (`stdio: "ipc"`). That channel exists only where the parent made it, and no request reaches it: a
 * parent can replace the program anyway. Answers each message with the date. Returns how to stop.
 */
export function obeyParent(clock: MovableClock): () => void {
  const onMessage = (message: unknown) => {
    const parsed = advanceClock.safeParse(message);
    if (!parsed.success) return;
    clock.advance(parsed.data.ms);
    process.send?.({ kind: "clock", now: clock.now() });
  };
  process.on("message", onMessage);
  // The channel alone must not keep the process alive.
  process.channel?.unref();
  return () => {
    process.off("message", onMessage);
  };
}
