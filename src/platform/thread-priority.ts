import { readlinkSync } from "node:fs";
import { constants, setPriority } from "node:os";

/**
 * Lets the calling thread give way to the others of this process where they compete for the same cores. Linux gives each
 * thread a priority of its own (setpriority(2), "C library/kernel differences"); elsewhere a priority belongs to the whole
 * process, and nothing changes.
 */
export function giveWay(): void {
  if (process.platform !== "linux") return;
  try {
    const thread = Number(readlinkSync("/proc/thread-self").split("/").at(-1));
    if (thread > 0) setPriority(thread, constants.priority.PRIORITY_LOW);
  } catch {
    // A sandbox may hide /proc or refuse the call; the thread then competes like any other.
  }
}
