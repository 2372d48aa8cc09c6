import { readFileSync } from "node:fs";

/** Ticks of `/proc/stat` for each second (`USER_HZ`, proc(5)). */
const TICKS_PER_SECOND = 100;

/**
 * The time since boot that all cores waited for the host of this virtual machine, in seconds (`steal`, proc(5)); 0 where
 * the system does not tell.
 */
export function stolenSeconds(): number {
  try {
    const [all = ""] = readFileSync("/proc/stat", "utf8").split("\n");
    return Number(all.split(/ +/)[8] ?? 0) / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
}
