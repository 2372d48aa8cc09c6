import { readFileSync } from "node:fs";
import process from "node:process";
import { isMainThread } from "node:worker_threads";

// Loaded into a measured process with --import: answers each message with what the process has used so far.
if (isMainThread && process.send !== undefined) {
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1_000, peakMb: peakMb() });
  });
  process.on("disconnect", () => process.exit(1));
  process.channel?.unref();
}

/** On Linux `maxRSS` begins with that of the process that started this one; VmHWM belongs to this one alone. */
function peakMb() {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) / 1_024;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS / 1_024;
}
